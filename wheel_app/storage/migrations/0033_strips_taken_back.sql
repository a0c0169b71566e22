-- room: paper
-- Of whom a strip was typed in. Nobody's has none, and so have those from before it was kept.
ALTER TABLE strip ADD COLUMN member_id TEXT REFERENCES member (member_id);
CREATE INDEX strip_member ON strip (member_id);
-- What a strip had made before it was taken back: typed in again for the same person it is put right by that.
CREATE TABLE strip_before (
  checkin_id TEXT PRIMARY KEY REFERENCES checkin (checkin_id),
  sheet_no TEXT NOT NULL REFERENCES sheet (sheet_no),
  family_id TEXT NOT NULL REFERENCES family (family_id),
  member_id TEXT REFERENCES member (member_id)
);
CREATE INDEX strip_before_sheet ON strip_before (sheet_no);
CREATE INDEX strip_before_family ON strip_before (family_id);
CREATE INDEX strip_before_member ON strip_before (member_id);
