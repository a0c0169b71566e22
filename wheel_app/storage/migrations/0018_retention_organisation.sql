-- room: records
-- Whose list or hold it is: managers of other organisations find none of it. Without one it is the operator's alone.
ALTER TABLE legal_hold ADD COLUMN organisation_id TEXT;
ALTER TABLE retention_run ADD COLUMN organisation_id TEXT;
CREATE INDEX legal_hold_organisation ON legal_hold (organisation_id, set_at);
CREATE INDEX retention_run_organisation ON retention_run (organisation_id, listed_at);
