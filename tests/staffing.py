"""Made-up organisations, teams and staff, and a quicker way in as one of them where signing in is not the question."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

import pyotp

from tests.support.page import Page, PageClient
from wheel_app.accounts import Organisation, Staff, Team, begin_staff, name_of
from wheel_app.accounts.staff import queries
from wheel_app.accounts.staff.entry import (
    Step,
    choose_secrets,
    factor_secret,
    find_setting_up,
    make_setup_code,
    open_setup,
)
from wheel_app.accounts.staff.entry.queries import update_set_up
from wheel_app.accounts.staff.pin import set_pin
from wheel_app.storage import Database, new_id

AT = "2026-11-20T10:00:00.000000Z"
# The seal key of the tests' settings.
PEPPER = b"another-secret-for-tests-that-is-long-enough"
PASSWORD = "velvet otter under gravel"
PIN = "482913"


def make_organisation(db: Database, name: str = "Northside Council", *, at: str = AT) -> Organisation:
    made = Organisation(new_id(), name)
    with db.transaction():
        queries.insert_organisation(db, made, at=at)
    return made


def make_team(
    db: Database, name: str = "Early help", organisation: Organisation | None = None, *, is_hub: bool = False
) -> Team:
    """A team; of an organisation of its own unless one is given."""
    owner = organisation or make_organisation(db)
    made = Team(new_id(), owner.organisation_id, name, None, is_hub)
    with db.transaction():
        queries.insert_team(db, made, at=AT)
    return made


def make_staff(db: Database, *teams: Team, role: str = "worker", name: str = "Jo Bloggs", title: str = "") -> Staff:
    """Somebody in these teams; without any, of an organisation of their own."""
    organisation_id = teams[0].organisation_id if teams else make_organisation(db).organisation_id
    staff_id = new_id()
    made = Staff(staff_id, organisation_id, f"{staff_id}@example.org", name, title or role, role, True)
    with db.transaction():
        queries.insert_staff(db, made, at=AT)
        for team in teams:
            queries.insert_staff_team(db, staff_id, team.team_id, at=AT)
    return made


def close(db: Database, staff: Staff) -> None:
    """Close somebody's account."""
    with db.transaction():
        db.execute("UPDATE staff SET is_active = 0 WHERE staff_id = :staff_id", staff_id=staff.staff_id)


def name_lead(db: Database, team: Team, staff: Staff) -> None:
    """Name somebody lead of a team."""
    with db.transaction():
        queries.insert_appointment(db, new_id(), "team-lead", team.team_id, staff.staff_id, at=AT)


def register(db: Database, team: Team, device_token: str, label: str = "Blue", *, by: Staff | None = None) -> None:
    """Make a device one of a hub's."""
    host = by or make_staff(db, team, role="host")
    with db.transaction():
        db.execute(
            "INSERT INTO hub_device (device_id, team_id, label, registered_at, registered_by)"
            " VALUES (:device_id, :team_id, :label, :at, :by)",
            device_id=name_of(device_token),
            team_id=team.team_id,
            label=label,
            at=AT,
            by=host.staff_id,
        )


def give_pin(client: PageClient, db: Database, staff: Staff, pin: str = PIN) -> None:
    """Let them take a device back by this PIN, as the app of this client keeps it."""
    set_pin(db, staff.staff_id, pin, pepper=client.client.application.extensions["wheel"].pepper)


def register_device(client: PageClient, db: Database, hub: Team, label: str = "Blue") -> str:
    """Make this browser a registered device of a hub, without a form; return its name."""
    token = secrets.token_urlsafe(32)
    register(db, hub, token, label)
    secure = client.base_url.startswith("https:")
    client.client.set_cookie("__Host-device" if secure else "device", token, domain="localhost")
    return token


def sign_in(client: PageClient, db: Database, staff: Staff, *, at: str = AT, device_token: str = "s" * 32) -> str:
    """Let a browser in as somebody of the staff without a form; return the token."""
    made = begin_staff(db, staff, device_token=device_token, at=at)
    with client.client.session_transaction(base_url=client.base_url) as session:
        session["_user_id"] = made.token
    return made.token


def make_ready(db: Database, staff: Staff, *, password: str = PASSWORD, pin: str = PIN, at: str = AT) -> str:
    """Set somebody up to sign in through the pages, as they do it themselves; return the id of their second factor."""
    code = setup_code(db, staff, at=at)
    step = open_setup(db, code, device_id="set-up", address=None, at=at, pepper=PEPPER)
    assert isinstance(step, Step)
    keys = find_setting_up(db, step, at=at, pepper=PEPPER)
    assert keys
    assert choose_secrets(db, keys, password, pin, own_words=(), at=at, pepper=PEPPER)
    keys = find_setting_up(db, step, at=at, pepper=PEPPER)
    assert keys
    assert keys.factor_id
    with db.transaction():
        # As it is after the first number, whose half minute the next sign-in may still want.
        update_set_up(db, staff.staff_id, keys.setup_hash or "", at=at)
    return keys.factor_id


def setup_code(db: Database, staff: Staff, *, hours: int = 1, at: str = AT) -> str:
    """A code to set up with, in place of whatever somebody had."""
    return make_setup_code(db, staff.staff_id, hours=hours, actor="operator", role="operator", at=at, pepper=PEPPER)


def number(factor_id: str, at: str = AT) -> str:
    """What the app on somebody's phone shows at a moment."""
    return number_of_secret(factor_secret(PEPPER, factor_id), at)


def number_of_secret(secret: str, at: str = AT) -> str:
    """The same for an app that was given the letters under the square."""
    return pyotp.TOTP(secret.replace(" ", "")).at(int(datetime.fromisoformat(at).timestamp()))


def give_password(client: PageClient, email: str, password: str = PASSWORD, **wishes: Any) -> Page:
    """From the sign-in page on; it stays open where the password is not taken."""
    client.get("/staff/sign-in")
    return client.submit({"email": email, "password": password}, **wishes)


def come_in(client: PageClient, staff: Staff, factor_id: str, *, at: str = AT) -> Page:
    """Sign in through both pages."""
    give_password(client, staff.email)
    return client.submit({"number": number(factor_id, at)})
