-- room: accounts
-- When somebody last began on the device. Which visits belong to one hand-over is asked when it ends.
ALTER TABLE hub_device ADD COLUMN seen_at TEXT;
CREATE INDEX sign_in_by_handed ON sign_in (handed_by);
-- Which member of staff had handed the device over, where one had; shown to staff alone.
ALTER TABLE checkin ADD COLUMN handed_by TEXT REFERENCES staff (staff_id);
CREATE INDEX checkin_handed_by ON checkin (handed_by);
