"""Taking it home: four pictures and a slip, a new code when somebody else may know it, or nothing at all."""

from __future__ import annotations

import re

import pytest

from tests import visits
from tests.builders import AT, everything, make_finished, make_person
from tests.conftest import Clock
from tests.records.lives import held
from tests.support.page import PageClient
from wheel_app import audit
from wheel_app.accounts import PICTURES
from wheel_app.checkins import Checkin
from wheel_app.people import get_keep_until
from wheel_app.storage import Database, later

CODE = re.compile(r"\d{3} \d{3} \d{4}")
KEPT_UNTIL = later(AT, days=456)


@pytest.fixture
def done(db: Database, client: PageClient, clock: Clock) -> Checkin:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    return make_finished(db, owner_id, {"home": 20, "money": 30})


def test_before_it_is_kept_there_is_no_code(client: PageClient, done: Checkin) -> None:
    for path in ("/take-home", "/keep", "/slip", "/mine", "/new-code"):
        assert not CODE.search(client.get(path).text)


def test_what_is_lost_with_the_code_is_said_before(client: PageClient, done: Checkin) -> None:
    assert "If you lose the code, we can’t find your wheel again." in client.get("/take-home").text


def test_the_slip_has_the_code_a_picture_to_point_at_and_the_day(
    client: PageClient, db: Database, done: Checkin
) -> None:
    code = visits.keep(client)
    assert CODE.fullmatch(code)
    assert client.page is not None
    page = client.page
    assert page.one("[role=img][aria-label*=camera]")
    assert "http://localhost/back" in page.text
    assert "Kept until 19 February 2028." in page.text
    assert get_keep_until(db, done.owner_id) == KEPT_UNTIL


def test_the_four_pictures_are_on_no_page_afterwards(client: PageClient, done: Checkin) -> None:
    visits.keep(client)
    labels = {picture.name: picture.label for picture in PICTURES}
    for path in ("/slip", "/take-home", "/mine", "/new-code"):
        page = client.get(path)
        assert page.all("input[name=picked][value*=boat]") == []
        if path != "/new-code":
            assert not [name for name in visits.FOUR if labels[name] in page.texts("span, li, button")]


def test_pictures_can_be_chosen_by_name_one_tap_at_a_time(client: PageClient, done: Checkin) -> None:
    page = client.get("/keep")
    assert len(page.all("button.pick")) == 24
    assert all(button.text for button in page.all("button.pick"))
    for name in ("boat", "sun", "key"):
        page = client.submit(form=visits.PICTURES, button=f"pick={name}")
        assert page.one(f"button.pick[value={name}]").has("disabled")
    assert page.one("input[name=picked]").get("value") == "boat,sun,key"
    page = client.submit(form=visits.PICTURES, button="undo=1")
    assert page.one("input[name=picked]").get("value") == "boat,sun"


@pytest.mark.parametrize(
    "picked", ["", "boat", "boat,sun,key", "boat,boat,sun,key", "boat,sun,key,nonsense", ",,,", "\x00"]
)
def test_fewer_than_four_come_back_with_those_there_are(
    client: PageClient, db: Database, done: Checkin, picked: str
) -> None:
    client.get("/keep")
    page = client.submit({"picked": picked}, form=visits.PICTURES, button=visits.last_button(client), status=422)
    assert page.errors == ["Tap four pictures, one after the other."]
    known = [name for name in dict.fromkeys(picked.split(",")) if name in visits.FOUR]
    assert page.one("input[name=picked]").get("value") == ",".join(known)
    assert db.value("SELECT count(*) FROM own_access") == 0


def test_kept_twice_shows_a_slip_that_works(client: PageClient, db: Database, done: Checkin) -> None:
    client.get("/keep")
    before = client.page
    first = client.submit({"picked": "boat,sun,key,tree"}, form=visits.PICTURES, button="Keep my wheel")
    client.page = before
    second = client.submit({"picked": "boat,sun,key,tree"}, form=visits.PICTURES, button="Keep my wheel")
    assert first.one(".code").text == second.one(".code").text
    assert visits.come_back(visits.another(client), second.one(".code").text).heading == "Your page"


def test_kept_from_two_tabs_with_other_pictures_keeps_the_first(
    client: PageClient, db: Database, done: Checkin
) -> None:
    client.get("/keep")
    there = client.page
    code = visits.keep(client)
    client.page = there
    page = client.submit({"picked": ",".join(visits.OTHER_FOUR)}, form=visits.PICTURES, button="Keep my wheel")
    assert page.heading == "Your slip"
    assert visits.come_back(visits.another(client), code).heading == "Your page"


def test_the_code_goes_with_the_visit(client: PageClient, done: Checkin, clock: Clock) -> None:
    code = visits.keep(client)
    assert client.get("/slip").one(".code").text == code
    client.submit(form="form[action$=done]")
    visits.come_back(client, code)
    assert not CODE.search(client.get("/slip").text)


def test_carry_on_after_keeping_leads_back_to_the_wheel(client: PageClient) -> None:
    visits.first_touch(client)
    draft = visits.shown_checkin(client)
    client.follow("Keep it, then carry on")
    page = client.submit({"picked": "boat,sun,key,tree"}, form=visits.PICTURES, button="Keep my wheel")
    page = client.follow("Carry on with my wheel")
    assert page.path == f"/check-ins/{draft}/so-far"


@pytest.mark.parametrize("odd", ["//evil.example", "https://evil.example", "../../exit", "nonsense", "%00", "x" * 3000])
def test_the_way_on_never_leads_elsewhere(client: PageClient, done: Checkin, odd: str) -> None:
    visits.keep(client)
    page = client.client.get(f"/slip?checkin_id={odd}")
    assert page.status_code == 200
    hrefs = re.findall(r'(?:href|action)="([^"]*)"', page.get_data(as_text=True))
    assert [href for href in hrefs if "evil" in href and not href.startswith("/check-ins/")] == []


def test_a_new_code_ends_every_sign_in_and_the_old_code(client: PageClient, done: Checkin) -> None:
    old = visits.keep(client)
    other = visits.another(client)
    visits.come_back(other, old)
    client.get("/mine")
    client.submit(form="form[action$=someone-may-know]")
    assert other.get("/mine").path == "/visit-over"
    page = client.submit(form=visits.PICTURES, button="go=same")
    new = page.one(".code").text
    assert new != old
    assert len(visits.come_back(visits.another(client), old, status=422).errors) == 1
    assert visits.come_back(visits.another(client), new).heading == "Your page"


@pytest.fixture
def pressed(client: PageClient, done: Checkin) -> tuple[str, dict[str, str]]:
    """The code that somebody may know, and what the form sends that asks for another."""
    code = visits.keep(client)
    form = client.get("/mine").form("form[action$=someone-may-know]")
    return code, {field.get("name"): field.get("value") for field in form.all("input")}


def cookie_of(client: PageClient) -> str:
    cookie = client.client.get_cookie("session")
    assert cookie is not None
    return str(cookie.value)


@pytest.mark.parametrize("arrived", ["none", "cookie"])
def test_asked_for_a_new_code_twice_it_is_one_asking(
    client: PageClient, db: Database, pressed: tuple[str, dict[str, str]], arrived: str
) -> None:
    old, sent = pressed
    before = cookie_of(client)
    client.post("/someone-may-know", sent)
    if arrived == "none":
        # The first reply was still on its way when the button was pressed again.
        client.client.set_cookie("session", before)
    page = client.post("/someone-may-know", sent)
    assert page.heading == "Get a new code"
    assert db.value("SELECT count(*) FROM sign_in WHERE ended_at IS NULL") == 1
    code = client.submit(form=visits.PICTURES, button="go=same").one(".code").text
    assert visits.come_back(visits.another(client), code).heading == "Your page"
    assert code != old


def test_asked_for_again_after_the_new_code_was_shown_it_is_shown_again(
    client: PageClient, pressed: tuple[str, dict[str, str]]
) -> None:
    client.post("/someone-may-know", pressed[1])
    form = client.page
    code = client.submit(form=visits.PICTURES, button="go=same").one(".code").text
    assert client.post("/someone-may-know", pressed[1]).one(".code").text == code
    client.page = form
    assert client.submit(form=visits.PICTURES, button="go=same").one(".code").text == code


@pytest.mark.parametrize("wrong", [{"save_id": "another"}, {"save_id": ""}])
def test_who_has_the_old_cookie_and_not_the_page_gets_nowhere(
    client: PageClient, pressed: tuple[str, dict[str, str]], wrong: dict[str, str]
) -> None:
    thief = visits.another(client)
    thief.client.set_cookie("session", cookie_of(client))
    client.post("/someone-may-know", pressed[1])
    assert thief.post("/someone-may-know", pressed[1] | wrong).path == "/back"
    assert thief.get("/mine").path == "/"
    assert client.get("/mine").path == "/mine"


def test_long_after_the_press_it_is_over_for_the_old_cookie(
    client: PageClient, pressed: tuple[str, dict[str, str]], clock: Clock
) -> None:
    before = cookie_of(client)
    client.post("/someone-may-know", pressed[1])
    clock.forward(minutes=3)
    client.client.set_cookie("session", before)
    assert client.post("/someone-may-know", pressed[1]).path == "/back"


def test_a_stranger_who_asks_for_a_new_code_is_led_to_the_first_page(client: PageClient) -> None:
    client.get("/begin")
    assert client.post("/someone-may-know").path == "/"


def test_a_new_code_may_have_new_pictures(client: PageClient, done: Checkin) -> None:
    visits.keep(client)
    client.get("/mine")
    client.submit(form="form[action$=someone-may-know]")
    client.submit({"picked": "cat,cup"}, form=visits.PICTURES, button="go=new", status=422)
    page = client.submit({"picked": ",".join(visits.OTHER_FOUR)}, form=visits.PICTURES, button="go=new")
    code = page.one(".code").text
    visits.come_back(visits.another(client), code, status=422)
    assert visits.come_back(visits.another(client), code, visits.OTHER_FOUR).heading == "Your page"


def test_a_new_code_asked_for_where_none_is(client: PageClient, db: Database, done: Checkin) -> None:
    page = client.get("/new-code")
    assert "There is no code yet" in page.text
    token = client.get("/keep") and client.token()
    before = db.value("SELECT count(*) FROM own_access")
    client.post("/new-code", {"csrf_token": token, "go": "same"})
    assert db.value("SELECT count(*) FROM own_access") == before == 0


def test_nothing_is_kept_when_nothing_shall_be(client: PageClient, db: Database) -> None:
    before = held(db)
    visits.first_touch(client, note="a-word-of-theirs", band="2")
    visits.stop(client)
    client.get("/take-home")
    page = client.submit(form="form[action$=erase]", statements=40)
    assert page.heading == "It is gone"
    assert page.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert held(db) == before
    assert client.get("/mine").path == "/"
    assert [(row.actor, row.about) for row in audit.list_rows(db, audit.SYSTEM, most=9)] == [("somebody", None)]


def test_who_is_kept_can_still_be_erased(client: PageClient, db: Database, done: Checkin) -> None:
    code = visits.keep(client)
    client.get("/take-home")
    client.submit(form="form[action$=erase]", statements=40)
    assert "a-word" not in repr(everything(db))
    assert db.value("SELECT count(*) FROM person") == 0
    visits.come_back(client, code, status=422)


def test_every_visit_counts_the_months_anew(client: PageClient, db: Database, done: Checkin, clock: Clock) -> None:
    code = visits.keep(client)
    clock.forward(days=400)
    visits.come_back(client, code)
    assert get_keep_until(db, done.owner_id) == later(clock.at, days=456)
