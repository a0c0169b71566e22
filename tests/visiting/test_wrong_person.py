"""Where somebody had joined in another’s place, what was told for the member goes back to the member."""

from __future__ import annotations

import pytest

from tests.builders import AT, everything, make_person
from tests.conftest import Clock
from tests.people.joining import joined as links
from tests.support.page import PageClient
from tests.visited import make_visit, prepare
from tests.visited_pages import MANY, answers, begin_telling, hand_over, part_of, take_back
from tests.visiting.conftest import Home
from tests.visits import another, sign_in
from wheel_app import checkins, consent, people, visits
from wheel_app.storage import Database, later
from wheel_app.visits import Visit

WORD = "acanaryword"
JOINED = later(AT, minutes=5)


def tell(client: PageClient, visit: Visit, home: Home) -> None:
    begin_telling(client, visit, home.mother)
    sent = {"words.hope-me": WORD, "answer.bills": "3"}
    client.submit(sent, form="form.lines", button="go=done", statements=MANY)


def join_wrongly(db: Database, home: Home, *, at: str = JOINED) -> str:
    """Somebody else joins as the mother, and is given what she told."""
    owner_id = make_person(db)
    with db.transaction():
        people.join(db, home.mother.member_id, owner_id, how="invitation", at=at)
        visits.give_to_person(db, home.mother.member_id, owner_id)
    return owner_id


def unjoin(client: PageClient, home: Home) -> None:
    client.get(f"/families/{home.family.family_id}/people/{home.mother.member_id}/own-way")
    client.submit({"why": "Bob answered for her"}, form="form[action$=own-way]", statements=MANY)


def held_by(db: Database, owner_id: str) -> dict[str, int]:
    """How many rows of each table name a person, but for the audit, which is never changed."""
    found = {name: sum(owner_id in repr(row) for row in rows) for name, rows in everything(db).items()}
    return {name: count for name, count in found.items() if count and name[:5] != "audit"}


@pytest.fixture
def phone(client: PageClient) -> PageClient:
    return another(client)


def test_the_wrong_person_reads_nothing_of_it_any_more_and_who_heard_it_does(
    client: PageClient, phone: PageClient, db: Database, home: Home, clock: Clock, visit: Visit
) -> None:
    tell(client, visit, home)
    wrong = join_wrongly(db, home)
    before = held_by(db, wrong)
    part = part_of(db, visit, home.mother)
    assert part.owner_id == wrong
    clock.forward(minutes=6)
    sign_in(phone, db, wrong, at=clock.at)
    client.get(f"/visits/{visit.visit_id}/parts/{home.mother.member_id}", statements=MANY)
    assert "Jo Bloggs" in phone.get("/who-can-see").text
    unjoin(client, home)
    assert links(db) == []
    for address in ("/mine", "/who-can-see", "/joined", "/about-me"):
        page = phone.get(address, statements=MANY)
        assert WORD not in page.text
        assert "Jo Bloggs" not in page.text, address
    for kept in part.checkin_ids:
        phone.get(f"/lines/{kept}", status=404)
    phone.get(f"/my-visits/parts/{part.part_id}", status=404)
    assert WORD not in repr(visits.export(db, wrong)) + repr(checkins.export(db, wrong))
    assert set(held_by(db, wrong)) == {"person", "sign_in"} < {*before, "sign_in"}
    part = part_of(db, visit, home.mother)
    assert people.get_keep_until(db, part.owner_id)
    assert [(one.how, one.to.id) for one in consent.grants_of(db, part.owner_id)] == [("told", home.worker.staff_id)]
    page = client.get(f"/visits/{visit.visit_id}/parts/{home.mother.member_id}", statements=MANY)
    assert WORD in page.text


def test_who_joins_rightly_afterwards_has_it(
    client: PageClient, db: Database, home: Home, clock: Clock, visit: Visit
) -> None:
    tell(client, visit, home)
    join_wrongly(db, home)
    clock.forward(minutes=6)
    unjoin(client, home)
    right = join_wrongly(db, home, at=clock.at)
    part = part_of(db, visit, home.mother)
    assert part.owner_id == right
    assert answers(db, part, part.checklist_id) == {"hope-me": WORD, "bills": 3}


def test_what_the_wrong_person_did_by_their_own_hand_stays_theirs(
    client: PageClient, db: Database, home: Home, clock: Clock, visit: Visit
) -> None:
    tell(client, visit, home)
    wrong = join_wrongly(db, home)
    clock.forward(minutes=6)
    own = prepare(db, home.child, home.mother, point="point-5", at=clock.at)
    unjoin(client, home)
    assert [one.part_id for one in visits.list_parts_of_owner(db, wrong)] == [own.part_id]
    assert [one.checkin_id for one in checkins.list_lines(db, wrong)] == [own.checklist_id]


def test_what_they_showed_of_her_words_to_others_ends(
    client: PageClient, db: Database, home: Home, clock: Clock, visit: Visit
) -> None:
    tell(client, visit, home)
    wrong = join_wrongly(db, home)
    part = part_of(db, visit, home.mother)
    hand, to = consent.Hand(wrong, "family"), consent.Recipient("team", home.team.team_id)
    everything_theirs = consent.give(db, wrong, to, consent.Terms(made_until="2026-11-29"), hand, at=clock.at)
    consent.give(db, wrong, to, consent.Terms(part.checklist_id), hand, at=later(JOINED, minutes=1))
    clock.forward(minutes=6)
    unjoin(client, home)
    part = part_of(db, visit, home.mother)
    assert [one.to.kind for one in consent.grants_of(db, part.owner_id)] == ["staff"]
    assert consent.grants_of(db, wrong) == (everything_theirs,)


def test_what_they_put_right_in_her_words_goes_back_with_them(
    client: PageClient, db: Database, home: Home, clock: Clock, visit: Visit
) -> None:
    tell(client, visit, home)
    client.post(f"/visits/{visit.visit_id}/finish", statements=MANY)
    wrong = join_wrongly(db, home)
    part = part_of(db, visit, home.mother)
    phone = another(client)
    clock.forward(minutes=6)
    sign_in(phone, db, wrong, at=clock.at)
    phone.get(f"/lines/{part.checklist_id}")
    phone.submit({}, form="form[action$=revise]", statements=MANY)
    assert len(checkins.list_lines(db, wrong)) == 2
    assert WORD in client.get(f"/visits/{visit.visit_id}/summary", statements=MANY).text
    looked = "looked at what you said about a child on 20 November 2026."
    assert looked in phone.get("/who-can-see").text
    unjoin(client, home)
    assert checkins.list_lines(db, wrong) == ()
    assert WORD not in phone.get("/mine", statements=MANY).text
    assert "obody has looked at what is yours" in phone.get("/who-can-see").text


def test_what_she_did_on_a_handed_device_before_anybody_joined_is_hers(
    client: PageClient, db: Database, home: Home, clock: Clock, visit: Visit
) -> None:
    hand_over(client, db, home, visit, home.mother)
    client.submit({"words.hope-me": WORD}, form="form.lines", button="go=finish", statements=MANY)
    client.submit({}, button="show=yes", statements=MANY)
    take_back(client)
    wrong = join_wrongly(db, home)
    clock.forward(minutes=6)
    unjoin(client, home)
    part = part_of(db, visit, home.mother)
    assert part.owner_id != wrong
    assert answers(db, part, part.checklist_id) == {"hope-me": WORD}
    assert WORD in client.get(f"/visits/{visit.visit_id}/parts/{home.mother.member_id}", statements=MANY).text


def test_where_nothing_was_told_nobody_is_made(client: PageClient, db: Database, home: Home, clock: Clock) -> None:
    make_visit(db, home.child, home.mother, by=home.worker)
    join_wrongly(db, home)
    count = "SELECT count(*) FROM person"
    before = db.value(count)
    clock.forward(minutes=6)
    unjoin(client, home)
    assert db.value(count) == before
