"""A family with a young child whom a worker visits, put into the store behind the app."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.browser.served import Server
from tests.browser.staff import make_worker, moment
from tests.households import make_family, make_member, relate
from wheel_app.accounts import Staff, list_teams_of
from wheel_app.clock import Offset, load_point_sets, reckon_member
from wheel_app.people import Family, Member


@dataclass(frozen=True)
class Home:
    """Who visits, and who lives there."""

    worker: Staff
    family: Family
    child: Member
    mother: Member
    father: Member


def make_home(server: Server) -> Home:
    """A child who is twelve months old, and two carers."""
    worker = make_worker(server, name="Jo Canary")
    born = Offset(-12, "months").after(date.fromisoformat(moment()[:10])).isoformat()
    with server.store() as db:
        (team,) = list_teams_of(db, worker.staff_id)
        family = make_family(db, team, "Canary family", by=worker, coordinator=worker, at=moment())
        child = make_member(db, family, "Ann", "child", by=worker, born_on=born, at=f"{born}T10:00:00.000000Z")
        mother, father = (make_member(db, family, name, by=worker, at=moment()) for name in ("Maeve", "Tom"))
        for carer in (mother, father):
            relate(db, carer, child, by=worker)
        reckon_member(db, load_point_sets(None, "seven").running, child)
    return Home(worker, family, child, mother, father)
