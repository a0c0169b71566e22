"""Made-up local services, written by the app's own action."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wheel_app import directory
from wheel_app.directory import Access, Day, Facts, Place, Provider, Service
from wheel_app.storage import Database

AT = "2026-11-20T10:00:00.000000Z"
TODAY = "2026-11-20"
# The book holds nobody, and stays when somebody goes.
TABLES = {
    "feed", "feed_run", "feed_fault", "provider", "service", "service_place", "service_topic", "service_category",
    "service_day", "service_language", "service_access", "service_facet", "service_word", "service_change",
    "service_own_fact", "postcode",
}  # fmt: skip
# Made-up squares of a made-up town; the numbers lie in the north of England.
MIDDLE = (53_540_000, -2_110_000)


def place(north: int = 0, east: int = 0, **more: Any) -> Place:
    """A place some hundreds of metres north and east of the middle of the town."""
    lat, lon = MIDDLE
    return Place(lat_micro=lat + north * 900, lon_micro=lon + east * 1_510, **more)


def facts(name: str = "Baby group", **more: Any) -> Facts:
    return Facts(name, **{"checked_on": TODAY, **more})


def make_service(
    db: Database, name: str = "Baby group", *, by: str | None = None, at: str = AT, **more: Any
) -> Service:
    put = directory.put_service(db, facts(name, **more), by=by, at=at)
    found = directory.find_service(db, put.service_id)
    assert found is not None
    return found


def whole_facts() -> Facts:
    """An entry that says everything there is to say."""
    return facts(
        "Little Ducks",
        summary="Songs and play for babies.",
        provider=Provider("Ferry Road Centre", "A made-up centre.", "hello@example.org", "https://example.org"),
        web="https://example.org/ducks",
        email="ducks@example.org",
        phone="01632 960001",
        cost_words="£1 a family",
        is_free=False,
        min_age_months=0,
        max_age_months=18,
        for_whom="Babies and whoever looks after them",
        booking_words="Just come along",
        places=(place(name="Ferry Road Centre", address="1 Ferry Road", postcode="OL1 1AA"),),
        days=(Day(2, "09:30", "11:00", "term time", 0), Day(4, "13:00", "14:30", "", 0)),
        topics=("child-growth", "social-ties"),
        categories=("parent-baby-and-toddler-groups",),
        languages=("en", "ur"),
        access=(Access("other", "Ring the bell"), Access("step-free")),
    )


def numbered_facts() -> Facts:
    """The same in numbers, which need no translation."""
    said = whole_facts()
    return replace(
        said,
        name="12",
        summary="34",
        for_whom="56",
        booking_words="78",
        cost_words="90",
        provider=Provider("90", "12"),
        access=(Access("other", "12"), Access("step-free")),
        places=(replace(said.places[0], name="34", address="56"),),
        days=tuple(replace(day, words="") for day in said.days),
    )
