"""A visit in the parents’ hands: before it, on the tablet in turns, and their own copy of it."""

from __future__ import annotations

from collections.abc import Iterator

from tests import households, staffing, visits
from tests.builders import make_person
from tests.clock.children import seven
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.visited import make_visit, make_visited
from wheel_app.accounts import Staff
from wheel_app.clock import reckon_member
from wheel_app.people import Member
from wheel_app.storage import Database, later
from wheel_app.visits import list_parts

Step = tuple[str, Page]
FORM = "form.lines"
# A part that is begun or finished on the worker’s tablet says so to several rooms.
MANY = 60


def steps(client: PageClient) -> Iterator[Step]:
    db, at = visits.store(client), visits.moment(client)
    team = staffing.make_team(db, "12", staffing.make_organisation(db, "90"))
    worker = staffing.make_staff(db, team, name="34", title="56")
    family = households.make_family(db, team, "78", by=worker, coordinator=worker, at=at)
    child = households.make_member(db, family, "43", "child", born_on=later(at, days=-360)[:10], by=worker, at=at)
    mother, father = (households.make_member(db, family, name, by=worker, at=at) for name in ("21", "65"))
    for carer in (mother, father):
        households.relate(db, carer, child, by=worker)
    reckon_member(db, seven(), child)
    owner_id = make_person(db, at=at)
    households.join(db, mother, owner_id, at=at)
    phone = visits.another(client)
    visits.speak_like(phone, client)
    visits.sign_in(phone, db, owner_id, at=at)
    yield "before-a-visit", phone.get("/my-visits")
    yield "copies-of-visits-none", phone.get("/my-visits/copies")
    yield from _in_turns(client, db, worker, child, (mother, father), at)
    over = make_visited(db, mother, child=child, by=worker, words="12", at=at)
    (part,) = list_parts(db, over.visit_id)
    yield "copies-of-visits", phone.get("/my-visits/copies")
    yield "copy-of-a-visit", phone.get(f"/my-visits/copies/{part.part_id}")


def _in_turns(
    client: PageClient, db: Database, worker: Staff, child: Member, carers: tuple[Member, Member], at: str
) -> Iterator[Step]:
    staffing.sign_in(client, db, worker, at=at)
    staffing.give_pin(client, db, worker)
    visit = make_visit(db, child, *carers, by=worker, on=at[:10], at=at)
    client.get(f"/visits/{visit.visit_id}")
    form = f"form[action$='{carers[1].member_id}/hand-over']"
    language = visits.language_of(client)
    part = client.submit({}, form=form, statements=MANY)
    # A device that was handed over speaks English until somebody chooses.
    visits.speak(client, language)
    yield "part-of-a-visit", client.get(part.path)
    stale = client.page
    said = {"words.hope-me": "12"}
    yield "part-to-show", client.submit(said, form=FORM, button="go=finish", statements=MANY)
    client.page = stale
    yield "part-too-late", client.submit(said, form=FORM, button="go=save", status=409, statements=MANY)
    client.get(f"{part.path}/show")
    yield "part-turns", client.submit({}, button="show=no", statements=MANY)
