"""The parent’s own copy of a visit: on a page of their own access, and on paper, in one language or in two."""
