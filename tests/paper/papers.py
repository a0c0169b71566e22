"""Made-up sheets in the stock of a team, and what is typed from their strips."""

from __future__ import annotations

from typing import Literal

from tests.builders import AT, library
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import clock
from wheel_app.accounts import Staff, Team
from wheel_app.clock import PointSet
from wheel_app.paper.numbers import new_number
from wheel_app.paper.sheets import queries
from wheel_app.paper.sheets.rules import Kind, Sheet, SheetFacts, asked_for, lines_of
from wheel_app.paper.strips import queries as strips
from wheel_app.paper.strips.actions import Outcome, type_in
from wheel_app.paper.strips.marks import read_marks
from wheel_app.paper.strips.rules import Filled, Whose
from wheel_app.paper.strips.taking_back import Mistake, take_back
from wheel_app.people import Member
from wheel_app.storage import Database, new_id
from wheel_app.tools import FAMILY_WHEEL

PRINTED = "2026-10-01T08:00:00.000000Z"


def seven() -> PointSet:
    return clock.load_point_sets(None, "seven").running


def make_facts(kind: Kind = "point", about: str = "point-4", *, wheel: str = FAMILY_WHEEL) -> SheetFacts:
    """What a sheet asks, as it would be printed in English today."""
    asked = asked_for(library(), kind, about, wheel)
    if kind != "point":
        return SheetFacts(kind, about, "en", asked)
    points = seven()
    point = next(one for one in points.points if one.asks == about)
    return SheetFacts(kind, about, "en", asked, point.key, points.key, points.version)


def make_sheet(
    db: Database, by: Staff, team: Team, kind: Kind = "point", about: str = "point-4", *, at: str = PRINTED
) -> Sheet:
    """One copy in the stock of a team."""
    return make_sheets(db, by, team, 1, kind, about, at=at)[0]


def make_sheets(
    db: Database, by: Staff, team: Team, copies: int, kind: Kind = "point", about: str = "point-4", *, at: str = PRINTED
) -> list[Sheet]:
    """Several copies of one printing."""
    return put_sheets(db, by, team, sorted(new_number() for _ in range(copies)), make_facts(kind, about), at=at)


def put_sheets(
    db: Database, by: Staff, team: Team, numbers: list[str], facts: SheetFacts, *, at: str = PRINTED
) -> list[Sheet]:
    """Copies with these numbers."""
    with db.transaction():
        queries.insert_printing(db, new_id(), facts, numbers, staff_id=by.staff_id, team_id=team.team_id, at=at)
    return [Sheet(number, facts, at, by.staff_id, team.team_id) for number in numbers]


def whose(grown: Member, child: Member | None = None) -> Whose:
    return Whose(
        grown.family_id,
        grown.member_id,
        child.member_id if child else None,
        child.facts.born_on if child else "",
    )


def make_strip(
    db: Database,
    sheet: Sheet,
    of: Whose | None,
    *,
    by: Staff,
    marks: str = "123",
    on: str = "2026-11-03",
    at: str = AT,
    **said: str,
) -> Outcome:
    """A strip that was typed in; `said` are words by topic key with _ for -."""
    words = {key.replace("_", "-"): text for key, text in said.items()}
    read = read_marks(marks, lines_of(library(), sheet.facts.asked))
    return type_in(db, library(), sheet, Filled(on, of, marks=read, words=words), by=by, at=at)


def take_strip_back(
    db: Database,
    sheet: Sheet,
    what: Literal["whose", "said"] = "said",
    *,
    by: Staff,
    why: str = "The wrong line",
    at: str = AT,
) -> str:
    """A strip that is taken back as it stands."""
    typed = strips.find_typed(db, sheet.sheet_no)
    assert typed is not None
    return take_back(db, sheet, Mistake(what, why), seen=typed.mark, by=by, at=at)


def put_strip_back(client: PageClient, sheet: Sheet, **said: str) -> Page:
    """A strip that is taken back on its page."""
    client.get(f"/paper/strips/{sheet.sheet_no}/take-back")
    return client.submit({"what": "said", "why": "The wrong line", **said}, statements=60)
