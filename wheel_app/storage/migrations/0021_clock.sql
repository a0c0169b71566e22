-- room: clock
-- When each point is due for each child: reckoned anew whenever what it rests on changes, never put in by hand. Of a
-- point that was done though the child's days are not known there are no days.
CREATE TABLE due_window (
  member_id TEXT NOT NULL REFERENCES member (member_id),
  point_key TEXT NOT NULL,
  point_number INTEGER NOT NULL,
  family_id TEXT NOT NULL REFERENCES family (family_id),
  set_key TEXT NOT NULL,
  set_version TEXT NOT NULL,
  opens_on TEXT,
  due_on TEXT,
  late_from TEXT,
  passes_on TEXT,
  is_silent INTEGER NOT NULL CHECK (is_silent IN (0, 1)),
  delivered_on TEXT,
  visit_id TEXT,
  PRIMARY KEY (member_id, point_key)
);
CREATE INDEX due_window_family ON due_window (family_id, is_silent, delivered_on, passes_on);
-- What was done at a visit. It stays whatever is reckoned, and a child moved to another set takes it along by the key.
CREATE TABLE point_delivery (
  visit_id TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES member (member_id),
  family_id TEXT NOT NULL REFERENCES family (family_id),
  point_key TEXT NOT NULL,
  delivered_on TEXT NOT NULL
);
CREATE INDEX point_delivery_member ON point_delivery (member_id);
CREATE INDEX point_delivery_family ON point_delivery (family_id);
-- Children for whom nothing or not enough can be reckoned, and what staff should put in.
CREATE TABLE birthday_wanted (
  member_id TEXT PRIMARY KEY REFERENCES member (member_id),
  family_id TEXT NOT NULL REFERENCES family (family_id),
  why TEXT NOT NULL,
  from_on TEXT NOT NULL,
  is_silent INTEGER NOT NULL CHECK (is_silent IN (0, 1))
);
CREATE INDEX birthday_wanted_family ON birthday_wanted (family_id, is_silent, from_on);
