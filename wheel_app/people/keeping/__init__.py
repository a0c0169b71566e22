"""How long a family's record is kept once the work with it is closed, and taking it away."""
