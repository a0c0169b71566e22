"""Whose own pages may fall silent with a loss: those of a family with a way in, and how close they are."""
