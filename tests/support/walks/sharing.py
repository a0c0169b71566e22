"""Choosing who may see what, and what staff read and do about it."""

from __future__ import annotations

from collections.abc import Iterator

from tests import households, staffing, visits
from tests.builders import SHARED, make_finished, make_person, make_young
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import consent
from wheel_app.accounts import Staff
from wheel_app.checkins import Checkin
from wheel_app.people import Family, Member
from wheel_app.storage import later

Step = tuple[str, Page]
REASON = "1234567890"
BORN = {"born_day": "3", "born_month": "2", "born_year": "1990"}


def steps(client: PageClient) -> Iterator[Step]:
    db, at = visits.store(client), visits.moment(client)
    team = staffing.make_team(db, "12", staffing.make_organisation(db, "90"))
    worker = staffing.make_staff(db, team, name="12", title="34")
    family = households.make_family(db, team, "12", coordinator=worker)
    member = households.make_member(db, family, "12", born_on="1990-02-03")
    owner_id = make_person(db, at=at)
    marks = dict.fromkeys(SHARED, 40)
    first = make_finished(db, owner_id, {**marks, "home": 20}, at=later(at, days=-90))
    last = make_finished(db, owner_id, marks, at=at)
    young = make_young(db, owner_id, {"caring": 20}, at=at)
    visits.sign_in(client, db, owner_id, at=at)
    yield "who-can-see-nobody", client.get("/who-can-see")
    yield "share-nobody", client.get(f"/check-ins/{last.checkin_id}/share")
    households.join(db, member, owner_id)
    yield from _choosing(client, worker, (first, last, young))
    other = visits.another(client)
    visits.speak_like(other, client)
    yield "our-page-nobody", client.get("/our-page")
    yield from _staff(other, worker, family, member, last)
    yield "our-page", client.get("/our-page")
    yield "our-page-yes", client.submit(form="main form", button="says=yes")
    yield "who-can-see-looked", client.get("/who-can-see")


def _choosing(client: PageClient, worker: Staff, wheels: tuple[Checkin, Checkin, Checkin]) -> Iterator[Step]:
    db, (first, last, young) = visits.store(client), wheels
    who = f"staff:{worker.staff_id}"
    _say_present(client, "helped")
    yield "for-you-alone", client.get(f"/check-ins/{last.checkin_id}/share")
    _say_present(client, "alone")
    yield "share", client.get(f"/check-ins/{last.checkin_id}/share")
    yield "share-error", client.post(f"/check-ins/{last.checkin_id}/share", {"who": "nobody"}, status=422)
    client.get(f"/check-ins/{last.checkin_id}/share")
    wheels_too = {"who": who, "wheels": [first.checkin_id], "until": "3"}
    yield "who-can-see", client.submit(wheels_too, form="main form", statements=20)
    yield "share-young", client.get(f"/check-ins/{young.checkin_id}/share")
    yield "share-young-error", client.submit({"who": who}, form="main form", status=422)
    yield "it-is-yours", client.submit({"who": who, "decided": "told-to"}, form="main form")
    assert db.value("SELECT count(*) FROM sharing_grant WHERE checkin_id = :id", id=young.checkin_id) == 0


def _say_present(client: PageClient, present: str) -> None:
    db = visits.store(client)
    with db.transaction():
        db.execute(
            "UPDATE sign_in SET present = :present WHERE owner_id IS NOT NULL AND ended_at IS NULL", present=present
        )


def _staff(client: PageClient, worker: Staff, family: Family, member: Member, wheel: Checkin) -> Iterator[Step]:
    db, at = visits.store(client), visits.moment(client)
    elsewhere = staffing.make_team(db, "12", staffing.make_organisation(db, "90"))
    stranger = staffing.make_staff(db, elsewhere, name="12")
    staffing.sign_in(client, db, stranger, at=at)
    yield "shared-nothing", client.get("/shared")
    yield "emergency", client.get("/emergency")
    yield "emergency-error", client.submit({"name": "", "reason": "1"}, status=422)
    client.get("/emergency")
    wanted = {"name": "12", **BORN, "reason": REASON}
    yield "emergency-untold", client.submit(wanted, status=422)
    staffing.make_staff(db, elsewhere, role="manager")
    yield "opened", client.submit(wanted, statements=20)
    staffing.sign_in(client, db, worker, at=at)
    yield "shared", client.get("/shared")
    yield "shared-one", client.get(f"/shared/{wheel.checkin_id}")
    yield "shared-then-and-now", client.get(f"/shared/{wheel.checkin_id}/then-and-now")
    yield from _keeping_safe(client, worker, wheel)
    yield from _from_paper(client, family, member)
    yield from _household(client, worker, family, member)


def _keeping_safe(client: PageClient, worker: Staff, wheel: Checkin) -> Iterator[Step]:
    db, address = visits.store(client), f"/shared/{wheel.checkin_id}/keep-safe"
    yield "keep-safe", client.get(address)
    yield "keep-safe-error", client.submit({"reason": "1"}, form=address, status=422)
    to = db.value("SELECT team_id FROM staff_team WHERE staff_id = :id", id=worker.staff_id)
    sent = {"whom": to, "reason": REASON, "is_safe": "no"}
    client.get(address)
    yield "keep-safe-done", client.submit(sent, form=address, statements=20)
    alone = make_finished(db, make_person(db), {"home": 40}, at=visits.moment(client))
    hand = consent.Hand(alone.owner_id, "family")
    team = consent.Recipient("team", to)
    consent.give(db, alone.owner_id, team, consent.Terms(alone.checkin_id), hand, at=visits.moment(client))
    yield "shared-nothing-yet", client.get(f"/shared/{alone.checkin_id}/then-and-now")


def _from_paper(client: PageClient, family: Family, member: Member) -> Iterator[Step]:
    db, address = visits.store(client), f"/members/{member.member_id}/sharing"
    yield "member-not-joined", client.get(f"/members/{households.make_member(db, family, '34').member_id}/sharing")
    yield "member-sharing", client.get(address)
    yield "member-sharing-error", client.submit({"yes-reason": "1"}, form=f"{address}/yes", status=422)
    client.get(address)
    hidden = client.submit({"log-reason": REASON}, form=f"{address}/log")
    yield "member-log-hidden", hidden
    client.submit(form=f"{address}/log")


def _household(client: PageClient, worker: Staff, family: Family, member: Member) -> Iterator[Step]:
    db, address = visits.store(client), f"/families/{family.family_id}/sharing"
    child = households.make_member(db, family, "56", "child")
    yield "household-sharing-nobody", client.get(address)
    households.relate(db, member, child, by=worker)
    elsewhere = staffing.make_team(db, "78", staffing.make_organisation(db, "90"))
    yield "household-sharing", client.get(address)
    yield "household-sharing-error", client.submit({}, form=address, status=422)
    yield "household-sharing-asked", client.submit({"team": elsewhere.team_id}, form=address, statements=20)
