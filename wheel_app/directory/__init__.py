"""The green book: local services, found by topic, age, distance and words."""
