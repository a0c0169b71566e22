"""Finding somebody by their name, however it is written."""
