-- room: records
-- A subject is owner:<id> or family:<id>. It refers to no table: a hold and a list outlast what they were about.
CREATE TABLE legal_hold (
  hold_id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  set_by TEXT NOT NULL,
  set_at TEXT NOT NULL,
  lifted_by TEXT,
  lifted_at TEXT,
  CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
);
CREATE INDEX legal_hold_subject ON legal_hold (subject);
CREATE TABLE retention_run (
  run_id TEXT PRIMARY KEY,
  listed_by TEXT NOT NULL,
  listed_at TEXT NOT NULL,
  digest TEXT NOT NULL,
  confirmed_by TEXT,
  confirmed_at TEXT,
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CHECK (confirmed_by <> listed_by)
);
CREATE TABLE retention_item (
  run_id TEXT NOT NULL REFERENCES retention_run (run_id),
  subject TEXT NOT NULL,
  why TEXT NOT NULL,
  since TEXT NOT NULL,
  became TEXT,
  PRIMARY KEY (run_id, subject)
);
