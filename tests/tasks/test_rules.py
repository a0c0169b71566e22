"""When a task is due, and to whom it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wheel_app.storage import utc_text
from wheel_app.tasks.rules import HERE, Desk, Task, is_working_day, start_of, working_days_later

AT = "2026-11-20T10:00:00.000000Z"
DUE = "2026-11-23T10:00:00.000000Z"
LATER = "2026-11-23T10:00:00.000001Z"
ONE_DAY_MORE = "2026-11-24T10:00:00.000000Z"


def task(**other: str | None) -> Task:
    values: dict[str, str | None] = {
        "task_id": "t", "kind": "talk", "staff_id": None, "team_id": "red", "family_id": None, "owner_id": None,
        "device_id": None, "ref": None, "way": "here", "made_at": AT, "due_at": DUE,
    }  # fmt: skip
    return Task(**{**values, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-19T10:00:00.000000Z", "2026-11-20T10:00:00.000000Z"),  # Thursday to Friday
        ("2026-11-20T17:30:00.000000Z", "2026-11-23T17:30:00.000000Z"),  # Friday to Monday
        ("2026-11-21T10:00:00.000000Z", "2026-11-24T00:00:00.000000Z"),  # Saturday counts as Monday morning
        ("2026-12-24T10:00:00.000000Z", "2026-12-29T10:00:00.000000Z"),  # over Christmas and the day in its place
        ("2026-03-27T10:00:00.000000Z", "2026-03-30T09:00:00.000000Z"),  # the clocks go forward in between
        ("2026-06-01T23:30:00.000000Z", "2026-06-02T23:30:00.000000Z"),  # already the second of June here
    ],
)
def test_one_working_day(asked: str, due: str) -> None:
    assert working_days_later(asked, 1) == due


@given(some.datetimes(datetime(2024, 1, 1), datetime(2034, 1, 1)), some.integers(1, 15))  # noqa: DTZ001
def test_it_ends_on_a_working_day_and_skips_none(moment: datetime, days: int) -> None:
    at = utc_text(moment.replace(tzinfo=UTC))
    due = datetime.fromisoformat(working_days_later(at, days)).astimezone(HERE)
    asked = datetime.fromisoformat(at).astimezone(HERE)
    between = [date.fromordinal(n) for n in range(asked.toordinal() + 1, due.toordinal() + 1)]
    assert is_working_day(due.date())
    worked = sum(map(is_working_day, between))
    assert worked == (days if is_working_day(asked.date()) else days + 1)


@pytest.mark.parametrize("day", ["2026-12-25", "2026-12-28", "2027-01-01", "2026-11-21", "2026-11-22", "2026-08-31"])
def test_days_off(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2026-11-20", "2026-12-24", "2026-12-29"])
def test_days_at_work(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


def test_a_day_begins_at_midnight_here() -> None:
    assert start_of("2026-06-02") == "2026-06-01T23:00:00.000000Z"


IN_TEAM = Desk("me", {"red"}, set())
IN_LED_TEAM = Desk("me", {"red"}, set(), lead_of={"red": "lead"})
# What a lead for keeping people safe was told who has left since.
TOLD = task(kind="break-glass", team_id=None, left_organisation="north")


@pytest.mark.parametrize(
    ("desk", "given", "at", "holds"),
    [
        (IN_TEAM, task(), AT, True),
        (IN_TEAM, task(team_id="blue"), AT, False),
        (IN_TEAM, task(staff_id="me", team_id="blue"), AT, True),
        (IN_TEAM, task(staff_id="other"), AT, False),
        (IN_TEAM, task(staff_id="other"), DUE, True),  # There is no lead.
        (IN_TEAM, task(staff_id="other", acknowledged_at=AT), LATER, False),
        (IN_LED_TEAM, task(staff_id="other"), LATER, False),
        (IN_LED_TEAM, task(staff_id="lead"), DUE, True),  # It is the lead's own.
        (IN_LED_TEAM, task(staff_id="other"), ONE_DAY_MORE, True),  # The lead has not taken it on either.
        (IN_LED_TEAM, task(staff_id="other", team_id="blue"), ONE_DAY_MORE, False),
        (IN_TEAM, TOLD, LATER, False),
        (Desk("me", set(), set(), keeps_safe={"north"}), TOLD, AT, True),
        (Desk("me", set(), set(), keeps_safe={"south"}), TOLD, AT, False),
        (Desk("me", set(), set(), keeps_safe={"north"}), replace(TOLD, staff_id="lead"), LATER, False),
        (Desk("lead", set(), {"red"}), task(staff_id="other"), AT, False),
        (Desk("lead", set(), {"red"}), task(staff_id="other"), DUE, True),
        (Desk("lead", set(), {"red"}), task(staff_id="other", acknowledged_at=AT), LATER, False),
        (Desk("lead", set(), {"blue"}), task(staff_id="other"), LATER, False),
        (Desk("host", {"red"}, set(), is_host=True), task(), AT, True),
        (Desk("host", {"red"}, set(), is_host=True), task(way="words"), AT, False),
        (Desk("host", {"red"}, set(), is_host=True), task(kind="look-in"), AT, False),
        (Desk("host", {"red"}, set(), is_host=True), task(staff_id="other"), ONE_DAY_MORE, False),
        (Desk("host", {"red"}, set(), is_host=True), task(staff_id="host"), AT, False),
    ],
)
def test_who_holds_a_task(desk: Desk, given: Task, at: str, holds: bool) -> None:
    assert desk.holds(given, at=at) is holds
