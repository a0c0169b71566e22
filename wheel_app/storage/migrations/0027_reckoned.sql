-- room: clock
-- The set of points that everybody was last reckoned with: one row, of nobody.
CREATE TABLE reckoned_with (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
  mark TEXT NOT NULL,
  reckoned_at TEXT NOT NULL
);
