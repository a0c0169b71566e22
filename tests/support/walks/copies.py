"""A copy of what is kept about somebody: the one they take themselves, and the one that is handed to them."""

from __future__ import annotations

from collections.abc import Iterator

from tests import households, staffing, visits
from tests.builders import make_finished, make_person
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.people.care.actions import write_note

Step = tuple[str, Page]


def steps(client: PageClient) -> Iterator[Step]:
    db, at = visits.store(client), visits.moment(client)
    owner_id = make_person(db, at=at)
    make_finished(db, owner_id, {"home": 20}, at=at)
    visits.sign_in(client, db, owner_id, at=at)
    yield "my-copy-shared-device", client.get("/my-copy")
    client.get("/take-home")
    client.submit(form="form[action$=own-phone]")
    yield "my-copy", client.get("/my-copy")
    yield "my-copy-safe", client.submit(form="form[action$=my-copy]")
    yield "my-copy-files", client.submit(button="safe=yes", form="form[action$=my-copy]")
    yield "my-copy-not-here", client.post("/my-copy", {"safe": "no"})
    beside = visits.another(client)
    visits.speak_like(beside, client)
    yield from _handed(beside, at)


def _handed(device: PageClient, at: str) -> Iterator[Step]:
    db = visits.store(device)
    team = staffing.make_team(db, "12", staffing.make_organisation(db, "90"))
    manager = staffing.make_staff(db, team, role="manager", name="34", title="56")
    staffing.give_pin(device, db, manager)
    member = households.make_member(db, households.make_family(db, team, "78", by=manager, at=at), "12", by=manager)
    write_note(db, member.family_id, "12:30", by=manager, at=at, member_id=member.member_id, for_them=True)
    staffing.sign_in(device, db, manager, at=at)
    address = f"/families/{member.family_id}/people/{member.member_id}/copies"
    device.get(address, statements=16)
    yield "copy-asked-error", device.submit({"asked_by": ""}, status=422, statements=26)
    device.get(address, statements=16)
    yield "copy-asked", device.submit({"asked_by": "12"}, statements=26)
    copy_id = db.value("SELECT copy_id FROM copy_request WHERE member_id = :id", id=member.member_id)
    page = device.get(f"/copies/{copy_id}", statements=40)
    why = dict.fromkeys((field.get("name") for field in page.all("main input[name^=why_]")), "12")
    device.submit(why, button="go=finish", statements=80)
    device.get(address, statements=16)
    # Handed over, a device has forgotten the worker's language too.
    spoken = visits.language_of(device)
    device.submit(form=f"form[action$='{copy_id}/hand-over']", statements=30)
    visits.speak(device, spoken)
    yield "copy-for-me", device.get("/copy-for-me")
    yield "copy-for-me-read", device.submit(form="/copy-for-me", statements=16)
