"""Where members of staff are signed in just now."""
