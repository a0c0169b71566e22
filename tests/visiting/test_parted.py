"""What goes on for staff after their team’s work with a family has ended: nothing."""

from __future__ import annotations

from tests.conftest import Clock
from tests.support.page import PageClient
from tests.visiting.conftest import Home
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
