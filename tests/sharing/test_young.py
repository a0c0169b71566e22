"""A young person decides who sees their wheel, and it is kept who decided and why."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import AT, make_finished, make_person, make_young
from tests.conftest import Clock
from tests.sharing.test_choosing import address, hand_over
from tests.support.page import PageClient
from wheel_app import consent
from wheel_app.accounts import Staff
from wheel_app.checkins import Checkin
from wheel_app.storage import Database, later

WHY = "so that someone knows"


@pytest.fixture
def jo(db: Database) -> Staff:
    return staffing.make_staff(db, staffing.make_team(db, "Early help"), name="Jo Bloggs", title="key worker")


@pytest.fixture
def wheel(db: Database, client: PageClient, clock: Clock, jo: Staff) -> Checkin:
    """The finished wheel of a young person to whom Jo has handed the device."""
    owner_id = make_person(db, at=clock.at)
    hand_over(client, db, owner_id, jo, at=clock.at)
    return make_young(db, owner_id, {"caring": 20, "feelings": 40}, at=clock.at)


@pytest.mark.parametrize("decided", ["me", "with-trusted", "with-worker"])
def test_who_decided_and_why_are_kept(
    client: PageClient, db: Database, wheel: Checkin, jo: Staff, decided: str
) -> None:
    client.get(address(wheel))
    client.submit({"who": f"staff:{jo.staff_id}", "decided": decided, "why": WHY})
    (grant,) = consent.grants_of(db, wheel.owner_id)
    assert grant.decided_by == decided
    assert db.rows("SELECT text FROM audit_text WHERE text = :why", why=WHY)


@pytest.mark.parametrize("sent", [{}, {"decided": "my-mum"}, {"decided": ""}])
def test_it_is_asked_before_anything_is_shared(
    client: PageClient, db: Database, wheel: Checkin, jo: Staff, sent: dict[str, str]
) -> None:
    page = client.get(address(wheel))
    assert "Who decided this?" in page.text
    page = client.post(address(wheel), {"who": f"staff:{jo.staff_id}", "why": WHY, **sent}, status=422)
    assert page.errors
    assert WHY in page.html
    assert consent.grants_of(db, wheel.owner_id) == ()


def test_what_somebody_told_them_to_share_stays_with_them(
    client: PageClient, db: Database, wheel: Checkin, jo: Staff
) -> None:
    client.get(address(wheel))
    page = client.submit({"who": f"staff:{jo.staff_id}", "decided": "told-to", "why": WHY})
    assert page.heading == "It stays with you"
    assert consent.grants_of(db, wheel.owner_id) == ()
    assert db.rows("SELECT text FROM audit_text") == []


def test_only_me_asks_nobody_why(client: PageClient, db: Database, wheel: Checkin) -> None:
    client.get(address(wheel))
    assert client.submit({"who": "me"}).path == "/who-can-see"


def test_a_grown_up_is_not_asked_who_decided(client: PageClient, db: Database, wheel: Checkin) -> None:
    family = make_finished(db, wheel.owner_id, {"home": 30}, about="me", at=later(AT, days=1))
    assert "Who decided this?" not in client.get(address(family)).text


def test_who_has_both_wheels_sees_which_is_which_and_shares_one_kind_at_a_time(
    client: PageClient, db: Database, wheel: Checkin
) -> None:
    assert "I’m 11 to 17" not in client.get("/who-can-see").text
    earlier = make_young(db, wheel.owner_id, {"caring": 30}, at=later(AT, days=-90))
    make_finished(db, wheel.owner_id, {"home": 30}, about="me", at=later(AT, days=-30))
    offered = [one.get("value") for one in client.get(address(wheel)).all("input[name=wheels]")]
    assert offered == [earlier.checkin_id]
    rows = client.get("/who-can-see").texts("section[aria-labelledby=choose-heading] li")
    assert [next(name for name in ("11 to 17", "Just me") if name in row) for row in rows] == [
        "11 to 17",
        "Just me",
        "11 to 17",
    ]
