"""Joining a family after a loss, and leaving it again."""

from __future__ import annotations

from tests.builders import make_person
from tests.households import make_member, relate
from tests.losing_a_child import LATER, lose, make_home, silencing
from wheel_app import people
from wheel_app.people.joining.actions import unjoin
from wheel_app.people.joining.asking import Question, answer_yes
from wheel_app.storage import Database, later

AFTER = later(LATER, days=1)


def nothing(db: Database, member_id: str, owner_id: str) -> None:
    """Who joins has nothing here yet."""


def test_whoever_joins_in_a_parents_place_finds_silence_and_leaves_it_there(db: Database) -> None:
    home = make_home(db)
    lose(db, home, home.mother)
    carer = make_member(db, home.family, "Nan")
    relate(db, carer, home.ada, "grandparent", by=home.worker)
    owner_id = make_person(db)
    question = Question(carer, "handed-over", None)
    assert answer_yes(db, question, owner_id, at=AFTER, silencing=silencing(), on_joined=nothing)
    assert [one.kind for one in list(people.list_changes(db, owner_id))] == ["death"]
    unjoin(db, carer, why="not them", by=home.worker, at=AFTER, silencing=silencing())
    assert list(people.list_changes(db, owner_id)) == []


def test_who_is_no_carer_of_the_child_joins_and_keeps_all_of_theirs(db: Database) -> None:
    home = make_home(db)
    lose(db, home, home.mother)
    lodger = make_member(db, home.family, "Bo")
    owner_id = make_person(db)
    question = Question(lodger, "handed-over", None)
    assert answer_yes(db, question, owner_id, at=AFTER, silencing=silencing(), on_joined=nothing)
    assert list(people.list_changes(db, owner_id)) == []
