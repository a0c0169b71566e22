"""Putting a stored check-in together with its tool."""

from __future__ import annotations

from wheel_app.checkins import queries
from wheel_app.checkins.checkin import Checkin, Filling, standing
from wheel_app.people import list_changes
from wheel_app.storage import Database
from wheel_app.tools import Library
from wheel_app.tools.rules import Tool


def tool_of(library: Library, checkin: Checkin) -> Tool:
    """Return the very version that a check-in was made with."""
    return library.get(checkin.tool_id, checkin.tool_version)


def read_filling(db: Database, library: Library, owner_id: str, checkin_id: str) -> Filling | None:
    """Return one owner's check-in with its tool and answers, None when it is unknown or somebody else's."""
    checkin = queries.find_checkin(db, owner_id, checkin_id)
    if checkin is None:
        return None
    return fill(db, library, checkin)


def fill(db: Database, library: Library, checkin: Checkin) -> Filling:
    """Return a check-in together with its tool and answers."""
    return Filling(checkin, tool_of(library, checkin), queries.list_answers(db, checkin.checkin_id))


def find_last_time(db: Database, library: Library, owner_id: str) -> Filling | None:
    """Return an owner's newest finished check-in, None when there is none that no change in life put away."""
    changes, answers = list_changes(db, owner_id), queries.answers_of_owner(db, owner_id)
    fillings = (
        Filling(one, tool_of(library, one), answers.get(one.checkin_id, {}))
        for one in reversed(standing(queries.list_checkins(db, owner_id)))
    )
    return next((one for one in fillings if not one.is_put_away(changes)), None)
