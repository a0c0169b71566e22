-- room: accounts
-- No CHECK on kind: more kinds of sign-in follow, and SQLite cannot change a CHECK without building the table anew.
CREATE TABLE sign_in (
    sign_in_id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    owner_id TEXT REFERENCES person (owner_id),
    device_id TEXT NOT NULL,
    is_own_device INTEGER NOT NULL CHECK (is_own_device IN (0, 1)),
    present TEXT NOT NULL CHECK (present IN ('alone', 'helped', 'worker')),
    started_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    ended_at TEXT
);
CREATE INDEX sign_in_by_owner ON sign_in (owner_id);

CREATE TABLE own_access (
    owner_id TEXT NOT NULL PRIMARY KEY REFERENCES person (owner_id),
    code_hash TEXT NOT NULL UNIQUE,
    pictures_hash TEXT NOT NULL,
    set_at TEXT NOT NULL,
    device_id TEXT,
    device_pictures_hash TEXT,
    device_until TEXT
);
CREATE INDEX own_access_by_device_pictures ON own_access (device_pictures_hash);

CREATE TABLE throttle (
    throttle_key TEXT NOT NULL PRIMARY KEY,
    window_until TEXT NOT NULL,
    tries INTEGER NOT NULL CHECK (tries >= 0)
);
