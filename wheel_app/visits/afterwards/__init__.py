"""After a visit: what came up, what was agreed with each adult, the next day; and putting right what was wrong."""
