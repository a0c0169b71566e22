"""Wheels that several people did together, and whose they are."""
