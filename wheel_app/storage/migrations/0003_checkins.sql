-- room: checkins
-- No CHECK on words of which more may follow: SQLite cannot change a CHECK without building the table anew.
CREATE TABLE checkin (
  checkin_id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES person (owner_id),
  tool_id TEXT NOT NULL,
  tool_version TEXT NOT NULL,
  about TEXT NOT NULL,
  voice TEXT NOT NULL,
  given_by TEXT NOT NULL,
  present TEXT NOT NULL,
  interpreter TEXT,
  language TEXT NOT NULL,
  device_id TEXT NOT NULL,
  own_topic TEXT,
  topic_order TEXT NOT NULL,
  first_count INTEGER NOT NULL,
  filled_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  touched_at TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 0),
  finished_at TEXT,
  revises TEXT REFERENCES checkin (checkin_id)
);
CREATE INDEX checkin_owner ON checkin (owner_id, recorded_at);
CREATE INDEX checkin_revises ON checkin (revises);
CREATE INDEX checkin_touched ON checkin (touched_at);
CREATE TABLE pick (
  checkin_id TEXT NOT NULL REFERENCES checkin (checkin_id),
  topic_key TEXT NOT NULL,
  picked TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (checkin_id, topic_key, picked)
);
CREATE TABLE answer (
  checkin_id TEXT NOT NULL REFERENCES checkin (checkin_id),
  topic_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('scored', 'not-now', 'not-applicable', 'rather-not-say')),
  score INTEGER CHECK (score BETWEEN 1 AND 100),
  how TEXT CHECK (how IN ('arc', 'band', 'number')),
  note TEXT,
  seq INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (checkin_id, topic_key),
  CHECK ((kind = 'scored') = (score IS NOT NULL)),
  CHECK ((kind = 'scored') = (how IS NOT NULL))
);
CREATE TABLE save_receipt (
  save_id TEXT PRIMARY KEY,
  checkin_id TEXT NOT NULL REFERENCES checkin (checkin_id),
  digest TEXT NOT NULL,
  seq INTEGER NOT NULL
);
CREATE INDEX save_receipt_checkin ON save_receipt (checkin_id);
