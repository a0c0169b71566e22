"""The names of staff and teams, many at once, for pages that say who."""
