-- room: accounts
-- On what kind of machine a member of staff is signed in, in one word, so that they know their own sign-ins.
ALTER TABLE sign_in ADD COLUMN machine TEXT;
