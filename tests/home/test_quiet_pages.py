"""A parent’s own pages after a loss: gentle, theirs to choose, and nothing at all for whoever does not know yet."""

from __future__ import annotations

import re

import pytest

from tests import visits
from tests.builders import AT, make_draft, make_finished, make_plan
from tests.households import make_member, relate
from tests.losing_a_child import LATER, Home, lose, make_home, silencing
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import people
from wheel_app.plan import Goal
from wheel_app.storage import Database, later, new_id

PAGES = (
    "/mine",
    "/put-away",
    "/again",
    "/then-and-now",
    "/something-changed",
    "/take-home",
    "/who-can-see",
    "/about-me",
    "/my-copy",
)


@pytest.fixture
def home(db: Database) -> Home:
    return make_home(db)


def come(client: PageClient, db: Database, owner_id: str) -> None:
    visits.sign_in(client, db, owner_id, at=AT)


def change_of(db: Database, owner_id: str) -> people.Change:
    (found,) = people.list_changes(db, owner_id)
    return found


def choose(client: PageClient, db: Database, owner_id: str, choice: str) -> Page:
    client.get("/put-away")
    return client.post(f"/put-away/{change_of(db, owner_id).change_id}/choose", {"choice": choice}, statements=30)


def seen(client: PageClient) -> dict[str, str]:
    """What each page says, and where its links lead."""
    found = {}
    for path in PAGES:
        response = client.client.get(path, base_url=client.base_url)
        assert response.status_code == 200, path
        found[path] = _plain(response.get_data(as_text=True))
    return found


def _plain(text: str) -> str:
    return re.sub(r'(value|nonce)="[^"]{20,}"', "", text)


def test_who_does_not_know_sees_the_very_same_pages(client: PageClient, db: Database, home: Home) -> None:
    come(client, db, home.him)
    before = seen(client)
    assert len(before["/mine"]) > 500
    lose(db, home, home.mother, at=AT)
    assert seen(client) == before
    (change,) = people.list_changes(db, home.her)
    people.choose_about_change(db, home.her, change.change_id, "kept")
    assert seen(client) == before


def test_who_knows_is_told_gently_and_never_what(client: PageClient, db: Database, home: Home) -> None:
    lose(db, home, home.mother, at=AT)
    come(client, db, home.her)
    page = client.get("/mine")
    assert "Some of your pages are quiet now" in page.text
    page = client.follow("What is put away")
    for word in ("died", "death", "Ada", "worker", "baby"):
        assert word not in page.text
    assert "Put away on 20 November 2026" in page.text


def test_they_leave_it_so_and_are_not_asked_again(client: PageClient, db: Database, home: Home) -> None:
    lose(db, home, home.mother, at=AT)
    come(client, db, home.her)
    client.get("/put-away")
    page = choose(client, db, home.her, "put-away")
    assert change_of(db, home.her).choice == "put-away"
    assert "quiet now" not in client.get("/mine").text
    assert "Leave it so" not in client.get("/put-away").text
    assert page.status == 200


def test_they_keep_it_in_sight_and_nothing_is_asked(client: PageClient, db: Database, home: Home) -> None:
    wheel = make_finished(db, home.her, {"growing": 30, "money": 40})
    make_plan(db, wheel, Goal("growing", None, "words about it"))
    lose(db, home, home.mother, at=AT)
    come(client, db, home.her)
    client.get(f"/check-ins/{wheel.checkin_id}", status=404)
    choose(client, db, home.her, "kept")
    assert "Growing up" in client.get(f"/check-ins/{wheel.checkin_id}").text
    assert "words about it" in client.get(f"/check-ins/{wheel.checkin_id}/plan").text
    draft = make_draft(db, home.her, at=later(AT, days=1))
    assert "growing" not in draft.topic_order.split(",")
    choose(client, db, home.her, "put-away")
    client.get(f"/check-ins/{wheel.checkin_id}", status=404)


def test_they_bring_it_back(client: PageClient, db: Database, home: Home) -> None:
    wheel = make_finished(db, home.her, {"growing": 30, "money": 40})
    lose(db, home, home.mother, at=AT)
    come(client, db, home.her)
    client.get("/put-away")
    client.submit(button="Bring it back", form="form[action$=bring-back]", statements=30)
    client.get(f"/check-ins/{wheel.checkin_id}")
    assert people.list_changes(db, home.her) == ()


def test_nobody_elses_change_and_no_other_choice(client: PageClient, db: Database, home: Home) -> None:
    lose(db, home, home.mother, home.father, at=AT)
    his = change_of(db, home.him)
    come(client, db, home.her)
    hers = change_of(db, home.her)
    for change_id, choice in ((his.change_id, "kept"), (new_id(), "kept"), (hers.change_id, "x")):
        client.get("/put-away")
        client.post(f"/put-away/{change_id}/choose", {"choice": choice}, status=404)
    assert change_of(db, home.him).choice is None


def test_not_being_safe_is_never_kept_in_sight(client: PageClient, db: Database, home: Home) -> None:
    change = people.note_change(db, home.her, "not-safe", [], asks_afresh=True, at=AT)
    come(client, db, home.her)
    assert "Let me see it" not in client.get("/put-away").text
    assert not people.choose_about_change(db, home.her, change.change_id, "kept")
    assert change_of(db, home.her).choice is None


def test_a_wheel_about_a_baby_on_the_way_is_gone_and_not_offered(client: PageClient, db: Database) -> None:
    home = make_home(db, kind="unborn")
    with db.transaction():
        db.execute("DELETE FROM member_change")
    wheel = make_finished(db, home.her, {"home": 30, "money": 40}, about="expecting")
    draft = make_draft(db, home.her, about="expecting", at=later(AT, days=1))
    come(client, db, home.her)
    assert client.get("/again").one("input[name=about][checked]").get("value") == "expecting"
    for child in (home.ada, home.finn):
        lose(db, home, home.mother, child=child, kind="stillbirth", at=LATER)
    for one in (wheel, draft):
        client.get(f"/check-ins/{one.checkin_id}", status=404)
    page = client.get("/again")
    assert "expecting" not in [one.get("value") for one in page.all("input[name=about]")]
    assert page.one("input[name=about][checked]").get("value") == "me"
    baby = make_member(db, home.family, "Baby", "unborn", due_on="2027-12-01", at=later(LATER, days=1))
    relate(db, home.mother, baby, by=home.worker)
    page = client.get("/again")
    assert "expecting" in [one.get("value") for one in page.all("input[name=about]")]
    assert page.one("input[name=about][checked]").get("value") == "me"


def test_a_mistake_gives_every_page_back(client: PageClient, db: Database, home: Home) -> None:
    come(client, db, home.her)
    before = seen(client)
    silence = lose(db, home, home.mother, at=AT)
    assert seen(client) != before
    people.end_silence(db, silence, how="mistake", why="x", by=home.worker, at=LATER, silencing=silencing())
    assert seen(client) == before
