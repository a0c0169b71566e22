-- room: checkins
-- What was typed in wrongly from paper stays, out of sight, until what is right revises it.
ALTER TABLE checkin ADD COLUMN taken_back_at TEXT;
