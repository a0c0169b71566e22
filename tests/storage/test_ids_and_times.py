"""Ids and moments as they are stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel_app.storage import from_utc_text, later, new_id, utc_text

MOMENTS = st.datetimes(timezones=st.just(UTC))


def test_ids_are_uuids_of_version_7_and_differ() -> None:
    made = [new_id() for _ in range(1000)]
    assert {UUID(one).version for one in made} == {7}
    assert {str(UUID(one)) for one in made} == set(made)
    assert len(set(made)) == 1000


def test_a_moment_is_written_in_utc() -> None:
    summer = timezone(timedelta(hours=1))
    assert utc_text(datetime(2026, 7, 1, 0, 30, tzinfo=summer)) == "2026-06-30T23:30:00.000000Z"
    assert utc_text(datetime(2026, 11, 20, 10, 46, tzinfo=UTC)) == "2026-11-20T10:46:00.000000Z"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        utc_text(datetime.fromisoformat("2026-11-20"))


@given(MOMENTS)
def test_there_and_back(moment: datetime) -> None:
    assert from_utc_text(utc_text(moment)) == moment


@given(MOMENTS, MOMENTS)
def test_the_order_of_texts_is_the_order_of_moments(one: datetime, other: datetime) -> None:
    assert (utc_text(one) < utc_text(other)) == (one < other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-20",
        "2026-11-20T10:46:00Z",
        "2026-11-20T10:46:00.000000",
        "2026-11-20 10:46:00.000000Z",
        "2026-11-20T10:46:00,000000Z",
        "2026-11-31T10:46:00.000000Z",
        "2026-11-20T10:46:00.00000+Z",
        "٢٠٢٦-11-20T10:46:00.000000Z",
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_utc_text(text)


def test_later() -> None:
    at = "2026-12-31T23:59:00.000001Z"
    assert later(at, minutes=1) == "2027-01-01T00:00:00.000001Z"
    assert later(at, hours=24) == later(at, days=1) == "2027-01-01T23:59:00.000001Z"
    assert later(at, days=-365, hours=1, minutes=-60) == "2025-12-31T23:59:00.000001Z"
    assert later(at) == at
