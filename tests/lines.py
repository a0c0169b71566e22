"""Made-up scales and checklists, put into the store by the app's own actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tests import staffing
from tests.builders import AT, SITTING, give, library, make_person
from tests.households import join, make_family, make_member, relate
from wheel_app import checkins
from wheel_app.checkins import Checkin, Given, Sitting
from wheel_app.people import Member
from wheel_app.storage import Database
from wheel_app.tools import EARLY_CHECKLIST, PARENTAL_SCALE, Tool

CHILD = "0190f8a0-0000-7000-8000-000000000001"
TOLD = replace(SITTING, present="worker", interpreter="none", given_by="told")


def scale() -> Tool:
    return library().current(PARENTAL_SCALE)


def checklist() -> Tool:
    return library().current(EARLY_CHECKLIST)


def make_lines(
    db: Database,
    owner_id: str,
    tool: Tool | None = None,
    *,
    point: str = "point-4",
    child: str = CHILD,
    picks: Sequence[str] = (),
    sitting: Sitting = SITTING,
    at: str = AT,
    filled_on: str | None = None,
) -> Checkin:
    """An open scale (or another tool) about a child."""
    return checkins.begin_about(
        db,
        tool or scale(),
        owner_id,
        point,
        sitting,
        about_member=child,
        at=at,
        picks=picks,
        filled_on=filled_on,
    )


def said(answer: Given | int | str) -> Given:
    """A number is a step, a text is one’s own words."""
    if isinstance(answer, int):
        return Given("scored", answer, "band")
    return Given("worded", note=answer) if isinstance(answer, str) else answer


def make_finished_lines(
    db: Database,
    owner_id: str,
    answers: Mapping[str, Given | int | str],
    tool: Tool | None = None,
    *,
    point: str = "point-4",
    child: str = CHILD,
    sitting: Sitting = SITTING,
    at: str = AT,
) -> Checkin:
    """A finished scale (or another tool) about a child with these answers; a scale asks no other lines."""
    picks = list(answers) if tool is None else ()
    draft = make_lines(db, owner_id, tool, point=point, child=child, picks=picks, sitting=sitting, at=at)
    for key, answer in answers.items():
        give(db, draft, key, said(answer), at=at)
    checkins.finish(db, owner_id, draft.checkin_id, at=at)
    return draft


@dataclass(frozen=True)
class Home:
    """A mother who has joined, and her child."""

    owner_id: str
    mother: Member
    child: Member


def make_home(db: Database, name: str = "Sami", **facts: str) -> Home:
    """A small household of a mother who has joined her family’s record and her child."""
    team = staffing.make_team(db)
    worker = staffing.make_staff(db, team)
    family = make_family(db, team, by=worker)
    mother, child = make_member(db, family, by=worker), make_member(db, family, name, "child", by=worker, **facts)
    relate(db, mother, child, by=worker)
    owner_id = make_person(db)
    join(db, mother, owner_id)
    return Home(owner_id, mother, child)
