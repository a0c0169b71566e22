-- room: insight
-- What is counted at once is a month, or what is left of a quarter.
ALTER TABLE counted_quarter RENAME TO counted_period;
