"""A family's record goes whole when its time is over and two people agree; what its people keep stays theirs."""

from __future__ import annotations

from contextlib import suppress

import pytest
from flask import Flask

from tests.builders import AT, everything, tables
from tests.conftest import Clock
from tests.households import make_family, make_member
from tests.lines import make_finished_lines, make_lines
from tests.losing_a_child import lose, make_home
from tests.records.lists import ONE, TWO
from tests.records.whole_families import KEEPINGS, OVER, WORD, close, due, erase_by_two, make_whole_family, subject_of
from tests.support.page import PageClient
from tests.visits import sign_in
from wheel_app import FAMILY_ERASERS, audit, people
from wheel_app.checkins import list_lines
from wheel_app.people import Family, Member
from wheel_app.records import finish_confirmed
from wheel_app.records.retention import confirm, list_now, set_hold
from wheel_app.storage import Database, NotAllowed, later

# A visit on a device that was handed over ends, and its row goes, within a day.
GOES_BY_ITSELF = {"sign_in"}


def about_families(db: Database) -> set[str]:
    """The tables with rows about a family or somebody in one."""
    named = {"family_id", "other_family_id", "member_id", "from_member", "to_member"}
    return {name for name, columns in tables(db).items() if columns & named} - GOES_BY_ITSELF


def stored(db: Database) -> dict[str, list[tuple[tuple[str, object], ...]]]:
    """Every row but those of ids and codes that stay: the audit's, and those of holds and lists."""
    stay = {"audit_row", "audit_head", "legal_hold", "retention_run", "retention_item"}
    return {name: rows for name, rows in everything(db).items() if name not in stay}


def rows_naming(db: Database, *ids: str) -> dict[str, int]:
    """How many rows of each table name any of these ids."""
    found = {name: sum(any(one in repr(row) for one in ids) for row in rows) for name, rows in stored(db).items()}
    return {name: count for name, count in found.items() if count}


def ids_of(db: Database, family: Family) -> list[str]:
    return [family.family_id, *(member.member_id for member in people.list_members(db, family.family_id))]


def test_a_whole_family_has_rows_in_every_table_about_families(db: Database) -> None:
    family = make_whole_family(db)
    known = about_families(db)
    empty = {name for name in known if not everything(db)[name]}
    assert empty == set(), "a table that this test does not know must go with a family too"
    assert known - rows_naming(db, *ids_of(db, family)).keys() == set()


def test_it_goes_whole_and_nobody_elses_does(db: Database) -> None:
    make_whole_family(db, "another")
    stays = stored(db)
    family = make_whole_family(db)
    ids = ids_of(db, family)
    close(db, family)
    assert erase_by_two(db) == {subject_of(family): "erased"}
    assert rows_naming(db, *ids) == {}
    after = stored(db)
    assert WORD not in repr(after)
    for name in about_families(db) - {"circle", "task"}:
        assert set(stays[name]) <= set(after[name]), name


def hand_over_to(db: Database, member: Member) -> None:
    with db.transaction():
        db.execute(
            "INSERT INTO sign_in (sign_in_id, kind, device_id, is_own_device, present, started_at, seen_at, member_id)"
            " VALUES ('one', 'handed-over', 'd', 0, 'worker', :at, :at, :member_id)",
            at=AT,
            member_id=member.member_id,
        )


def test_a_device_in_the_hands_of_one_of_them_names_nobody_any_more(db: Database) -> None:
    family = make_whole_family(db)
    hand_over_to(db, people.list_members(db, family.family_id)[0])
    close(db, family)
    erase_by_two(db)
    assert db.rows("SELECT member_id, ended_at FROM sign_in WHERE sign_in_id = 'one'") == [
        {"member_id": None, "ended_at": None}
    ]


def test_what_its_people_keep_for_themselves_stays(db: Database) -> None:
    family = make_whole_family(db)
    close(db, family)
    mine = ("answer", "plan", "sharing_grant", "own_access", "circle_maker", "private_answer")
    before = {name: everything(db)[name] for name in mine}
    erase_by_two(db)
    assert {name: everything(db)[name] for name in mine} == before
    assert db.value("SELECT count(*) FROM circle") == 1
    assert db.value("SELECT count(*) FROM circle WHERE family_id IS NOT NULL") == 0


def test_what_a_parent_said_about_a_child_names_nobody_and_stays_theirs(
    client: PageClient, db: Database, clock: Clock
) -> None:
    home = make_home(db)
    ids = [home.family.family_id, *(one.member_id for one in people.list_members(db, home.family.family_id))]
    his, hers = (
        [make_finished_lines(db, owner_id, {"smiles": 3}, child=child.member_id) for child in (home.ada, home.finn)]
        for owner_id in (home.him, home.her)
    )
    draft = make_lines(db, home.her, child=home.finn.member_id, picks=["smiles"])
    lose(db, home, home.mother)
    with db.transaction():
        for erase in FAMILY_ERASERS:
            erase(db, home.family.family_id)
    assert rows_naming(db, *ids) == {}
    about = {one.checkin_id: one.about_member for owner in (home.her, home.him) for one in list_lines(db, owner)}
    assert None not in about.values()
    assert about[draft.checkin_id] == about[hers[1].checkin_id]
    assert len(set(about.values())) == 4
    sign_in(client, db, home.her, at=clock.at)
    page = client.get(f"/lines/{hers[1].checkin_id}")
    assert "About a child." in page.text
    assert "Finn" not in page.text
    assert "About a child." in client.get(f"/lines/{draft.checkin_id}").text
    client.get("/mine")
    client.get(f"/my-children/{about[draft.checkin_id]}/point-4", status=404)
    # What fell silent with a child that died comes back by nothing that staff erase.
    client.get(f"/lines/{hers[0].checkin_id}", status=404)
    sign_in(client, db, home.him, at=clock.at)
    client.get(f"/lines/{his[0].checkin_id}")


def test_it_is_found_by_no_name_any_more(db: Database) -> None:
    family = make_whole_family(db)
    count = "SELECT count(*) FROM name_word WHERE word = :word OR (is_piece = 1 AND word = 'can')"
    assert db.value(count, word=WORD) == 2
    close(db, family)
    erase_by_two(db)
    assert db.value(count, word=WORD) == 0


def test_a_stub_stays_and_what_staff_wrote_does_not(db: Database) -> None:
    family = make_whole_family(db)
    close(db, family)
    chain = subject_of(family)
    written = audit.list_rows(db, chain, most=99)
    assert any(audit.text_of(db, chain, row.seq) for row in written)
    erase_by_two(db)
    stub, *rows = audit.list_rows(db, chain, most=99)
    assert tuple(rows) == written
    assert (stub.action, stub.actor, stub.codes) == ("erased", "019a-two", ("closed-for-its-time",))
    assert not any(audit.text_of(db, chain, row.seq) for row in (stub, *rows))
    assert audit.verify(db, at=OVER).broken == ()


def test_only_closed_families_of_grown_ups_whose_time_is_over_are_listed(db: Database) -> None:
    is_open, lately, with_child, over = (make_family(db, name=name) for name in ("A", "B", "C", "D"))
    make_member(db, with_child, kind="child", born_on="2020-01-01")
    for family in (with_child, over):
        close(db, family)
    close(db, lately, at=later(AT, minutes=1))
    assert due(db) == [subject_of(over)]
    assert due(db, at="2032-11-20T10:00:00.000000Z") == []
    assert set(due(db, at="2045-02-01T00:00:00.000000Z")) == {subject_of(one) for one in (over, lately, with_child)}
    assert people.find_family(db, is_open.family_id) is not None


def test_a_held_family_stays_and_its_people_can_still_erase_what_is_theirs(db: Database) -> None:
    family = make_whole_family(db)
    close(db, family)
    assert set_hold(db, KEEPINGS, subject_of(family), "a court asked", ONE, at=AT)
    assert due(db) == []


@pytest.mark.parametrize("sql", ["UPDATE family SET closed_at = NULL", "UPDATE member SET born_on = '2026-01-01'"])
def test_a_family_opened_again_or_with_a_child_after_all_is_spared(db: Database, sql: str) -> None:
    family = make_whole_family(db)
    close(db, family)
    run = list_now(db, KEEPINGS, ONE, at=OVER)
    assert run is not None
    confirm(db, KEEPINGS, run.run_id, run.digest, TWO, at=OVER)
    with db.transaction():
        db.execute(sql)
    assert finish_confirmed(db, KEEPINGS, at=OVER) == 0
    assert people.find_family(db, family.family_id) is not None


def test_the_app_keeps_families_as_its_settings_say(app: Flask, db: Database) -> None:
    family = make_family(db)
    close(db, family)
    keepings = app.extensions["wheel_keepings"]
    assert keepings.why_due(db, subject_of(family), "2032-11-20T10:00:00.000000Z") is None
    assert keepings.why_due(db, subject_of(family), OVER) is not None


@pytest.mark.parametrize("left_out", range(len(FAMILY_ERASERS)))
def test_a_forgotten_eraser_bites(db: Database, left_out: int) -> None:
    family = make_whole_family(db)
    hand_over_to(db, people.list_members(db, family.family_id)[0])
    ids = ids_of(db, family)
    for place, erase in enumerate(FAMILY_ERASERS):
        if place != left_out:
            # Some tables refuse by themselves to leave rows without their family.
            with suppress(NotAllowed), db.transaction():
                erase(db, family.family_id)
    assert rows_naming(db, *ids) or WORD in repr(stored(db))
