"""Families: their teams, their coordinator, who may see them, and what is done about them."""
