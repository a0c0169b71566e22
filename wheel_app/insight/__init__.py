"""Figures about many that give nobody away."""
