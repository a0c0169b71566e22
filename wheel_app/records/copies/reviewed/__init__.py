"""A copy of what staff hold about an adult: asked for, reviewed line by line, and handed over face to face."""
