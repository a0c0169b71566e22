"""No other site can write: a token of one's own session on each form, and the browser's word on where it came from."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.builders import everything, make_draft, make_person
from tests.conftest import Clock, settings_for
from wheel_app import create_app
from wheel_app.accounts import begin_passing
from wheel_app.doors import ANYONE, DOORS, FAMILY
from wheel_app.storage import Database
from wheel_app.web.security import own_origin

HERE = "http://localhost"
SENT = {"about": "me", "present": "alone"}


def opened(app: Flask, base_url: str = HERE) -> tuple[FlaskClient, str]:
    """A client with a session, and its token."""
    client = app.test_client()
    page = client.get("/begin", base_url=base_url).get_data(as_text=True)
    return client, page.partition('name="csrf_token" value="')[2].partition('"')[0]


def status_of(app: Flask, headers: dict[str, str], *, base_url: str = HERE, token: str | None = None) -> int:
    client, own = opened(app, base_url)
    sent = {**SENT, "csrf_token": own if token is None else token}
    return client.post("/begin", data=sent, headers=headers, base_url=base_url).status_code


def test_a_form_with_its_token_is_taken(app: Flask) -> None:
    assert status_of(app, {}) == 303


@pytest.mark.parametrize("token", ["", "wrong", "IjEyMyI.aaaa.bbbb", "x" * 5000, "\x00", "٣"])
def test_a_form_without_the_right_token_is_refused(app: Flask, db: Database, token: str) -> None:
    before = everything(db)
    assert status_of(app, {}, token=token) == 400
    assert everything(db) == before


def test_the_token_of_another_visit_is_refused(app: Flask) -> None:
    _, theirs = opened(app)
    assert status_of(app, {}, token=theirs) == 400


def test_a_token_in_the_address_does_not_count(app: Flask) -> None:
    client, token = opened(app)
    assert client.post(f"/begin?csrf_token={token}", data=SENT).status_code == 400


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_the_browser_says_it_came_from_here(app: Flask, site: str) -> None:
    assert status_of(app, {"Sec-Fetch-Site": site}) == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_the_browser_says_it_came_from_elsewhere(app: Flask, db: Database, site: str) -> None:
    before = everything(db)
    assert status_of(app, {"Sec-Fetch-Site": site}) == 403
    assert everything(db) == before


@pytest.mark.parametrize("origin", [HERE, "null"])
def test_an_origin_of_our_own_or_none_is_taken(app: Flask, origin: str) -> None:
    assert status_of(app, {"Origin": origin}) == 303


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://localhost:8001", "http://localhost.evil.example", "https://localhost", "localhost",
     "", "http://[", "file://", "NULL"],
)  # fmt: skip
def test_a_foreign_origin_is_refused(app: Flask, origin: str) -> None:
    assert status_of(app, {"Origin": origin}) == 403


def test_over_https_no_referrer_and_an_empty_origin_are_fine(db: Database, clock: Clock) -> None:
    address = "https://localhost"
    app = create_app(settings_for(base_url=address), db=db, now=clock)
    assert status_of(app, {"Origin": "null"}, base_url=address) == 303
    assert status_of(app, {}, base_url=address) == 303
    assert status_of(app, {"Origin": HERE}, base_url=address) == 403


@pytest.mark.parametrize(
    ("base_url", "origin"),
    [
        ("https://wheel.example.org", "https://wheel.example.org"),
        ("https://Wheel.Example.org:443", "https://wheel.example.org"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:80/", "http://localhost"),
        ("https://example.org:4430", "https://example.org:4430"),
    ],
)
def test_our_own_origin_is_written_as_browsers_write_it(base_url: str, origin: str) -> None:
    assert own_origin(base_url) == origin


def addresses(app: Flask, checkin_id: str) -> list[str]:
    """Every address that takes a form, filled in."""
    values = {"checkin_id": checkin_id, "place": "1", "change_id": str(uuid.uuid4())}
    rules: list[Rule] = [
        rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and DOORS[rule.endpoint] & {*FAMILY, *ANYONE}
    ]
    with app.test_request_context():
        return [app.url_map.bind("localhost").build(rule.endpoint, _known(rule, values)) for rule in rules]


def _known(rule: Rule, values: dict[str, str]) -> dict[str, str]:
    return {name: values.get(name, str(uuid.uuid4())) for name in rule.arguments}


def test_every_form_asks_for_its_token(app: Flask, db: Database, clock: Clock) -> None:
    owner_id = make_person(db)
    draft = make_draft(db, owner_id)
    _, token = begin_passing(db, owner_id=owner_id, device_token="a" * 32, present="alone", at=clock.at)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
    before = everything(db)
    refused = {path: client.post(path, data=SENT).status_code for path in addresses(app, draft.checkin_id)}
    assert len(refused) >= 15
    assert {path: status for path, status in refused.items() if status != 400} == {}
    assert everything(db) == before
