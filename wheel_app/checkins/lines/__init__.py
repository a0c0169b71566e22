"""Scales and checklists: lines about a child, each saved as it is answered."""
