"""Who lives in a family, how they belong together, and what was put right about them."""
