"""Check-ins of several persons at once, for whoever was shown them."""
