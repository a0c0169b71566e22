-- room: records
-- That somebody asked for a copy of what staff hold about them; what was decided of it; and what is handed over.
-- `content` is the data file without anything private, emptied when its time is over.
CREATE TABLE copy_request (
  copy_id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES family (family_id),
  member_id TEXT NOT NULL REFERENCES member (member_id),
  asked_by TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  task_id TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  with_private INTEGER NOT NULL CHECK (with_private IN (0, 1)),
  finished_at TEXT,
  finished_by TEXT,
  until TEXT,
  content TEXT,
  CHECK ((finished_at IS NULL) = (until IS NULL))
);
CREATE INDEX copy_request_family ON copy_request (family_id);
CREATE INDEX copy_request_member ON copy_request (member_id, made_at);
CREATE INDEX copy_request_until ON copy_request (until);
-- What a reviewer decided of one line, kept while the copy is being made.
CREATE TABLE copy_item (
  copy_id TEXT NOT NULL REFERENCES copy_request (copy_id),
  item_id TEXT NOT NULL,
  is_given INTEGER NOT NULL CHECK (is_given IN (0, 1)),
  reason TEXT NOT NULL,
  PRIMARY KEY (copy_id, item_id)
);
-- Where some of a family move on to, and what is handed over there: for staff alone.
CREATE TABLE moving_on (
  moving_id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES family (family_id),
  on_day TEXT NOT NULL,
  to_whom TEXT NOT NULL,
  summary TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  accepted_on TEXT,
  accepted_by TEXT
);
CREATE INDEX moving_on_family ON moving_on (family_id, made_at);
CREATE TABLE moving_member (
  moving_id TEXT NOT NULL REFERENCES moving_on (moving_id),
  member_id TEXT NOT NULL REFERENCES member (member_id),
  PRIMARY KEY (moving_id, member_id)
);
CREATE INDEX moving_member_member ON moving_member (member_id);
