"""Names of staff and teams by their ids, many at once."""

from __future__ import annotations

from tests import staffing
from wheel_app.accounts import names_of
from wheel_app.storage import Database


def test_they_come_as_they_were_asked_for(db: Database) -> None:
    teams = [staffing.make_team(db, f"Team {number}") for number in range(40)]
    asked = [("team", one.team_id) for one in reversed(teams)]
    with db.transaction():
        if db.engine == "postgresql":
            # As it does by itself once it has counted the rows: then the order is anybody’s guess.
            db.execute("SET LOCAL enable_nestloop = off")
        found = names_of(db, [asked[0], ("team", "nobody"), *asked[1:]])
    assert list(found) == asked
