"""Which private topics a check-in offers just now."""

from __future__ import annotations

from collections.abc import Sequence

from wheel_app.checkins.checkin import Filling
from wheel_app.checkins.private import queries
from wheel_app.checkins.private.company import offered
from wheel_app.people import Change, list_changes
from wheel_app.storage import Database
from wheel_app.tools import Topic


def list_offered(
    db: Database, filling: Filling, *, here: str, changes: Sequence[Change] | None = None
) -> tuple[Topic, ...]:
    """Return the private topics that a check-in offers in a visit that said who is `here`.

    `changes` are those of its owner’s life, where they were read already.
    """
    if not filling.tool.private_for(filling.checkin.about):
        return ()
    companies = queries.list_companies(db, filling.checkin.checkin_id)
    known = list_changes(db, filling.checkin.owner_id) if changes is None else changes
    return offered(filling, companies, known, here=here) if companies else ()
