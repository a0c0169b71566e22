-- room: consent
-- No CHECK on words of which more may follow: SQLite cannot change a CHECK without building the table anew.
-- Families and members are ids here: the room above holds their tables, and takes these rows away with a family.
-- A grant is about one check-in, or about every one filled in on or before a day. `to_id` is a member of staff or a team.
CREATE TABLE sharing_grant (
  grant_id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES person (owner_id),
  to_kind TEXT NOT NULL CHECK (to_kind IN ('staff', 'team')),
  to_id TEXT NOT NULL,
  checkin_id TEXT REFERENCES checkin (checkin_id),
  made_until TEXT,
  topics TEXT NOT NULL,
  until_on TEXT,
  given_at TEXT NOT NULL,
  how TEXT NOT NULL,
  recorded_by TEXT REFERENCES staff (staff_id),
  decided_by TEXT,
  is_told INTEGER NOT NULL CHECK (is_told IN (0, 1)),
  withdrawn_at TEXT,
  withdrawn_by TEXT,
  CHECK ((checkin_id IS NULL) <> (made_until IS NULL))
);
CREATE INDEX sharing_grant_owner ON sharing_grant (owner_id);
CREATE INDEX sharing_grant_to ON sharing_grant (to_kind, to_id);
CREATE INDEX sharing_grant_checkin ON sharing_grant (checkin_id);
CREATE INDEX sharing_grant_recorded_by ON sharing_grant (recorded_by);
-- Whose page says nothing of who looked, because it would not be safe.
CREATE TABLE log_hidden (
  owner_id TEXT PRIMARY KEY REFERENCES person (owner_id),
  since TEXT NOT NULL
);
-- An emergency opening of a household's record, for a while.
CREATE TABLE break_glass (
  glass_id TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (staff_id),
  family_id TEXT NOT NULL,
  from_at TEXT NOT NULL,
  until_at TEXT NOT NULL
);
CREATE INDEX break_glass_staff ON break_glass (staff_id, until_at);
CREATE INDEX break_glass_family ON break_glass (family_id);
-- A household's record for a team of another organisation, and what each adult who is asked says for themselves.
CREATE TABLE household_share (
  share_id TEXT PRIMARY KEY,
  family_id TEXT NOT NULL,
  team_id TEXT NOT NULL REFERENCES team (team_id),
  state TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  asked_by TEXT NOT NULL REFERENCES staff (staff_id),
  settled_at TEXT
);
CREATE INDEX household_share_family ON household_share (family_id);
CREATE INDEX household_share_team ON household_share (team_id);
CREATE INDEX household_share_asked_by ON household_share (asked_by);
CREATE TABLE household_voice (
  share_id TEXT NOT NULL REFERENCES household_share (share_id),
  member_id TEXT NOT NULL,
  says TEXT CHECK (says IN ('yes', 'no')),
  said_at TEXT,
  how TEXT,
  recorded_by TEXT REFERENCES staff (staff_id),
  PRIMARY KEY (share_id, member_id)
);
CREATE INDEX household_voice_member ON household_voice (member_id);
CREATE INDEX household_voice_recorded_by ON household_voice (recorded_by);
