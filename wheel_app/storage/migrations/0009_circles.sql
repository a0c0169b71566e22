-- room: checkins
-- A circle is the people who did a wheel together. It owns what they made as a person does, so it has a row in person.
-- No reference from family_id: the tables of families may come later than the first circle.
CREATE TABLE circle (
  owner_id TEXT PRIMARY KEY REFERENCES person (owner_id),
  family_id TEXT,
  made_at TEXT NOT NULL
);
CREATE INDEX circle_family ON circle (family_id);
-- `name` is empty where a maker took theirs away; `turn_save_id` names the press that ended their turn to take it home.
CREATE TABLE circle_maker (
  circle_id TEXT NOT NULL REFERENCES circle (owner_id),
  place INTEGER NOT NULL CHECK (place BETWEEN 1 AND 4),
  name TEXT NOT NULL,
  maker_owner_id TEXT REFERENCES person (owner_id),
  turn_save_id TEXT,
  PRIMARY KEY (circle_id, place),
  UNIQUE (circle_id, maker_owner_id)
);
CREATE INDEX circle_maker_owner ON circle_maker (maker_owner_id);
