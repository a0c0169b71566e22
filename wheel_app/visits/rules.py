"""What a visit is, and what of it can be right. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PLACES = ("home", "hub", "clinic", "phone", "elsewhere")
INTERPRETERS = ("professional", "relative")
# Nobody types in visits from before this.
EARLIEST_DAY = "2000-01-01"
How = Literal["room", "typed-in", "paper"]


@dataclass(frozen=True)
class Present:
    """Somebody who was there: a member of the family, another carer, or an interpreter (`who`: one of INTERPRETERS)."""

    kind: str
    member_id: str | None = None
    who: str | None = None


@dataclass(frozen=True)
class VisitFacts:
    """What has to be known of every visit. `on_date` is its own day (ISO), whenever it is typed in."""

    child_id: str
    point_key: str
    on_date: str
    place: str
    present: tuple[Present, ...] = ()


@dataclass(frozen=True)
class Visit:
    """A visit as it is stored; `seq` grows with each change of its facts. Who was there is asked for by itself.

    `next_on` is the day of the next one, where it was agreed.
    """

    visit_id: str
    family_id: str
    child_id: str
    set_key: str
    set_version: str
    point_key: str
    on_date: str
    place: str
    how: How
    sheet_no: str | None
    made_by: str | None
    made_at: str
    seq: int
    finished_at: str | None = None
    next_on: str | None = None
    cancelled_at: str | None = None
    cancelled_why: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still going on."""
        return self.finished_at is None and self.cancelled_at is None

    def facts(self, present: tuple[Present, ...]) -> VisitFacts:
        """Return what has to be known of it."""
        return VisitFacts(self.child_id, self.point_key, self.on_date, self.place, present)


@dataclass(frozen=True)
class PointSet:
    """Which set of points before school a visit is counted by: its key and version."""

    key: str
    version: str


@dataclass(frozen=True)
class OpenVisit:
    """A visit that still goes on, for a list of them."""

    visit_id: str
    point_key: str
    on_date: str
    known_as: str
    last_name: str

    @property
    def full_name(self) -> str:
        """What the child is called."""
        return f"{self.known_as} {self.last_name}".strip()


def interpreter_of(present: tuple[Present, ...]) -> str | None:
    """Return which interpreter was there; a relative before a professional, since that explains more."""
    here = {one.who for one in present if one.kind == "interpreter"}
    return "relative" if "relative" in here else next(iter(here), None)


def day_fault(on_date: str, today: str, born_on: str, *, is_before_birth: bool) -> str | None:
    """Return what is odd about the day of a visit, None when nothing is.

    It is 'future', 'long-ago', 'born-already' or 'before-birth'. Days are ISO text; a birthday may be a year or a
    month, and is empty for who is not born yet.
    """
    if on_date > today:
        return "future"
    if on_date < EARLIEST_DAY:
        return "long-ago"
    if not is_before_birth:
        return "before-birth" if not born_on or on_date[: len(born_on)] < born_on else None
    return "born-already" if born_on and on_date[: len(born_on)] > born_on else None


@dataclass(frozen=True)
class Change:
    """A fact of a finished visit that was put right: what it said, what it says since, why, when and by whom."""

    change_id: str
    visit_id: str
    fact: str
    old_value: str
    new_value: str
    why: str
    made_at: str
    made_by: str | None
