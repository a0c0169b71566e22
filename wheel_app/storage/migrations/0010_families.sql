-- room: people
-- No CHECK on words of which more may follow: SQLite cannot change a CHECK without building the table anew.
-- Whoever made or changed a row is kept as an id alone, like in the audit.
CREATE TABLE family (
  family_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  area TEXT,
  made_at TEXT NOT NULL,
  made_by TEXT,
  closed_at TEXT
);
CREATE INDEX family_sort ON family (sort_name, family_id);
-- `who_id` names the same human in every family they belong to. A date may be a year, a month or a day.
CREATE TABLE member (
  member_id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES family (family_id),
  who_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  known_as TEXT NOT NULL,
  last_name TEXT NOT NULL,
  born_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  languages TEXT NOT NULL,
  interpreter TEXT NOT NULL,
  interpreter_language TEXT NOT NULL,
  access_needs TEXT NOT NULL,
  safe_way TEXT NOT NULL,
  safe_time TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  made_at TEXT NOT NULL,
  made_by TEXT,
  left_on TEXT,
  left_why TEXT
);
CREATE INDEX member_family ON member (family_id, made_at, member_id);
CREATE INDEX member_who ON member (who_id);
-- What `from_member` is to `to_member`: a parent, a partner, a grandparent …
CREATE TABLE relation (
  from_member TEXT NOT NULL REFERENCES member (member_id),
  to_member TEXT NOT NULL REFERENCES member (member_id),
  kind TEXT NOT NULL,
  parental_responsibility TEXT NOT NULL CHECK (parental_responsibility IN ('yes', 'no', 'not-known')),
  made_at TEXT NOT NULL,
  made_by TEXT,
  PRIMARY KEY (from_member, to_member)
);
CREATE INDEX relation_to ON relation (to_member);
CREATE TABLE member_change (
  change_id TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES member (member_id),
  fact TEXT NOT NULL,
  old_value TEXT NOT NULL,
  new_value TEXT NOT NULL,
  why TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT
);
CREATE INDEX member_change_member ON member_change (member_id, made_at);
CREATE TABLE family_team (
  family_id TEXT NOT NULL REFERENCES family (family_id),
  team_id TEXT NOT NULL REFERENCES team (team_id),
  since TEXT NOT NULL,
  made_by TEXT,
  until TEXT,
  PRIMARY KEY (family_id, team_id, since)
);
CREATE INDEX family_team_team ON family_team (team_id, until, family_id);
CREATE TABLE coordinator (
  coordinator_id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES family (family_id),
  staff_id TEXT NOT NULL REFERENCES staff (staff_id),
  chosen_with_family INTEGER NOT NULL CHECK (chosen_with_family IN (0, 1)),
  since TEXT NOT NULL,
  made_by TEXT,
  until TEXT
);
CREATE INDEX coordinator_family ON coordinator (family_id, since);
CREATE INDEX coordinator_staff ON coordinator (staff_id, until, family_id);
CREATE TABLE level_step (
  step_id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES family (family_id),
  level INTEGER NOT NULL CHECK (level >= 1),
  since_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT
);
CREATE INDEX level_step_family ON level_step (family_id, made_at);
CREATE TABLE family_closure (
  closure_id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES family (family_id),
  reason TEXT NOT NULL,
  closed_at TEXT NOT NULL,
  closed_by TEXT,
  reopened_at TEXT,
  reopened_by TEXT,
  reopened_why TEXT
);
CREATE INDEX family_closure_family ON family_closure (family_id, closed_at);
CREATE TABLE family_link (
  link_id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES family (family_id),
  other_family_id TEXT NOT NULL REFERENCES family (family_id),
  reason TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  ended_at TEXT
);
CREATE INDEX family_link_family ON family_link (family_id);
CREATE INDEX family_link_other ON family_link (other_family_id);
-- Layer 'staff' unless somebody says that the person it is about may read it: then 'family'.
CREATE TABLE staff_note (
  note_id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES family (family_id),
  member_id TEXT REFERENCES member (member_id),
  layer TEXT NOT NULL CHECK (layer IN ('staff', 'family')),
  words TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  CHECK (layer = 'staff' OR member_id IS NOT NULL)
);
CREATE INDEX staff_note_family ON staff_note (family_id, made_at);
CREATE INDEX staff_note_member ON staff_note (member_id);
-- Folded words of a name, and pieces of three letters of each, for names that are typed a little differently.
CREATE TABLE name_word (
  word TEXT NOT NULL,
  member_id TEXT NOT NULL REFERENCES member (member_id),
  is_piece INTEGER NOT NULL CHECK (is_piece IN (0, 1)),
  PRIMARY KEY (is_piece, word, member_id)
);
CREATE INDEX name_word_member ON name_word (member_id);
-- Who of a family has joined it with their own way in. It moves and shows nothing.
CREATE TABLE member_owner (
  member_id TEXT PRIMARY KEY REFERENCES member (member_id),
  owner_id TEXT NOT NULL REFERENCES person (owner_id),
  joined_at TEXT NOT NULL,
  how TEXT NOT NULL
);
CREATE INDEX member_owner_owner ON member_owner (owner_id);
CREATE TABLE member_dispute (
  dispute_id TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES member (member_id),
  owner_id TEXT NOT NULL REFERENCES person (owner_id),
  fact TEXT NOT NULL,
  words TEXT NOT NULL,
  made_at TEXT NOT NULL,
  settled_at TEXT,
  settled_by TEXT
);
CREATE INDEX member_dispute_member ON member_dispute (member_id, made_at);
CREATE INDEX member_dispute_owner ON member_dispute (owner_id);
CREATE TABLE invitation (
  token_hash TEXT PRIMARY KEY,
  number_hash TEXT,
  member_id TEXT NOT NULL REFERENCES member (member_id),
  made_by TEXT NOT NULL REFERENCES staff (staff_id),
  made_at TEXT NOT NULL,
  until TEXT NOT NULL,
  opened_at TEXT,
  used_at TEXT,
  withdrawn_at TEXT
);
CREATE INDEX invitation_number ON invitation (number_hash);
CREATE INDEX invitation_member ON invitation (member_id);
CREATE INDEX invitation_made_by ON invitation (made_by);
