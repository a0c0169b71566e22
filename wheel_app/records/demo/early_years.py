"""What two made-up parents told at the visits to their baby: each for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wheel_app import checkins, visits
from wheel_app.accounts import Staff
from wheel_app.checkins import Given, Sitting
from wheel_app.clock import PointSet
from wheel_app.people import Member
from wheel_app.storage import Database, later, new_id
from wheel_app.tools import EARLY_CHECKLIST, PARENTAL_SCALE, Library
from wheel_app.visits import Part, Present, Record, RecordedPart, Step, VisitFacts

# With whom there is an interpreter.
WITH_INTERPRETER = "Yusuf"


@dataclass(frozen=True)
class Telling:
    """What one parent told: steps (numbers) and own words by line; what was agreed, and a service by its name."""

    who: str
    checklist: Mapping[str, int | str]
    scale: Mapping[str, int] = field(default_factory=dict)
    agreed: str = ""
    service: str = ""


@dataclass(frozen=True)
class Told:
    """A made-up visit: what its point asks with, how old the baby was, after how many days the next was to be."""

    asks: str
    age_days: int
    next_days: int
    place: str
    themes: tuple[str, ...]
    tellings: tuple[Telling, ...]

    @property
    def is_interpreted(self) -> bool:
        """Whether an interpreter is there."""
        return any(one.who == WITH_INTERPRETER for one in self.tellings)

    @property
    def sitting(self) -> Sitting:
        """How it is told."""
        interpreter = "professional" if self.is_interpreted else "none"
        return Sitting("worker", interpreter, "en", "demo", given_by="told")


VISITS = (
    Told(
        "point-2", 12, 80, "home", ("feeding", "sleep"),
        (
            Telling(
                "Amina",
                {"feeding": 3, "sleep": 2, "my-body": 2, "bills": 1, "hope-me": "Three hours of sleep in one go."},
            ),
        ),
    ),
    Told(
        "point-3", 92, 273, "hub", ("sleep", "money", "people"),
        (
            Telling(
                "Amina",
                {
                    "feeding": 1, "sleep": 2, "moves": 1, "my-mood": 2, "bills": 3, "groups": 2,
                    "hope-child": "That he laughs a lot, and sleeps in his own bed.",
                    "hope-me": "To meet other mums near us.",
                    "hope-family": "A warm flat this winter.",
                },
                {"own-bed": 2, "fed": 5, "smiles": 5, "sure": 3, "whats-on": 2},
                "Come along to Little Ducks on a Tuesday",
                "Little Ducks (made up)",
            ),
            Telling(
                "Yusuf",
                {"lean-on": 2, "my-mood": 1, "bills": 2, "hope-child": "That he speaks Urdu with my mother."},
                {"smiles": 5, "talk": 4},
                "Ask at work for one morning off a week",
            ),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Household:
    """Whom a worker visits about which child, and the services that she finds for them, by name."""

    child: Member
    carers: Mapping[str, Member]
    worker: Staff
    services: Mapping[str, str]


def make_visits(db: Database, library: Library, points: PointSet, home: Household) -> None:
    """Make the visits whose points are in the set; each parent’s part is told to the worker who was there."""
    for told in VISITS:
        point = next((one for one in points.points if one.asks == told.asks), None)
        if point is not None:
            _make(db, library, Record(home.child.family_id, _facts(home, told, point.key), _set(points)), told, home)


def _set(points: PointSet) -> visits.PointSet:
    return visits.PointSet(points.key, points.version)


def _facts(home: Household, told: Told, point_key: str) -> VisitFacts:
    here = [Present("member", home.carers[one.who].member_id) for one in told.tellings]
    day = later(f"{home.child.facts.born_on}T10:00:00.000000Z", days=told.age_days)[:10]
    also = [Present("interpreter", who="professional")] if told.is_interpreted else []
    return VisitFacts(home.child.member_id, point_key, day, told.place, (*here, *also))


def _make(db: Database, library: Library, record: Record, told: Told, home: Household) -> None:
    at = f"{record.facts.on_date}T10:00:00.000000Z"
    parts = tuple(_part(db, library, told, one, home, at=at) for one in told.tellings)
    next_on = later(at, days=told.next_days)[:10]
    whole = Record(
        record.family_id, record.facts, record.points, next_on=next_on, themes=told.themes, parts=parts
    )  # fmt: skip
    visit = visits.record_visit(db, whole, by=home.worker, at=at)
    for one in told.tellings:
        part = visits.find_part(db, visit.visit_id, home.carers[one.who].member_id)
        if part is not None:
            _agree(db, part, one, home, at=at)


def _part(
    db: Database, library: Library, told: Told, telling: Telling, home: Household, *, at: str
) -> RecordedPart:  # fmt: skip
    member_id = home.carers[telling.who].member_id
    made: list[str | None] = []
    for tool_id, said in ((EARLY_CHECKLIST, telling.checklist), (PARENTAL_SCALE, telling.scale)):
        answers = {key: _given(one) for key, one in said.items()}
        filled = answers and checkins.record(
            db, library.current(tool_id), visits.owner_of_part(db, member_id, at=at), told.asks, told.sitting, answers,
            about_member=home.child.member_id, filled_on=at[:10], at=at,
        )  # fmt: skip
        made.append(filled.checkin_id if isinstance(filled, checkins.Checkin) else None)
    return RecordedPart(member_id, "told", *made)


def _given(said: int | str) -> Given:
    return Given("scored", said, "band") if isinstance(said, int) else Given("worded", note=said)


def _agree(db: Database, part: Part, telling: Telling, home: Household, *, at: str) -> None:
    jo = home.worker
    for checkin_id in part.checkin_ids:
        visits.tell(db, part, checkin_id, [jo.staff_id], by=jo, at=at)
    if telling.agreed:
        by_when = later(at, days=14)[:10]
        visits.insert_step(
            db, Step(new_id(), part.part_id, 1, telling.agreed, telling.who, by_when, jo.staff_id, at)
        )  # fmt: skip
    if telling.service:
        visits.insert_service(db, part.part_id, home.services[telling.service], by=jo.staff_id, at=at)
