-- room: paper
-- What was printed at once: each copy asks the same. Nothing here is anybody's.
CREATE TABLE sheet_print (
  print_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  about TEXT NOT NULL,
  language TEXT NOT NULL,
  point_key TEXT,
  set_key TEXT,
  set_version TEXT,
  printed_at TEXT NOT NULL,
  printed_by TEXT NOT NULL REFERENCES staff (staff_id),
  team_id TEXT NOT NULL REFERENCES team (team_id)
);
CREATE INDEX sheet_print_team ON sheet_print (team_id, printed_at);
CREATE INDEX sheet_print_at ON sheet_print (printed_at);
CREATE INDEX sheet_print_by ON sheet_print (printed_by);
-- The lines of each tool version, in the order in which they were printed and numbered.
CREATE TABLE sheet_part (
  print_id TEXT NOT NULL REFERENCES sheet_print (print_id),
  position INTEGER NOT NULL,
  tool_id TEXT NOT NULL,
  tool_version TEXT NOT NULL,
  topic_keys TEXT NOT NULL,
  word_keys TEXT NOT NULL,
  PRIMARY KEY (print_id, position)
);
-- One copy; its strip has the same number.
CREATE TABLE sheet (
  sheet_no TEXT PRIMARY KEY,
  print_id TEXT NOT NULL REFERENCES sheet_print (print_id)
);
CREATE INDEX sheet_by_print ON sheet (print_id);
-- That a strip was typed in. Without a family it was nobody's: then it is only known that the sheet came back.
CREATE TABLE strip (
  sheet_no TEXT PRIMARY KEY REFERENCES sheet (sheet_no),
  on_date TEXT NOT NULL,
  typed_at TEXT NOT NULL,
  typed_by TEXT NOT NULL REFERENCES staff (staff_id),
  digest TEXT NOT NULL,
  family_id TEXT REFERENCES family (family_id),
  visit_id TEXT REFERENCES visit (visit_id)
);
CREATE INDEX strip_family ON strip (family_id);
CREATE INDEX strip_visit ON strip (visit_id);
CREATE INDEX strip_by ON strip (typed_by);
-- What became of it. Whose it is, the check-in says.
CREATE TABLE strip_checkin (
  checkin_id TEXT PRIMARY KEY REFERENCES checkin (checkin_id),
  sheet_no TEXT NOT NULL REFERENCES strip (sheet_no)
);
CREATE INDEX strip_checkin_strip ON strip_checkin (sheet_no);
