-- room: checkins
-- A table of its own, so that no query of answers can come by a private one. Where kind is null, a later save took the
-- place of this one: it is only known that it came, until the check-in is finished.
CREATE TABLE private_answer (
  checkin_id TEXT NOT NULL REFERENCES checkin (checkin_id),
  topic_key TEXT NOT NULL,
  save_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  kind TEXT CHECK (kind IN ('scored', 'not-now', 'not-applicable', 'rather-not-say')),
  score INTEGER CHECK (score BETWEEN 1 AND 100),
  how TEXT CHECK (how IN ('arc', 'band', 'number')),
  note TEXT,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (checkin_id, topic_key, save_id, digest),
  CHECK ((kind = 'scored') = (score IS NOT NULL)),
  CHECK ((kind = 'scored') = (how IS NOT NULL)),
  CHECK (kind IS NOT NULL OR (score IS NULL AND how IS NULL AND note IS NULL))
);
