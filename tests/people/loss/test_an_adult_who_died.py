"""An adult who died: called as the family wishes wherever staff read their name, with the one line first."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import make_person
from tests.conftest import Clock
from tests.consent.builders import own_hand
from tests.households import join, make_member, relate
from tests.losing_a_child import Home, make_home
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import checkins, consent
from wheel_app.consent import Recipient, Terms
from wheel_app.people import Member
from wheel_app.storage import Database

WISH = "Please say his name."


@pytest.fixture
def home(client: PageClient, db: Database, clock: Clock) -> Home:
    made = make_home(db)
    staffing.sign_in(client, db, made.worker, at=clock.at)
    return made


@pytest.mark.parametrize(("named", "called"), [("words", "our Tommy"), ("unnamed", "someone who died")])
def test_who_reads_what_a_parent_who_died_had_shared_reads_it_first(
    client: PageClient, db: Database, home: Home, clock: Clock, named: str, called: str
) -> None:
    wheel = checkins.list_checkins(db, home.him)[0].checkin_id
    consent.give(db, home.him, Recipient("staff", home.worker.staff_id), Terms(wheel), own_hand(home.him), at=clock.at)
    client.get(f"/families/{home.family.family_id}/people/{home.father.member_id}/changed")
    client.submit({"kind": "died", "named": named, "called": "our Tommy", "wish": WISH}, statements=90)
    today = client.get("/today").one("main").text
    assert called in today
    assert "Tom" not in today.replace("our Tommy", "")
    page = client.get(f"/shared/{wheel}")
    assert page.one("h1").text == called
    assert WISH in page.all("h1, p.loss, dl")[1].text
    page = client.get("/shared")
    rows = [one.text for one in page.all("main li")]
    assert WISH in rows[0]
    assert rows[1].startswith(called)
    for address in (f"/shared/{wheel}", "/shared"):
        shown = client.get(address)
        lines = "".join(one.text for one in shown.all("p.loss"))
        assert "Tom" not in shown.one("main").text.replace("our Tommy", "").replace(lines, "").replace("Tom has", "")


def ticked(page: Page) -> set[str]:
    return {one.get("value") or "" for one in page.all("input[name=told]") if one.has("checked")}


def changed(home: Home, member: Member) -> str:
    return f"/families/{home.family.family_id}/people/{member.member_id}/changed"


def test_those_who_are_close_to_them_are_ticked_and_nobody_else(client: PageClient, db: Database, home: Home) -> None:
    ties = {
        "Lodger": None,
        "Dee": "former-partner",
        "Eli": "friend",
        "Nan": "parent",
        "Jo": "sibling",
        "Fay": "partner",
    }
    others = {name: make_member(db, home.family, name, by=home.worker) for name in ties}
    for name, tie in ties.items():
        join(db, others[name], make_person(db))
        if tie:
            relate(db, others[name], home.father, tie, "not-known", by=home.worker)
    page = client.get(changed(home, home.father))
    assert ticked(page) == {one.member_id for one in (home.mother, others["Nan"], others["Jo"], others["Fay"])}
    assert "parent or carer" not in page.text
    client.submit({"kind": "died", "told": [home.mother.member_id]}, statements=90)
    line = client.get(f"/families/{home.family.family_id}").one("p.loss").text
    assert line.endswith("Does not know yet: Nan, Jo and Fay.")


def test_who_parted_from_them_is_not_taken_to_know(client: PageClient, db: Database, home: Home) -> None:
    relate(db, home.mother, home.father, "former-partner", "not-known", by=home.worker)
    assert ticked(client.get(changed(home, home.father))) == set()


def test_of_a_child_the_parents_are_ticked_as_before(client: PageClient, db: Database, home: Home) -> None:
    page = client.get(changed(home, home.ada))
    assert ticked(page) == {home.mother.member_id, home.father.member_id}
    assert "is not a parent or carer" in page.text
