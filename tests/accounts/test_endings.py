"""Sign-ins end on the server, so that a copied cookie is worth nothing."""

from __future__ import annotations

from collections.abc import Callable

import flask
import pytest
from flask_login import LoginManager, current_user, login_user

from tests.accounts.builders import AT, begin, erase, keep, load, make_kept, make_person
from tests.conftest import Clock
from wheel_app import accounts
from wheel_app.accounts import HasEnded, SignIn
from wheel_app.storage import Database, later

Ending = Callable[[Database, SignIn], object]
ENDINGS: dict[str, Ending] = {
    "sign-out": lambda db, one: accounts.end_sign_in(db, one.sign_in_id, AT),
    "time-out": lambda db, one: load(db, one.token, at=later(AT, minutes=10)),
    "new code": lambda db, one: accounts.new_code(
        db, str(one.owner_id), None, sign_in_id=None, at=AT, pepper=b"x" * 32
    ),
    "erased": lambda db, one: erase(db, str(one.owner_id)),
    "renewed": lambda db, one: accounts.renew_sign_in(db, one, at=AT),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_copied_token_is_refused_after_the_end(db: Database, ending: str) -> None:
    owner_id, _ = make_kept(db)
    one, token = begin(db, owner_id)
    assert load(db, token)
    ENDINGS[ending](db, one)
    assert load(db, token) is None


def test_a_running_sign_in_is_not_refused_which_shows_that_the_refusal_bites(db: Database) -> None:
    owner_id, _ = make_kept(db)
    _, token = begin(db, owner_id)
    accounts.end_sign_in(db, "another", AT)
    assert load(db, token)


def test_the_others_end_and_this_one_stays(db: Database) -> None:
    owner_id, _ = make_kept(db)
    stays, token = begin(db, owner_id)
    _, other = begin(db, owner_id)
    accounts.new_code(db, owner_id, None, sign_in_id=stays.sign_in_id, at=AT, pepper=b"x" * 32)
    assert load(db, token)
    assert load(db, other) is None


def test_the_first_end_stands(db: Database) -> None:
    begun, _ = begin(db)
    accounts.end_sign_in(db, begun.sign_in_id, AT)
    accounts.end_sign_in(db, begun.sign_in_id, later(AT, minutes=5))
    assert db.value("SELECT ended_at FROM sign_in") == AT


def test_nothing_that_comes_late_changes_an_ended_sign_in(db: Database) -> None:
    owner_id = make_person(db)
    begun, _ = begin(db, owner_id)
    before = db.rows("SELECT * FROM sign_in")
    accounts.end_sign_in(db, begun.sign_in_id, AT)
    with db.transaction():
        accounts.queries.update_seen(db, begun.sign_in_id, at=later(AT, minutes=1))
    accounts.say_own_device(db, begun.sign_in_id, later(AT, minutes=1))
    accounts.say_present(db, begun.sign_in_id, "worker")
    keep(db, owner_id)
    assert db.rows("SELECT * FROM sign_in") == [{**before[0], "ended_at": AT}]


def test_a_renewed_sign_in_is_the_only_one_of_its_owner(db: Database) -> None:
    owner_id = make_person(db)
    one, token = begin(db, owner_id, present="worker")
    accounts.say_own_device(db, one.sign_in_id, AT)
    mine = load(db, token)
    assert mine is not None
    _, elsewhere = begin(db, owner_id)
    renewed, new_token = accounts.renew_sign_in(db, mine, at=AT)
    assert new_token != token
    assert load(db, token) is None
    assert load(db, elsewhere) is None
    found = load(db, new_token)
    assert found is not None
    assert (found.owner_id, found.present, found.is_own_device) == (owner_id, "worker", True)
    assert found.sign_in_id == renewed.sign_in_id


def test_an_ended_sign_in_cannot_renew_itself(db: Database) -> None:
    one, _ = begin(db, make_person(db))
    accounts.end_sign_in(db, one.sign_in_id, AT)
    with pytest.raises(HasEnded):
        accounts.renew_sign_in(db, one, at=AT)
    assert db.value("SELECT count(*) FROM sign_in") == 1


def test_renewing_a_visit_of_nobody_ends_no_other_visit(db: Database) -> None:
    one, _ = begin(db)
    _, other = begin(db)
    accounts.renew_sign_in(db, one, at=AT)
    assert load(db, other)


@pytest.fixture
def site(db: Database, clock: Clock) -> flask.Flask:
    """A site of two pages that signs in by Flask-Login."""
    app = flask.Flask("site")
    app.secret_key = "only for this test"
    manager = LoginManager(app)
    accounts.use_sign_ins(manager, lambda token: load(db, token, at=clock()))

    @app.get("/in")
    def sign_in() -> str:
        login_user(begin(db, make_person(db), at=clock())[0])
        return "in"

    @app.get("/who")
    def who() -> str:
        return getattr(current_user, "owner_id", None) or "nobody"

    return app


def test_a_copied_cookie_is_refused_once_its_sign_in_has_ended(site: flask.Flask, db: Database) -> None:
    browser = site.test_client()
    browser.get("/in")
    cookie = browser.get_cookie("session")
    assert cookie is not None
    thief = site.test_client()
    thief.set_cookie("session", cookie.value)
    owner_id = browser.get("/who").text
    assert thief.get("/who").text == owner_id != "nobody"
    erase(db, owner_id)
    assert browser.get("/who").text == "nobody"
    assert thief.get("/who").text == "nobody"


def test_a_walk_from_one_network_to_another_keeps_the_sign_in(site: flask.Flask) -> None:
    browser = site.test_client()
    browser.get("/in")
    elsewhere = {"REMOTE_ADDR": "203.0.113.9", "HTTP_USER_AGENT": "another"}
    assert browser.get("/who", environ_overrides=elsewhere).text != "nobody"


def test_a_broken_cookie_is_nobody(site: flask.Flask) -> None:
    browser = site.test_client()
    browser.set_cookie("session", "broken.cookie")
    assert browser.get("/who").text == "nobody"
