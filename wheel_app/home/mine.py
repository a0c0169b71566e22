"""What a person finds on their own page. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wheel_app.checkins import Answer, Checkin, Filling, standing, tool_of
from wheel_app.people import Change, is_put_away
from wheel_app.tools import Library


@dataclass(frozen=True)
class Stands:
    """Finished check-ins that are not put away (the newest first), and drafts to go on with."""

    finished: tuple[Filling, ...]
    drafts: tuple[Filling, ...]
    has_finished_before: bool


def what_stands(
    checkins: Sequence[Checkin], answers: Mapping[str, dict[str, Answer]], changes: Sequence[Change], library: Library
) -> Stands:
    """Sort a person's check-ins into those to look at and those to go on with; put-away ones are left out."""
    finished = [_filling(one, answers, library) for one in standing(checkins)]
    shown = [one for one in finished if not _is_away(one, changes)]
    drafts = [_filling(one, answers, library) for one in checkins if one.is_draft]
    return Stands(tuple(reversed(shown)), tuple(reversed(drafts)), bool(finished))


def _filling(checkin: Checkin, answers: Mapping[str, dict[str, Answer]], library: Library) -> Filling:
    return Filling(checkin, tool_of(library, checkin), answers.get(checkin.checkin_id, {}))


def _is_away(filling: Filling, changes: Sequence[Change]) -> bool:
    return is_put_away(changes, filling.checkin.finished_at or "", filling.answered_subjects)
