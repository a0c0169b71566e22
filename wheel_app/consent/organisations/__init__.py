"""Which organisation a record is of."""
