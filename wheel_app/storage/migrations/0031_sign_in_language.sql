-- room: accounts
-- In which language the pages of a staff sign-in were read that waits while its device is handed over.
ALTER TABLE sign_in ADD COLUMN language TEXT;
