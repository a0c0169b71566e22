-- room: audit
-- only grows: audit_row
-- Ids, codes and hashes alone; what somebody wrote stands in audit_text, which can be erased.
CREATE TABLE audit_row (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  about TEXT,
  codes TEXT NOT NULL,
  before_hash TEXT NOT NULL,
  row_hash TEXT NOT NULL,
  PRIMARY KEY (chain, seq)
);
CREATE TABLE audit_text (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (chain, seq)
);
-- Where each chain ended when all were last walked.
CREATE TABLE audit_head (
  chain TEXT NOT NULL PRIMARY KEY,
  seq INTEGER NOT NULL,
  row_hash TEXT NOT NULL
);
