"""Which private topics a check-in offers just now."""

from __future__ import annotations

from wheel_app.checkins.checkin import Filling
from wheel_app.checkins.private import queries
from wheel_app.checkins.private.company import offered
from wheel_app.people import list_changes
from wheel_app.storage import Database
from wheel_app.tools import Topic


def list_offered(db: Database, filling: Filling, *, here: str) -> tuple[Topic, ...]:
    """Return the private topics that a check-in offers in a visit that said who is `here`."""
    if not filling.tool.private_topics:
        return ()
    companies = queries.list_companies(db, filling.checkin.checkin_id)
    changes = list_changes(db, filling.checkin.owner_id)
    return offered(filling, companies, changes, here=here) if companies else ()
