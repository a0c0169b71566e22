-- room: visits
-- No CHECK on words of which more may follow: SQLite cannot change a CHECK without building the table anew.
-- A visit is the family's: where, when, at which point of which child, and who was there. Nothing that anybody said.
CREATE TABLE visit (
  visit_id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES family (family_id),
  child_id TEXT NOT NULL REFERENCES member (member_id),
  set_key TEXT NOT NULL,
  set_version TEXT NOT NULL,
  point_key TEXT NOT NULL,
  on_date TEXT NOT NULL,
  place TEXT NOT NULL,
  how TEXT NOT NULL,
  sheet_no TEXT,
  made_by TEXT,
  made_at TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  finished_at TEXT,
  next_on TEXT,
  cancelled_at TEXT,
  cancelled_why TEXT
);
CREATE INDEX visit_family ON visit (family_id, on_date, visit_id);
CREATE INDEX visit_child ON visit (child_id, point_key);
CREATE INDEX visit_delivered ON visit (on_date, visit_id);
CREATE INDEX visit_open ON visit (finished_at, made_at);
CREATE TABLE visit_worker (
  visit_id TEXT NOT NULL REFERENCES visit (visit_id),
  staff_id TEXT NOT NULL REFERENCES staff (staff_id),
  PRIMARY KEY (visit_id, staff_id)
);
CREATE INDEX visit_worker_staff ON visit_worker (staff_id, visit_id);
CREATE TABLE visit_present (
  visit_id TEXT NOT NULL REFERENCES visit (visit_id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  member_id TEXT REFERENCES member (member_id),
  who TEXT,
  PRIMARY KEY (visit_id, position)
);
CREATE INDEX visit_present_member ON visit_present (member_id);
-- One adult's own part. Done beforehand it waits, without a visit, for the one at its point of its child.
CREATE TABLE visit_part (
  part_id TEXT PRIMARY KEY,
  visit_id TEXT REFERENCES visit (visit_id),
  child_id TEXT NOT NULL REFERENCES member (member_id),
  point_key TEXT NOT NULL,
  member_id TEXT NOT NULL REFERENCES member (member_id),
  owner_id TEXT NOT NULL REFERENCES person (owner_id),
  checklist_id TEXT REFERENCES checkin (checkin_id),
  scale_id TEXT REFERENCES checkin (checkin_id),
  done_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  finished_at TEXT,
  UNIQUE (visit_id, member_id)
);
CREATE INDEX visit_part_owner ON visit_part (owner_id, child_id);
CREATE INDEX visit_part_child ON visit_part (child_id, point_key);
CREATE INDEX visit_part_member ON visit_part (member_id);
CREATE INDEX visit_part_checklist ON visit_part (checklist_id);
CREATE INDEX visit_part_scale ON visit_part (scale_id);
-- Whose what somebody told is, as long as they have no way in of their own.
CREATE TABLE visit_owner (
  member_id TEXT PRIMARY KEY REFERENCES member (member_id),
  owner_id TEXT NOT NULL REFERENCES person (owner_id)
);
CREATE INDEX visit_owner_owner ON visit_owner (owner_id);
CREATE TABLE visit_theme (
  visit_id TEXT NOT NULL REFERENCES visit (visit_id),
  theme TEXT NOT NULL,
  PRIMARY KEY (visit_id, theme)
);
-- Steps and services belong to a part, never to the household: no adult reads another's.
CREATE TABLE visit_step (
  step_id TEXT PRIMARY KEY,
  part_id TEXT NOT NULL REFERENCES visit_part (part_id),
  position INTEGER NOT NULL,
  words TEXT NOT NULL,
  who TEXT NOT NULL,
  by_when TEXT NOT NULL,
  made_by TEXT,
  made_at TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1)
);
CREATE INDEX visit_step_part ON visit_step (part_id, position);
CREATE TABLE visit_service (
  part_id TEXT NOT NULL REFERENCES visit_part (part_id),
  service_id TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  PRIMARY KEY (part_id, service_id)
);
CREATE INDEX visit_service_service ON visit_service (service_id);
CREATE TABLE visit_change (
  change_id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL REFERENCES visit (visit_id),
  fact TEXT NOT NULL,
  old_value TEXT NOT NULL,
  new_value TEXT NOT NULL,
  why TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT
);
CREATE INDEX visit_change_visit ON visit_change (visit_id, made_at);
