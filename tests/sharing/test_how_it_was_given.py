"""How a shared wheel was given, as staff read it: by whose hand, and on whose device."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.conftest import Clock
from tests.households import join, make_family, make_member
from tests.sharing.test_staff_side import jo, share, team, wheel
from tests.support.page import PageClient
from wheel_app.accounts import Staff, Team
from wheel_app.checkins import Checkin
from wheel_app.storage import Database

__all__ = ["jo", "team", "wheel"]


def test_from_the_wheel_of_somebody_known_it_is_a_tap_to_their_page(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin
) -> None:
    share(db, wheel, team, clock.at)
    member = make_member(db, make_family(db, team, by=jo), "Maeve", by=jo)
    join(db, member, wheel.owner_id)
    page = client.get(f"/shared/{wheel.checkin_id}")
    assert page.one("h1 a").get("href") == f"/families/{member.family_id}/people/{member.member_id}"


@pytest.mark.parametrize("is_colleague", [True, False])
def test_how_it_was_given_is_told_and_by_whose_hands_to_colleagues_alone(
    client: PageClient, db: Database, clock: Clock, jo: Staff, team: Team, wheel: Checkin, is_colleague: bool
) -> None:
    share(db, wheel, team, clock.at)
    assert "By their own hand" in client.get(f"/shared/{wheel.checkin_id}").text
    sam = staffing.make_staff(db, *([team] if is_colleague else []), name="Sam Roe")
    with db.transaction():
        db.execute("UPDATE checkin SET handed_by = :sam", sam=sam.staff_id)
    text = client.get(f"/shared/{wheel.checkin_id}").text
    assert ("on a device Sam Roe gave them" in text) == is_colleague
    assert ("on a device a worker gave them" in text) != is_colleague
