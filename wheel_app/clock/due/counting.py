"""How many children wait, for pages that lead to the lists."""

from __future__ import annotations

from wheel_app.clock.due.queries import count_lines
from wheel_app.clock.due.rules import Counts, Wish, days_from
from wheel_app.storage import Database


def count_due(db: Database, staff_id: str, today: str) -> Counts:
    """Return how many children stand in each list of somebody of the staff on a day (ISO text)."""
    return count_lines(db, staff_id, Wish(), days_from(today))
