"""The small drawn tree of who lives in a family."""
