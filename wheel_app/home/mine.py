"""What a person finds on their own page. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wheel_app.checkins import Answer, Checkin, Filling, standing, tool_of, with_tool
from wheel_app.people import Change
from wheel_app.tools import Library


@dataclass(frozen=True)
class Stands:
    """Finished check-ins that are not put away (the newest first), and drafts to go on with."""

    finished: tuple[Filling, ...]
    drafts: tuple[Filling, ...]


def what_stands(
    checkins: Sequence[Checkin], answers: Mapping[str, dict[str, Answer]], changes: Sequence[Change], library: Library
) -> Stands:
    """Sort a person's check-ins into those to look at and those to go on with; put-away ones are left out."""
    known = with_tool(library, checkins)
    finished = [_filling(one, answers, library) for one in standing(known)]
    shown = [one for one in finished if not one.is_put_away(changes)]
    open_ones = (_filling(one, answers, library) for one in known if one.is_draft)
    drafts = [one for one in open_ones if not one.is_put_away(changes)]
    return Stands(tuple(reversed(shown)), tuple(reversed(drafts)))


def _filling(checkin: Checkin, answers: Mapping[str, dict[str, Answer]], library: Library) -> Filling:
    return Filling(checkin, tool_of(library, checkin), answers.get(checkin.checkin_id, {}))
