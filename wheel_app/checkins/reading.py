"""Putting a stored check-in together with its tool."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wheel_app.checkins import queries
from wheel_app.checkins.checkin import Checkin, Filling, standing
from wheel_app.people import list_changes
from wheel_app.storage import Database
from wheel_app.tools import Library
from wheel_app.tools.rules import Tool


class ToolGone(Exception):
    """Tool versions that check-ins stand on are not here; the message has a sentence for each, with its mend."""


def check_tools(db: Database, library: Library) -> None:
    """Raise ToolGone unless every tool version that stored check-ins were made with is here."""
    gone = [
        f"{tool_id} {version} is not here, and {many} of the stored check-ins need it:"
        f" put tools/{tool_id}/{version}.toml back into the folder that WHEEL_AREA names."
        for (tool_id, version), many in sorted(queries.count_by_tool(db).items())
        if not library.knows(tool_id, version)
    ]
    if gone:
        raise ToolGone("\n".join(gone))


def with_tool(library: Library, checkins: Iterable[Checkin]) -> tuple[Checkin, ...]:
    """Leave out check-ins whose tool version is not here: another process, newer than this one, may have made them."""
    return tuple(one for one in checkins if library.knows(one.tool_id, one.tool_version))


def tool_of(library: Library, checkin: Checkin) -> Tool:
    """Return the very version that a check-in was made with, in the voice that it was made in."""
    return library.get(checkin.tool_id, checkin.tool_version).in_voice(checkin.voice)


def read_filling(db: Database, library: Library, owner_id: str, checkin_id: str) -> Filling | None:
    """Return one owner's check-in with its tool and answers, None when it or its tool is unknown or somebody else's."""
    checkin = queries.find_checkin(db, owner_id, checkin_id)
    if checkin is None or not with_tool(library, [checkin]):
        return None
    return fill(db, library, checkin)


def fill(db: Database, library: Library, checkin: Checkin) -> Filling:
    """Return a check-in together with its tool and answers."""
    return Filling(checkin, tool_of(library, checkin), queries.list_answers(db, checkin.checkin_id))


def find_last_time(db: Database, library: Library, owner_id: str, tool_id: str | None = None) -> Filling | None:
    """Return an owner's newest finished check-in (with that tool), None when there is none that may be shown.

    What a change in life put away is left out.
    """
    changes, answers = list_changes(db, owner_id), queries.answers_of_owner(db, owner_id)
    fillings = (
        Filling(one, tool_of(library, one), answers.get(one.checkin_id, {}))
        for one in reversed(standing(with_tool(library, queries.list_checkins(db, owner_id))))
    )
    asked = (one for one in fillings if tool_id in (None, one.tool.id))
    return next((one for one in asked if not one.is_put_away(changes)), None)


def is_young_person(library: Library, checkins: Sequence[Checkin]) -> bool:
    """Whether the owner of these check-ins, the oldest first, is young: whether the last one is one of the young."""
    known = with_tool(library, checkins)
    return bool(known) and tool_of(library, known[-1]).is_young
