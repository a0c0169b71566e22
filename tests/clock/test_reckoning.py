"""The clock against a slow reckoning: any birth, any correction, any change of the set, any loss, any visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.builders import AT
from tests.clock.children import five, seven
from tests.clock.slow import TABLES, Known, states_on
from tests.conftest import rolled_back
from tests.households import make_family, make_member
from wheel_app import clock
from wheel_app.clock import PointSet
from wheel_app.clock.rules import Child, Delivery, Window, next_of, windows_for
from wheel_app.people import Member
from wheel_app.storage import Database

FIRST, LAST = date(2019, 1, 1), date(2027, 12, 31)
DAYS = st.dates(FIRST, LAST)
SETS: dict[str, Callable[[], PointSet]] = {"seven": seven, "statutory-five": five}
ROOMY = settings(max_examples=1000, deadline=None)


@st.composite
def births(draw: st.DrawFn) -> Known:
    """A child in any state of being known, with a due date anywhere that one can have."""
    born = draw(st.none() | DAYS)
    off = draw(st.none() | st.integers(-60, 150) | st.integers(19, 23) | st.integers(138, 142))
    due = None if off is None else (born or draw(DAYS)) + timedelta(days=off)
    kind = "child" if born else draw(st.sampled_from(["child", "unborn", "unborn"]))
    near = born or due or draw(DAYS)
    joined = near + timedelta(days=draw(st.integers(-200, 1600) | st.sampled_from([0, 14, 15, 28, 29])))
    return Known(kind, born, due, joined)


def child_of(known: Known) -> Child:
    def text(day: date | None) -> str:
        return day.isoformat() if day else ""

    return Child(text(known.born), text(known.due), text(known.joined), known.kind == "child", known.is_silent)


def days_of(windows: tuple[Window, ...], known: Known, *others: date) -> list[date]:
    """Every day on which something begins, the one before and the one after it, and others."""
    named = [day for one in windows for day in (one.opens_on, one.due_on, one.late_from, one.passes_on) if day]
    edges = {date.fromisoformat(day) for day in named} | {known.joined, *others}
    found = {day + timedelta(days=step) for day in edges for step in (-1, 0, 1)}
    # What there was before anybody here knew the child is nobody's question.
    return sorted(day for day in found if day >= known.joined)


def states(windows: tuple[Window, ...], day: date) -> dict[str, str]:
    return {one.point_key: one.state_on(day.isoformat()) for one in windows}


@given(births(), st.sampled_from(sorted(TABLES)), DAYS, st.frozensets(st.sampled_from([*TABLES["seven"], "six-weeks"])))
@example(Known("child", date(2024, 2, 29), date(2024, 5, 31), date(2024, 3, 1)), "seven", FIRST, frozenset())
@example(Known("child", date(2023, 8, 31), None, date(2023, 8, 31)), "statutory-five", FIRST, frozenset())
@ROOMY
def test_every_state_on_every_day_is_that_of_the_slow_reckoning(
    known: Known, table: str, day: date, done: frozenset[str]
) -> None:
    known = known.but(done=done)
    deliveries = [Delivery(f"visit {key}", key, "2026-01-01") for key in done]
    windows = windows_for(SETS[table](), child_of(known), deliveries)
    for one in days_of(windows, known, day):
        assert states(windows, one) == states_on(known, table, one), one


@given(births(), st.sampled_from(sorted(TABLES)))
@ROOMY
def test_the_days_of_a_window_are_in_order(known: Known, table: str) -> None:
    for one in windows_for(SETS[table](), child_of(known), ()):
        assert one.opens_on is not None
        assert one.opens_on <= (one.due_on or "") <= (one.passes_on or "")
        assert one.opens_on <= (one.late_from or "") <= (one.passes_on or "")


@given(births(), DAYS)
@ROOMY
def test_what_comes_next_is_neither_done_nor_over(known: Known, day: date) -> None:
    windows = windows_for(seven(), child_of(known), ())
    following = next_of(windows, day.isoformat())
    ahead = [one for one in windows if one.state_on(day.isoformat()) in ("coming", "due", "late")]
    assert (following is None) == (ahead == [])
    assert following is None or all((following.opens_on or "") <= (one.opens_on or "") for one in ahead)


@dataclass(frozen=True)
class Step:
    """One thing that happens to a child in the store."""

    what: str
    day: date
    number: int


HAPPENS = ["born", "month", "due", "no-due", "visit", "not-visited", "set", "silent", "not-silent", "all"]
STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(HAPPENS),
        DAYS,
        st.integers(0, 6),
    ),
    min_size=1,
    max_size=12,
)


@dataclass
class Life:
    """A child in the store, and beside it what the slow reckoning knows."""

    db: Database
    member: Member
    known: Known
    table: str = "seven"
    visits: dict[str, str] | None = None

    def take(self, step: Step) -> None:
        """Let one thing happen, through the room's own actions and to what is known."""
        getattr(self, f"_{step.what.replace('-', '_')}")(step)
        self.known = self.known.but(done=frozenset((self.visits or {}).values()))

    def _facts(self, *, reckon: bool = True, **facts: str) -> None:
        self.member = replace(self.member, facts=replace(self.member.facts, **facts))
        born, due = self.member.facts.born_on, self.member.facts.due_on
        whole = date.fromisoformat(born) if len(born) == 10 else None
        self.known = self.known.but(
            kind=self.member.facts.kind, born=whole, due=date.fromisoformat(due) if due else None
        )
        clock.reckon_member(self.db, SETS[self.table](), self.member)

    def _born(self, step: Step) -> None:
        self._facts(kind="child", born_on=step.day.isoformat())

    def _month(self, step: Step) -> None:
        self._facts(kind="child", born_on=step.day.isoformat()[:7])

    def _due(self, step: Step) -> None:
        near = self.known.born or step.day
        self._facts(due_on=(near + timedelta(days=step.number * 25)).isoformat())

    def _no_due(self, step: Step) -> None:
        self._facts(due_on="")

    def _visit(self, step: Step) -> None:
        key, visit_id = sorted({*TABLES["seven"], *TABLES["statutory-five"]})[step.number], f"visit-{step.day.day % 5}"
        clock.mark_delivered(self.db, self.member.member_id, key, step.day.isoformat(), visit_id)
        self.visits = {**(self.visits or {}), visit_id: key}

    def _not_visited(self, step: Step) -> None:
        visit_id = f"visit-{step.day.day % 5}"
        clock.unmark_delivered(self.db, visit_id)
        self.visits = {name: key for name, key in (self.visits or {}).items() if name != visit_id}

    def _set(self, step: Step) -> None:
        self.table = sorted(TABLES)[step.number % 2]
        clock.reckon_member(self.db, SETS[self.table](), self.member)

    def _silent(self, step: Step) -> None:
        self.member = replace(self.member, left_on=step.day.isoformat(), left_why="died")
        self._silence(True)

    def _not_silent(self, step: Step) -> None:
        self.member = replace(self.member, left_on=None, left_why=None)
        self._silence(False)

    def _silence(self, is_silent: bool) -> None:
        if is_silent:
            clock.silence(self.db, self.member.member_id)
        else:
            clock.reckon_member(self.db, SETS[self.table](), self.member)
        self.known = self.known.but(is_silent=is_silent)

    def _all(self, step: Step) -> None:
        with self.db.transaction():
            self.db.execute(
                "UPDATE member SET kind = :kind, born_on = :born_on, due_on = :due_on, left_on = :left_on"
                " WHERE member_id = :member_id",
                kind=self.member.facts.kind,
                born_on=self.member.facts.born_on,
                due_on=self.member.facts.due_on,
                left_on=self.member.left_on,
                member_id=self.member.member_id,
            )
        clock.reckon_all(self.db, SETS[self.table](), at=AT)


@given(births(), STEPS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_rows_say_what_the_slow_reckoning_says(
    migrated: Database, known: Known, steps: list[Step]
) -> None:
    with rolled_back(migrated):
        child, at = child_of(known), f"{known.joined}{AT[10:]}"
        family = make_family(migrated, at=at)
        member = make_member(migrated, family, "Isla", known.kind, born_on=child.born_on, due_on=child.due_on, at=at)
        life = Life(migrated, member, known)
        clock.reckon_member(migrated, seven(), member)
        for step in steps:
            life.take(step)
            windows = clock.windows_of(migrated, member.member_id)
            for day in days_of(windows, life.known, step.day):
                assert states(windows, day) == states_on(life.known, life.table, day), (step, day)
