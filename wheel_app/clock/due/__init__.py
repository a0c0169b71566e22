"""Whom a worker is to see: due this week, late and coming, of the families that they see."""
