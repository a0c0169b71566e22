"""Finding something in the green book."""
