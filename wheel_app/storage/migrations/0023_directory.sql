-- room: directory
-- No CHECK on words of which more may follow. Whoever made or changed a row is kept as an id alone.
CREATE TABLE feed (
  feed_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  kind TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT,
  closed_at TEXT
);
-- `next_page` is where a run that was stopped goes on; numbers count entries.
CREATE TABLE feed_run (
  run_id TEXT PRIMARY KEY,
  feed_id TEXT NOT NULL REFERENCES feed (feed_id),
  state TEXT NOT NULL,
  next_page INTEGER NOT NULL,
  pages INTEGER,
  seen INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  warned INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  reason TEXT NOT NULL,
  started_at TEXT NOT NULL,
  started_by TEXT,
  ended_at TEXT,
  decided_at TEXT,
  decided_by TEXT
);
CREATE INDEX feed_run_feed ON feed_run (feed_id, started_at);
CREATE TABLE feed_fault (
  run_id TEXT NOT NULL REFERENCES feed_run (run_id),
  position INTEGER NOT NULL,
  external_id TEXT NOT NULL,
  is_refusal INTEGER NOT NULL CHECK (is_refusal IN (0, 1)),
  where_it_is TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
);
CREATE TABLE provider (
  provider_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  description TEXT NOT NULL,
  email TEXT NOT NULL,
  web TEXT NOT NULL,
  feed_id TEXT REFERENCES feed (feed_id),
  external_id TEXT,
  UNIQUE (feed_id, external_id)
);
CREATE INDEX provider_sort ON provider (sort_name, provider_id);
-- Ages are whole months, from -9 (expecting) on; both ends belong to them. `checked_on` is a day, or empty for never.
CREATE TABLE service (
  service_id TEXT PRIMARY KEY,
  provider_id TEXT REFERENCES provider (provider_id),
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  summary TEXT NOT NULL,
  status TEXT NOT NULL,
  web TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  cost_words TEXT NOT NULL,
  is_free INTEGER CHECK (is_free IN (0, 1)),
  min_age_months INTEGER,
  max_age_months INTEGER,
  for_whom TEXT NOT NULL,
  booking_words TEXT NOT NULL,
  checked_on TEXT NOT NULL,
  feed_id TEXT REFERENCES feed (feed_id),
  external_id TEXT,
  seen_run TEXT,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  made_at TEXT NOT NULL,
  made_by TEXT,
  changed_at TEXT NOT NULL,
  retired_at TEXT,
  UNIQUE (feed_id, external_id)
);
CREATE INDEX service_provider ON service (provider_id);
CREATE INDEX service_checked ON service (retired_at, checked_on, sort_name, service_id);
CREATE INDEX service_seen ON service (feed_id, seen_run);
-- `cell` is the square of the map it lies in: tenths of a degree north, then hundredths east, each of fixed width.
CREATE TABLE service_place (
  place_id TEXT PRIMARY KEY,
  service_id TEXT NOT NULL REFERENCES service (service_id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  lat_micro INTEGER,
  lon_micro INTEGER,
  cell TEXT,
  external_id TEXT,
  CHECK ((cell IS NULL) = (lat_micro IS NULL) AND (cell IS NULL) = (lon_micro IS NULL))
);
CREATE INDEX service_place_service ON service_place (service_id, position);
CREATE INDEX service_place_cell ON service_place (cell, service_id);
CREATE INDEX service_place_postcode ON service_place (postcode);
CREATE TABLE service_topic (
  service_id TEXT NOT NULL REFERENCES service (service_id),
  subject TEXT NOT NULL,
  PRIMARY KEY (service_id, subject)
);
CREATE TABLE service_category (
  service_id TEXT NOT NULL REFERENCES service (service_id),
  code TEXT NOT NULL,
  PRIMARY KEY (service_id, code)
);
-- Weekdays from 1, Monday. Times are HH:MM, or empty.
CREATE TABLE service_day (
  service_id TEXT NOT NULL REFERENCES service (service_id),
  position INTEGER NOT NULL,
  place_id TEXT REFERENCES service_place (place_id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens TEXT NOT NULL,
  closes TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (service_id, position)
);
CREATE INDEX service_day_place ON service_day (place_id);
CREATE TABLE service_language (
  service_id TEXT NOT NULL REFERENCES service (service_id),
  language TEXT NOT NULL,
  PRIMARY KEY (service_id, language)
);
CREATE TABLE service_access (
  service_id TEXT NOT NULL REFERENCES service (service_id),
  code TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (service_id, code)
);
-- What the search goes by, made anew with each change. A service has the facet 'all'; one that families may see has
-- 'listed', and one for each topic, language, weekday and way in. The span of months is that of children it suits.
CREATE TABLE service_facet (
  facet TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  service_id TEXT NOT NULL REFERENCES service (service_id),
  from_months INTEGER NOT NULL,
  to_months INTEGER NOT NULL,
  PRIMARY KEY (facet, sort_name, service_id)
);
CREATE UNIQUE INDEX service_facet_service ON service_facet (service_id, facet);
-- Folded words of a service, and pieces of three letters of those of its name.
CREATE TABLE service_word (
  is_piece INTEGER NOT NULL CHECK (is_piece IN (0, 1)),
  word TEXT NOT NULL,
  service_id TEXT NOT NULL REFERENCES service (service_id),
  is_name INTEGER NOT NULL CHECK (is_name IN (0, 1)),
  PRIMARY KEY (is_piece, word, service_id)
);
CREATE INDEX service_word_service ON service_word (service_id);
CREATE TABLE service_change (
  change_id TEXT PRIMARY KEY,
  service_id TEXT NOT NULL REFERENCES service (service_id),
  fact TEXT NOT NULL,
  old_value TEXT NOT NULL,
  new_value TEXT NOT NULL,
  why TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT
);
CREATE INDEX service_change_service ON service_change (service_id, made_at);
-- What people put right in an entry of a feed: the feed does not write over it, but what it says is kept beside.
CREATE TABLE service_own_fact (
  service_id TEXT NOT NULL REFERENCES service (service_id),
  fact TEXT NOT NULL,
  feed_value TEXT,
  made_at TEXT NOT NULL,
  made_by TEXT,
  PRIMARY KEY (service_id, fact)
);
-- Points of postcodes, written with one blank: 'OL1 1AA'. Optional, loaded from a file.
CREATE TABLE postcode (
  postcode TEXT PRIMARY KEY,
  lat_micro INTEGER NOT NULL,
  lon_micro INTEGER NOT NULL
);
