"""While the store is lost: a page that says so in our own dress, and everybody can still leave."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import make_person
from tests.conftest import Clock, settings_for
from tests.web.test_headers import EXACT, bare
from wheel_app import create_app
from wheel_app.accounts import begin_passing
from wheel_app.storage import Database, create, migrate

Lose = Callable[[], None]


@pytest.fixture
def store(tmp_path: Path) -> Database:
    made = create(f"sqlite:///{tmp_path}/own.db")
    migrate(made)
    return made


@pytest.fixture
def app(store: Database, clock: Clock) -> Flask:
    """The app as it is served, on a file of its own."""
    return create_app(settings_for(), db=store, now=clock)


@pytest.fixture
def signed_in(app: Flask, store: Database, clock: Clock) -> FlaskClient:
    client = app.test_client()
    client.get("/begin")
    _, token = begin_passing(store, owner_id=make_person(store), device_token="d" * 32, present="alone", at=clock.at)
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client


@pytest.fixture
def lose(store: Database, tmp_path: Path) -> Lose:
    """Takes the file away, as an operator’s slip or a lost disk would."""

    def away() -> None:
        store.close()
        (tmp_path / "own.db").rename(tmp_path / "away.db")

    return away


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        *((path, 500, "Something went wrong here") for path in ("/", "/mine", "/back", "/what-is-kept", "/health")),
        ("/nothing-here", 404, "There is no page here"),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, {"X-Save": "1"}])
def test_a_page_says_so_in_our_own_dress(
    signed_in: FlaskClient,
    lose: Lose,
    caplog: pytest.LogCaptureFixture,
    path: str,
    status: int,
    title: str,
    headers: dict[str, str],
) -> None:
    lose()
    caplog.set_level(logging.DEBUG)
    reply = signed_in.get(path, headers=headers)
    assert (reply.status_code, title in reply.get_data(as_text=True)) == (status, True)
    assert bare(reply) == EXACT
    assert "Traceback" not in caplog.text


def test_it_comes_back_when_the_store_does(signed_in: FlaskClient, lose: Lose, tmp_path: Path) -> None:
    lose()
    assert signed_in.get("/mine").status_code == 500
    (tmp_path / "away.db").rename(tmp_path / "own.db")
    assert signed_in.get("/mine").status_code == 200


def test_the_exit_leads_away_all_the_same(signed_in: FlaskClient, lose: Lose, tmp_path: Path) -> None:
    lose()
    reply = signed_in.get("/exit")
    assert (reply.status_code, reply.headers["Location"]) == (303, settings_for().exit_url)
    (tmp_path / "away.db").rename(tmp_path / "own.db")
    assert signed_in.get("/mine").status_code == 303, "the cookie still opens the visit"


def test_the_idle_page_shows_all_the_same(signed_in: FlaskClient, lose: Lose) -> None:
    lose()
    reply = signed_in.get("/away")
    assert reply.status_code == 200
    assert "Touch below to begin." in reply.get_data(as_text=True)


def test_the_exit_leads_away_where_nothing_can_be_written(
    signed_in: FlaskClient, store: Database, tmp_path: Path
) -> None:
    store.close()
    (tmp_path / "own.db").chmod(0o400)
    for path, status in (("/exit", 303), ("/away", 200)):
        assert signed_in.get(path).status_code == status
    (tmp_path / "own.db").chmod(0o600)
    assert signed_in.get("/mine").status_code == 303
