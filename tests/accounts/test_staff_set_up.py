"""Setting up with a code: a password, a PIN, an app and recovery codes; and what is refused on the way."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.conftest import Clock
from tests.support.page import Page, PageClient
from wheel_app.accounts.staff.entry.rules import BadPassword, is_easy, read_new_password
from wheel_app.accounts.staff.pin import pin_matches
from wheel_app.storage import Database

GOOD = {"password": staffing.PASSWORD, "again": staffing.PASSWORD, "pin": staffing.PIN}


def open_with(client: PageClient, code: str, **wishes: int) -> Page:
    client.get("/staff/set-up")
    return client.submit({"code": code}, **wishes)


def test_from_the_code_to_the_first_page(client: PageClient, db: Database) -> None:
    staff = staffing.make_staff(db)
    assert open_with(client, staffing.setup_code(db, staff).upper()).heading == "What you know by heart"
    assert client.submit(GOOD).heading == "An app on your phone"
    assert client.page
    secret = client.page.one(".secret").text
    assert client.submit({"number": staffing.number_of_secret(secret)}).heading == "Spare codes"
    assert len(set(client.submit().texts(".codes li"))) == 10
    assert client.follow("I have them").heading == "Today"
    assert pin_matches(db, staff.staff_id, staffing.PIN, pepper=staffing.PEPPER)


def test_a_code_works_once(client: PageClient, db: Database) -> None:
    staff = staffing.make_staff(db)
    code = staffing.setup_code(db, staff)
    open_with(client, code)
    client.submit(GOOD)
    assert client.page
    client.submit({"number": staffing.number_of_secret(client.page.one(".secret").text)})
    assert "opens nothing" in open_with(client, code, status=422).errors[0]


def test_until_the_end_it_can_be_begun_again(client: PageClient, db: Database) -> None:
    code = staffing.setup_code(db, staffing.make_staff(db))
    open_with(client, code)
    client.submit(GOOD)
    assert open_with(client, code).heading == "What you know by heart"


def test_a_code_runs_out(client: PageClient, db: Database, clock: Clock) -> None:
    code = staffing.setup_code(db, staffing.make_staff(db))
    open_with(client, code)
    clock.forward(hours=1)
    assert client.submit(GOOD).path == "/staff/set-up"
    open_with(client, code, status=422)


def test_a_newer_code_puts_an_end_to_the_older_one(client: PageClient, db: Database) -> None:
    staff = staffing.make_staff(db)
    first = staffing.setup_code(db, staff)
    open_with(client, first)
    second = staffing.setup_code(db, staff)
    assert client.submit(GOOD).path == "/staff/set-up"
    open_with(client, first, status=422)
    assert open_with(client, second).heading == "What you know by heart"


def test_a_code_takes_every_other_way_in(client: PageClient, db: Database) -> None:
    staff = staffing.make_staff(db)
    factor_id = staffing.make_ready(db, staff)
    token = staffing.sign_in(client, db, staff)
    staffing.setup_code(db, staff)
    assert client.get("/today").path == "/staff/sign-in"
    assert token
    staffing.give_password(client, staff.email, status=422)
    assert not pin_matches(db, staff.staff_id, staffing.PIN, pepper=staffing.PEPPER)
    assert staffing.number(factor_id)


@pytest.mark.parametrize("typed", ["", "abcd", "abcd-efgh-jkmn", "0" * 5000, "\x00", "🤷"])
def test_what_is_no_code_is_told_at_the_field(client: PageClient, typed: str) -> None:
    assert len(open_with(client, typed, status=422).errors) == 1


def test_codes_are_not_tried_through(client: PageClient, db: Database) -> None:
    code = staffing.setup_code(db, staffing.make_staff(db))
    for _ in range(5):
        open_with(client, "abcd-efgh-jkmn", status=422)
    open_with(client, code, status=429)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"password": "", "again": ""}, "Choose a password."),
        ({"password": "short", "again": "short"}, "Use 15 letters or more."),
        ({"again": "another"}, "These two are not the same."),
        ({"pin": "123456"}, "This one is guessed too soon."),
        ({"pin": "12"}, "Use six digits."),
        ({"password": "JoBloggs-Northside-1", "again": "JoBloggs-Northside-1"}, "This one is guessed too soon."),
    ],
)
def test_what_cannot_be_chosen_is_told_at_its_field(
    client: PageClient, db: Database, changed: dict[str, str], told: str
) -> None:
    open_with(client, staffing.setup_code(db, staffing.make_staff(db)))
    page = client.submit({**GOOD, **changed}, status=422)
    assert page.errors[0].startswith(f"Please look at this: {told}")
    assert staffing.PASSWORD not in page.html


def test_a_wrong_number_spends_nothing(client: PageClient, db: Database) -> None:
    open_with(client, staffing.setup_code(db, staffing.make_staff(db)))
    client.submit(GOOD)
    page = client.submit({"number": "000"}, status=422)
    assert client.submit({"number": staffing.number_of_secret(page.one(".secret").text)}).heading == "Spare codes"


def test_nobody_without_a_code_sets_up(client: PageClient) -> None:
    for path in ("/staff/set-up/password", "/staff/set-up/app"):
        assert client.get(path).path == "/staff/set-up"
        assert client.post(path, GOOD).path == "/staff/set-up"


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword", "Password12345678", "qwertyuiopasdfgh", "123456789012345", "aaaaaaaaaaaaaaa",
        "abcabcabcabcabc", "iloveyou iloveyou", "correct horse battery staple", "Liverpool-2026-!!",
        "ALLWELCOME!!!!!", "sunshine sunshine 1", "WheelWheelWheel1", "summer2026summer2026", "               ",
        "jobloggsjobloggs", "Northside Council 7", "abcdefghijklmno", "111222333444555", "letmeinletmein123",
    ],
)  # fmt: skip
def test_passwords_that_are_guessed_soon_are_refused(password: str) -> None:
    with pytest.raises(BadPassword) as told:
        read_new_password(password, own_words=("Jo Bloggs", "jo.bloggs@example.org", "Northside Council"))
    assert told.value.reason in ("easy", "empty")


@pytest.mark.parametrize(
    "password",
    [
        staffing.PASSWORD,
        "dachs-regen-löffel-drei",
        "x7$Kp!2mQz9&vL4n",
        "پانی کا پیالہ میز پر ہے",
        "ooooohm wet gravel 9",
    ],
)
def test_others_are_taken_as_they_are(password: str) -> None:
    assert read_new_password(password) == password
    assert not is_easy(password)


def test_a_long_one_is_taken_and_a_book_is_not() -> None:
    long = "velvet otter under gravel and rain, " * 20
    assert read_new_password(long[:1000])
    with pytest.raises(BadPassword):
        read_new_password(long * 2)
