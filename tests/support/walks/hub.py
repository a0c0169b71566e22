"""A hub's devices, handing over and taking back, invitations, joining, and a lost slip."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests import households, staffing, visits
from tests.support.opened import Page
from tests.support.page import PageClient

Step = tuple[str, Page]
PICTURES = ",".join(visits.FOUR)


def steps(client: PageClient) -> Iterator[Step]:
    db, at = visits.store(client), visits.moment(client)
    hub = staffing.make_team(db, "12", staffing.make_organisation(db, "90"), is_hub=True)
    host = staffing.make_staff(db, hub, role="host", name="34")
    office = _beside(client)
    staffing.sign_in(office, db, host, at=at)
    # This screen forgets who was here, their language too: the browser's own is asked.
    spoken = {"Accept-Language": visits.language_of(client)}
    yield "kiosk-closed", client.get("/kiosk", headers=spoken)
    visits.speak_like(client, office)
    yield "register-device", client.get("/kiosk/register")
    yield "register-device-error", client.submit({"code": "12"}, status=422)
    office.get("/devices")
    yield "devices-error", office.submit({"label": ""}, form="form[action$=devices]", status=422)
    office.get("/devices")
    made = office.submit({"label": "56"}, form="form[action$=devices]")
    yield "device-code", made
    client.get("/kiosk/register")
    yield "kiosk", client.submit({"code": made.one(".code").text}, headers=spoken)
    visits.speak_like(client, office)
    yield from _handing_over(_beside(client))
    yield from _joining(_beside(client))


def _beside(client: PageClient) -> PageClient:
    other = visits.another(client)
    visits.speak_like(other, client)
    return other


def _handing_over(device: PageClient) -> Iterator[Step]:
    db, at = visits.store(device), visits.moment(device)
    worker = staffing.make_staff(db, staffing.make_team(db, "12", staffing.make_organisation(db, "90")), name="34")
    staffing.sign_in(device, db, worker, at=at)
    yield "hand-over-no-pin", device.get("/hand-over")
    staffing.give_pin(device, db, worker)
    device.get("/hand-over")
    # Handed over and taken back, a device has forgotten the language of whoever had it.
    spoken = visits.language_of(device)
    handed = device.submit(form="form[action$=hand-over]")
    visits.speak(device, spoken)
    yield "handed-over", device.get(handed.path)
    yield "take-back", device.get("/take-back")
    yield "take-back-error", device.submit({"pin": "123456"}, status=422)
    device.submit({"pin": staffing.PIN})
    visits.speak(device, spoken)
    yield "taken-back", device.get("/today")


def _joining(device: PageClient) -> Iterator[Step]:
    db, at = visits.store(device), visits.moment(device)
    team = staffing.make_team(db, "12", staffing.make_organisation(db, "90"))
    worker = staffing.make_staff(db, team, name="34")
    member = households.make_member(db, households.make_family(db, team, "56", by=worker), "78", by=worker)
    staffing.give_pin(device, db, worker)
    staffing.sign_in(device, db, worker, at=at)
    device.get(f"/families/{member.family_id}/people/{member.member_id}/own-way")
    invitation = device.submit(form="form[action$=invite]")
    yield "invitation", invitation
    number, token = (re.sub(r"\D", "", code.text) for code in invitation.all(".code"))
    phone = _beside(device)
    yield "invitation-open", phone.get("/invitation")
    yield "invitation-error", phone.submit({"invitation": token, "number": "1"}, status=422)
    phone.get("/invitation")
    yield "invited", phone.submit({"invitation": token, "number": number})
    visits.first_touch(phone)
    phone.get("/keep")
    yield "joining", phone.submit({"picked": PICTURES}, form=visits.PICTURES, button=visits.last_button(phone))
    phone.submit(form="main form", button="answer=yes")
    yield "joined", phone.get("/joined")
    device.get(f"/families/{member.family_id}/people/{member.member_id}/own-way")
    spoken = visits.language_of(device)
    device.submit(form="form[action$=hand-over]", button="go=lost-slip")
    visits.speak(device, spoken)
    yield "lost-slip", device.get("/lost-slip")
    yield "lost-slip-error", device.submit({"picked": "boat"}, form=visits.PICTURES, button="go=known", status=422)
