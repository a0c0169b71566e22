"""Staff sign in: a password, then a number from their app or a recovery code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import staffing
from tests.accounts.builders import verifications
from tests.builders import statements
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.accounts import Staff
from wheel_app.accounts.staff.entry import check_password
from wheel_app.storage import Database, later

LOOK = "Please look at this: "
UNKNOWN = "Please look at this: This address and this password do not go together."
Ready = tuple[Staff, str]


@pytest.fixture
def ready(db: Database) -> Ready:
    """Somebody who is set up, and the id of their second factor."""
    staff = staffing.make_staff(db, name="Jo Bloggs")
    return staff, staffing.make_ready(db, staff)


def recovery_codes(client: PageClient) -> list[str]:
    client.get("/staff/recovery-codes")
    return client.submit().texts(".codes li")


def test_password_and_number_open_today(client: PageClient, ready: Ready) -> None:
    staff, factor_id = ready
    assert staffing.give_password(client, staff.email).heading == "The number from your app"
    assert client.submit({"number": staffing.number(factor_id)}).heading == "Today"


def test_the_address_is_read_as_people_type_it(client: PageClient, ready: Ready) -> None:
    staff, _ = ready
    assert staffing.give_password(client, f"  {staff.email.upper()} ").heading == "The number from your app"


def test_the_password_alone_opens_nothing(client: PageClient, ready: Ready) -> None:
    staffing.give_password(client, ready[0].email)
    assert client.get("/today").path == "/staff/sign-in"
    assert client.get("/staff/recovery-codes").path == "/staff/sign-in"


@pytest.mark.parametrize("email", ["nobody@example.org", "", "a" * 5000, "\x00", "no address"])
def test_unknown_addresses_are_told_as_wrong_passwords_are(client: PageClient, ready: Ready, email: str) -> None:
    page = staffing.give_password(client, email, "velvet otter under grave", status=422)
    assert page.errors == ([f"{LOOK}Please fill this in."] if not email.strip("\x00") else [UNKNOWN])


def test_an_unknown_address_costs_what_a_wrong_password_costs(client: PageClient, db: Database, ready: Ready) -> None:
    closed = staffing.make_staff(db)
    staffing.make_ready(db, closed)
    with db.transaction():
        db.execute("UPDATE staff SET is_active = 0 WHERE staff_id = :staff_id", staff_id=closed.staff_id)
    new = staffing.make_staff(db)
    seen = []
    tries = [
        ("nobody@example.org", "wrong, wrong, wrong"),
        (ready[0].email, "wrong, wrong, wrong"),
        (closed.email, staffing.PASSWORD),
        (new.email, staffing.PASSWORD),
    ]
    for email, password in tries:
        with statements(db) as asked, verifications() as hashed:
            page = staffing.give_password(client, email, password, status=422, statements=False)
        assert page.errors == [UNKNOWN]
        seen.append((page.status, page.statements, len(hashed), len(asked)))
    assert len(set(seen)) == 1


def test_a_number_works_once(client: PageClient, ready: Ready) -> None:
    staff, factor_id = ready
    staffing.come_in(client, staff, factor_id)
    staffing.give_password(client, staff.email)
    page = client.submit({"number": staffing.number(factor_id)}, status=422)
    assert page.errors[0].startswith(f"{LOOK}This number does not fit.")


@pytest.mark.parametrize(("seconds", "is_taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_number_of_the_half_minute_before_or_after_is_taken(
    client: PageClient, ready: Ready, seconds: int, is_taken: bool
) -> None:
    staff, factor_id = ready
    shown = staffing.number(factor_id, later(staffing.AT, microseconds=seconds * 1_000_000))
    staffing.give_password(client, staff.email)
    client.submit({"number": f" {shown[:3]} {shown[3:]}"}, status=200 if is_taken else 422)


def test_an_older_number_does_not_work_after_a_newer_one(client: PageClient, ready: Ready, clock: Clock) -> None:
    staff, factor_id = ready
    staffing.give_password(client, staff.email)
    client.submit({"number": staffing.number(factor_id, later(clock.at, microseconds=30_000_000))})
    staffing.give_password(client, staff.email)
    client.submit({"number": staffing.number(factor_id)}, status=422)


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "٠٠٠٠٠", "1" * 5000, "\x00", "🤷"])
def test_what_is_no_number_is_told_at_the_field(client: PageClient, ready: Ready, typed: str) -> None:
    staffing.give_password(client, ready[0].email)
    assert len(client.submit({"number": typed}, status=422).errors) == 1


def test_the_step_lasts_five_minutes(client: PageClient, ready: Ready, clock: Clock) -> None:
    staff, factor_id = ready
    staffing.give_password(client, staff.email)
    clock.forward(minutes=5)
    client.submit({"number": "1"}, status=422)
    later_on = later(clock.forward(), microseconds=1)
    clock.at = later_on
    assert client.submit({"number": staffing.number(factor_id, clock.at)}).path == "/staff/sign-in"


def test_a_step_of_before_a_new_password_leads_nowhere(client: PageClient, db: Database, ready: Ready) -> None:
    staff, _ = ready
    staffing.give_password(client, staff.email)
    factor_id = staffing.make_ready(db, staff, password="quite another long password")
    assert client.submit({"number": staffing.number(factor_id)}).path == "/staff/sign-in"


def test_without_a_step_there_is_no_second_page(client: PageClient) -> None:
    assert client.get("/staff/second-step").path == "/staff/sign-in"
    assert client.post("/staff/second-step", {"number": "123456"}).path == "/staff/sign-in"


def test_each_recovery_code_works_once(client: PageClient, ready: Ready) -> None:
    staff, factor_id = ready
    staffing.come_in(client, staff, factor_id)
    codes = recovery_codes(client)
    assert len(set(codes)) == 10
    staffing.give_password(client, staff.email)
    assert client.submit({"number": codes[3].replace("-", " ")}).heading == "Today"
    staffing.give_password(client, staff.email)
    client.submit({"number": codes[3]}, status=422)
    assert client.submit({"number": codes[4]}).heading == "Today"
    assert "You have 8 codes left." in client.get("/staff/recovery-codes").text


def test_recovery_codes_pressed_twice_are_the_same_and_new_ones_replace_them(client: PageClient, ready: Ready) -> None:
    staff, factor_id = ready
    staffing.come_in(client, staff, factor_id)
    client.get("/staff/recovery-codes")
    assert client.page
    sent = {"save_id": client.page.one("input[name=save_id]").get("value")}
    first = client.post("/staff/recovery-codes", sent).texts(".codes li")
    assert client.post("/staff/recovery-codes", sent).texts(".codes li") == first
    client.get("/staff/recovery-codes")
    client.submit({"password": "not mine, not mine"}, status=422)
    second = client.submit({"password": staffing.PASSWORD}).texts(".codes li")
    assert not set(first) & set(second)
    assert client.post("/staff/recovery-codes", sent).path == "/staff/recovery-codes"
    staffing.give_password(client, staff.email)
    client.submit({"number": first[0]}, status=422)
    assert client.submit({"number": second[0]}).heading == "Today"


def test_five_wrong_passwords_then_a_wait_of_fifteen_minutes(client: PageClient, ready: Ready, clock: Clock) -> None:
    staff, _ = ready
    for _ in range(5):
        staffing.give_password(client, staff.email, "wrong, wrong, wrong", status=422)
    page = staffing.give_password(client, staff.email, status=429)
    assert page.errors == [f"{LOOK}There were many tries. Wait 15 minutes, then try again."]
    assert page.headers["Retry-After"] == "900"
    for _ in range(14):
        clock.forward(minutes=1)
        staffing.give_password(client, staff.email, "wrong, wrong, wrong", status=429)
    clock.forward(minutes=1)
    assert staffing.give_password(client, staff.email).heading == "The number from your app"


def test_twenty_wrong_tries_from_one_address_close_it_for_an_hour(
    client: PageClient, ready: Ready, clock: Clock
) -> None:
    for number in range(20):
        staffing.give_password(client, f"{number}@example.org", "wrong, wrong, wrong", status=422)
    staffing.give_password(client, ready[0].email, status=429)
    clock.forward(hours=1)
    staffing.give_password(client, ready[0].email)


def test_five_wrong_numbers_then_a_wait(client: PageClient, ready: Ready) -> None:
    staff, factor_id = ready
    staffing.give_password(client, staff.email)
    for _ in range(5):
        client.submit({"number": "123"}, status=422)
    client.submit({"number": staffing.number(factor_id)}, status=429)


def test_a_sign_in_has_a_name_of_its_own_each_time(client: PageClient, db: Database, ready: Ready) -> None:
    staff, factor_id = ready
    staffing.come_in(client, staff, factor_id)
    with client.client.session_transaction() as session:
        first = dict(session)
    client.submit(form="form[action$=sign-out]")
    staffing.give_password(client, staff.email)
    with client.client.session_transaction() as session:
        assert "_user_id" not in session
        between = dict(session)
    client.submit({"number": staffing.number(factor_id, later(staffing.AT, microseconds=30_000_000))})
    with client.client.session_transaction() as session:
        assert session["_user_id"] != first["_user_id"]
        assert session.get("csrf_token") != between.get("csrf_token")
        assert "staff_step" not in session
    assert first["_user_id"] not in repr(db.rows("SELECT * FROM sign_in"))


def test_what_was_done_is_written_down_without_names_or_addresses(
    client: PageClient, db: Database, ready: Ready
) -> None:
    staff, factor_id = ready
    staffing.give_password(client, staff.email, "wrong, wrong, wrong", status=422)
    staffing.come_in(client, staff, factor_id)
    client.submit(form="form[action$=sign-out]")
    rows = db.rows("SELECT * FROM audit_row ORDER BY seq")
    assert [row["action"] for row in rows] == ["factor-reset", "sign-in-failed", "signed-in", "signed-out"]
    failed, came, left = rows[1:]
    assert failed["about"] == staff.staff_id
    assert failed["codes"].startswith("password from-")
    assert came["actor"] == staff.staff_id
    assert came["codes"].startswith("password totp from-")
    assert left["codes"] == "asked"
    for told in (staff.email, staff.full_name, "127.0.0.1", staffing.PASSWORD):
        assert told not in repr(rows)


def test_the_store_holds_neither_secret_nor_codes(client: PageClient, db: Database, ready: Ready) -> None:
    staff, factor_id = ready
    staffing.come_in(client, staff, factor_id)
    codes = recovery_codes(client)
    kept = repr([db.rows(f"SELECT * FROM {name}") for name in ("staff", "recovery_code", "audit_row", "sign_in")])
    for secret in (staffing.factor_secret(staffing.PEPPER, factor_id), staffing.PASSWORD, staffing.PIN, *codes):
        assert secret not in kept
        assert secret.replace("-", "") not in kept
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in kept


def lock(db: Database, email: str, at: str) -> None:
    """Guess from elsewhere until the account has to wait."""
    given = {"address": None, "at": at, "pepper": staffing.PEPPER}
    while getattr(check_password(db, email, "wrong, wrong, wrong", **given), "reason", "") == "unknown":  # type: ignore[arg-type]
        pass


def test_whoever_guesses_for_hours_does_not_keep_a_known_browser_waiting(
    client: PageClient, db: Database, ready: Ready, clock: Clock
) -> None:
    staff, factor_id = ready
    staffing.come_in(client, staff, factor_id)
    stranger = PageClient(client.client.application, db=db)
    for _ in range(8):
        clock.forward(minutes=15)
        lock(db, staff.email, clock.at)
        staffing.give_password(stranger, staff.email, status=429)
        assert staffing.give_password(client, staff.email).heading == "The number from your app"


def test_nor_does_whoever_guesses_behind_the_same_address(client: PageClient, db: Database, ready: Ready) -> None:
    staffing.come_in(client, *ready)
    stranger = PageClient(client.client.application, db=db)
    for number in range(20):
        staffing.give_password(stranger, f"{number}@example.org", "wrong, wrong, wrong", status=422)
    staffing.give_password(stranger, ready[0].email, status=429)
    staffing.give_password(client, ready[0].email)


def test_a_known_browser_has_five_tries_too(client: PageClient, ready: Ready) -> None:
    staffing.come_in(client, *ready)
    for _ in range(5):
        staffing.give_password(client, ready[0].email, "wrong, wrong, wrong", status=422)
    staffing.give_password(client, ready[0].email, status=429)


@pytest.mark.parametrize("spoil", [lambda text: text[:-1], lambda text: f"x{text}", lambda _: ".", lambda _: ""])
def test_a_made_up_browser_waits_with_all_others(
    client: PageClient, db: Database, ready: Ready, spoil: Callable[[str], str]
) -> None:
    staffing.come_in(client, *ready)
    cookie = client.client.get_cookie("known")
    assert cookie
    lock(db, ready[0].email, staffing.AT)
    stranger = PageClient(client.client.application, db=db)
    stranger.client.set_cookie("known", spoil(cookie.value))
    staffing.give_password(stranger, ready[0].email, status=429)


def test_a_browser_known_for_one_is_not_for_another(client: PageClient, db: Database, ready: Ready) -> None:
    staffing.come_in(client, *ready)
    other = staffing.make_staff(db)
    staffing.make_ready(db, other)
    lock(db, other.email, staffing.AT)
    staffing.give_password(client, other.email, status=429)
