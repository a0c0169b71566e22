"""One adult’s own part of a visit: whose it is, what it holds, who may read it."""
