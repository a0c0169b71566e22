"""A loss, a child who lives elsewhere, a family that moved away: what falls silent, for whom, and its words."""
