-- room: people
-- No CHECK on words of which more may follow: SQLite cannot change a CHECK without building the table anew.
CREATE TABLE person (
  owner_id TEXT PRIMARY KEY,
  created_at TEXT NOT NULL,
  keep_until TEXT NOT NULL
);
CREATE INDEX person_keep_until ON person (keep_until);
CREATE TABLE life_change (
  change_id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES person (owner_id),
  kind TEXT NOT NULL,
  asks_afresh INTEGER NOT NULL CHECK (asks_afresh IN (0, 1)),
  noted_at TEXT NOT NULL,
  brought_back_at TEXT
);
CREATE INDEX life_change_owner ON life_change (owner_id, noted_at);
CREATE TABLE life_change_subject (
  change_id TEXT NOT NULL REFERENCES life_change (change_id),
  subject TEXT NOT NULL,
  PRIMARY KEY (change_id, subject)
);
