"""What goes on for staff once their team has left a family, or the child is lost: nothing is asked any more."""

from __future__ import annotations

from tests.conftest import Clock
from tests.losing_a_child import silencing
from tests.support.page import PageClient
from tests.visiting.conftest import Home
from wheel_app import people
from wheel_app.people import Loss
from wheel_app.storage import Database
from wheel_app.visits import Visit


def test_a_visit_that_goes_on_is_not_on_today_once_the_team_has_left_the_family(
    client: PageClient, db: Database, home: Home, visit: Visit, clock: Clock
) -> None:
    assert "Ann" in client.get("/today").text
    for table in ("family_team", "coordinator"):
        with db.transaction():
            db.execute(f"UPDATE {table} SET until = :at WHERE family_id = :id", at=clock.at, id=home.family.family_id)
    assert "Ann" not in client.get("/today").text
    client.get(f"/visits/{visit.visit_id}", status=404)


def test_of_a_lost_child_a_finished_visit_asks_nothing(
    client: PageClient, db: Database, home: Home, visit: Visit, clock: Clock
) -> None:
    client.get(f"/visits/{visit.visit_id}")
    client.post(f"/visits/{visit.visit_id}/finish", statements=40)
    assert "Would they like a wheel" in client.get(f"/visits/{visit.visit_id}").text
    loss = Loss("died", "2026-11-20", home.worker.staff_id)
    people.silence_member(db, home.child, loss, told=(), by=home.worker, at=clock.at, silencing=silencing())
    page = client.get(f"/visits/{visit.visit_id}")
    assert "Would they like a wheel" not in page.text
    assert "Call this visit off" not in page.text
