"""Where somebody joined in another’s place, a worker takes the link away, and nothing else."""

from __future__ import annotations

import pytest

from tests import households, staffing, visits
from tests.builders import make_finished, make_person
from tests.conftest import Clock
from tests.people.joining import Case, joined
from tests.support.page import PageClient
from wheel_app import audit, people
from wheel_app.storage import Database


@pytest.fixture
def wrong(db: Database, case: Case) -> str:
    """Somebody else than the member, who has joined as them."""
    owner_id = make_person(db)
    make_finished(db, owner_id, {"home": 20})
    households.join(db, case.member, owner_id)
    return owner_id


def test_a_worker_takes_the_link_away_with_a_reason(
    client: PageClient, db: Database, clock: Clock, case: Case, wrong: str
) -> None:
    own = visits.another(client)
    visits.sign_in(own, db, wrong, at=clock.at)
    assert own.get("/about-me").all("dl.facts")
    client.get(case.own_way)
    page = client.submit({"why": "Bob answered for her"}, form="form[action$=own-way]", statements=16)
    assert "Invite them" in page.text
    assert joined(db) == []
    assert not own.get("/about-me").all("dl.facts")
    assert db.value("SELECT count(*) FROM checkin WHERE owner_id = :id", id=wrong) == 1
    row = audit.list_rows(db, audit.chain_of_family(case.member.family_id), most=9)
    taken = next(one for one in row if one.action == "left-record")
    assert audit.text_of(db, taken.chain, taken.seq) == "Bob answered for her"
    assert wrong not in repr(row)


def test_without_a_reason_it_stays(client: PageClient, db: Database, case: Case, wrong: str) -> None:
    client.get(case.own_way)
    page = client.submit({"why": " "}, form="form[action$=own-way]", status=422)
    assert page.errors
    assert people.owner_of_member(db, case.member.member_id) == wrong


def test_pressed_twice_it_is_taken_away_once(client: PageClient, db: Database, case: Case, wrong: str) -> None:
    client.get(case.own_way)
    for _ in range(2):
        client.post(case.own_way, {"why": "Bob answered for her"}, statements=16)
    assert joined(db) == []


def test_nobody_else_takes_it_away(client: PageClient, db: Database, clock: Clock, case: Case, wrong: str) -> None:
    staffing.sign_in(client, db, staffing.make_staff(db, staffing.make_team(db)), at=clock.at)
    client.get("/families")
    client.post(case.own_way, {"why": "Bob answered for her"}, status=404)
    assert len(joined(db)) == 1
