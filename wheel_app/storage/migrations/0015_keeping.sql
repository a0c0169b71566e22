-- room: people
-- Families are looked for by when the work with them was closed.
CREATE INDEX family_closed ON family (closed_at, family_id);
