"""The points before school, and when each is due for a child."""
