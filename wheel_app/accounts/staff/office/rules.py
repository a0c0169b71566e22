"""Which roles there are, and who may be named for what. Pure."""

from __future__ import annotations

ROLES = ("host", "worker", "manager", "administrator", "analyst")
# Who may be named lead of a team, or of safeguarding in an organisation.
APPOINTED = frozenset({"worker", "manager"})
LONGEST_NAME, LONGEST_TITLE = 200, 100
