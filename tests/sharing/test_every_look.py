"""Every page that shows staff something of a person or a family writes down that it was shown; and says no more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import households, staffing
from tests.builders import make_draft, make_finished, make_person
from tests.conftest import Clock
from tests.consent.builders import REASON, own_hand
from tests.sharing.test_leaks import undone
from tests.support.page import PageClient
from wheel_app import audit, consent
from wheel_app.accounts import Staff
from wheel_app.checkins import Given
from wheel_app.consent import Recipient, Terms
from wheel_app.doors import DOORS, WORKER
from wheel_app.storage import Database

# Pages that show whom one works with, a form, or nothing of anybody's.
SHOW_NOBODY = {"sharing.shared", "sharing.emergency"}


@dataclass(frozen=True)
class Place:
    """A family with somebody who has joined and shared a wheel, and the worker who reads."""

    staff: Staff
    addresses: Mapping[str, str]
    chains: tuple[str, ...]


@pytest.fixture
def place(db: Database, client: PageClient, clock: Clock) -> Place:
    team = staffing.make_team(db)
    staff = staffing.make_staff(db, team)
    family, strange = households.make_family(db, team), households.make_family(db)
    owner_id = make_person(db)
    member = households.make_member(db, family)
    households.join(db, member, owner_id)
    wheel = make_finished(db, owner_id, {"home": 20}, at=clock.at)
    to, hand = Recipient("team", team.team_id), own_hand(owner_id)
    consent.give(db, owner_id, to, Terms(wheel.checkin_id), hand, at=clock.at)
    consent.break_glass(db, staff.staff_id, "worker", strange.family_id, reason=REASON, at=clock.at)
    staffing.sign_in(client, db, staff, at=clock.at)
    addresses = {
        "sharing.shared_one": f"/shared/{wheel.checkin_id}",
        "sharing.shared_then_and_now": f"/shared/{wheel.checkin_id}/then-and-now",
        "sharing.keep_safe": f"/shared/{wheel.checkin_id}/keep-safe",
        "sharing.member": f"/members/{member.member_id}/sharing",
        "sharing.household": f"/families/{family.family_id}/sharing",
        "sharing.opened": f"/emergency/{strange.family_id}",
    }
    chains = audit.chain_of_owner(owner_id), audit.chain_of_family(family.family_id)
    return Place(staff, addresses, (*chains, audit.chain_of_family(strange.family_id)))


def looks(db: Database, place: Place) -> int:
    rows = [row for chain in place.chains for row in audit.list_rows(db, chain, most=99)]
    return sum(row.action == "looked" and row.actor == place.staff.staff_id for row in rows)


def test_every_page_that_is_read_is_written_down(client: PageClient, db: Database, place: Place) -> None:
    rules = client.client.application.url_map.iter_rules()
    reading = {
        rule.endpoint for rule in rules if rule.endpoint.startswith("sharing.") and "GET" in (rule.methods or ())
    }
    of_staff = {endpoint for endpoint in reading if DOORS[endpoint] == WORKER}
    assert of_staff == place.addresses.keys() | SHOW_NOBODY
    for endpoint, address in place.addresses.items():
        before = looks(db, place)
        client.get(address)
        assert looks(db, place) == before + 1, endpoint


def test_a_form_that_comes_back_is_a_look_too(client: PageClient, db: Database, place: Place) -> None:
    for address, end in (("sharing.member", "/yes"), ("sharing.keep_safe", "")):
        client.get(place.addresses[address])
        before = looks(db, place)
        client.post(place.addresses[address] + end, {}, status=422)
        assert looks(db, place) == before + 1


lives = st.lists(st.sampled_from(["finished", "draft", "shared-elsewhere", "ended", "over"]), max_size=4)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(lives)
def test_who_shared_nothing_looks_like_who_has_done_no_wheel(
    client: PageClient, db: Database, clock: Clock, life: list[str]
) -> None:
    with undone(db):
        team = staffing.make_team(db)
        staff = staffing.make_staff(db, team, name="Jo")
        staffing.sign_in(client, db, staff, at=clock.at)
        family = households.make_family(db, team, coordinator=staff)
        owner_id = make_person(db)
        member = households.make_member(db, family)
        households.join(db, member, owner_id)
        addresses = [
            "/shared",
            "/today",
            f"/families/{family.family_id}",
            f"/families/{family.family_id}/people/{member.member_id}",
            f"/families/{family.family_id}/sharing",
            f"/members/{member.member_id}/sharing",
        ]
        elsewhere = staffing.make_team(db, "Elsewhere")
        before = [as_read(client, address) for address in addresses]
        for state in life:
            to = elsewhere if state == "shared-elsewhere" else team
            live(db, owner_id, Recipient("team", to.team_id), state, at=clock.at)
        assert [as_read(client, address) for address in addresses] == before


def as_read(client: PageClient, address: str) -> str:
    reply = client.client.get(address, base_url=client.base_url)
    assert reply.status_code == 200, address
    return re.sub(r'csrf_token" value="[^"]*', "", reply.get_data(as_text=True))


def live(db: Database, owner_id: str, to: Recipient, state: str, *, at: str) -> None:
    """Something that happens in a person's life and that their worker is to know nothing of."""
    if state == "draft":
        make_draft(db, owner_id, at=at)
        return
    wheel = make_finished(db, owner_id, {"home": Given("scored", 20, "arc", "a note")}, at=at)
    if state == "finished":
        return
    until = "2026-01-01" if state == "over" else None
    given_one = consent.give(db, owner_id, to, Terms(wheel.checkin_id, until_on=until), own_hand(owner_id), at=at)
    if state == "ended":
        consent.withdraw(db, owner_id, given_one.grant_id, own_hand(owner_id), at=at)
