"""Who works here: organisations, teams, staff, and how they sign in."""
