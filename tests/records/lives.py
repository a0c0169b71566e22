"""Somebody with something of everything that can be stored about a person."""

from __future__ import annotations

from dataclasses import replace

from tests import staffing
from tests.builders import (
    AT,
    SITTING,
    everything,
    family_wheel,
    give,
    make_draft,
    make_finished,
    make_person,
    make_plan,
)
from tests.green_book import TABLES, make_service
from tests.households import join, make_family, make_member
from tests.paper.papers import make_sheet, make_strip, take_strip_back, whose
from tests.sittings import make_together, owner_of
from tests.visited import make_visited
from wheel_app import accounts, consent, people
from wheel_app.checkins import Given, Pick, Place, finish
from wheel_app.checkins.actions import name_own_topic, revise
from wheel_app.checkins.private.actions import save_private
from wheel_app.people import Member
from wheel_app.plan import Goal, write_plan
from wheel_app.plan.services.actions import put_into_plan
from wheel_app.plan.services.queries import Line
from wheel_app.storage import Database, later, new_id
from wheel_app.tasks.actions import Charge, Wish, ask_to_talk
from wheel_app.tasks.actions import finish as done_talk

KEY = b"a seal key for tests, long enough"
FOUR = ("boat", "sun", "key", "tree")
WHEEL = family_wheel()


def make_life(
    db: Database, words: str = "own words", *, at: str = AT, with_staff: bool = True, service: str = "Baby group"
) -> tuple[str, str]:
    """An owner and their code: wheels of all kinds, a plan, changes in life, ways back; and what staff may see."""
    owner_id = make_person(db, at=at)
    done = make_finished(db, owner_id, {"home": Given("scored", 20, "arc", words), "money": Given("not-now")}, at=at)
    plan = make_plan(db, done, Goal("home", None, words, words, words), works=words, at=at)
    write_plan(db, owner_id, replace(plan, strengths=frozenset({("home", 1)})))
    near = make_service(db, service, at=at)
    put_into_plan(db, owner_id, done.checkin_id, Line(near.service_id, "home"), at=at)
    corrected = revise(db, owner_id, done.checkin_id, SITTING, at=at)
    finish(db, owner_id, corrected.checkin_id, at=at)
    draft = make_draft(db, owner_id, at=at, picks=[Pick("home", "mind")])
    name_own_topic(db, WHEEL, owner_id, draft.checkin_id, words, at=at)
    give(db, draft, "own", 42, at=at)
    given = Given("scored", 7, "arc", f"private {words}")
    save_private(db, owner_id, Place(draft.checkin_id, "together", WHEEL), given, here="alone", save_id=new_id(), at=at)
    people.note_change(db, owner_id, "moved", ["housing"], asks_afresh=False, at=at)
    back = people.note_change(db, owner_id, "parted", ["parenting"], asks_afresh=True, at=at)
    people.bring_back(db, owner_id, back.change_id, at=at)
    together = make_together(db, owner_id, None, names=(words, "Somebody with them"), at=at)
    put_into_plan(db, owner_of(db, together), together.checkin_id, Line(near.service_id, None), at=at)
    wish = Wish("words", words, new_id())
    talk = ask_to_talk(db, Charge(None, None), wish, owner_id=owner_id, device_id="a", at=at)
    done_talk(db, talk, None, at=at)
    if with_staff:
        to, hand = consent.Recipient("team", "team-id"), consent.Hand(owner_id, "family", reason=words)
        consent.give(db, owner_id, to, consent.Terms(done.checkin_id), hand, at=at)
        consent.hide_log(db, owner_id, staff_id="staff-id", role="worker", reason=f"{words} ten letters", at=at)
        member = make_member(db, make_family(db, at=at), at=at)
        join(db, member, owner_id, at=at)
        people.dispute(db, owner_id, member.member_id, "last_name", words, at=at)
        make_visited(db, member, checkin_id=done.checkin_id, words=words, at=at)
        make_typed(db, member, at=at)
    for _ in range(2):
        accounts.begin_passing(db, owner_id=owner_id, device_token="a" * 32, present="alone", at=at)
    return owner_id, make_kept(db, owner_id, at=at)


def make_typed(db: Database, member: Member, *, at: str) -> None:
    """A wheel of theirs on paper with its strip typed in, and another one whose strip was taken back."""
    team = staffing.make_team(db)
    staff = staffing.make_staff(db, team)
    sheet = make_sheet(db, staff, team, "wheel", "little", at=at)
    make_strip(db, sheet, whose(member), by=staff, marks="55 b", at=at)
    other = make_sheet(db, staff, team, "wheel", "little", at=at)
    make_strip(db, other, whose(member), by=staff, marks="5", at=at)
    # The reason is the family’s, whose record stays.
    take_strip_back(db, other, by=staff, why="", at=at)


def make_kept(db: Database, owner_id: str, *, at: str = AT, days: int = 456) -> str:
    """Keep somebody under four pictures; return the code."""
    until = later(at, days=days)
    device_id = accounts.name_of(f"device of {owner_id}")
    return accounts.keep(
        db,
        owner_id,
        FOUR,
        device_id=device_id,
        at=at,
        pepper=KEY,
        also=lambda: people.set_keep_until(db, owner_id, until),
    )


def held(db: Database) -> dict[str, object]:
    """Every row of every table that is a person's own.

    Not the audit's, which only grow and hold ids and codes alone; nor a family's, which outlasts who has joined it; nor
    who works here and what they printed.
    """
    made_here = {
        "audit_row", "audit_head", "family", "member", "name_word", "visit", "visit_present", "visit_theme",
        "organisation", "team", "staff", "staff_team", "sheet_print", "sheet_part",
        "due_window", "point_delivery",
    }  # fmt: skip
    return {name: rows for name, rows in everything(db).items() if name not in made_here | TABLES}
