"""The day of the next visit, in what a person takes along: of their own visits, of a child who is still asked about."""

from __future__ import annotations

from tests.builders import AT
from tests.losing_a_child import lose, make_home, silencing
from tests.visited import make_visited
from wheel_app import visits
from wheel_app.people import end_silence, find_silence
from wheel_app.storage import Database, later


def next_days(db: Database, owner_id: str) -> list[str | None]:
    return [row["next_on"] for row in visits.export(db, owner_id)["visit_parts"]]


def test_of_a_lost_child_no_next_visit_is_taken_along_by_who_knows(db: Database) -> None:
    home = make_home(db)
    make_visited(db, home.mother, home.father, child=home.ada, by=home.worker)
    assert (next_days(db, home.her), next_days(db, home.him)) == (["2027-05-20"], ["2027-05-20"])
    lose(db, home, home.mother)
    assert (next_days(db, home.her), next_days(db, home.him)) == ([None], ["2027-05-20"])
    silence = find_silence(db, home.ada.member_id)
    assert silence
    end_silence(db, silence, how="mistake", why="", by=home.worker, at=later(AT, days=40), silencing=silencing())
    assert next_days(db, home.her) == ["2027-05-20"]


def test_the_next_day_is_told_to_those_alone_who_were_there(db: Database) -> None:
    home = make_home(db)
    visit = make_visited(db, home.mother, child=home.ada, by=home.worker)
    visits.put_part(db, visit, home.father.member_id, done_by="paper", at=AT, is_finished=True)
    assert (next_days(db, home.her), next_days(db, home.him)) == (["2027-05-20"], [None])
