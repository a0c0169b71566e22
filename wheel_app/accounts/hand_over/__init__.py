"""Handing a device over to a family, and taking it back: in between nothing of the worker's is reachable on it."""
