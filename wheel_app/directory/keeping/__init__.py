"""Keeping entries: who changed what, what people hold on to over a feed, what has to be looked at."""
