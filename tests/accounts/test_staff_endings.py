"""How a visit of staff ends on the server at once, and by itself; what was copied of it opens nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import staffing, visits
from tests.builders import make_person
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.accounts import HasEnded, Staff, load_sign_in
from wheel_app.accounts.rules import Limits, seconds_left
from wheel_app.accounts.staff.actions import end_visits
from wheel_app.accounts.staff.entry import Step, change_password, check_password
from wheel_app.accounts.staff.office import By, close_member
from wheel_app.accounts.staff.pin import pin_matches
from wheel_app.storage import Database, later

AUTOMATIC = {"X-Automatic": "1", "X-Save": "1"}
NEXT_NUMBER = 30_000_000


@pytest.fixture
def ready(db: Database) -> tuple[Staff, str]:
    """Somebody who is set up, and the id of their second factor."""
    staff = staffing.make_staff(db, name="Jo Bloggs")
    return staff, staffing.make_ready(db, staff)


def copied(client: PageClient) -> PageClient:
    """Another browser with a copy of everything that this one carries."""
    thief = PageClient(client.client.application, db=client.db)
    for cookie in client.client._cookies.values():
        thief.client.set_cookie(cookie.key, cookie.value)
    assert thief.get("/today").heading == "Today"
    return thief


def is_out(client: PageClient) -> bool:
    return client.get("/today").path == "/staff/sign-in"


def test_signing_out(client: PageClient, ready: tuple[Staff, str]) -> None:
    staffing.come_in(client, *ready)
    thief = copied(client)
    client.submit(form="form[action$=sign-out]")
    assert is_out(thief)


def test_time_that_runs_out(client: PageClient, ready: tuple[Staff, str], clock: Clock) -> None:
    staffing.come_in(client, *ready)
    thief = copied(client)
    clock.forward(minutes=15)
    assert is_out(client)
    clock.at = staffing.AT
    assert is_out(thief), "an ended visit stays ended, whatever the clock says"


def test_another_password(client: PageClient, ready: tuple[Staff, str], clock: Clock) -> None:
    staffing.come_in(client, *ready)
    thief = copied(client)
    client.get("/staff/account/password")
    new = "gravel under velvet otter"
    page = client.submit({"password": staffing.PASSWORD, "chosen": new, "again": new})
    assert page.heading == "My account"
    assert is_out(thief)
    assert not is_out(client)
    client.submit(form="form[action$=sign-out]")
    staffing.give_password(client, ready[0].email, status=422)
    staffing.give_password(client, ready[0].email, new)


def test_a_closed_account(client: PageClient, db: Database, ready: tuple[Staff, str]) -> None:
    staffing.come_in(client, *ready)
    thief = copied(client)
    close_member(db, By("operator", "operator"), ready[0], at=staffing.AT)
    assert is_out(client)
    assert is_out(thief)


def test_signing_out_on_all_devices(client: PageClient, ready: tuple[Staff, str], clock: Clock) -> None:
    staff, factor_id = ready
    staffing.come_in(client, staff, factor_id)
    other = PageClient(client.client.application, db=client.db)
    staffing.give_password(other, staff.email)
    other.submit({"number": staffing.number(factor_id, later(clock.at, microseconds=NEXT_NUMBER))})
    thief = copied(other)
    client.get("/staff/account")
    assert client.submit(form="form[action$=everywhere]").path == "/staff/sign-in"
    assert is_out(client)
    assert is_out(other)
    assert is_out(thief)


def test_one_of_ones_own_is_ended_and_nobody_elses(client: PageClient, db: Database, ready: tuple[Staff, str]) -> None:
    staff, _ = ready
    staffing.sign_in(client, db, staff)
    other, stranger = (PageClient(client.client.application, db=db) for _ in range(2))
    staffing.sign_in(other, db, staff)
    staffing.sign_in(stranger, db, staffing.make_staff(db))
    page = client.get("/staff/account")
    assert len(page.all("form[action$=end]")) == 1
    client.submit(form="form[action$=end]")
    assert is_out(other)
    not_mine = stranger.get("/staff/account").one("header form") and db.value(
        "SELECT sign_in_id FROM sign_in WHERE staff_id <> :me", me=staff.staff_id
    )
    client.get("/staff/account")
    client.post(f"/staff/account/sign-ins/{not_mine}/end", status=404)
    client.post("/staff/account/sign-ins/nothing/end", status=404)
    assert not is_out(stranger)


def test_twelve_hours_are_the_most_however_busy(client: PageClient, db: Database, clock: Clock) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db))
    for _ in range(71):
        clock.forward(minutes=10)
        assert not is_out(client)
    clock.forward(minutes=10)
    assert is_out(client)


def test_another_password_makes_the_twelve_hours_no_longer(
    client: PageClient, ready: tuple[Staff, str], clock: Clock
) -> None:
    staffing.come_in(client, *ready)
    for _ in range(47):
        clock.forward(minutes=14)
        client.get("/today")
    client.get("/staff/account/password")
    new = "gravel under velvet otter"
    client.submit({"password": staffing.PASSWORD, "chosen": new, "again": new})
    for _ in range(4):
        clock.forward(minutes=14)
        client.get("/today")
    clock.forward(minutes=7)
    assert is_out(client)


def test_what_a_page_asks_by_itself_makes_nothing_longer(client: PageClient, db: Database, clock: Clock) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db))
    client.get("/today")
    told = []
    for _ in range(7):
        clock.forward(minutes=2)
        told.append(int(client.get("/staff/time-left", headers=AUTOMATIC).response.data))
    assert told == [780, 660, 540, 420, 300, 180, 60]
    clock.forward(minutes=1)
    client.get("/staff/time-left", headers=AUTOMATIC, status=401)


def test_whoever_stays_has_a_quarter_of_an_hour_again(client: PageClient, db: Database, clock: Clock) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db))
    client.get("/today")
    stay: Callable[[], int] = lambda: int(client.post("/staff/stay", headers={"X-Save": "1"}).response.data)  # noqa: E731
    for _ in range(12):
        clock.forward(minutes=14)
        assert stay() == 900
    assert client.post("/staff/stay").heading == "Today"


@pytest.mark.parametrize(
    ("started", "seen", "left"), [(0, 0, 900), (-60, -14, 60), (-60, -15, 0), (-719, 0, 60), (-800, 0, 0)]
)
def test_the_nearer_of_both_ends_is_told(started: int, seen: int, left: int) -> None:
    at = staffing.AT
    moments = {"started_at": later(at, minutes=started), "seen_at": later(at, minutes=seen)}
    assert seconds_left(**moments, at=at, limits=Limits()) == left


def test_from_the_house_to_the_street_a_visit_goes_on(client: PageClient, db: Database) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db))
    for address, browser in (("192.0.2.1", "Safari"), ("203.0.113.9", "Another")):
        headers = {"X-Forwarded-For": address, "User-Agent": browser}
        assert client.get("/today", headers=headers).heading == "Today"


def test_another_pin_in_place_of_one_is_asked_for_with_the_password(
    client: PageClient, db: Database, ready: tuple[Staff, str]
) -> None:
    staff, factor_id = ready
    staffing.come_in(client, staff, factor_id)
    assert client.get("/hand-over/pin").path == "/staff/account/pin"
    assert client.post("/hand-over/pin", {"pin": "590218"}).path == "/staff/account/pin"
    assert pin_matches(db, staff.staff_id, staffing.PIN, pepper=staffing.PEPPER)
    client.submit({"password": "not mine, not mine", "pin": "590218"}, status=422)
    client.submit({"password": staffing.PASSWORD, "pin": "123456"}, status=422)
    assert client.submit({"password": staffing.PASSWORD, "pin": "590218"}).heading == "My account"
    assert pin_matches(db, staff.staff_id, "590218", pepper=staffing.PEPPER)


def test_the_own_password_is_not_tried_through(client: PageClient, ready: tuple[Staff, str]) -> None:
    staffing.come_in(client, *ready)
    client.get("/staff/account/pin")
    for _ in range(5):
        client.submit({"password": "not mine, not mine", "pin": "590218"}, status=422)
    client.submit({"password": staffing.PASSWORD, "pin": "590218"}, status=429)


def test_staff_who_sign_in_end_the_visit_of_a_family_before(
    client: PageClient, db: Database, ready: tuple[Staff, str], clock: Clock
) -> None:
    visits.sign_in(client, db, make_person(db), at=clock.at)
    client.get("/mine")
    thief = PageClient(client.client.application, db=db)
    for cookie in client.client._cookies.values():
        thief.client.set_cookie(cookie.key, cookie.value)
    staffing.give_password(client, ready[0].email)
    assert thief.get("/mine").path != "/mine"


def test_who_is_signed_out_while_they_change_their_password_stays_out(
    client: PageClient, db: Database, ready: tuple[Staff, str]
) -> None:
    staff, at, pepper = ready[0], staffing.AT, staffing.PEPPER
    visit = load_sign_in(db, staffing.sign_in(client, db, staff), at=at, limits=Limits())
    assert visit
    end_visits(db, staff.staff_id, actor="operator", role="operator", at=at, why="revoked")
    new = "gravel under velvet otter"
    with pytest.raises(HasEnded):
        change_password(
            db, visit, new, own_words=(), device_token="s" * 32, machine="other", at=at, pepper=pepper
        )  # fmt: skip
    assert db.rows("SELECT sign_in_id FROM sign_in WHERE ended_at IS NULL") == []
    assert isinstance(check_password(db, staff.email, staffing.PASSWORD, address=None, at=at, pepper=pepper), Step)


def test_ended_twice_it_is_ended(client: PageClient, db: Database, ready: tuple[Staff, str]) -> None:
    staffing.sign_in(client, db, ready[0])
    other = PageClient(client.client.application, db=db)
    staffing.sign_in(other, db, ready[0])
    address = client.get("/staff/account").one("form[action$=end]").get("action")
    assert [client.post(address).path for _ in range(2)] == ["/staff/account"] * 2
    assert is_out(other)
