"""Administrators look after the accounts, teams and name of their own organisation."""

from __future__ import annotations

import re

import pytest

from tests import staffing
from tests.conftest import Clock
from tests.support.page import Page, PageClient
from wheel_app.accounts import Staff, Team, find_staff, list_teams_of
from wheel_app.accounts.staff.entry import make_recovery_codes
from wheel_app.accounts.staff.office import (
    find_member,
)
from wheel_app.storage import Database, new_id


def add(client: PageClient, **values: object) -> Page:
    given = {"full_name": "Li", "email": "li@example.org", "title": "Health visitor", "role": "worker", **values}
    wishes = {"status": given.pop("status", 200), "words": given.pop("words", True)}
    client.get("/staff/new")
    return client.submit(given, **wishes)  # type: ignore[arg-type]


def staff_id_of(db: Database, email: str) -> str:
    return str(db.value("SELECT staff_id FROM staff WHERE email = :email", email=email))


def code_on(page: Page) -> str:
    return page.one(".setup-code").text


def test_somebody_new_is_added_given_a_code_and_comes_in(
    client: PageClient, db: Database, admin: Staff, team: Team
) -> None:
    page = add(client, teams=[team.team_id])
    assert page.heading == "Li"
    code = code_on(client.submit(form="form[action$=set-up-code]"))
    other = PageClient(client.client.application, db=db)
    other.get("/staff/set-up")
    other.submit({"code": code})
    other.submit({"password": staffing.PASSWORD, "again": staffing.PASSWORD, "pin": staffing.PIN})
    assert other.page
    other.submit({"number": staffing.number_of_secret(other.page.one(".secret").text)})
    assert other.get("/today").heading == "Today"
    assert [one.name for one in list_teams_of(db, staff_id_of(db, "li@example.org"))] == [team.name]
    assert "Li" in client.get("/staff").text


def test_a_code_lasts_three_days(client: PageClient, db: Database, admin: Staff, clock: Clock) -> None:
    add(client)
    code = code_on(client.submit(form="form[action$=set-up-code]"))
    other = PageClient(client.client.application, db=db)
    clock.forward(hours=71)
    other.get("/staff/set-up")
    other.submit({"code": code})
    clock.forward(hours=1)
    other.get("/staff/set-up")
    other.submit({"code": code}, status=422)


def test_added_twice_by_one_press_is_one(client: PageClient, db: Database, admin: Staff) -> None:
    client.get("/staff/new")
    assert client.page
    sent = {
        "full_name": "Li", "email": "li@example.org", "role": "host", "title": "",
        "save_id": client.page.one("input[name=save_id]").get("value"),
    }  # fmt: skip
    assert client.post("/staff/new", sent).path == client.post("/staff/new", sent).path
    assert db.value("SELECT count(*) FROM staff") == 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"full_name": " "}, "Please fill this in."),
        ({"full_name": "a" * 201}, "This is a bit too long to keep."),
        ({"email": "nobody"}, "This is not a whole email address"),
        ({"email": ""}, "Please fill this in."),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(
    client: PageClient, db: Database, admin: Staff, changed: dict[str, str], told: str
) -> None:
    page = add(client, **changed, status=422)
    assert page.errors[0].startswith(f"Please look at this: {told}")
    assert page.field("What they do").get("value") == "Health visitor"
    assert db.value("SELECT count(*) FROM staff") == 1


@pytest.mark.parametrize(
    "name", ["O", "Ó Briain", "<script>alert(1)</script>", "{{ 7 * 7 }}", "a" * 200, "نور", "=1+1"]
)
def test_names_are_kept_and_shown_as_they_are(client: PageClient, db: Database, admin: Staff, name: str) -> None:
    assert add(client, full_name=name, email=f"{new_id()}@example.org", words="{" not in name).heading == name


def test_a_known_address_and_a_made_up_role_are_refused(client: PageClient, db: Database, admin: Staff) -> None:
    add(client)
    assert add(client, status=422).errors == ["Please look at this: There is an account with this address."]
    client.get("/staff/new")
    sent = {"full_name": "X", "email": "x@example.org", "title": "", "role": "king", "save_id": "1"}
    client.post("/staff/new", sent, status=422)
    client.post("/staff/new", {**sent, "role": "host", "teams": [new_id()]}, status=422)


def test_another_role_and_team_count_at_the_next_request(
    client: PageClient, db: Database, admin: Staff, team: Team
) -> None:
    add(client)
    staff_id = staff_id_of(db, "li@example.org")
    other = PageClient(client.client.application, db=db)
    found = find_staff(db, staff_id)
    assert found
    staffing.sign_in(other, db, found)
    other.get("/teams", status=404)
    client.get(f"/staff/{staff_id}")
    client.submit({"role": "manager", "teams": [team.team_id]}, form=f"form[action='/staff/{staff_id}']")
    assert team.name in other.get("/teams").text
    client.get(f"/staff/{staff_id}")
    client.submit({"role": "host", "teams": []}, form=f"form[action='/staff/{staff_id}']")
    other.get("/teams", status=404)


def test_an_account_is_closed_at_once_and_opened_again(client: PageClient, db: Database, admin: Staff) -> None:
    add(client)
    staff_id = staff_id_of(db, "li@example.org")
    found = find_staff(db, staff_id)
    assert found
    other = PageClient(client.client.application, db=db)
    staffing.sign_in(other, db, found)
    other.get("/today")
    client.get(f"/staff/{staff_id}")
    client.submit(form="form[action$=close]")
    assert other.get("/today").path == "/staff/sign-in"
    assert client.get(f"/staff/{staff_id}").text.count("This account is closed.") == 1
    client.post(f"/staff/{staff_id}/set-up-code", status=404)
    client.get(f"/staff/{staff_id}")
    client.submit(form="form[action$=open-again]")
    assert other.get("/today").path == "/staff/sign-in"
    code_on(client.submit(form="section form[action$=set-up-code]"))


def test_what_opened_an_account_before_it_was_closed_opens_it_no_more(
    client: PageClient, db: Database, admin: Staff, team: Team
) -> None:
    staff = staffing.make_staff(db, team, name="Li")
    factor_id = staffing.make_ready(db, staff)
    codes = make_recovery_codes(db, staff, "a press", at=staffing.AT, pepper=staffing.PEPPER)
    assert codes
    for press in ("close", "open-again"):
        client.get(f"/staff/{staff.staff_id}")
        client.submit(form=f"form[action$={press}]")
    assert "Not set up yet" in client.get(f"/staff/{staff.staff_id}").text
    staffing.give_password(PageClient(client.client.application, db=db), staff.email, status=422)
    assert db.value("SELECT count(*) FROM recovery_code WHERE used_at IS NULL") == 0
    assert factor_id not in repr(db.rows("SELECT * FROM staff"))


def test_sign_out_everywhere_by_an_administrator(client: PageClient, db: Database, admin: Staff) -> None:
    add(client)
    staff_id = staff_id_of(db, "li@example.org")
    found = find_staff(db, staff_id)
    assert found
    other = PageClient(client.client.application, db=db)
    staffing.sign_in(other, db, found)
    client.get(f"/staff/{staff_id}")
    client.submit(form="form[action$=sign-out]:not(header form)") if False else client.post(
        f"/staff/{staff_id}/sign-out"
    )
    assert other.get("/today").path == "/staff/sign-in"


def test_the_last_administrator_stays(client: PageClient, db: Database, admin: Staff) -> None:
    client.get(f"/staff/{admin.staff_id}")
    page = client.submit({"role": "worker"}, form=f"form[action='/staff/{admin.staff_id}']", status=422)
    assert "No one else here can let staff in." in page.errors[0]
    client.get(f"/staff/{admin.staff_id}")
    page = client.submit(form="form[action$=close]", status=409)
    assert page.heading == "This account has to stay open"
    assert client.get("/staff").heading == "Staff"
    # One who has not set up yet could look after nothing.
    add(client, role="administrator")
    client.get(f"/staff/{admin.staff_id}")
    client.submit(form="form[action$=close]", status=409)


def test_an_administrator_goes_once_another_is_set_up(client: PageClient, db: Database, admin: Staff) -> None:
    add(client, role="administrator")
    found = find_staff(db, staff_id_of(db, "li@example.org"))
    assert found
    staffing.make_ready(db, found)
    client.get(f"/staff/{admin.staff_id}")
    client.submit(form="form[action$=close]")
    assert client.get("/staff").path == "/staff/sign-in"


def test_nobody_lets_themselves_in_to_families(client: PageClient, db: Database, admin: Staff, team: Team) -> None:
    staffing.make_ready(db, staffing.make_staff(db, team, role="administrator"))
    client.get(f"/staff/{admin.staff_id}")
    sent = {"role": "worker", "teams": [team.team_id]}
    page = client.submit(sent, form=f"form[action='/staff/{admin.staff_id}']", status=422)
    assert "No one changes their own role." in page.errors[0]
    client.get("/families", status=404)
    client.get(f"/staff/{admin.staff_id}")
    client.submit({"full_name": "Ada Li"}, form=f"form[action='/staff/{admin.staff_id}']")
    assert "Ada Li" in client.get("/staff").text


def test_a_form_that_lacks_fields_adds_somebody_all_the_same(client: PageClient, db: Database, admin: Staff) -> None:
    client.get("/staff/new")
    for email in ("li@example.org", "mo@example.org"):
        client.post("/staff/new", {"full_name": "Li", "email": email, "role": "worker"})
    assert db.value("SELECT count(*) FROM staff WHERE title = ''") == 2
    for _ in range(2):
        client.post("/teams", {"name": "Hub"})
    assert db.value("SELECT count(*) FROM team WHERE name = 'Hub'") == 2


@pytest.mark.parametrize(
    "path", ["/staff/{}", "/staff/{}/close", "/staff/{}/open-again", "/staff/{}/sign-out", "/staff/{}/set-up-code"]
)
def test_others_and_nobody_are_answered_alike(client: PageClient, db: Database, admin: Staff, path: str) -> None:
    stranger = staffing.make_staff(db, role="administrator")
    before = db.rows("SELECT * FROM staff")
    client.get("/staff")
    answers = {client.post(path.format(one), status=404).html for one in (stranger.staff_id, new_id())}
    if path == "/staff/{}":
        answers |= {client.get(path.format(one), status=404).html for one in (stranger.staff_id, new_id())}
    # The token of a form is signed anew with each second.
    assert len({re.sub(r'value="[^"]{60,}"', "", text) for text in answers}) == 1
    assert db.rows("SELECT * FROM staff") == before


@pytest.mark.parametrize("role", ["host", "worker", "manager", "analyst"])
def test_only_administrators_look_after_accounts(client: PageClient, db: Database, team: Team, role: str) -> None:
    staff = staffing.make_staff(db, team, role=role)
    staffing.sign_in(client, db, staff)
    client.get("/today")
    for path in ("/staff", "/staff/new", f"/staff/{staff.staff_id}"):
        client.get(path, status=404)
    client.post(f"/teams/{team.team_id}", {"name": "Mine"}, status=404)
    client.post("/organisation", {"name": "Mine"}, status=404)


def test_each_change_is_written_down_without_names(client: PageClient, db: Database, admin: Staff, team: Team) -> None:
    add(client, teams=[team.team_id])
    staff_id = staff_id_of(db, "li@example.org")
    client.get(f"/staff/{staff_id}")
    client.submit({"role": "manager"}, form=f"form[action='/staff/{staff_id}']")
    client.get(f"/staff/{staff_id}")
    client.submit(form="form[action$=close]")
    rows = db.rows("SELECT * FROM audit_row WHERE actor = :me ORDER BY seq", me=admin.staff_id)
    assert [row["action"] for row in rows] == ["signed-in", "staff-made", "role-changed", "staff-closed"]
    assert all("li@" not in repr(row) and "Li" not in repr(row) for row in rows)
    assert find_member(db, admin.organisation_id, staff_id)


def test_a_list_of_three_hundred_takes_few_statements(
    client: PageClient, db: Database, admin: Staff, team: Team
) -> None:
    for number in range(300):
        staffing.make_staff(db, team, name=f"Worker {number:03d}")
    assert len(client.get("/staff", statements=6).all(".who")) == 301
