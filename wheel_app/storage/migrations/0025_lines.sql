-- room: checkins
-- A check-in of a scale or checklist is about a child: about_member is never null for one, and always for a wheel. No
-- reference to the member, whose row may be erased with a family's record while somebody's own answers stay theirs.
ALTER TABLE checkin ADD COLUMN about_member TEXT;
CREATE INDEX checkin_about_member ON checkin (about_member, owner_id);
UPDATE checkin SET given_by = 'own' WHERE given_by = 'own-hand';
-- A line may be answered in words alone. SQLite cannot change a CHECK, so the table is built anew.
ALTER TABLE answer RENAME TO answer_before;
CREATE TABLE answer (
  checkin_id TEXT NOT NULL REFERENCES checkin (checkin_id),
  topic_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('scored', 'not-now', 'not-applicable', 'rather-not-say', 'worded')),
  score INTEGER CHECK (score BETWEEN 1 AND 100),
  how TEXT CHECK (how IN ('arc', 'band', 'number')),
  note TEXT,
  seq INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (checkin_id, topic_key),
  CHECK ((kind = 'scored') = (score IS NOT NULL)),
  CHECK ((kind = 'scored') = (how IS NOT NULL)),
  CHECK (kind <> 'worded' OR note IS NOT NULL)
);
INSERT INTO answer (checkin_id, topic_key, kind, score, how, note, seq, recorded_at)
  SELECT checkin_id, topic_key, kind, score, how, note, seq, recorded_at FROM answer_before;
DROP TABLE answer_before;
