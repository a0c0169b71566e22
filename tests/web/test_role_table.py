"""Every address is asked by every role: the table of doors decides, and a closed door looks like no door at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import staffing
from tests.builders import make_person
from tests.conftest import Clock
from tests.sittings import make_sitting
from wheel_app.accounts import begin_passing, begin_together
from wheel_app.doors import ANYONE, DOORS, STAFF, TURNS
from wheel_app.home.turns import Turn, take_nothing
from wheel_app.storage import Database, new_id

ROLES = (None, "family", *sorted(TURNS), *sorted(STAFF))
UNKNOWN = "00000000-0000-0000-0000-000000000000"
KNOWN = {"uuid": UNKNOWN, "int": 1, "string": "x", "default": "x"}


# In the middle of something that was not begun here: they lead back, or are not there.
IN_BETWEEN = {"staff.second_step", "home.lost_slip", "handed.here", "handed.read", "my_visits.here"}


def asks(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Each endpoint with a method and an address, filled in with ids that nobody has."""
    bound = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {name: KNOWN.get(kind, "x") for name, kind in _kinds(rule)}
        address = bound.build(rule.endpoint, values)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield rule.endpoint, method, address


def _kinds(rule: object) -> Iterator[tuple[str, str]]:
    for name, converter in rule._converters.items():  # type: ignore[attr-defined]
        kind = type(converter).__name__.removesuffix("Converter").lower()
        yield name, {"integer": "int", "unicode": "string"}.get(kind, kind)


def as_role(app: Flask, db: Database, role: str | None, at: str) -> FlaskClient:
    client = app.test_client()
    if role is None:
        return client
    if role == "family":
        token = begin_passing(db, owner_id=make_person(db), device_token="d" * 32, present="alone", at=at)[1]
    elif role in TURNS:
        token = sit(db, at, has_taken=role == "taking-home")
    else:
        made = staffing.make_staff(db, staffing.make_team(db), role=role)
        token = staffing.begin_staff(db, made, device_token="s" * 32, at=at).token
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client


def sit(db: Database, at: str, *, has_taken: bool) -> str:
    """Several people at a finished wheel; one of them may have had their turn. The token of their visit."""
    done = make_sitting(db, ("A", "B"), at=at)
    token = begin_together(db, circle_id=done.owner_id, device_token="t" * 32, present="alone", at=at).token
    if has_taken:
        take_nothing(db, Turn(done.owner_id, 2, new_id()), keeps_name=True, at=at)
    return token


@pytest.mark.parametrize("role", ROLES)
def test_a_closed_door_looks_like_no_door(role: str | None, app: Flask, db: Database, clock: Clock) -> None:
    wrong, tried = [], 0
    for endpoint, method, address in asks(app):
        if DOORS[endpoint] & {role, *ANYONE}:
            continue
        tried += 1
        reply = as_role(app, db, role, clock.at).open(address, method=method)
        closed = 303 if role is None else 404
        if reply.status_code != closed:
            wrong.append(f"{role}: {method} {address} → {reply.status_code}")
    assert wrong == []
    assert tried > 2


@pytest.mark.parametrize("role", ROLES)
def test_an_open_door_is_open(role: str | None, app: Flask, db: Database, clock: Clock) -> None:
    """It leads to a page, or on; ids that nobody has lead to the same 404, and never to an error of ours."""
    wrong = []
    for endpoint, method, address in asks(app):
        if not DOORS[endpoint] & {role, *ANYONE} or method != "GET" or endpoint in IN_BETWEEN:
            continue
        reply = as_role(app, db, role, clock.at).open(address)
        odd = reply.status_code >= 500 or (reply.status_code == 404 and UNKNOWN not in address and "/x" not in address)
        if odd or "/staff/sign-in" in reply.headers.get("Location", ""):
            wrong.append(f"{role}: {method} {address} → {reply.status_code}")
    assert wrong == []


def test_every_role_has_somewhere_to_go(app: Flask) -> None:
    assert {role for role in STAFF if not any(role in roles for roles in DOORS.values())} == set()
