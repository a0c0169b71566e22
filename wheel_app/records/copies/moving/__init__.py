"""Where some of a family move on to, and what is handed over there; for staff alone."""
