-- room: tasks
-- No CHECK on words of which more may follow: SQLite cannot change a CHECK without building the table anew.
-- What has to be done, by whom and by when. `staff_id` is whose it is; without one it is the team's. `ref` names what it
-- is about where neither a family nor a person does.
CREATE TABLE task (
  task_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  staff_id TEXT REFERENCES staff (staff_id),
  team_id TEXT REFERENCES team (team_id),
  family_id TEXT,
  owner_id TEXT REFERENCES person (owner_id),
  device_id TEXT,
  ref TEXT,
  way TEXT,
  made_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  acknowledged_at TEXT,
  acknowledged_by TEXT REFERENCES staff (staff_id),
  done_at TEXT,
  done_by TEXT REFERENCES staff (staff_id)
);
CREATE INDEX task_staff ON task (staff_id, due_at);
CREATE INDEX task_team ON task (team_id, due_at);
CREATE INDEX task_owner ON task (owner_id);
CREATE INDEX task_family ON task (family_id);
CREATE INDEX task_acknowledged_by ON task (acknowledged_by);
CREATE INDEX task_done_by ON task (done_by);
-- What somebody wrote beside it, erasable by itself.
CREATE TABLE task_text (
  task_id TEXT PRIMARY KEY REFERENCES task (task_id),
  words TEXT NOT NULL
);
