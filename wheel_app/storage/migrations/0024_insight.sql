-- room: insight
-- A quarter is counted once, and what is shown of it is kept as it is shown: whatever is put right or erased later
-- changes no printed figure, so that no two prints tell of one family. Small numbers are not in it.
CREATE TABLE counted_quarter (
  organisation_id TEXT NOT NULL REFERENCES organisation (organisation_id),
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  shown TEXT NOT NULL,
  counted_at TEXT NOT NULL,
  counted_by TEXT,
  PRIMARY KEY (organisation_id, starts_on)
);
