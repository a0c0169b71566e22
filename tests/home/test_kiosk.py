"""A hub's device: languages first, the calm screen, and after each visit the languages again, with nothing left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import staffing, visits
from tests.conftest import Clock, settings_for
from tests.support.page import PageClient
from wheel_app import create_app
from wheel_app.storage import Database


@pytest.fixture
def kiosk(client: PageClient, db: Database) -> PageClient:
    """A browser that a hub has registered, on its kiosk screen."""
    staffing.register_device(client, db, staffing.make_team(db, "The Orchard", is_hub=True))
    client.get("/kiosk")
    return client


def cookies(client: PageClient) -> set[str]:
    known = ("session", "device", "left")
    return {name for name in known if client.client.get_cookie(name) is not None}


def test_languages_come_first_each_with_its_own_name(kiosk: PageClient) -> None:
    page = kiosk.get("/")
    assert (page.path, page.heading) == ("/kiosk", "Hello")
    names = [link.text for link in page.all(".languages-list a.button")]
    assert "English" in names
    assert "اردو" in names
    assert len(page.all(".languages-list .listen")) == len(names)
    assert "The Orchard" not in page.html


def test_a_language_leads_to_the_calm_screen_in_it(kiosk: PageClient) -> None:
    page = kiosk.get("/kiosk/ur")
    assert page.path == "/"
    assert page.root.get("lang") == "ur"
    kiosk.get("/kiosk/xx", status=404)


def test_nothing_is_kept_on_it_but_its_own_name(kiosk: PageClient) -> None:
    assert cookies(kiosk) == {"device"}
    kiosk.get("/kiosk/ur")
    visits.first_touch(kiosk)
    visits.keep(kiosk)
    kiosk.client.set_cookie("left", "1")
    page = kiosk.get("/kiosk")
    assert cookies(kiosk) == {"device"}
    assert page.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert page.root.get("lang") == "en"


@pytest.mark.parametrize("way", ["exit", "away", "done", "erase"])
def test_every_visit_ends_on_the_languages_and_on_no_other_site(way: str, kiosk: PageClient) -> None:
    kiosk.get("/kiosk/en")
    visits.first_touch(kiosk)
    if way in ("exit", "away"):
        assert kiosk.get(f"/{way}", status=303).location == "/kiosk"
    elif way == "done":
        kiosk.get("/mine")
        assert kiosk.submit(form="form[action$=done]", status=303).location == "/kiosk"
    else:
        kiosk.get("/take-home")
        kiosk.submit(form="form[action$=erase]", statements=False)
        assert kiosk.follow("I’m done").path == "/kiosk"
    assert kiosk.client.get("/mine").status_code == 303


def test_every_page_leaves_to_the_languages(kiosk: PageClient) -> None:
    kiosk.get("/kiosk/en")
    pages = [kiosk.get(path) for path in ("/", "/begin", "/back", "/what-is-kept")]
    pages.append(visits.first_touch(kiosk))
    for page in pages:
        assert page.one("a.exit").get("data-away") == "/kiosk"
        assert page.one("body").get("data-idle-away") == "/kiosk"
        assert settings_for().exit_url not in page.html


@pytest.mark.parametrize(("present", "cover", "minutes"), [("alone", "60", "10"), ("worker", "300", "30")])
def test_it_is_covered_and_left_as_the_visit_asks(present: str, cover: str, minutes: str, kiosk: PageClient) -> None:
    kiosk.get("/kiosk/en")
    body = visits.begin(kiosk, present=present).one("body")
    assert (body.get("data-cover-seconds"), body.get("data-idle-minutes")) == (cover, minutes)


def test_a_page_of_nobody_goes_back_to_the_languages_and_these_stay(kiosk: PageClient) -> None:
    kiosk.get("/kiosk/en")
    body = kiosk.get("/back").one("body")
    assert (body.get("data-cover-seconds"), body.get("data-idle-minutes")) == ("60", "2")
    assert not kiosk.get("/kiosk").one("body").has("data-idle-minutes")


def test_nobody_calls_it_their_phone_and_nothing_is_downloaded(kiosk: PageClient) -> None:
    kiosk.get("/kiosk/en")
    visits.first_touch(kiosk)
    visits.stop(kiosk)
    checkin_id = visits.shown_checkin(kiosk)
    assert kiosk.get("/take-home").all("form[action$=own-phone]") == []
    kiosk.post("/own-phone", status=404)
    assert kiosk.client.get(f"/check-ins/{checkin_id}/plan/plan.pdf").status_code == 404


def test_wrong_tries_on_it_do_not_count_for_its_address(kiosk: PageClient, db: Database) -> None:
    kiosk.get("/kiosk/en")
    for pictures in (visits.FOUR, visits.OTHER_FOUR):
        visits.come_back(kiosk, "0000000000", pictures, status=422)
    assert db.rows("SELECT throttle_key FROM throttle WHERE throttle_key LIKE 'address:%'") == []
    visits.come_back(visits.another(kiosk), "0000000000", status=422)
    assert len(db.rows("SELECT throttle_key FROM throttle WHERE throttle_key LIKE 'address:%'")) == 1


def test_it_is_still_slowed_by_code_and_by_device(kiosk: PageClient) -> None:
    kiosk.get("/kiosk/en")
    for code in ("0000000001", "0000000002", "0000000003", "0000000004", "0000000005"):
        visits.come_back(kiosk, code, status=422)
    visits.come_back(kiosk, "0000000006", status=429)


def test_where_there_is_one_language_it_is_a_beginning(db: Database, clock: Clock, tmp_path: Path) -> None:
    app = create_app(settings_for(), db=db, now=clock)
    app.extensions["wheel_languages"] = app.extensions["wheel_languages"][:1]
    client = PageClient(app, db=db)
    staffing.register_device(client, db, staffing.make_team(db, is_hub=True))
    client.get("/kiosk")
    assert client.follow("Begin").path == "/"


def test_over_https_its_name_keeps_to_this_host(db: Database, clock: Clock) -> None:
    app = create_app(settings_for(base_url="https://localhost"), db=db, now=clock)
    client = PageClient(app, db=db, base_url="https://localhost")
    token = staffing.register_device(client, db, staffing.make_team(db, is_hub=True))
    (cookie,) = [one for one in client.get("/kiosk").headers.getlist("Set-Cookie") if token in one]
    assert cookie.startswith("__Host-device=")
    assert "Secure" in cookie


def test_handed_over_by_a_host_it_is_given_back_and_then_waits_again(
    kiosk: PageClient, db: Database, clock: Clock
) -> None:
    device = kiosk.client.get_cookie("device")
    assert device is not None
    host = staffing.make_staff(db, staffing.make_team(db, is_hub=True), role="host")
    staffing.give_pin(kiosk, db, host)
    staffing.sign_in(kiosk, db, host, at=clock.at, device_token=device.value)
    kiosk.get("/hand-over")
    kiosk.submit(form="main form[action$=hand-over]", button="Someone who walked in")
    visits.first_touch(kiosk)
    assert kiosk.get("/exit", status=303).location == "/take-back"
    kiosk.get("/take-back")
    kiosk.submit({"pin": staffing.PIN})
    kept = kiosk.client.get_cookie("device")
    assert kept is not None
    assert kept.value == device.value
    assert kept.max_age == 365 * 24 * 60 * 60
    kiosk.get("/today")
    kiosk.get("/kiosk")
    assert cookies(kiosk) == {"device"}
    assert kiosk.get("/today").path == "/staff/sign-in"
