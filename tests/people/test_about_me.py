"""What is kept about me: one's own facts alone, and saying that one is not right."""

from __future__ import annotations

import pytest

from tests import staffing, visits
from tests.builders import make_person
from tests.households import join, make_family, make_member
from tests.staffing import make_staff
from tests.support.page import PageClient
from wheel_app import people, tasks
from wheel_app.accounts import Team
from wheel_app.people import Family, Member
from wheel_app.people.care.actions import write_note
from wheel_app.storage import Database


@pytest.fixture
def family(db: Database, team: Team) -> Family:
    return make_family(db, team, coordinator=make_staff(db, team))


@pytest.fixture
def me(client: PageClient, db: Database, family: Family) -> Member:
    """Somebody who has joined, signed in at the client."""
    member = make_member(db, family, born_on="1990-03-05", safe_way="Text only", languages="Irish")
    owner_id = make_person(db)
    join(db, member, owner_id)
    visits.sign_in(client, db, owner_id, at=staffing.AT)
    return member


def test_who_has_joined_nothing_is_told_so(client: PageClient, db: Database) -> None:
    visits.sign_in(client, db, make_person(db), at=staffing.AT)
    assert "Nobody who works here" in client.get("/about-me").text


def test_it_says_each_own_fact_and_what_a_worker_wrote_for_them(
    client: PageClient, db: Database, family: Family, me: Member, team: Team
) -> None:
    worker = make_staff(db, team)
    other = make_member(db, family, "Tom", safe_way="Ring Tom")
    write_note(db, family.family_id, "For her eyes", by=worker, at=staffing.AT, member_id=me.member_id, for_them=True)
    write_note(db, family.family_id, "For staff", by=worker, at=staffing.AT, member_id=me.member_id)
    write_note(db, family.family_id, "For him", by=worker, at=staffing.AT, member_id=other.member_id, for_them=True)
    text = client.get("/about-me").text
    for told in ("Maeve", "5 March 1990", "It is not shown here.", "Irish", "For her eyes"):
        assert told in text
    for hidden in ("Text only", "Tom", "Ring Tom", "For staff", "For him", "Ó Briain", "Level"):
        assert hidden not in text


def test_two_families_are_two_places_and_neither_names_the_other(
    client: PageClient, db: Database, me: Member, team: Team
) -> None:
    owner_id = people.owner_of_member(db, me.member_id)
    assert owner_id is not None
    again = make_member(db, make_family(db, team, "Second"), "Mave", who_id=me.who_id)
    join(db, again, owner_id)
    text = client.get("/about-me").text
    assert "Place 1" in text
    assert "Mave" in text
    assert "Second" not in text


def test_saying_that_it_is_not_right_is_a_task_and_stands_beside_the_fact(
    client: PageClient, db: Database, family: Family, me: Member, team: Team
) -> None:
    client.get(f"/about-me/{me.member_id}/born_on")
    page = client.submit({"words": "It was the 6th."}, statements=20)
    assert "It was the 6th." in page.text
    assert "Someone will look at it" in page.text
    assert len(tasks.list_of_family(db, family.family_id, "not-right")) == 1
    staffing.sign_in(client, db, make_staff(db, team))
    page = client.get(f"/families/{family.family_id}/people/{me.member_id}")
    assert "They say: this is not right" in page.text
    assert "It was the 6th." in page.text
    page = client.submit(form="form[action$=settle]", statements=22)
    assert "They say" not in page.text
    assert people.list_disputes(db, me.member_id)[0].settled_at == staffing.AT


@pytest.mark.parametrize(("words", "told"), [("", "Tell us"), ("x" * 1001, "too long")])
def test_what_cannot_be_kept_comes_back(client: PageClient, me: Member, words: str, told: str) -> None:
    client.get(f"/about-me/{me.member_id}/born_on")
    assert told in client.submit({"words": words}, status=422).text


def test_somebody_elses_facts_and_unknown_ones_are_not_there(
    client: PageClient, db: Database, family: Family, me: Member
) -> None:
    other = make_member(db, family, "Tom")
    for address in (f"/about-me/{other.member_id}/born_on", f"/about-me/{me.member_id}/level"):
        client.get(address, status=404)
        client.get(f"/about-me/{me.member_id}/born_on")
        client.post(address, {"words": "x"}, status=404)
    assert people.list_disputes(db, other.member_id) == ()
