"""Invitations: a slip and a number told by mouth, three tries, fourteen days, used once."""

from __future__ import annotations

import re

import pytest

from tests import visits
from tests.conftest import Clock
from tests.people.joining import Case, joined, keep_in, owner_here
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.storage import Database

ASKED = "May your worker know?"
OPENED = "You are invited"


def invite(client: PageClient, case: Case) -> tuple[str, str]:
    """The token of the slip, and the number to tell."""
    client.get(case.own_way)
    page = client.submit(form="form[action$=invite]")
    number, token = (re.sub(r"\D", "", code.text) for code in page.all(".code"))
    return token, number


def open_it(phone: PageClient, token: str, number: str, *, status: int = 200) -> Page:
    phone.get("/invitation")
    return phone.submit({"invitation": token, "number": number}, status=status)


@pytest.fixture
def phone(client: PageClient) -> PageClient:
    return visits.another(client)


def wrong(number: str) -> str:
    return f"{(int(number) + 1) % 10_000:04d}"


def test_it_leads_somebody_new_to_a_wheel_and_then_to_the_question(
    client: PageClient, phone: PageClient, db: Database, case: Case
) -> None:
    page = open_it(phone, *invite(client, case))
    assert page.heading == OPENED
    assert "Early help" in page.text
    assert "Maeve" not in page.html
    visits.first_touch(phone)
    keep_in(phone)
    assert phone.page is not None
    assert phone.page.heading == ASKED
    phone.submit(form="main form", button="Yes, that is me")
    assert joined(db) == [{"member_id": case.member.member_id, "owner_id": owner_here(phone, db), "how": "invitation"}]


def test_it_leads_somebody_with_a_code_to_the_question(
    client: PageClient, phone: PageClient, db: Database, case: Case
) -> None:
    visits.first_touch(phone)
    code = visits.keep(phone)
    at_home = visits.another(client)
    open_it(at_home, *invite(client, case))
    assert visits.come_back(at_home, code).heading == ASKED
    at_home.submit(form="main form", button="Yes, that is me")
    assert joined(db)[0]["owner_id"] == owner_here(phone, db)


def test_whoever_is_in_already_is_asked_at_once(client: PageClient, phone: PageClient, case: Case) -> None:
    visits.first_touch(phone)
    visits.keep(phone)
    assert open_it(phone, *invite(client, case)).heading == ASKED


def test_it_works_once(client: PageClient, phone: PageClient, db: Database, case: Case) -> None:
    token, number = invite(client, case)
    visits.first_touch(phone)
    visits.keep(phone)
    open_it(phone, token, number)
    phone.submit(form="main form", button="Yes, that is me")
    open_it(visits.another(client), token, number, status=422)


def test_looked_at_it_still_works(client: PageClient, phone: PageClient, db: Database, case: Case) -> None:
    token, number = invite(client, case)
    assert "Nobody has looked at it yet." in client.get(case.own_way).text
    for _ in range(5):
        assert open_it(visits.another(client), token, number).heading == OPENED
    assert "It was looked at." in client.get(case.own_way).text


def test_not_now_keeps_it_for_later(client: PageClient, phone: PageClient, db: Database, case: Case) -> None:
    token, number = invite(client, case)
    visits.first_touch(phone)
    visits.keep(phone)
    open_it(phone, token, number)
    phone.submit(form="main form", button="No, or not now")
    assert joined(db) == []
    phone.post("/joining", {"answer": "yes"})
    assert joined(db) == []
    assert open_it(phone, token, number).heading == ASKED


def test_three_wrong_numbers_withdraw_it(client: PageClient, phone: PageClient, case: Case) -> None:
    token, number = invite(client, case)
    for _ in range(3):
        assert "do not go together" in open_it(phone, token, wrong(number), status=422).text
    assert "do not go together" in open_it(phone, token, number, status=422).text
    assert "is open until" not in client.get(case.own_way).text


def test_an_unknown_slip_is_answered_as_a_wrong_number_is(client: PageClient, phone: PageClient, case: Case) -> None:
    token, number = invite(client, case)
    page = open_it(phone, token, wrong(number), status=422)
    unknown = open_it(phone, wrong(number) * 3, number, status=422)
    assert unknown.text == page.text
    assert len(unknown.statements) <= len(page.statements) <= len(unknown.statements) + 2


@pytest.mark.parametrize(("token", "number"), [("", ""), ("123", "1234"), ("1" * 13, "12345"), ("abc", "½½½½")])
def test_what_can_be_none_is_said_at_its_field(token: str, number: str, phone: PageClient, db: Database) -> None:
    page = open_it(phone, token, number, status=422)
    assert page.one("#invitation").get("value") == token
    assert db.rows("SELECT throttle_key FROM throttle") == []


def test_after_fourteen_days_it_is_over(client: PageClient, phone: PageClient, case: Case, clock: Clock) -> None:
    token, number = invite(client, case)
    clock.forward(days=14)
    open_it(phone, token, number, status=422)


def test_where_the_clock_was_set_back_it_is_over(
    client: PageClient, phone: PageClient, case: Case, clock: Clock
) -> None:
    token, number = invite(client, case)
    clock.forward(days=-1)
    open_it(phone, token, number, status=422)


def test_a_new_one_takes_the_place_of_the_old_and_it_can_be_withdrawn(
    client: PageClient, phone: PageClient, case: Case
) -> None:
    old, new = invite(client, case), invite(client, case)
    open_it(phone, *old, status=422)
    assert open_it(phone, *new).heading == OPENED
    client.get(case.own_way)
    client.submit(form="form[action$=withdraw-invitation]")
    open_it(phone, *new, status=422)


def test_withdrawn_while_somebody_fills_in_they_are_asked_nothing(
    client: PageClient, phone: PageClient, case: Case
) -> None:
    open_it(phone, *invite(client, case))
    visits.first_touch(phone)
    client.get(case.own_way)
    client.submit(form="form[action$=withdraw-invitation]")
    keep_in(phone)
    assert phone.page is not None
    assert phone.page.heading == "Your slip"


def test_sent_twice_it_is_one(client: PageClient, db: Database, case: Case) -> None:
    page = client.get(case.own_way)
    sent = {one.get("name"): one.get("value") for one in page.form("form[action$=invite]").all("input")}
    address = case.own_way.replace("own-way", "invite")
    shown = [client.post(address, sent).texts(".code") for _ in range(2)]
    assert shown[0] == shown[1]
    assert len(db.rows("SELECT token_hash FROM invitation")) == 1


def test_whoever_left_the_page_open_leaves_no_invitation_to_the_next(
    client: PageClient, phone: PageClient, case: Case, clock: Clock
) -> None:
    stranger = visits.another(client)
    visits.first_touch(stranger)
    code = visits.keep(stranger)
    open_it(phone, *invite(client, case))
    clock.forward(minutes=31)
    assert visits.come_back(phone, code).heading == "Your page"


@pytest.mark.parametrize("way", ["/exit", "/away"])
def test_leaving_drops_it(way: str, client: PageClient, phone: PageClient, case: Case) -> None:
    open_it(phone, *invite(client, case))
    phone.client.get(way)
    visits.first_touch(phone)
    keep_in(phone)
    assert phone.page is not None
    assert phone.page.heading == "Your slip"


def test_the_store_holds_neither_number(client: PageClient, db: Database, case: Case) -> None:
    token, number = invite(client, case)
    held = repr(db.rows("SELECT * FROM invitation"))
    assert token not in held
    assert f"'{number}'" not in held
    assert [row["action"] for row in db.rows("SELECT action FROM audit_row")].count("invited") == 1


def test_the_slip_names_no_team_and_nobody(client: PageClient, case: Case) -> None:
    invite(client, case)
    assert client.page is not None
    slip = client.page.one(".slip").text
    assert "Early help" not in slip
    assert "Maeve" not in slip
