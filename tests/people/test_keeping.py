"""For how long a family's record is kept once it is closed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import AT
from tests.households import make_family
from wheel_app.people import Facts, KeepFor, Member, kept_until, list_closed
from wheel_app.storage import Database, later

KEEP = KeepFor(6, 25)
CLOSED = "2026-11-20T10:00:00.000000Z"


def member(kind: str = "child", *, made_on: str = "2026-01-02", **facts: str) -> Member:
    return Member("m", "f", "w", Facts(kind, "Maeve", **facts), 1, f"{made_on}T10:00:00.000000Z")


def until(*members: Member, closed_at: str = CLOSED, keep: KeepFor = KEEP) -> str:
    return kept_until(closed_at, members, keep)[:10]


def test_without_children_it_is_years_after_closing_to_the_moment() -> None:
    assert kept_until(CLOSED, [], KEEP) == "2032-11-20T10:00:00.000000Z"
    assert until(member("adult", born_on="1980-01-01"), member("adult")) == "2032-11-20"


@pytest.mark.parametrize(
    ("one", "day"),
    [
        (member(born_on="2020-05-06"), "2045-05-06"),
        (member("young", born_on="2010-05-06"), "2035-05-06"),
        (member("young", born_on="2009-05-06"), "2035-05-06"),  # 17: a year more
        (member("young", born_on="2008-11-21"), "2034-11-21"),  # 17 for one day more
        (member("young", born_on="2008-11-20"), "2032-11-20"),  # 18 on the day
        (member(born_on="2020-05"), "2045-05-31"),
        (member(born_on="2020"), "2045-12-31"),
        (member(born_on="2020-12"), "2045-12-31"),
        (member(born_on="2020-02-29"), "2045-03-01"),
        (member(born_on="2024-02"), "2049-03-01"),
        (member(), "2051-01-02"),
        (member("unborn", due_on="2027-03-04"), "2052-03-04"),
        (member("unborn"), "2051-01-02"),
        (member("adult", born_on="2015-05-06"), "2040-05-06"),  # by their birthday a child, whatever was put in
    ],
)
def test_a_child_is_waited_for(one: Member, day: str) -> None:
    assert until(one) == day


def test_the_last_child_decides_and_settings_do() -> None:
    old, young = member(born_on="2012-01-01"), member(born_on="2024-01-01")
    assert until(old, young, member("adult")) == until(young) == "2049-01-01"
    assert until(old, keep=KeepFor(40, 25)) == "2066-11-20"
    assert until(young, keep=KeepFor(6, 18)) == "2042-01-01"


DAYS = st.dates(date(1905, 1, 1), date(2100, 1, 1)).map(date.isoformat)


@given(born=DAYS, closed=DAYS, cut=st.sampled_from([4, 7, 10]), years=st.integers(1, 100), age=st.integers(18, 100))
def test_nobody_who_may_be_a_child_is_let_go_before_their_birthday(
    born: str, closed: str, cut: int, years: int, age: int
) -> None:
    day = until(member(born_on=born[:cut]), closed_at=f"{closed}T10:00:00.000000Z", keep=KeepFor(years, age))
    assert int(day[:4]) - int(closed[:4]) >= years
    was_child = int(closed[:4]) - int(born[:4]) - (closed[5:] < born[5:]) < 18
    lived = int(day[:4]) - int(born[:4]) - (day[5:] < born[5:])
    assert not was_child or lived >= age


def test_closed_families_are_found_the_longest_closed_first_page_by_page(db: Database) -> None:
    families = [make_family(db).family_id for _ in range(4)]
    open_one = make_family(db).family_id
    with db.transaction():
        for days, family_id in enumerate(families):
            db.execute(
                "UPDATE family SET closed_at = :at WHERE family_id = :family_id",
                at=later(AT, days=-(days // 2)),
                family_id=family_id,
            )
    found, last = [], None
    while page := list_closed(db, before=later(AT, minutes=1), most=1, after=last):
        found += [closed.family_id for closed in page]
        last = page[-1]
    assert found == [*sorted(families[2:]), *sorted(families[:2])]
    assert open_one not in found
    assert [one.family_id for one in list_closed(db, before=AT, most=9)] == sorted(families[2:])
