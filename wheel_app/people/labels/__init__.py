"""What families and people are called in lists."""
