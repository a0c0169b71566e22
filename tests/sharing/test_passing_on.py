"""What was passed on to keep somebody safe can be ended by whoever did so, when they see it themselves no more too."""

from __future__ import annotations

from tests import staffing
from tests.builders import make_finished, make_person
from tests.conftest import Clock
from tests.consent.builders import REASON, own_hand
from tests.support.page import PageClient
from wheel_app import consent
from wheel_app.consent import Hand, Recipient, Terms
from wheel_app.storage import Database


def test_it_is_listed_and_ended_after_the_persons_own_stop(client: PageClient, db: Database, clock: Clock) -> None:
    team, other = staffing.make_team(db, "Early help"), staffing.make_team(db, "Other team")
    jo, colleague = staffing.make_staff(db, team), staffing.make_staff(db, team)
    wheel = make_finished(db, make_person(db), {"home": 20}, at=clock.at)
    terms, hand = Terms(wheel.checkin_id), own_hand(wheel.owner_id)
    consent.give(db, wheel.owner_id, Recipient("team", team.team_id), terms, hand, at=clock.at)
    passing = Hand(jo.staff_id, "worker", "safeguarding", None, REASON)
    consent.give(db, wheel.owner_id, Recipient("team", other.team_id), terms, passing, at=clock.at)
    consent.withdraw_from(db, wheel.owner_id, hand, at=clock.at)
    staffing.sign_in(client, db, colleague, at=clock.at)
    assert "Other team" not in client.get("/shared").text
    staffing.sign_in(client, db, jo, at=clock.at)
    page = client.get("/shared")
    assert "Nothing is shared with you just now." in page.text
    assert "Other team" in page.text
    page = client.submit(form="form[action$=end]")
    assert "Other team" not in page.text
    assert consent.grants_of(db, wheel.owner_id) == ()
