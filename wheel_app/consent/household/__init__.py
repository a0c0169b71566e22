"""Giving a household’s record to a team of another organisation."""
