"""Then and now: what changed between two check-ins, and each topic's way through all of them."""
