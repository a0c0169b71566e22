"""How a shared wheel was given, as staff read it: by whose hand, and on whose device."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.conftest import Clock
from tests.sharing.test_staff_side import jo, share, team, wheel
from tests.support.page import PageClient
from wheel_app.accounts import Staff, Team
from wheel_app.checkins import Checkin
from wheel_app.storage import Database

__all__ = ["jo", "team", "wheel"]


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
