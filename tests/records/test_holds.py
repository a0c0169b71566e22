"""A legal hold: while one stands nothing is erased, whoever asks, and the person is told so kindly."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import staffing, visits
from tests.builders import AT, make_finished, make_person
from tests.conftest import Clock
from tests.households import make_family
from tests.records.lists import ONE, TWO, agree, became, finish, make_list
from tests.records.lives import held, make_life
from tests.sittings import make_together, owner_of
from tests.support.page import PageClient
from wheel_app import ERASERS, audit, people
from wheel_app.people import get_keep_until
from wheel_app.records import Keepings, erase_myself, erase_person, keeping_of_families, purge
from wheel_app.records.retention import (
    Held,
    Hold,
    is_on_hold,
    keeping_of_persons,
    lift_hold,
    list_holds,
    reason_of,
    set_hold,
    set_hold_on,
)
from wheel_app.storage import Database, later, new_id

KEEPINGS = Keepings((keeping_of_persons(ERASERS, purge_hours=24),))


def hold(db: Database, subject: str, *, reason: str = "a court asked", at: str = AT) -> Hold:
    found = set_hold(db, KEEPINGS, subject, reason, ONE, at=at)
    assert found is not None
    return found


def lift(db: Database, hold_id: str, *, at: str = AT) -> bool:
    return lift_hold(db, hold_id, "the court is done", TWO, at=at)


def test_nobody_erases_what_is_held(db: Database) -> None:
    owner_id, _ = make_life(db)
    hold(db, audit.chain_of_owner(owner_id))
    before = held(db)
    with pytest.raises(Held):
        erase_person(db, owner_id, ERASERS)
    with pytest.raises(Held):
        erase_myself(db, owner_id, ERASERS, at=AT)
    assert purge(db, ERASERS, at=later(AT, days=900), purge_hours=24) == 0
    after = held(db)
    assert {name for name in before if before[name] != after[name]} == {"sign_in"}, "visits end with their time"


def test_what_several_did_may_be_held_and_then_its_last_maker_stays(db: Database) -> None:
    maker, _ = make_life(db)
    hold(db, audit.chain_of_owner(owner_of(db, make_together(db, maker, None))))
    with pytest.raises(Held):
        erase_myself(db, maker, ERASERS, at=AT)
    run = make_list(db)
    agree(db, run)
    assert finish(db) == 0
    assert became(db, run) == {audit.chain_of_owner(maker): "spared"}
    assert get_keep_until(db, maker) is not None


def test_who_goes_by_themselves_stays_while_what_they_did_together_is_held(db: Database) -> None:
    maker, other = make_person(db), make_person(db)
    circle_id = owner_of(db, make_together(db, maker, None))
    found = hold(db, audit.chain_of_owner(circle_id))
    assert purge(db, ERASERS, at=later(AT, days=900), purge_hours=24) == 1
    assert [get_keep_until(db, one) is not None for one in (maker, other)] == [True, False]
    assert lift(db, found.hold_id, at=later(AT, days=900))
    assert purge(db, ERASERS, at=later(AT, days=900), purge_hours=24) == 1


def test_a_walk_away_who_is_held_stays_and_all_others_go(db: Database) -> None:
    owners = [make_person(db) for _ in range(60)]
    for owner_id in owners[:55]:
        hold(db, audit.chain_of_owner(owner_id))
    assert purge(db, ERASERS, at=later(AT, days=2), purge_hours=24, most=50) == 5
    assert [get_keep_until(db, owner_id) is not None for owner_id in owners] == [True] * 55 + [False] * 5


def test_when_it_is_lifted_it_can_go(db: Database) -> None:
    owner_id = make_person(db)
    chain = audit.chain_of_owner(owner_id)
    first, second = hold(db, chain), hold(db, chain)
    assert lift(db, first.hold_id)
    assert is_on_hold(db, chain), "each hold stands for itself"
    assert lift(db, second.hold_id, at=later(AT, days=3))
    assert purge(db, ERASERS, at=later(AT, days=3), purge_hours=24) == 1


def test_holds_that_stand_are_listed_the_newest_first(db: Database) -> None:
    chains = [audit.chain_of_owner(make_person(db)) for _ in range(3)]
    holds = [hold(db, chain, at=later(AT, minutes=number)) for number, chain in enumerate(chains)]
    lift(db, holds[1].hold_id)
    assert list_holds(db, most=9) == (holds[2], holds[0])
    assert list_holds(db, most=1) == (holds[2],)


@pytest.mark.parametrize("subject", ["owner:nobody", "owner:", "family:nobody", "nobody", "", "owner", "system"])
def test_nobody_unknown_is_held(db: Database, subject: str) -> None:
    before = held(db)
    assert set_hold(db, KEEPINGS, subject, "a reason", ONE, at=AT) is None
    assert held(db) == before


def test_the_id_of_a_family_of_a_person_or_of_a_wheel_is_enough(db: Database) -> None:
    family = make_family(db)
    wheel = make_finished(db, make_person(db), {"home": 20})
    keepings = Keepings((*KEEPINGS.kinds, keeping_of_families((), people.KeepFor(6, 25))))
    for number, subject in (
        (family.family_id, audit.chain_of_family(family.family_id)),
        (wheel.owner_id, audit.chain_of_owner(wheel.owner_id)),
        (wheel.checkin_id, audit.chain_of_owner(wheel.owner_id)),
    ):
        found = set_hold_on(db, keepings, number, "a court asked", ONE, at=AT)
        assert found is not None
        assert found.subject == subject
        assert reason_of(db, found) == "a court asked"
    assert set_hold_on(db, keepings, new_id(), "a court asked", ONE, at=AT) is None
    assert set_hold_on(db, keepings, None, "a court asked", ONE, at=AT) is None


def test_lifting_twice_or_what_is_not_there_does_nothing(db: Database) -> None:
    found = hold(db, audit.chain_of_owner(make_person(db)))
    assert lift(db, found.hold_id)
    before = held(db)
    assert not lift(db, found.hold_id)
    assert not lift(db, "nothing")
    assert held(db) == before


def test_who_held_and_who_lifted_is_written_down_and_why_beside_it(db: Database) -> None:
    chain = audit.chain_of_owner(make_person(db))
    found = hold(db, chain, reason="a court asked")
    lift(db, found.hold_id)
    lifted, was_set = audit.list_rows(db, chain, most=9)
    assert (was_set.action, was_set.actor, was_set.about) == ("hold-set", "019a-one", found.hold_id)
    assert (lifted.action, lifted.actor, lifted.about) == ("hold-lifted", "019a-two", found.hold_id)
    assert [audit.text_of(db, chain, seq) for seq in (1, 2)] == ["a court asked", "the court is done"]
    assert "court" not in repr((lifted, was_set))


@pytest.mark.parametrize("is_kept", [False, True])
def test_leaving_nothing_behind_is_put_off_kindly_and_the_visit_ends(
    app: Flask, client: PageClient, db: Database, clock: Clock, is_kept: bool
) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    if is_kept:
        visits.keep(client)
    hold(db, audit.chain_of_owner(owner_id))
    client.get("/take-home")
    page = client.post("/erase", status=409)
    assert "can’t be erased just now" in page.text
    assert "Ask a worker you know" in page.text
    assert ("Your code and your pictures still open it." in page.text) == is_kept
    assert "hold" not in page.text.lower().replace("household", "")
    assert get_keep_until(db, owner_id) is not None
    assert db.value("SELECT count(*) FROM sign_in WHERE ended_at IS NULL") == 0
    assert client.get("/mine", status=303).status == 303


def test_at_a_hub_the_device_waits_for_the_next_one_afterwards(client: PageClient, db: Database, clock: Clock) -> None:
    staffing.register_device(client, db, staffing.make_team(db, is_hub=True))
    client.get("/kiosk/ur")
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    hold(db, audit.chain_of_owner(owner_id))
    client.get("/take-home")
    told = client.post("/erase", status=409)
    page = client.get(told.one("main .actions a").get("href"))
    assert (page.path, page.root.get("lang")) == ("/kiosk", "en")
