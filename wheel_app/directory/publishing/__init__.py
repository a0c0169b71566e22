"""The green book given on to others, as the standard asks."""
