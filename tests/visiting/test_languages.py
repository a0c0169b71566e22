"""A device that is handed over at a visit speaks the language its reader reads; taken back, the worker’s own again."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import AT, make_finished
from tests.conftest import Clock
from tests.households import make_member, relate
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.visited import make_visit
from tests.visited_pages import MANY, part_of, take_back
from tests.visiting.conftest import Home
from tests.visits import language_of, speak
from wheel_app import checkins
from wheel_app.people import Member
from wheel_app.storage import Database
from wheel_app.visits import Visit


def visit_page(client: PageClient, visit: Visit) -> Page:
    return client.get(f"/visits/{visit.visit_id}", statements=12)


def offered(page: Page, carer: Member) -> list[str]:
    """The languages in which a device can be handed to a carer, the one they are thought to read first."""
    form = page.form(f"form[action$='{carer.member_id}/hand-over']")
    return [one.get("value") for one in form.all("button[name=language]")]


def hand_over(client: PageClient, db: Database, home: Home, visit: Visit, carer: Member, language: str) -> Page:
    staffing.give_pin(client, db, home.worker)
    visit_page(client, visit)
    form = f"form[action$='{carer.member_id}/hand-over']"
    return client.submit({}, form=form, button=f"language={language}", statements=MANY)


def spoken(page: Page) -> str:
    return page.root.get("lang")


def test_one_tap_hands_over_in_the_language_that_is_read(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    page = hand_over(client, db, home, visit, home.mother, "ur")
    assert page.path.startswith("/my-visits/parts/")
    assert spoken(page) == "ur"
    part = part_of(db, visit, home.mother)
    checklist = checkins.find_checkin(db, part.owner_id, part.checklist_id or "")
    assert checklist
    assert checklist.language == "ur"
    assert spoken(client.get("/take-back")) == "ur"


def to_the_next_turn(client: PageClient, db: Database, home: Home, visit: Visit) -> Page:
    """She reads Urdu, does her part, and keeps it to herself."""
    hand_over(client, db, home, visit, home.mother, "ur")
    client.submit({"answer.bills": "2"}, form="form.lines", button="go=finish", statements=MANY)
    return client.submit({}, button="show=no", statements=MANY)


def test_the_next_turn_is_in_the_next_ones_language(client: PageClient, db: Database, home: Home) -> None:
    him = make_member(db, home.family, "Kim", by=home.worker, languages="English")
    visit = make_visit(db, home.child, home.mother, him, by=home.worker)
    page = to_the_next_turn(client, db, home, visit)
    assert spoken(page) == "ur"
    assert [one.get("value") for one in page.all("button[name=member]")] == [him.member_id, f"{him.member_id}:ur"]
    page = client.submit({}, button=him.member_id, statements=MANY)
    assert page.path.startswith("/my-visits/parts/")
    assert spoken(page) == "en"
    part = part_of(db, visit, him)
    checklist = checkins.find_checkin(db, part.owner_id, part.checklist_id or "")
    assert checklist
    assert checklist.language == "en"


@pytest.mark.parametrize(("ending", "language"), [("", "ur"), (":en", "en"), (":xx", "ur")])
def test_the_next_one_of_whom_nothing_is_known_goes_on_in_this_language_or_chooses_another(
    client: PageClient, db: Database, home: Home, visit: Visit, ending: str, language: str
) -> None:
    page = to_the_next_turn(client, db, home, visit)
    his = home.father.member_id
    assert [one.get("value") for one in page.all("button[name=member]")] == [his, f"{his}:en"]
    page = client.post("/my-visits/here", {"member": his + ending, "csrf_token": client.token()}, statements=MANY)
    assert page.path.startswith("/my-visits/parts/")
    assert spoken(page) == language


@pytest.mark.parametrize("own", ["en", "ur", ""])
def test_taken_back_the_pages_are_in_the_workers_own_language(
    client: PageClient, db: Database, home: Home, visit: Visit, own: str
) -> None:
    if own:
        speak(client, own)
    hand_over(client, db, home, visit, home.mother, "en" if own == "ur" else "ur")
    page = take_back(client)
    assert page.path == f"/visits/{visit.visit_id}"
    assert language_of(client) == own
    assert spoken(page) == (own or "en")


def test_the_cookie_meanwhile_keeps_nothing_of_the_workers_language(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    speak(client, "ur")
    hand_over(client, db, home, visit, home.mother, "en")
    assert language_of(client) == "en"


def test_after_somebody_walked_in_the_workers_language_comes_back_too(
    client: PageClient, db: Database, home: Home
) -> None:
    speak(client, "ur")
    staffing.give_pin(client, db, home.worker)
    client.get("/hand-over")
    client.submit({}, form="main form[action$=hand-over]", statements=MANY)
    assert language_of(client) == ""
    take_back(client)
    assert language_of(client) == "ur"


@pytest.mark.parametrize(
    ("noted", "first"),
    [
        ({"languages": "Urdu, a little English"}, "ur"),
        ({"languages": "English and urdu"}, "en"),
        ({"languages": "اردو"}, "ur"),
        ({"languages": "Polish"}, "en"),
        ({"languages": ""}, "en"),
        ({"languages": "Urdustan"}, "en"),
        ({"languages": "English, Urdu", "interpreter": "professional", "interpreter_language": "Urdu"}, "ur"),
    ],
)
def test_what_is_noted_about_somebody_comes_first(
    client: PageClient, db: Database, home: Home, noted: dict[str, str], first: str
) -> None:
    carer = make_member(db, home.family, "Kim", by=home.worker, **noted)
    relate(db, carer, home.child, by=home.worker)
    page = visit_page(client, make_visit(db, home.child, carer, by=home.worker))
    other = {"en": "ur", "ur": "en"}[first]
    assert offered(page, carer) == [first, other]


def test_what_they_read_at_the_last_visit_comes_before_what_is_noted(
    client: PageClient, db: Database, home: Home, clock: Clock
) -> None:
    carer = make_member(db, home.family, "Kim", by=home.worker, languages="English")
    first = make_visit(db, home.child, carer, by=home.worker)
    hand_over(client, db, home, first, carer, "ur")
    client.submit({"answer.bills": "2"}, form="form.lines", button="go=finish", statements=MANY)
    client.submit({}, button="show=no", statements=MANY)
    take_back(client)
    client.post(f"/visits/{first.visit_id}/finish", statements=MANY)
    clock.forward(days=180)
    staffing.sign_in(client, db, home.worker, at=clock.at)
    later = make_visit(db, home.child, carer, by=home.worker, point="point-5", on="2027-05-19", at=clock.at)
    assert offered(visit_page(client, later), carer) == ["ur", "en"]


def test_who_chose_another_language_in_the_middle_is_offered_that_one(
    client: PageClient, db: Database, home: Home, clock: Clock, visit: Visit
) -> None:
    hand_over(client, db, home, visit, home.mother, "en")
    client.get("/language")
    page = client.submit({}, button="language=ur", statements=MANY)
    assert spoken(page) == "ur"
    client.submit({"answer.bills": "2"}, form="form.lines", button="go=finish", statements=MANY)
    client.submit({}, button="show=no", statements=MANY)
    take_back(client)
    later = make_visit(db, home.child, home.mother, by=home.worker, point="point-5", at=clock.at)
    assert offered(visit_page(client, later), home.mother) == ["ur", "en"]


def test_what_somebody_did_at_home_says_nothing_of_what_they_read(
    client: PageClient, db: Database, home: Home, joined: str, visit: Visit
) -> None:
    make_finished(db, joined, {"mood": 30}, at=AT)
    before = visit_page(client, visit)
    with db.transaction():
        db.execute("UPDATE checkin SET language = 'ur' WHERE owner_id = :owner_id", owner_id=joined)
    assert offered(visit_page(client, visit), home.mother) == offered(before, home.mother) == ["en", "ur"]


def test_a_language_that_there_is_not_is_none(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    staffing.give_pin(client, db, home.worker)
    visit_page(client, visit)
    address = f"/visits/{visit.visit_id}/parts/{home.mother.member_id}/hand-over"
    sent = {"save_id": "a-press", "language": "xx", "csrf_token": client.token()}
    assert spoken(client.post(address, sent, statements=MANY)) == "en"


def test_pressed_twice_it_is_the_same_language(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    visit_page(client, visit)
    staffing.give_pin(client, db, home.worker)
    address, token = f"/visits/{visit.visit_id}/parts/{home.mother.member_id}/hand-over", client.token()
    before = client.client.get_cookie("session")
    assert before
    for language in ("ur", ""):
        client.client.set_cookie("session", before.value, domain="localhost")
        sent = {"save_id": "a-press", "csrf_token": token} | ({"language": language} if language else {})
        page = client.post(address, sent, statements=MANY)
        assert spoken(page) == "ur"


def test_what_one_carer_reads_says_nothing_of_the_other(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    hand_over(client, db, home, visit, home.mother, "ur")
    take_back(client)
    page = visit_page(client, visit)
    assert offered(page, home.mother) == ["ur", "en"]
    assert offered(page, home.father) == ["en", "ur"]
