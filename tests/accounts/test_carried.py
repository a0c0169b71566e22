"""What was being typed when a visit ended is offered again to whoever typed it, and to nobody else."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests import staffing
from tests.conftest import Clock
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.accounts import Staff, find_organisation
from wheel_app.storage import Database, later

TYPED = "Northside and “friends”: <b>a long & wide name</b>"


@dataclass(frozen=True)
class Somebody:
    staff: Staff
    factor_id: str


@pytest.fixture
def somebody(db: Database) -> Somebody:
    staff = staffing.make_staff(db, role="administrator", name="Jo Bloggs")
    return Somebody(staff, staffing.make_ready(db, staff))


def send_late(client: PageClient, db: Database, clock: Clock, staff: Staff, path: str = "/organisation") -> Page:
    """Type something, wait until the visit is over, and send it."""
    staffing.sign_in(client, db, staff, at=clock.at)
    client.get(path)
    clock.forward(minutes=16)
    return client.submit({"name": TYPED}, form=f"form[action='{path}']", status=401)


def come_in(client: PageClient, who: Somebody, clock: Clock) -> Page:
    """Through both pages of the sign-in that stand in place of the reply."""
    client.submit({"email": who.staff.email, "password": staffing.PASSWORD})
    return client.submit({"number": staffing.number(who.factor_id, clock.at)})


def name_of(db: Database, staff: Staff) -> str:
    found = find_organisation(db, staff.organisation_id)
    assert found
    return found.name


def test_it_is_offered_again_and_sent_by_a_press(
    client: PageClient, db: Database, clock: Clock, somebody: Somebody
) -> None:
    before = name_of(db, somebody.staff)
    page = send_late(client, db, clock, somebody.staff)
    assert page.heading == "Sign in to work with families"
    assert "is not lost" in page.text
    page = come_in(client, somebody, clock)
    assert page.heading == "Send it now"
    assert TYPED in page.text
    assert name_of(db, somebody.staff) == before, "nothing is sent by itself"
    assert client.submit().heading == TYPED


def test_mistyping_on_the_way_loses_nothing(client: PageClient, db: Database, clock: Clock, somebody: Somebody) -> None:
    send_late(client, db, clock, somebody.staff)
    client.submit({"email": somebody.staff.email, "password": "wrong, wrong, wrong"}, status=422)
    client.submit({"email": somebody.staff.email, "password": staffing.PASSWORD})
    client.submit({"number": "12"}, status=422)
    page = client.submit({"number": staffing.number(somebody.factor_id, clock.at)})
    assert page.heading == "Send it now"


def test_a_step_that_ran_out_on_the_way_loses_nothing(
    client: PageClient, db: Database, clock: Clock, somebody: Somebody
) -> None:
    send_late(client, db, clock, somebody.staff)
    client.submit({"email": somebody.staff.email, "password": staffing.PASSWORD})
    clock.forward(minutes=6)
    page = client.submit({"number": staffing.number(somebody.factor_id, clock.at)})
    assert page.heading == "Sign in to work with families"
    assert come_in(client, somebody, clock).heading == "Send it now"


def test_somebody_else_gets_nothing_of_it(client: PageClient, db: Database, clock: Clock, somebody: Somebody) -> None:
    staff = staffing.make_staff(db, role="administrator")
    other = Somebody(staff, staffing.make_ready(db, staff))
    page = send_late(client, db, clock, somebody.staff)
    assert TYPED not in page.html
    page = come_in(client, other, clock)
    assert page.heading == "Today"
    assert TYPED not in page.text


@pytest.mark.parametrize(
    "spoil", [lambda text: text[:-1], lambda text: f"x{text}", lambda _: "rubbish", lambda _: "\x00"]
)
def test_what_was_meddled_with_is_dropped(
    client: PageClient, db: Database, clock: Clock, somebody: Somebody, spoil: object
) -> None:
    page = send_late(client, db, clock, somebody.staff)
    carried = spoil(page.one("input[name=carried]").get("value"))  # type: ignore[operator]
    sent = {"email": somebody.staff.email, "password": staffing.PASSWORD, "carried": carried}
    client.post("/staff/sign-in", sent, words=False, parses=False)
    page = client.submit({"number": staffing.number(somebody.factor_id, clock.at)})
    assert page.heading == "Today"


def test_after_twelve_hours_it_is_dropped(client: PageClient, db: Database, clock: Clock, somebody: Somebody) -> None:
    send_late(client, db, clock, somebody.staff)
    clock.at = later(clock.at, hours=12, microseconds=1)
    assert come_in(client, somebody, clock).heading == "Today"


def test_nothing_is_carried_for_nobody(client: PageClient, db: Database, clock: Clock, somebody: Somebody) -> None:
    client.get("/staff/sign-in")
    assert client.post("/organisation", {"name": TYPED}).path == "/staff/sign-in"
    assert not client.page or not client.page.all("input[name=carried]")


def test_a_page_that_is_only_looked_at_carries_nothing(
    client: PageClient, db: Database, clock: Clock, somebody: Somebody
) -> None:
    staffing.sign_in(client, db, somebody.staff, at=clock.at)
    clock.forward(minutes=16)
    assert not client.get("/organisation").all("input[name=carried]")


def test_the_token_of_the_old_visit_is_not_carried(
    client: PageClient, db: Database, clock: Clock, somebody: Somebody
) -> None:
    send_late(client, db, clock, somebody.staff)
    page = come_in(client, somebody, clock)
    assert len(page.all("main form input[name=csrf_token]")) == 1


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/staff/account/password", {"password": staffing.PASSWORD, "chosen": "four new words here", "again": "other"}),
        ("/staff/account/pin", {"password": staffing.PASSWORD, "pin": "590218"}),
    ],
)
def test_a_password_or_a_pin_is_not_carried(
    client: PageClient, db: Database, clock: Clock, somebody: Somebody, path: str, typed: dict[str, str]
) -> None:
    staffing.sign_in(client, db, somebody.staff, at=clock.at)
    client.get(path)
    clock.forward(minutes=16)
    page = client.submit(typed)
    assert page.path == "/staff/sign-in"
    assert not page.all("input[name=carried]")
    assert come_in(client, somebody, clock).heading == "Today"


def test_the_mere_press_of_a_button_is_not_carried(
    client: PageClient, db: Database, clock: Clock, somebody: Somebody
) -> None:
    staffing.sign_in(client, db, somebody.staff, at=clock.at)
    client.get("/staff/account")
    clock.forward(minutes=16)
    assert not client.submit(form="form[action$=everywhere]").all("input[name=carried]")


def send_from_before(client: PageClient, who: Somebody, clock: Clock, **sent: str) -> Page:
    """Send a form of a page that was open before the visit ended, after signing in on another page."""
    staffing.come_in(client, who.staff, who.factor_id, at=clock.at)
    stale = client.get("/organisation").one("header input[name=csrf_token]").get("value")
    client.submit(form="form[action$=sign-out]")
    later_at = clock.forward(minutes=1)
    staffing.give_password(client, who.staff.email)
    client.submit({"number": staffing.number(who.factor_id, later_at)})
    return client.post("/organisation", {"name": TYPED, "csrf_token": stale, **sent}, status=409 if sent else 400)


def test_who_has_signed_in_again_on_another_page_is_offered_it_at_once(
    client: PageClient, db: Database, clock: Clock, somebody: Somebody
) -> None:
    page = send_from_before(client, somebody, clock, typed_by=somebody.staff.staff_id)
    assert page.heading == "Send it now"
    assert TYPED in page.text
    assert not page.all("input[name=typed_by]")
    assert name_of(db, somebody.staff) != TYPED
    assert client.submit().heading == TYPED


@pytest.mark.parametrize("typed_by", ["", "another"])
def test_what_a_colleague_typed_is_offered_to_nobody_else(
    client: PageClient, db: Database, clock: Clock, somebody: Somebody, typed_by: str
) -> None:
    page = send_from_before(client, somebody, clock)
    assert TYPED not in page.html
    stale = {"csrf_token": "x", "name": TYPED, "typed_by": typed_by}
    assert TYPED not in client.post("/organisation", stale, status=400).html
