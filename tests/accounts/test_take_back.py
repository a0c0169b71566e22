"""Taking a device back by the PIN, and what ends with that."""

from __future__ import annotations

import pytest

from tests import staffing, visits
from tests.accounts.handing import (
    GIVE_BACK,
    SIGN_IN,
    Worker,
    cookie_of,
    hand_over,
    send_pin,
    sign_ins,
    take_back,
)
from tests.conftest import Clock
from tests.staffing import PIN
from tests.support.page import PageClient
from wheel_app.storage import Database


@pytest.mark.parametrize("path", ["/today", "/hand-over", "/hand-over/pin"])
def test_a_copy_of_the_worker_s_cookie_opens_nothing_while_it_waits_nor_after(
    path: str, client: PageClient, worker: Worker
) -> None:
    hand_over(client)
    thief = visits.another(client)
    thief.client.set_cookie("session", worker.cookie)
    assert thief.get(path).path == SIGN_IN
    take_back(client)
    thief.client.set_cookie("session", worker.cookie)
    assert thief.get(path).path == SIGN_IN
    assert client.get("/today").heading == "Today"


def test_the_family_s_cookie_opens_nothing_after_taking_back(client: PageClient, worker: Worker) -> None:
    hand_over(client)
    visits.first_touch(client)
    theirs = cookie_of(client)
    take_back(client)
    thief = visits.another(client)
    thief.client.set_cookie("session", theirs)
    assert thief.client.get("/mine").status_code == 303
    assert client.client.get("/mine").status_code == 404


def test_taking_back_ends_what_was_begun_and_begins_a_sign_in_as_old_as_the_first(
    client: PageClient, db: Database, worker: Worker, clock: Clock
) -> None:
    started = clock.at
    clock.forward(minutes=10)
    client.get("/today")
    hand_over(client)
    clock.forward(minutes=5)
    visits.first_touch(client)
    clock.forward(minutes=5)
    take_back(client)
    running = [row for row in sign_ins(db) if row["ended_at"] is None]
    assert [(row["kind"], row["staff_id"], row["started_at"]) for row in running] == [
        ("staff", worker.staff.staff_id, started)
    ]


def test_three_wrong_pins_end_the_sign_in_that_waits(client: PageClient, db: Database, worker: Worker) -> None:
    hand_over(client)
    for left in ("2 more times", "1 more time"):
        client.get("/take-back")
        page = client.submit({"pin": "590218"}, status=422)
        assert left in page.text
        assert "590218" not in page.html
    client.get("/take-back")
    page = client.submit({"pin": "590218"})
    assert page.heading == GIVE_BACK
    assert page.all("input[name=pin]") == []
    send_pin(client)
    assert client.get("/today").path == SIGN_IN
    assert sign_ins(db, "staff_id IS NOT NULL AND ended_at IS NULL") == []


@pytest.mark.parametrize("pin", ["", "48291", "4829133", "abcdef", " "])
def test_what_cannot_be_a_pin_counts_no_try(pin: str, client: PageClient, worker: Worker) -> None:
    hand_over(client)
    for _ in range(4):
        take_back(client, pin, status=422)
    take_back(client)
    assert client.get("/today").heading == "Today"


def test_after_an_hour_only_signing_in_helps(client: PageClient, worker: Worker, clock: Clock) -> None:
    hand_over(client)
    clock.forward(minutes=59)
    assert client.get("/take-back").all("input[name=pin]")
    clock.forward(minutes=1)
    page = client.get("/take-back")
    assert page.all("input[name=pin]") == []
    assert page.link("Worker: sign in") == SIGN_IN
    send_pin(client)
    assert client.get("/today").path == SIGN_IN


def test_a_clock_set_back_keeps_nothing_open_for_longer(client: PageClient, worker: Worker, clock: Clock) -> None:
    hand_over(client)
    clock.forward(days=-1)
    assert client.get("/take-back").all("input[name=pin]") == []
    send_pin(client)
    assert client.get("/today").path == SIGN_IN


def test_a_clock_put_on_ends_it(client: PageClient, worker: Worker, clock: Clock) -> None:
    hand_over(client)
    clock.forward(days=1)
    send_pin(client)
    assert client.get("/today").path == SIGN_IN


def test_a_sign_in_of_twelve_hours_is_over_though_taken_back(client: PageClient, worker: Worker, clock: Clock) -> None:
    for _ in range(71):
        clock.forward(minutes=10)
        client.get("/today")
    hand_over(client)
    clock.forward(minutes=15)
    take_back(client)
    assert client.get("/today").path == SIGN_IN


def test_a_closed_account_takes_nothing_back(client: PageClient, db: Database, worker: Worker) -> None:
    hand_over(client)
    with db.transaction():
        db.execute("UPDATE staff SET is_active = 0")
    send_pin(client)
    assert client.get("/today").path == SIGN_IN


def test_the_pin_opens_nothing_on_another_device(client: PageClient, worker: Worker) -> None:
    hand_over(client)
    other = visits.another(client)
    assert other.get("/take-back").all("input[name=pin]") == []
    send_pin(other)
    assert other.get("/today").path == SIGN_IN


def test_somebody_else_s_pin_takes_nothing_back(client: PageClient, db: Database, worker: Worker) -> None:
    staffing.give_pin(client, db, staffing.make_staff(db), "590218")
    hand_over(client)
    take_back(client, "590218", status=422)


def test_without_a_pin_the_page_says_so_and_one_can_be_chosen(client: PageClient, db: Database, clock: Clock) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db), at=clock.at)
    assert "You have no PIN yet" in client.get("/hand-over").text
    client.follow("Choose your PIN")
    client.submit({"pin": "111111"}, status=422)
    assert "You have no PIN yet" not in client.submit({"pin": PIN}).text
    assert db.value("SELECT count(*) FROM audit_row WHERE action = 'pin-changed'") == 1
    hand_over(client)
    take_back(client)
    assert client.get("/today").heading == "Today"


def test_a_colleague_s_full_sign_in_ends_what_waits(
    client: PageClient, db: Database, worker: Worker, clock: Clock
) -> None:
    hand_over(client)
    visits.first_touch(client)
    theirs = cookie_of(client)
    device = client.client.get_cookie("device")
    assert device is not None
    staffing.sign_in(client, db, staffing.make_staff(db, name="Sam Roe"), at=clock.at, device_token=device.value)
    assert client.get("/today").heading == "Today"
    thief = visits.another(client)
    thief.client.set_cookie("session", theirs)
    assert thief.client.get("/mine").status_code == 303
    assert sign_ins(db, "suspended_until IS NOT NULL AND ended_at IS NULL") == []


def test_both_ways_are_written_down(client: PageClient, db: Database, worker: Worker) -> None:
    hand_over(client)
    take_back(client)
    written = db.rows("SELECT chain, actor, role, action FROM audit_row ORDER BY seq")
    assert [(row["action"], row["actor"], row["role"], row["chain"]) for row in written] == [
        ("signed-in", worker.staff.staff_id, "worker", "system"),
        ("handed-over", worker.staff.staff_id, "worker", "system"),
        ("taken-back", worker.staff.staff_id, "worker", "system"),
    ]


def test_the_device_is_remembered_as_long_as_it_is_waited_for(client: PageClient, worker: Worker) -> None:
    hand_over(client)
    for path in ("/begin", "/take-back"):
        (cookie,) = [c for c in client.get(path).headers.getlist("Set-Cookie") if c.startswith("device=")]
        assert "Max-Age=3600" in cookie
    page = visits.first_touch(client)
    (cookie,) = [c for c in client.get(page.path).headers.getlist("Set-Cookie") if c.startswith("device=")]
    assert "Max-Age=3600" in cookie
