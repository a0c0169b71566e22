-- room: plan
CREATE TABLE plan (
  checkin_id TEXT PRIMARY KEY REFERENCES checkin (checkin_id),
  owner_id TEXT NOT NULL REFERENCES person (owner_id),
  made_at TEXT NOT NULL,
  works TEXT,
  strengths TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 0)
);
CREATE INDEX plan_owner ON plan (owner_id);
CREATE TABLE plan_goal (
  checkin_id TEXT NOT NULL REFERENCES plan (checkin_id),
  topic_key TEXT NOT NULL,
  position INTEGER NOT NULL,
  step_key TEXT,
  own_words TEXT,
  who TEXT NOT NULL,
  by_when TEXT NOT NULL,
  PRIMARY KEY (checkin_id, topic_key)
);
