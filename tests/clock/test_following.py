"""Windows follow what staff put in about a child, in the same transaction; an adult has none."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import AT, everything
from tests.clock.children import states
from tests.conftest import Clock, settings_for
from tests.households import make_family, make_member
from tests.support.page import PageClient
from wheel_app import clock as the_clock
from wheel_app import create_app, people
from wheel_app.accounts import Staff
from wheel_app.people import Family, Member, find_member
from wheel_app.storage import Database

TODAY = AT[:10]
BABY = {"kind": "child", "known_as": "Isla", "interpreter": "not-known"}


@pytest.fixture
def jo(db: Database, client: PageClient) -> Staff:
    made = staffing.make_staff(db, staffing.make_team(db))
    staffing.sign_in(client, db, made)
    return made


@pytest.fixture
def family(db: Database, jo: Staff) -> Family:
    return make_family(db, by=jo, coordinator=jo)


def put_in(client: PageClient, family: Family, **typed: str) -> Member:
    client.get(f"/families/{family.family_id}/people/new")
    page = client.submit({**BABY, **typed}, statements=16)
    found = find_member(client.db, page.path.rpartition("/")[2])  # type: ignore[arg-type]
    assert found is not None
    return found


def put_right(client: PageClient, member: Member, **typed: str) -> None:
    client.get(f"/families/{member.family_id}/people/{member.member_id}/edit")
    client.submit(typed, statements=19)


def born(day: str) -> dict[str, str]:
    return dict(zip(("born_year", "born_month", "born_day"), day.split("-"), strict=False))


def due(day: str) -> dict[str, str]:
    return dict(zip(("due_year", "due_month", "due_day"), day.split("-"), strict=False))


def test_a_child_who_is_put_in_has_windows_at_once(client: PageClient, db: Database, family: Family) -> None:
    child = put_in(client, family, **born("2026-11-09"))
    assert states(db, child, TODAY)["point-2"] == "due"


def test_an_adult_has_none_and_costs_nothing(client: PageClient, db: Database, family: Family) -> None:
    put_in(client, family, kind="adult", born_year="1990")
    assert everything(db)["due_window"] == everything(db)["birthday_wanted"] == []


def test_the_due_date_is_kept_after_the_birth_and_corrects(client: PageClient, db: Database, family: Family) -> None:
    child = put_in(client, family, kind="unborn", **due("2027-01-10"))
    assert states(db, child, TODAY) == {"point-1": "due"}
    put_right(client, child, kind="child", **born("2026-11-19"))
    now = find_member(db, child.member_id)
    assert now is not None
    assert (now.facts.born_on, now.facts.due_on) == ("2026-11-19", "2027-01-10")
    windows = {one.point_key: one for one in the_clock.windows_of(db, child.member_id)}
    assert (windows["point-1"].passes_on, windows["point-2"].opens_on) == ("2026-11-19", "2026-11-29")
    assert windows["point-4"].due_on == "2028-01-10"
    # From two years on the birthday counts.
    assert windows["point-6"].due_on == "2029-05-19"


def test_a_due_date_changed_twice_leaves_the_last(client: PageClient, db: Database, family: Family) -> None:
    child = put_in(client, family, kind="unborn", **due("2027-01-10"))
    for day in ("2027-02-10", "2027-02-20"):
        put_right(client, child, **due(day))
    (window,) = the_clock.windows_of(db, child.member_id)
    assert (window.due_on, window.late_from) == ("2026-11-28", "2027-01-23")


@pytest.mark.parametrize("day", ["2026-08-01", "2027-05-01"])
def test_a_due_date_that_cannot_be_is_asked_about(client: PageClient, db: Database, family: Family, day: str) -> None:
    client.get(f"/families/{family.family_id}/people/new")
    page = client.submit({**BABY, **born("2026-11-09"), **due(day)}, status=422)
    assert "does not go with the birthday" in page.text
    assert page.one("#due_day").get("value") == day[8:]
    client.submit({**BABY, **born("2026-11-09"), **due("2026-12-01")}, statements=16)


def test_a_birthday_to_the_month_is_wanted_until_it_is_known(client: PageClient, db: Database, family: Family) -> None:
    child = put_in(client, family, **born("2026-04"))
    assert the_clock.windows_of(db, child.member_id) == ()
    assert [dict(row)["why"] for row in everything(db)["birthday_wanted"]] == ["birthday"]
    put_right(client, child, **born("2026-04-03"))
    assert len(the_clock.windows_of(db, child.member_id)) == 7
    assert everything(db)["birthday_wanted"] == []


def test_the_set_that_was_chosen_is_used(db: Database, clock: Clock) -> None:
    app = create_app(settings_for(point_set="statutory-five"), db=db, now=clock)
    browser = PageClient(app, db=db)
    worker = staffing.make_staff(db, staffing.make_team(db))
    staffing.sign_in(browser, db, worker)
    child = put_in(browser, make_family(db, by=worker, coordinator=worker), **born("2026-10-04"))
    assert states(db, child, TODAY) == {
        "point-1": "passed", "point-2": "passed", "six-weeks": "due", "point-4": "coming", "point-6": "coming"
    }  # fmt: skip
    assert browser.get("/due").texts(".due-line .tag") == ["6 to 8 weeks"]


def test_who_leaves_is_silent_until_they_are_back(client: PageClient, db: Database, family: Family) -> None:
    child = put_in(client, family, **born("2026-11-09"))
    changed = f"/families/{family.family_id}/people/{child.member_id}/changed"
    for page, typed, silent in (
        ("", {"kind": "lives-elsewhere"}, True),
        ("/put-right", {"how": "came-back", "why": "She is home."}, False),
    ):
        client.get(f"{changed}{page}")
        client.submit(typed, statements=60)
        assert (set(states(db, child, TODAY).values()) == {"silent"}) is silent


def test_a_child_put_in_as_an_adult_has_no_windows_any_more(db: Database, jo: Staff, family: Family) -> None:
    member = make_member(db, family, "Isla", "child", born_on="2026-01-15")
    the_clock.reckon_member(db, the_clock.load_point_sets(None, "seven").running, member)
    facts = people.Facts("adult", "Isla")

    def follow(db: Database, before: Member | None, now: Member, *, at: str) -> None:
        assert before == member
        assert now.facts == facts
        the_clock.reckon_member(db, the_clock.load_point_sets(None, "seven").running, now)

    people.correct(db, member, facts, why="", by=jo, at=AT, on_facts=follow)
    assert the_clock.windows_of(db, member.member_id) == ()


def test_what_goes_wrong_undoes_the_change_too(db: Database, jo: Staff, family: Family) -> None:
    class Wrong(Exception):
        pass

    def fail(db: Database, before: Member | None, now: Member, *, at: str) -> None:
        raise Wrong

    before = everything(db)
    with pytest.raises(Wrong):
        people.add_member(db, family.family_id, people.Facts("child", "Isla"), by=jo, at=AT, on_facts=fail)
    assert everything(db) == before
