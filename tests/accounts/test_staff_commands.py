"""The operator's commands: the first administrator, a lost second factor, running sign-ins."""

from __future__ import annotations

import re

import pytest
from click.testing import Result
from flask import Flask

from tests import staffing
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.storage import Database

FIRST = ("first-admin", "--organisation", "Northside Council", "--name", "Jo Ó Briain", "--email", "Jo@Example.org")


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=list(words))


def code_in(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return re.search(r"Code: +(\S+)", result.output)[1]  # type: ignore[index]


def actions(db: Database) -> list[tuple[str, str, str]]:
    rows = db.rows("SELECT actor, action, codes FROM audit_row WHERE chain = 'system' ORDER BY seq")
    return [(row["actor"], row["action"], row["codes"]) for row in rows]


def test_the_first_administrator_sets_up_with_the_code_and_comes_in(app: Flask, db: Database) -> None:
    made = run(app, *FIRST)
    assert "Address: http://localhost/staff/set-up" in made.output
    client = PageClient(app, db=db)
    client.get("/staff/set-up")
    client.submit({"code": code_in(made)})
    client.submit({"password": staffing.PASSWORD, "again": staffing.PASSWORD, "pin": staffing.PIN})
    assert client.page
    client.submit({"number": staffing.number_of_secret(client.page.one(".secret").text)})
    assert client.get("/today").heading == "Today"
    assert db.rows("SELECT email, role, is_active FROM staff") == [
        {"email": "jo@example.org", "role": "administrator", "is_active": 1}
    ]


def test_it_is_written_down_as_the_operators(app: Flask, db: Database) -> None:
    run(app, *FIRST)
    run(app, "reset-factor", "JO@example.org")
    assert actions(db) == [
        ("operator", "place-changed", "made"),
        ("operator", "staff-made", "administrator"),
        ("operator", "factor-reset", "hours-1"),
        ("operator", "factor-reset", "hours-1"),
    ]


def test_nobody_is_there_before(db: Database) -> None:
    assert db.rows("SELECT * FROM staff") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (FIRST, "There is an organisation of this name."),
        ((*FIRST[:2], "Another", *FIRST[3:]), "Somebody has an account with this address."),
        ((*FIRST[:2], " ", *FIRST[3:]), "An organisation, a name and an email address are needed."),
        ((*FIRST[:6], "no address"), "An organisation, a name and an email address are needed."),
    ],
)
def test_what_cannot_be_made_is_told_in_one_sentence(
    app: Flask, db: Database, words: tuple[str, ...], told: str
) -> None:
    run(app, *FIRST)
    before = db.rows("SELECT staff_id, setup_hash FROM staff")
    result = run(app, *words)
    assert result.exit_code == 1
    assert told in result.output
    assert db.rows("SELECT staff_id, setup_hash FROM staff") == before
    assert db.value("SELECT count(*) FROM organisation") == 1


def test_the_code_lasts_one_hour(app: Flask, db: Database, clock: Clock) -> None:
    code = code_in(run(app, *FIRST))
    clock.forward(hours=1)
    client = PageClient(app, db=db)
    client.get("/staff/set-up")
    client.submit({"code": code}, status=422)


def test_a_reset_ends_every_visit_and_gives_a_new_way_in(app: Flask, client: PageClient, db: Database) -> None:
    staff = staffing.make_staff(db)
    staffing.make_ready(db, staff)
    staffing.sign_in(client, db, staff)
    code = code_in(run(app, "reset-factor", staff.email))
    assert client.get("/today").path == "/staff/sign-in"
    staffing.give_password(client, staff.email, status=422)
    client.get("/staff/set-up")
    assert client.submit({"code": code}).heading == "What you know by heart"


@pytest.mark.parametrize(
    "words", [("reset-factor", "nobody@example.org"), ("sign-ins", "revoke", "nobody@example.org")]
)
def test_nobody_is_told_of(app: Flask, words: tuple[str, ...]) -> None:
    result = run(app, *words)
    assert result.exit_code == 1
    assert "Nobody has an open account with this address." in result.output


def test_sign_ins_are_listed_and_revoked_by_id_or_address(
    app: Flask, client: PageClient, db: Database, clock: Clock
) -> None:
    one, other = staffing.make_staff(db), staffing.make_staff(db)
    for staff in (one, one, other):
        staffing.sign_in(client, db, staff)
    listed = run(app, "sign-ins", "list").output
    assert "Running: 3" in listed
    assert "Running: 2" in run(app, "sign-ins", "list", one.email).output
    first = listed.splitlines()[0].split()[0]
    assert run(app, "sign-ins", "revoke", first).output == "Ended: 1\n"
    assert run(app, "sign-ins", "revoke", first).output == "Ended: 0\n"
    assert run(app, "sign-ins", "revoke", "").output == "Ended: 0\n"
    for staff in (one, other):
        run(app, "sign-ins", "revoke", staff.email)
    assert run(app, "sign-ins", "list").output == "Running: 0\n"
    assert client.get("/today").path == "/staff/sign-in"
    assert {row[:2] for row in actions(db)[3:]} == {("operator", "signed-out")}


def test_one_that_is_over_by_its_times_is_not_listed(
    app: Flask, client: PageClient, db: Database, clock: Clock
) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db))
    clock.forward(minutes=15)
    assert run(app, "sign-ins", "list").output == "Running: 0\n"
