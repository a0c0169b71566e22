"""Made-up people, families and staff to look around with. Only for an empty database, and clearly marked."""

from __future__ import annotations

from collections.abc import Iterator

from wheel_app.accounts import has_staff, show_code
from wheel_app.clock import PointSet
from wheel_app.people import has_anyone
from wheel_app.records.demo.families import Cast, make_families
from wheel_app.records.demo.services import make_services
from wheel_app.records.demo.staff import make_staff
from wheel_app.records.demo.wheels import PEOPLE, PICTURES, make_people
from wheel_app.tools import Library
from wheel_app.web.house import House

__all__ = ["PEOPLE", "PICTURES", "load"]


def load(house: House, library: Library, points: PointSet) -> Iterator[str]:
    """Load what is made up and say how each comes in; refuse where anybody is stored, of families or of staff."""
    if has_anyone(house.db) or has_staff(house.db):
        yield "The database is not empty, so no made-up people were added."
        return
    yield "Made-up people to come back as (four pictures in this order: sun, boat, tree, cup):"
    made = make_people(house, library)
    for name, (_, code) in made.items():
        yield f"  {name}: code {show_code(code)}"
    address = f"{house.settings.base_url}/staff/set-up"
    yield f"Made-up staff, each with a code to set up with at {address} (once, within three days):"
    people = make_staff(house)
    for one in people.values():
        yield f"  {one.staff.full_name} (made up), {one.staff.title or one.staff.role}, {one.staff.email}: {one.code}"
    services = make_services(house, people["Hana"].staff)
    cast = Cast({name: one.staff for name, one in people.items()}, {n: o for n, (o, _) in made.items()}, services)
    make_families(house, library, points, cast)
    yield "Made-up families: the Ahmeds, whom “Amina” has joined, the Ó Briains, whom “Leo” has joined, and the Begums,"
    yield "whom “Sana” (made up) has joined: her baby is not born yet, and Jo is to see her this week."
    yield f"{len(services)} made-up local services in the green book."
    register = f"{house.settings.base_url}/kiosk/register"
    yield f"A made-up hub: as Hana, get a code on “Hub devices” and type it in another browser at {register}"
