"""The slip: its code is in the browser only while the slip is open, and its links lead to what is one's own."""

from __future__ import annotations

import pytest

from tests import visits
from tests.builders import give, make_draft, make_finished, make_person
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.checkins import Checkin
from wheel_app.storage import Database, new_id


@pytest.fixture
def done(db: Database, client: PageClient, clock: Clock) -> Checkin:
    """A finished wheel of the person that the browser is signed in as."""
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    client.client.set_cookie("device", "d" * 32)
    return make_finished(db, owner_id, {"home": 20, "money": 30})


def in_cookie(client: PageClient) -> dict[str, object]:
    """What the cookie of the visit holds; it is signed, not sealed: whoever holds the browser can read it."""
    with client.client.session_transaction(base_url=client.base_url) as session:
        return dict(session)


def test_the_code_is_in_the_cookie_while_it_is_shown(client: PageClient, done: Checkin) -> None:
    code = visits.keep(client)
    assert in_cookie(client)["code"] == code.replace(" ", "")


@pytest.mark.parametrize("path", ["/mine", "/take-home", "/", "/back", "/nothing-here", "/begin", "/put-away"])
def test_the_code_leaves_the_cookie_with_the_slip(client: PageClient, done: Checkin, path: str) -> None:
    visits.keep(client)
    client.get(path, status=404 if path == "/nothing-here" else 200)
    assert "code" not in in_cookie(client)
    assert client.get("/slip").first(".code") is None


def test_the_code_leaves_the_cookie_with_the_visit(client: PageClient, done: Checkin, clock: Clock) -> None:
    visits.keep(client)
    clock.forward(minutes=11)
    client.get("/slip")
    assert "code" not in in_cookie(client)


@pytest.mark.parametrize("path", ["/slip", "/keep", "/language", "/what-is-kept"])
def test_who_looks_away_for_a_moment_finds_the_code_again(client: PageClient, done: Checkin, path: str) -> None:
    code = visits.keep(client)
    client.get(path)
    assert client.get("/slip").one(".code").text == code


def test_the_slip_can_be_had_in_another_language(client: PageClient, done: Checkin) -> None:
    code = visits.keep(client)
    client.get("/language")
    page = client.submit(button="language=ur")
    assert page.path == "/slip"
    assert page.title != "Your slip"
    assert page.one(".code").text == code


def test_a_new_code_is_shown_once_too(client: PageClient, done: Checkin) -> None:
    visits.keep(client)
    client.get("/mine")
    client.submit(form="form[action$=someone-may-know]")
    page = client.submit(form=visits.PICTURES, button="go=same")
    assert in_cookie(client)["code"] == page.one(".code").text.replace(" ", "")
    client.get("/mine")
    assert "code" not in in_cookie(client)


def test_the_way_on_leads_to_ones_own_draft_alone(client: PageClient, db: Database, done: Checkin) -> None:
    theirs, own = make_draft(db, make_person(db)), make_draft(db, done.owner_id)
    visits.keep(client)
    for checkin_id in (theirs.checkin_id, done.checkin_id, new_id(), "../../exit?", "%00"):
        page = client.get(f"/slip?checkin_id={checkin_id}")
        assert "Carry on with my wheel" not in page.text
        assert "exit?" not in page.html
    assert client.get(f"/slip?checkin_id={own.checkin_id}").link("Carry on with my wheel")


def test_other_pictures_from_another_tab_are_not_taken_for_the_kept_ones(client: PageClient, done: Checkin) -> None:
    client.get("/keep")
    there = client.page
    code = visits.keep(client)
    assert "was kept before" not in client.get("/slip").text
    client.page = there
    page = client.submit({"picked": ",".join(visits.OTHER_FOUR)}, form=visits.PICTURES, button="Keep my wheel")
    assert "Your wheel was kept before, from another page." in page.text
    other = visits.another(client)
    visits.come_back(other, code, visits.OTHER_FOUR, status=422)
    assert visits.come_back(other, code).heading == "Your page"


def test_pictures_alone_open_no_finished_wheel(client: PageClient, done: Checkin) -> None:
    client.get("/keep")
    visits.keep(client)
    client.get("/exit", status=303)
    assert len(visits.come_back_here(client, status=422).errors) == 1


def test_pictures_alone_open_an_open_wheel_beside_a_finished_one(
    client: PageClient, db: Database, done: Checkin
) -> None:
    give(db, make_draft(db, done.owner_id), "home", 40)
    client.get("/keep")
    visits.keep(client)
    client.get("/exit", status=303)
    assert "You were in the middle of a wheel" in visits.come_back_here(client).text
