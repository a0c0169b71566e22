"""A worker’s pages of a family: beginning one, putting people in, who is what to whom, putting right."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask

from tests import staffing
from tests.builders import everything
from tests.households import make_family, make_member
from tests.staffing import make_staff, make_team
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import audit, people
from wheel_app.accounts import Staff, Team
from wheel_app.people import Family
from wheel_app.storage import Database


def put_in(client: PageClient, family: Family, known_as: str, status: int = 200, **values: str) -> Page:
    client.get(f"/families/{family.family_id}/people/new")
    typed = {"kind": "adult", "known_as": known_as, **values}
    return client.submit(typed, status=status, statements=16, words="{{" not in known_as)


def test_a_family_is_begun_and_stands_on_the_caseload(client: PageClient, worker: Staff) -> None:
    client.get("/families/new")
    page = client.submit({"name": "Ó Briain", "area": "North"}, statements=14)
    assert page.one("h1").text == "Ó Briain"
    assert "Ó Briain" not in page.one("title").raw_text
    assert "Ó Briain" in client.get("/families").text


def test_a_page_that_is_sent_twice_makes_one_of_each(
    client: PageClient, db: Database, family: Family, worker: Staff
) -> None:
    at = f"/families/{family.family_id}"
    look_in = {"look_day": "1", "look_month": "12", "look_year": "2026"}
    since = {"since_day": "20", "since_month": "11", "since_year": "2026"}
    for address, values in {
        "/families/new": {"name": "Twice", "team": people.list_family_teams(db, family.family_id)[0].team_id},
        f"{at}/people/new": {"kind": "adult", "known_as": "Maeve"},
        f"{at}/note": {"words": "A note", "about": "", "layer": "staff"},
        f"{at}/level": {"level": "3", "why": "A reason", **since, **look_in},
        f"{at}/coordinator": {"staff": worker.staff_id, "with_family": "yes"},
        f"{at}/close": {"why": "A reason", **look_in},
    }.items():
        client.get(address)
        sent = {"save_id": str(uuid.uuid4()), "csrf_token": client.token(), **values}
        once = client.post(address, sent, statements=30)
        before = rows(db)
        again = client.post(address, sent, statements=30)
        assert (again.path, rows(db)) == (once.path, before), address


def rows(db: Database) -> dict[str, int]:
    """How many rows each table has that is no log."""
    logs = {"audit_row", "audit_text", "audit_head"}
    return {name: len(found) for name, found in everything(db).items() if name not in logs}


def test_the_name_of_another_teams_family_begins_a_new_one(client: PageClient, db: Database, family: Family) -> None:
    other = make_family(db, make_team(db), "Not ours")
    team_id = people.list_family_teams(db, family.family_id)[0].team_id
    client.get("/families/new")
    page = client.post("/families/new", {"name": "A", "team": team_id, "save_id": other.family_id}, statements=16)
    assert page.one("h1").text == "A"


@pytest.mark.parametrize(("name", "status"), [("", 422), ("x" * 201, 422), ("x" * 200, 200), ("U", 200)])
def test_a_family_needs_a_name_that_can_be_kept(client: PageClient, worker: Staff, name: str, status: int) -> None:
    client.get("/families/new")
    page = client.submit({"name": name}, status=status, statements=14)
    if status == 422 and name:
        assert page.one("[name=name]").get("value") == name


def test_a_worker_without_a_team_is_told_so(client: PageClient, db: Database) -> None:
    staffing.sign_in(client, db, make_staff(db))
    assert "in no team yet" in client.get("/families/new").text


def test_another_team_cannot_be_chosen(client: PageClient, db: Database, worker: Staff) -> None:
    other = make_team(db, "Another")
    client.get("/families/new")
    page = client.post("/families/new", {"name": "A", "team": other.team_id}, status=422)
    assert "one of your teams" in page.text


@pytest.mark.parametrize(
    "name", ["U", "x" * 200, "Anne-Marie", "O’Brien", "李小龙", "محمد", "🐝", "=1+1", "<b>Bee</b>", "{{7*7}}"]
)
def test_any_name_is_kept_and_shown_as_typed(client: PageClient, family: Family, name: str) -> None:
    page = put_in(client, family, name, last_name="")
    assert page.one("h1").text == name
    assert name in client.get(f"/families/{family.family_id}", words="{{" not in name).text


def test_signs_that_no_store_keeps_are_dropped_and_too_much_is_told(
    client: PageClient, db: Database, family: Family
) -> None:
    put_in(client, family, "Ma\x00eve\u202e", access_needs="a" * 500)
    (made,) = people.list_members(db, family.family_id)
    assert made.facts.known_as == "Maeve\u202e"
    address = f"/families/{family.family_id}/people/new"
    client.get(address)
    assert "too long" in client.post(address, {"kind": "adult", "known_as": "x" * 100_000}, status=422).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"known_as": ""}, "Write what they are called"),
        ({"known_as": "x" * 201}, "too long"),
        ({"born_day": "31", "born_month": "2", "born_year": "1990"}, "no such day"),
        ({"born_day": "3", "born_month": "", "born_year": "1990"}, "year at least"),
        ({"born_year": "1899"}, "before 1900"),
        ({"born_year": "0001", "born_month": "5"}, "before 1900"),
        ({"born_year": "2031"}, "still to come"),
        ({"born_year": "abcd"}, "no such day"),
        ({"born_year": "2020"}, "does not go with the birthday"),
        ({"kind": "unborn", "due_year": "2027"}, "the day, the month and the year"),
        ({"kind": "unborn", "due_day": "1", "due_month": "1", "due_year": "2029"}, "too far off"),
        ({"kind": "nobody"}, "Choose who this is"),
        ({"interpreter": "professional"}, "which language"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_a_word_at_its_field(
    client: PageClient, family: Family, typed: dict[str, str], told: str
) -> None:
    values = {"kind": "adult", "known_as": "Maeve", "safe_way": "Text only", **typed}
    client.get(f"/families/{family.family_id}/people/new")
    page = client.post(f"/families/{family.family_id}/people/new", values, status=422)
    assert told in page.text
    assert page.one("[name=safe_way]").text == "Text only"
    if typed.get("kind") != "nobody":
        assert page.one(f"[name=kind][value={values['kind']}]").has("checked")


@pytest.mark.parametrize(
    ("kind", "year", "month", "day", "kept"),
    [
        ("adult", "1990", "", "", "1990"),
        ("child", "2019", "4", "", "2019-04"),
        ("young", "2012", "4", "9", "2012-04-09"),
    ],
)
def test_a_birthday_is_kept_as_far_as_it_is_known(
    client: PageClient, db: Database, family: Family, kind: str, year: str, month: str, day: str, kept: str
) -> None:
    put_in(client, family, "Sam", kind=kind, born_year=year, born_month=month, born_day=day)
    assert people.list_members(db, family.family_id)[0].facts.born_on == kept


def test_a_child_to_come_has_a_due_date(client: PageClient, db: Database, family: Family) -> None:
    put_in(client, family, "Bump", kind="unborn", due_day="3", due_month="5", due_year="2027")
    assert people.list_members(db, family.family_id)[0].facts.due_on == "2027-05-03"
    page = client.get(f"/families/{family.family_id}")
    assert "due 3 May 2027" in page.text
    assert page.one(".tree--broad rect").get("stroke-dasharray")


def test_a_child_to_come_needs_no_name_yet(client: PageClient, family: Family) -> None:
    page = put_in(client, family, "", kind="unborn", due_day="1", due_month="3", due_year="2027")
    assert page.one("h1").text == "Baby"
    page = put_in(client, family, "", kind="child", status=422)
    assert "Write what they are called." in page.text


def test_after_one_person_the_next_is_a_tap_away(client: PageClient, family: Family) -> None:
    put_in(client, family, "Farah")
    assert client.follow("Put someone else in").one("h1").text == family.name


def test_a_due_date_that_is_over_is_asked_about_and_kept_when_it_is_meant(
    client: PageClient, db: Database, family: Family
) -> None:
    page = put_in(client, family, "Bump", 409, kind="unborn", due_day="3", due_month="5", due_year="2026")
    assert "This due date is over" in page.text
    assert people.list_members(db, family.family_id) == ()
    page = client.submit(button="sure=1", statements=16)
    assert "The due date is over" in page.text
    assert len(people.list_members(db, family.family_id)) == 1


def test_twins_are_two_people_and_nobody_is_warned(client: PageClient, db: Database, family: Family) -> None:
    born = {"kind": "child", "born_day": "3", "born_month": "5", "born_year": "2020"}
    put_in(client, family, "Sam", **born)
    put_in(client, family, "Kit", **born)
    assert sorted(one.facts.known_as for one in people.list_members(db, family.family_id)) == ["Kit", "Sam"]


def test_the_same_name_and_birthday_is_warned_about_and_never_merged(
    client: PageClient, db: Database, family: Family, team: Team
) -> None:
    other = make_family(db, team, "Elsewhere")
    make_member(db, other, "Máeve", last_name="O'Briain", born_on="1990-03-05")
    born = {"born_day": "5", "born_month": "3", "born_year": "1990"}
    page = put_in(client, family, "Maeve", 409, last_name="Ó Briain", **born)
    assert "Máeve O'Briain is in “Elsewhere”" in page.text
    client.submit(button="sure=1", statements=16)
    made = people.list_members(db, family.family_id)[0]
    assert made.who_id != people.list_members(db, other.family_id)[0].who_id


def test_nobody_is_warned_of_somebody_they_may_not_see(client: PageClient, db: Database, family: Family) -> None:
    make_member(db, make_family(db, make_team(db)), "Maeve", born_on="1990-03-05")
    put_in(client, family, "Maeve", born_day="5", born_month="3", born_year="1990")
    assert len(people.list_members(db, family.family_id)) == 1


def test_putting_right_keeps_what_it_said(client: PageClient, db: Database, family: Family, worker: Staff) -> None:
    member = make_member(db, family, last_name="Brien", safe_way="Ring")
    client.get(f"/families/{family.family_id}/people/{member.member_id}/edit")
    page = client.submit({"last_name": "Ó Briain", "why": "She told me"}, statements=18)
    assert [one.text for one in page.all("del, ins")] == ["Brien", "Ó Briain"]
    assert "She told me" in page.text
    changed = people.find_member(db, member.member_id)
    assert changed is not None
    assert (changed.facts.last_name, changed.facts.safe_way) == ("Ó Briain", "Ring")


def test_a_stale_page_loses_nothing_that_was_typed(
    client: PageClient, db: Database, family: Family, worker: Staff
) -> None:
    member = make_member(db, family)
    client.get(f"/families/{family.family_id}/people/{member.member_id}/edit")
    people.correct(db, member, people.Facts("adult", "Mave"), why="", by=worker, at=staffing.AT)
    page = client.submit({"known_as": "Maebh"}, status=409)
    assert page.one("[name=known_as]").get("value") == "Maebh"
    assert "Mave" in page.text
    page = client.submit(statements=18)
    assert page.one("h1").text == "Maebh"


def test_somebody_of_another_family_is_not_there_under_this_one(
    client: PageClient, db: Database, family: Family, team: Team
) -> None:
    stranger = make_member(db, make_family(db, team))
    client.get(f"/families/{family.family_id}/people/{stranger.member_id}", status=404)


def test_every_page_of_a_family_writes_down_who_looked(
    app: Flask, client: PageClient, db: Database, family: Family, worker: Staff
) -> None:
    member = make_member(db, family)
    make_member(db, family, "Tom")
    chain = audit.chain_of_family(family.family_id)
    pages = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("people.") and "family_id" in rule.arguments and "GET" in (rule.methods or ())
    ]
    assert len(pages) >= 12
    for rule in pages:
        before = len(audit.list_rows(db, chain, most=100))
        values = {"family_id": family.family_id, "member_id": member.member_id}
        _, address = app.url_map.bind("localhost").build(rule.endpoint, values), rule.rule
        client.get(app.url_map.bind("localhost").build(rule.endpoint, values))
        rows = audit.list_rows(db, chain, most=100)
        assert len(rows) == before + 1, address
        assert (rows[0].action, rows[0].actor) == ("looked", worker.staff_id)
