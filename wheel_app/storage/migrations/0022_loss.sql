-- room: people
-- Since when nothing is asked, planned or told about a member any more. `since_on` may be a year, a month, a day or nothing.
-- Of one that follows another the same human was silenced in another family: `follows_id` names what it goes with.
-- `left_before_…` is what was said of where they live until then.
CREATE TABLE member_silence (
  silence_id TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES member (member_id),
  family_id TEXT NOT NULL REFERENCES family (family_id),
  kind TEXT NOT NULL,
  since_on TEXT NOT NULL,
  lead_staff_id TEXT REFERENCES staff (staff_id),
  follows_id TEXT,
  left_before_on TEXT,
  left_before_why TEXT,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  made_at TEXT NOT NULL,
  made_by TEXT,
  ended_at TEXT,
  ended_by TEXT
);
CREATE UNIQUE INDEX member_silence_open ON member_silence (member_id) WHERE ended_at IS NULL;
CREATE INDEX member_silence_member ON member_silence (member_id, made_at);
CREATE INDEX member_silence_family ON member_silence (family_id, made_at);
CREATE INDEX member_silence_follows ON member_silence (follows_id);
CREATE INDEX member_silence_lead ON member_silence (lead_staff_id);
-- How the parents want it spoken of, in words that can be erased; `named` is 'name', 'words' or 'unnamed'.
CREATE TABLE member_silence_text (
  silence_id TEXT PRIMARY KEY REFERENCES member_silence (silence_id),
  member_id TEXT NOT NULL REFERENCES member (member_id),
  named TEXT NOT NULL,
  called TEXT NOT NULL,
  wish TEXT NOT NULL,
  is_among_family INTEGER NOT NULL CHECK (is_among_family IN (0, 1)),
  ended_how TEXT NOT NULL,
  ended_why TEXT NOT NULL
);
CREATE INDEX member_silence_text_member ON member_silence_text (member_id);
-- Members with a way in of their own who do not know of it yet: their own pages stay as they are.
CREATE TABLE member_silence_untold (
  silence_id TEXT NOT NULL REFERENCES member_silence (silence_id),
  member_id TEXT NOT NULL REFERENCES member (member_id),
  PRIMARY KEY (silence_id, member_id)
);
CREATE INDEX member_silence_untold_member ON member_silence_untold (member_id);
-- A change that staff noted with a silence, and what the person made of it: nothing yet, 'kept' or 'put-away'.
ALTER TABLE life_change ADD COLUMN silence_id TEXT;
ALTER TABLE life_change ADD COLUMN about_member TEXT;
ALTER TABLE life_change ADD COLUMN choice TEXT;
CREATE INDEX life_change_silence ON life_change (silence_id);
CREATE INDEX life_change_about ON life_change (about_member);
-- Who was said to have died, or children who were said to live elsewhere, before there were silences.
INSERT INTO member_silence (silence_id, member_id, family_id, kind, since_on, seq, made_at, ended_at)
  SELECT member_id, member_id, family_id, left_why, COALESCE(left_on, ''), 1, COALESCE(left_on, '') || 'T00:00:00.000000Z', NULL
  FROM member WHERE left_why = 'died' OR (left_why = 'lives-elsewhere' AND kind <> 'adult');
INSERT INTO member_silence_text (silence_id, member_id, named, called, wish, is_among_family, ended_how, ended_why)
  SELECT silence_id, member_id, 'name', '', '', 0, '', '' FROM member_silence;
