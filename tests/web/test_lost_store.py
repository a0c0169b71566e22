"""While the store is lost: a page that says so in our own dress, and everybody can still leave."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import visits
from tests.builders import make_person
from tests.conftest import Addresses, Clock, settings_for
from tests.losing import Losable, losable
from tests.support.page import PageClient
from tests.web.test_headers import EXACT, bare
from wheel_app import create_app
from wheel_app.accounts import begin_passing
from wheel_app.storage import postgres_pool

AWAY = "This does not work just now"
CALM = "Touch below to begin."


@pytest.fixture
def own(engine: str, address_of: Addresses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Losable]:
    # Whoever waited for a connection that cannot come would wait until the test is given up.
    monkeypatch.setattr(postgres_pool, "PATIENCE_SECONDS", 3600)
    with losable(engine, address_of, tmp_path) as made:
        yield made


@pytest.fixture
def app(own: Losable, clock: Clock) -> Flask:
    """The app as it is served, on a store of its own."""
    return create_app(settings_for(), db=own.db, now=clock)


@pytest.fixture
def signed_in(app: Flask, own: Losable, clock: Clock) -> FlaskClient:
    client = app.test_client()
    client.get("/begin")
    _, token = begin_passing(own.db, owner_id=make_person(own.db), device_token="d" * 32, present="alone", at=clock.at)
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client


@pytest.fixture
def visitor(app: Flask, own: Losable) -> PageClient:
    return PageClient(app, db=own.db)


REPLIES = [
    ("/mine", 503, AWAY),
    ("/take-home", 503, AWAY),
    ("/nothing-here", 404, "There is no page here"),
    ("/health", 503, "not now"),
    ("/", 200, "Begin"),
    ("/begin", 200, "Before you begin"),
    ("/back", 200, "code"),
    ("/language", 200, "English"),
    ("/what-is-kept", 200, "kept"),
    ("/away", 200, CALM),
]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, {"X-Save": "1"}])
def test_a_page_says_so_in_our_own_dress_and_needs_the_store_only_where_it_must(
    signed_in: FlaskClient,
    own: Losable,
    caplog: pytest.LogCaptureFixture,
    headers: dict[str, str],
) -> None:
    own.lose()
    caplog.set_level(logging.DEBUG, logger="wheel_app")
    for path, status, words in REPLIES:
        caplog.clear()
        reply = signed_in.get(path, headers=headers)
        assert (path, reply.status_code, words in reply.get_data(as_text=True)) == (path, status, True)
        assert reply.headers.get("Retry-After") == ("10" if words == AWAY else None)
        assert bare(reply) == EXACT
        assert "Traceback" not in caplog.text
        assert ("the store is away" in caplog.text) == (words == AWAY)


def test_health_says_no_more_than_that(signed_in: FlaskClient, own: Losable) -> None:
    own.lose()
    reply = signed_in.get("/health")
    assert (reply.status_code, reply.get_data(as_text=True)) == (503, "not now\n")
    assert reply.content_type == "text/plain; charset=utf-8"


def test_it_comes_back_by_itself_when_the_store_does(signed_in: FlaskClient, own: Losable) -> None:
    for _ in range(2):
        assert signed_in.get("/mine").status_code == 200
        own.lose()
        assert [signed_in.get("/mine").status_code for _ in range(3)] == [503] * 3
        own.bring_back()
        assert signed_in.get("/mine").status_code == 200
        assert signed_in.get("/health").status_code == 200


def test_what_was_sent_is_still_there_and_is_sent_again(visitor: PageClient, own: Losable) -> None:
    visits.begin(visitor)
    visits.tap_topics(visitor)
    own.lose()
    words = 'Two <b>words</b> & "more"\nand a line'
    page = visitor.submit({"band": "2", "note": words}, form=visits.TOPIC, button="go=next", status=503)
    assert AWAY in page.text
    page = visitor.submit(status=503)
    own.bring_back()
    page = visitor.submit()
    assert own.db.value("SELECT score FROM answer") == 30
    assert own.db.value("SELECT note FROM answer").replace("\r\n", "\n") == words
    assert "2" in page.path.rpartition("/")[2], "it goes on where it would have gone"


def test_a_password_that_was_sent_stands_on_no_page(visitor: PageClient, own: Losable) -> None:
    visitor.get("/staff/sign-in")
    own.lose()
    page = visitor.submit({"email": "jo@example.org", "password": "velvet otter"}, status=503)
    assert "jo@example.org" in page.html
    assert "velvet" not in page.html


def test_the_first_tap_is_not_lost_either(visitor: PageClient, own: Losable) -> None:
    visitor.get("/begin")
    own.lose()
    visitor.submit({"about": "me", "present": "alone"}, status=503)
    own.bring_back()
    assert visitor.submit().path.endswith("/choose")


def test_a_page_that_was_asked_for_is_asked_for_again(visitor: PageClient, own: Losable) -> None:
    visits.begin(visitor)
    own.lose()
    page = visitor.get("/then-and-now?then=1&now=2", status=503)
    assert page.link("Try again") == "/then-and-now?then=1&now=2"


def test_the_exit_leads_away_all_the_same(signed_in: FlaskClient, own: Losable) -> None:
    own.lose()
    reply = signed_in.get("/exit")
    assert (reply.status_code, reply.headers["Location"]) == (303, settings_for().exit_url)
    own.bring_back()
    assert signed_in.get("/mine").status_code == 303, "the cookie still opens the visit"


@pytest.mark.parametrize(("path", "method", "status"), [("/away", "GET", 200), ("/done", "POST", 303)])
def test_who_is_sent_away_or_is_done_leaves_too(
    visitor: PageClient, own: Losable, path: str, method: str, status: int
) -> None:
    visits.begin(visitor)
    own.lose()
    reply = visitor.client.open(path, method=method, data={"csrf_token": visitor.token()})
    assert reply.status_code == status
    own.bring_back()
    assert visitor.client.get("/mine").status_code == 303


def test_a_page_of_a_visit_still_leaves_by_itself(visitor: PageClient, own: Losable) -> None:
    visits.begin(visitor)
    own.lose()
    for path, status in (("/mine", 503), ("/", 200)):
        assert visitor.get(path, status=status).one("body").get("data-idle-minutes") == "10"


def test_a_new_code_outlives_it(visitor: PageClient, own: Losable) -> None:
    visits.first_touch(visitor)
    code = visits.keep(visitor)
    own.lose()
    visitor.get("/slip", status=503)
    visitor.get("/language")
    own.bring_back()
    assert visitor.get("/slip").one(".code").text == code


def test_the_exit_leads_away_where_nothing_can_be_written(tmp_path: Path, clock: Clock) -> None:
    with losable("sqlite", str, tmp_path) as own:
        client = PageClient(create_app(settings_for(), db=own.db, now=clock), db=own.db)
        visits.begin(client)
        own.db.close()
        (tmp_path / "own.db").chmod(0o400)
        for path, status in (("/exit", 303), ("/away", 200)):
            assert client.client.get(path).status_code == status
        (tmp_path / "own.db").chmod(0o600)
        assert client.client.get("/mine").status_code == 303


def test_where_there_is_no_room_what_was_sent_stays_and_is_sent_again(tmp_path: Path, clock: Clock) -> None:
    with losable("sqlite", str, tmp_path) as own:
        client = PageClient(create_app(settings_for(), db=own.db, now=clock), db=own.db)
        visits.begin(client)
        visits.tap_topics(client)
        room = own.db.seat().connection.execute  # type: ignore[attr-defined]
        room(f"PRAGMA max_page_count = {own.db.value('PRAGMA page_count')}")
        words = "\N{SLIGHTLY SMILING FACE}" * 1900
        page = client.submit({"band": "2", "note": words}, form=visits.TOPIC, button="go=next", status=507)
        assert page.heading == "We can’t save just now"
        assert "What was saved is still saved." in page.text
        assert client.client.get("/health").status_code == 200
        client.page = page
        room("PRAGMA max_page_count = 1000000")
        client.submit()
        assert own.db.value("SELECT note FROM answer") == words
