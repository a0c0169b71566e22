"""Which cells of a table are kept back."""
