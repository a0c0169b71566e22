"""A family with something of everything, and two people who let its record go."""

from __future__ import annotations

from tests import staffing
from tests.builders import AT
from tests.clock.children import make_child
from tests.households import join, make_family, make_member, relate
from tests.losing_a_child import silencing
from tests.paper.papers import make_sheet, make_strip, take_strip_back, whose
from tests.records.lists import ONE, TWO
from tests.records.lives import make_life
from tests.visited import make_visited, put_change
from wheel_app import FAMILY_ERASERS, audit, clock, consent, people
from wheel_app.accounts import Staff
from wheel_app.people import Facts, Family, Loss, Member, Spoken
from wheel_app.records import Keepings, finish_confirmed, keeping_of_families
from wheel_app.records.copies.moving.actions import note_moving
from wheel_app.records.copies.moving.queries import Moving
from wheel_app.records.copies.reviewed.actions import ask_for_copy, finish_copy, save_choices
from wheel_app.records.copies.reviewed.rules import Choice, Item
from wheel_app.records.retention import confirm, list_items, list_now, preview
from wheel_app.storage import Database, new_id
from wheel_app.tasks.actions import Charge, open_task

KEEPINGS = Keepings((keeping_of_families(FAMILY_ERASERS, people.KeepFor(6, 25)),))
OVER = "2032-11-20T10:00:00.000001Z"
WORD = "acanaryword"


def close(db: Database, family: Family, *, at: str = AT) -> None:
    with db.transaction():
        db.execute("UPDATE family SET closed_at = :at WHERE family_id = :family_id", at=at, family_id=family.family_id)


def subject_of(family: Family) -> str:
    return audit.chain_of_family(family.family_id)


def due(db: Database, *, at: str = OVER) -> list[str]:
    return [line.subject for line in preview(db, KEEPINGS, at=at)]


def erase_by_two(db: Database, *, at: str = OVER) -> dict[str, str | None]:
    run = list_now(db, KEEPINGS, ONE, at=at)
    assert run is not None
    confirm(db, KEEPINGS, run.run_id, run.digest, TWO, at=at)
    finish_confirmed(db, KEEPINGS, at=at)
    return {line.subject: line.became for line in list_items(db, run.run_id)}


def make_whole_family(db: Database, words: str = WORD, *, at: str = AT) -> Family:
    """A family with something of everything that can be stored about one."""
    team = staffing.make_team(db)
    staff = staffing.make_staff(db, team)
    family = make_family(db, team, words, by=staff, coordinator=staff, at=at)
    parent = make_member(db, family, words, by=staff, born_on="1990", at=at, safe_way=words, last_name=words)
    child = make_member(db, family, "Ann", "child", by=staff, born_on="2001-05-06", at=at)
    relate(db, parent, child, by=staff)
    people.correct(db, parent, Facts("adult", words, languages=words), why=words, by=staff, at=at)
    open_task_and_share(db, family, parent.member_id, staff.staff_id, team.team_id, words, at=at)
    owner_id, _ = make_life(db, "a-word-of-their-own", at=at)
    join(db, parent, owner_id, at=at)
    people.dispute(db, owner_id, parent.member_id, "last_name", words, at=at)
    put_the_clock(db, family, at=at)
    put_the_rest(db, family, parent.member_id, staff.staff_id, words, at=at)
    lose(db, make_member(db, family, "Bea", "child", by=staff, born_on="2001", at=at), staff, words, at=at)
    copied = ask_for_copy(db, parent, asked_by=words, asked_on=at[:10], by=staff, at=at)
    save_choices(db, copied, {"a-line": Choice(False, words)}, with_private=False)
    line = Item("a-line", "fact", words, words, None, True)
    finish_copy(db, copied, [line], with_private=False, by=staff, at=at)
    moving = Moving(new_id(), family.family_id, at[:10], words, words, at, None, (parent.member_id,))
    note_moving(db, moving, by=staff, at=at)
    other = make_member(db, family, "Noor", by=staff, at=at)
    visit = make_visited(db, parent, other, child=child, by=staff, words=words, at=at)
    put_change(db, visit, words=words, at=at)
    sheet, taken = (make_sheet(db, staff, team, "wheel", "little", at=at) for _ in range(2))
    make_strip(db, sheet, whose(parent), by=staff, marks="55", at=at)
    make_strip(db, taken, whose(parent), by=staff, marks="5", at=at)
    take_strip_back(db, taken, by=staff, at=at)
    return family


def lose(db: Database, child: Member, staff: Staff, words: str, *, at: str) -> None:
    loss = Loss("died", at[:10], staff.staff_id, Spoken("words", words, words))
    people.silence_member(db, child, loss, told=[], by=staff, at=at, silencing=silencing())


def open_task_and_share(
    db: Database, family: Family, member_id: str, staff_id: str, team_id: str, words: str, *, at: str
) -> None:
    family_id = family.family_id
    open_task(db, "look-in", Charge(staff_id, None, family_id), at=at, words=words)
    share = consent.ask_household(db, family_id, team_id, [member_id], staff_id=staff_id, role="worker", at=at)
    hand = consent.Hand(staff_id, "worker", reason=words)
    consent.say_household(db, share.share_id, member_id, "yes", hand, at=at)
    consent.break_glass(db, staff_id, "worker", family_id, reason=f"{words} and more", at=at)


def put_the_clock(db: Database, family: Family, *, at: str) -> None:
    little = make_child(db, family, born="2001-01-15", at=at)
    make_child(db, family, born="2001-01", at=at)
    clock.mark_delivered(db, little.member_id, "point-4", at[:10], new_id())


def put_the_rest(db: Database, family: Family, member_id: str, staff_id: str, words: str, *, at: str) -> None:
    """Rows of which this test only asks that they go."""
    other = make_family(db, name="Others", at=at).family_id
    family_id, key = family.family_id, new_id()
    with db.transaction():
        for sql in (
            "INSERT INTO level_step (step_id, family_id, level, since_on, reason, made_at)"
            " VALUES (:key, :family_id, 2, '2026-11-20', :words, :at)",
            "INSERT INTO family_closure (closure_id, family_id, reason, closed_at)"
            " VALUES (:key, :family_id, :words, :at)",
            "INSERT INTO family_link (link_id, family_id, other_family_id, reason, made_at)"
            " VALUES (:key, :family_id, :other, :words, :at)",
            "INSERT INTO family_link (link_id, family_id, other_family_id, reason, made_at)"
            " VALUES (:key || '-2', :other, :family_id, :words, :at)",
            "INSERT INTO staff_note (note_id, family_id, member_id, layer, words, made_at)"
            " VALUES (:key, :family_id, :member_id, 'staff', :words, :at)",
            "INSERT INTO invitation (token_hash, member_id, made_by, made_at, until)"
            " VALUES (:key, :member_id, :staff_id, :at, :at)",
            "UPDATE circle SET family_id = :family_id",
        ):
            given = {"key": key, "family_id": family_id, "other": other, "member_id": member_id, "words": words}
            db.execute(sql, **{k: v for k, v in {**given, "staff_id": staff_id, "at": at}.items() if f":{k}" in sql})
