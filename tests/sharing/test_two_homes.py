"""Somebody of two homes: who works with the one learns nothing of the other’s workers, and a death counts in both."""

from __future__ import annotations

from tests import households, staffing
from tests.builders import make_person
from tests.conftest import Clock
from tests.consent.builders import own_hand
from tests.sharing.agreeing import adults, ask, at_home, family, housing, jo, say, sees
from tests.support.page import PageClient
from wheel_app import consent
from wheel_app.accounts import Staff, Team
from wheel_app.consent import Recipient, Terms
from wheel_app.people import Family, Member
from wheel_app.storage import Database

__all__ = ["adults", "family", "housing", "jo"]


def test_the_page_of_what_somebody_shares_names_nobody_of_their_other_home(
    client: PageClient, db: Database, clock: Clock
) -> None:
    ours, refuge = staffing.make_team(db, "Early help"), staffing.make_team(db, "Refuge north")
    worker, other = staffing.make_staff(db, ours), staffing.make_staff(db, refuge, name="Nia New")
    home = households.make_family(db, ours, coordinator=worker)
    elsewhere = households.make_family(db, refuge, "Elsewhere", coordinator=other)
    owner_id = make_person(db)
    here = households.make_member(db, home, "Maeve")
    for member in (here, households.make_member(db, elsewhere, "Maeve", who_id=here.who_id)):
        households.join(db, member, owner_id)
    to, terms = Recipient("team", refuge.team_id), Terms(made_until="2026-11-20")
    consent.give(db, owner_id, to, terms, consent.Hand(other.staff_id, "worker", "paper"), at=clock.at)
    consent.give(db, owner_id, Recipient("staff", other.staff_id), terms, own_hand(owner_id), at=clock.at)
    staffing.sign_in(client, db, worker, at=clock.at)
    page = client.get(f"/members/{here.member_id}/sharing")
    assert "Early help" in page.text
    for word in ("Refuge", "Nia", other.staff_id, refuge.team_id):
        assert word not in page.html
    assert "Refuge" not in client.get(f"/families/{home.family_id}/people/{here.member_id}").html


def test_who_died_is_waited_for_in_no_home(
    client: PageClient,
    db: Database,
    clock: Clock,
    jo: Staff,
    family: Family,
    housing: Team,
    adults: tuple[Member, Member],
) -> None:
    other, bob = households.make_family(db, name="Second home", coordinator=jo), adults[1]
    eve, bob_there = (
        households.make_member(db, other, name, who_id=who) for name, who in (("Eve", None), ("Bob", bob.who_id))
    )
    child = households.make_member(db, other, "Fay", "child")
    for parent in (eve, bob_there):
        households.relate(db, parent, child, by=jo)
    households.join(db, eve, make_person(db))
    ask(client, other, housing)
    say(at_home(client, db, eve, clock.at), "yes")
    assert not sees(db, housing, other, clock.at)
    client.get(f"/families/{family.family_id}/people/{bob.member_id}/changed")
    client.submit({"kind": "died", "named": "name"}, statements=70)
    assert sees(db, housing, other, clock.at)
