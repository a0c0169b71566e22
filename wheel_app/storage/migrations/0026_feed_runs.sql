-- room: directory
-- Where a run goes on inside a page, how many entries its feed gave before it, how many faults are kept, and who has it
-- until when: whoever holds the token, or after that moment anybody who goes on with it.
ALTER TABLE feed_run ADD COLUMN next_row INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed_run ADD COLUMN before_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed_run ADD COLUMN faults INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed_run ADD COLUMN lease_token TEXT;
ALTER TABLE feed_run ADD COLUMN lease_until TEXT;
ALTER TABLE feed_fault ADD COLUMN value TEXT NOT NULL DEFAULT '';
