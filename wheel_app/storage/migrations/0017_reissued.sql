-- room: accounts
-- When a lost code was given anew face to face with a worker; shown to the person themselves.
ALTER TABLE own_access ADD COLUMN reissued_at TEXT;
