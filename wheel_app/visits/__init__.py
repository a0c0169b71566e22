"""Engagement-point visits: who was there, what each adult said, what was agreed."""
