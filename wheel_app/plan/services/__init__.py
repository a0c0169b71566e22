"""Local services in somebody's own plan."""
