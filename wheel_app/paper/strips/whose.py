"""Finding whose sheet it is, by a name, among the families that somebody works with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from wheel_app.accounts import Staff
from wheel_app.doors import WORKER
from wheel_app.paper.sheets.rules import Sheet
from wheel_app.paper.strips import queries
from wheel_app.paper.strips.rules import Whose
from wheel_app.people import find_by_name, fold
from wheel_app.storage import Database
from wheel_app.tools import YOUNG_WHEEL
from wheel_app.web.locale import date_text

CHILDREN = ("child", "unborn")
MOST_FOUND = 8
NOBODY = "nobody"


@dataclass(frozen=True)
class Candidate:
    """One answer to “whose sheet is it?”: what a form sends, and as it is read. `is_exact`: by the whole name typed."""

    whose: Whose
    label: str
    is_exact: bool


def grown_kinds(sheet: Sheet) -> tuple[str, ...]:
    """Return who can have filled in a sheet: a young parent too, and the wheel for the young by them alone."""
    is_young = any(one.tool_id == YOUNG_WHEEL for one in sheet.facts.asked)
    return ("young",) if is_young else ("adult", "young")


def find_candidates(db: Database, staff: Staff, sheet: Sheet, typed: str) -> tuple[Candidate, ...]:
    """Return whose sheet it may be, by the name of a child or of whoever filled it in; two statements at most."""
    # A host’s team may work with families, and yet a host sees none.
    if not staff.is_active or staff.role not in WORKER:
        return ()
    found = [one.member for one in find_by_name(db, staff.staff_id, typed, most=MOST_FOUND, except_in=NOBODY)]
    if not found:
        return ()
    by_name = {one.member_id for one in found}
    people = queries.list_people(db, [one.family_id for one in found])
    pairs = [(child, grown) for child, grown in _pairs(sheet, people) if _is_meant(child, grown, by_name)]
    return tuple(_candidate(child, grown, typed) for child, grown in pairs)


Person = dict[str, Any]


def _pairs(sheet: Sheet, people: Sequence[Person]) -> list[tuple[Person | None, Person]]:
    grown = [one for one in people if one["kind"] in grown_kinds(sheet)]
    if sheet.facts.kind == "wheel":
        return [(None, one) for one in grown]
    children = [one for one in people if one["kind"] in CHILDREN]
    return [(child, one) for child in children for one in grown if one["family_id"] == child["family_id"]]


def _is_meant(child: Person | None, grown: Person, by_name: set[str]) -> bool:
    return grown["member_id"] in by_name or (child is not None and child["member_id"] in by_name)


def _candidate(child: Person | None, grown: Person, typed: str) -> Candidate:
    return Candidate(_whose(child, grown), _label(child, grown), _is_exact((child, grown), typed))


def _whose(child: Person | None, grown: Person) -> Whose:
    child_id, born_on = (child["member_id"], child["born_on"]) if child else (None, "")
    return Whose(grown["family_id"], grown["member_id"], child_id, born_on)


def _label(child: Person | None, grown: Person) -> str:
    family = grown["family"]
    if child is None:
        return gettext("%(name)s (%(family)s)", name=_name(grown), family=family)
    born = f", {date_text(child['born_on'])}" if len(child["born_on"]) == len("2026-11-20") else ""
    about = f"{_name(child)}{born}"
    return gettext("%(child)s: sheet of %(name)s (%(family)s)", child=about, name=_name(grown), family=family)


def _name(person: Person) -> str:
    return f"{person['known_as']} {person['last_name']}".strip()


def _is_exact(people: Iterable[Person | None], typed: str) -> bool:
    folded = fold(typed)
    said = [one for one in people if one is not None]
    whole = {fold(name) for one in said for name in (_name(one), f"{one['known_as']} {one['family']}")}
    return " " in folded and folded in whole


def chosen(found: Iterable[Candidate], value: str) -> Whose | None:
    """Return whose it is by what a form sent; None for anybody whom the name that was typed does not find."""
    return next((one.whose for one in found if one.whose.value == value), None)
