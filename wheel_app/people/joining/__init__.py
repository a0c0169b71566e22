"""How somebody joins a family’s record with their own way in."""
