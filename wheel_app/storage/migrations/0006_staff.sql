-- room: accounts
-- No CHECK on words of which more may follow: SQLite cannot change a CHECK without building the table anew.
CREATE TABLE organisation (
  organisation_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  made_at TEXT NOT NULL
);
CREATE TABLE team (
  team_id TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisation (organisation_id),
  name TEXT NOT NULL,
  area TEXT,
  is_hub INTEGER NOT NULL CHECK (is_hub IN (0, 1)),
  made_at TEXT NOT NULL,
  closed_at TEXT
);
CREATE INDEX team_organisation ON team (organisation_id);
-- `email` is kept as it is compared: folded. `factor_id` names the second factor, whose secret follows from it and the
-- seal key, so that the store alone opens nothing; `factor_step` is the last half minute whose number was used.
CREATE TABLE staff (
  staff_id TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisation (organisation_id),
  email TEXT NOT NULL UNIQUE,
  full_name TEXT NOT NULL,
  title TEXT NOT NULL,
  role TEXT NOT NULL,
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  password_hash TEXT,
  password_set_at TEXT,
  factor_id TEXT,
  factor_step INTEGER,
  pin_hash TEXT,
  setup_hash TEXT UNIQUE,
  setup_until TEXT,
  made_at TEXT NOT NULL
);
CREATE INDEX staff_organisation ON staff (organisation_id);
CREATE TABLE staff_team (
  staff_id TEXT NOT NULL REFERENCES staff (staff_id),
  team_id TEXT NOT NULL REFERENCES team (team_id),
  since TEXT NOT NULL,
  PRIMARY KEY (staff_id, team_id)
);
CREATE INDEX staff_team_team ON staff_team (team_id);
-- A team lead is named for a team, a safeguarding lead for an organisation; `place_id` is the one or the other.
CREATE TABLE appointment (
  appointment_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  place_id TEXT NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (staff_id),
  since TEXT NOT NULL,
  until TEXT
);
CREATE INDEX appointment_place ON appointment (place_id, kind);
CREATE INDEX appointment_staff ON appointment (staff_id);
CREATE TABLE recovery_code (
  staff_id TEXT NOT NULL REFERENCES staff (staff_id),
  code_hash TEXT NOT NULL,
  used_at TEXT,
  PRIMARY KEY (staff_id, code_hash)
);
-- A device that a hub has registered: `device_id` is the hash of its cookie.
CREATE TABLE hub_device (
  device_id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES team (team_id),
  label TEXT NOT NULL,
  registered_at TEXT NOT NULL,
  registered_by TEXT NOT NULL REFERENCES staff (staff_id),
  revoked_at TEXT
);
CREATE INDEX hub_device_team ON hub_device (team_id);
CREATE TABLE hub_device_code (
  code_hash TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES team (team_id),
  label TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES staff (staff_id),
  until TEXT NOT NULL,
  used_at TEXT
);
-- A staff sign-in has a staff_id. A handed-over one names by whom (the staff sign-in that waits until
-- `suspended_until`) and, where it is for somebody of a family, for which member.
ALTER TABLE sign_in ADD COLUMN staff_id TEXT REFERENCES staff (staff_id);
ALTER TABLE sign_in ADD COLUMN handed_by TEXT;
ALTER TABLE sign_in ADD COLUMN member_id TEXT;
ALTER TABLE sign_in ADD COLUMN suspended_until TEXT;
CREATE INDEX sign_in_by_staff ON sign_in (staff_id);
CREATE INDEX sign_in_by_device ON sign_in (device_id);
CREATE INDEX hub_device_registered_by ON hub_device (registered_by);
CREATE INDEX hub_device_code_team ON hub_device_code (team_id);
CREATE INDEX hub_device_code_made_by ON hub_device_code (made_by);
