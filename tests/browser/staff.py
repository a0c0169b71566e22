"""Staff and family at a real browser, let in without the forms of signing in, which other tests look at."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from tests import staffing
from tests.browser.served import Server
from tests.browser.visitor import Visitor
from tests.staffing import PIN
from wheel_app.accounts import Staff, begin_passing, begin_staff
from wheel_app.accounts.staff.pin import set_pin
from wheel_app.storage import utc_text


def moment() -> str:
    return utc_text(datetime.now(UTC))


def make_worker(server: Server, *, role: str = "worker", is_hub: bool = False, name: str = "Jo Canary") -> Staff:
    """Somebody with a PIN, in a team of their own."""
    with server.store() as db:
        staff = staffing.make_staff(db, staffing.make_team(db, "The Orchard", is_hub=is_hub), role=role, name=name)
        set_pin(db, staff.staff_id, PIN, pepper=server.env["WHEEL_SEAL_KEY"].encode())
        return staff


def let_in(visitor: Visitor, staff: Staff) -> None:
    """Sign somebody in at this browser."""
    with visitor.server.store() as db:
        token = begin_staff(db, staff, device_token="s" * 32, at=moment()).token
    _remember(visitor, token)


def let_in_person(visitor: Visitor, owner_id: str) -> None:
    """Let somebody who has a way in of their own in at this browser, as their code and pictures would."""
    with visitor.server.store() as db:
        _, token = begin_passing(db, owner_id=owner_id, device_token="d" * 32, present="alone", at=moment())
    _remember(visitor, token)


def _remember(visitor: Visitor, token: str) -> None:
    signer = Flask("signer")
    signer.secret_key = visitor.server.env["WHEEL_SECRET_KEY"]
    serializer = SecureCookieSessionInterface().get_signing_serializer(signer)
    assert serializer is not None
    value = serializer.dumps({"_user_id": token, "_fresh": True})
    visitor.context.add_cookies([{"name": "session", "value": str(value), "url": visitor.server.base}])
