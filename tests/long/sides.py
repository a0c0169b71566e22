"""A side: an organisation with its staff, and a family that has something of everything that the app can keep."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from tests import households, sittings, staffing
from tests.accounts.builders import FOUR
from tests.builders import family_wheel, make_finished, make_person, make_plan, make_young
from tests.records.lives import make_life
from tests.staffing import PEPPER
from wheel_app import accounts, audit, checkins, consent, people
from wheel_app.accounts import Staff, Team, begin_staff, begin_together, name_of
from wheel_app.accounts.hub.actions import make_device_code
from wheel_app.accounts.staff.entry import Step, check_password
from wheel_app.accounts.staff.pin import set_pin
from wheel_app.checkins import Checkin
from wheel_app.doors import STAFF
from wheel_app.people import Member
from wheel_app.people.care import actions as care
from wheel_app.people.care.queries import list_links
from wheel_app.people.joining.inviting import invite
from wheel_app.plan import Goal
from wheel_app.records import Keepings
from wheel_app.records.copies.moving.actions import note_moving
from wheel_app.records.copies.moving.queries import Moving
from wheel_app.records.copies.reviewed.actions import ask_for_copy, finish_copy
from wheel_app.records.copies.reviewed.rules import Item
from wheel_app.records.retention import By, list_now, set_hold
from wheel_app.storage import Database, later, new_id
from wheel_app.tasks.actions import Charge, open_look_in, open_task

Ids = Mapping[str, tuple[str, ...]]
# Nothing that somebody who has moved puts away.
MARKS = {"money": 30, "mood": 40, "people": 50, "area": 60, "hopes": 70}
REASON = "a reason that is long enough"


@dataclass(frozen=True)
class Household:
    """A family that staff work with, and who of it has a way in of their own."""

    mother: Member
    father: Member
    young: Member
    other_family_id: str
    owner_id: str
    partner_id: str
    code: str


@dataclass(frozen=True)
class Ready:
    """Who of the staff can sign in by the pages, with their second factor and a step towards it; and two who set up."""

    staff: Staff
    factor_id: str
    step: Step
    newcomer: Staff
    with_code: Staff


@dataclass(frozen=True)
class Side:
    """`ids` of each kind, by the names that addresses give them, the ones to begin with first.

    `fits` is what is right in a field of that name, such as a code; `secrets` is what nobody of another side may read.
    """

    words: str
    at: str
    ids: Ids
    fits: Mapping[str, tuple[str, ...]]
    secrets: tuple[str, ...]
    staff: Mapping[str, Staff]
    home: Household
    sitting: Checkin
    sitting_draft: Checkin
    copy_id: str
    hub_token: str
    ready: Ready

    @property
    def known_ids(self) -> tuple[str, ...]:
        """Every id of this side."""
        return tuple(dict.fromkeys(one for found in self.ids.values() for one in found))


def make_side(db: Database, keepings: Keepings, words: str, *, at: str) -> Side:
    """Make one, by the app's own actions."""
    place = staffing.make_organisation(db, at=at)
    team = staffing.make_team(db, "Early help", place, is_hub=True)
    near = staffing.make_team(db, "Next door", place)
    staff = {role: staffing.make_staff(db, team, near, role=role) for role in sorted(STAFF)}
    ready = _ready(db, near, staff["worker"], at=at)
    home = _household(db, team, staff["worker"], words, at=at)
    sitting, sitting_draft = _sitting(db, at=at), _sitting_draft(db, at=at)
    hub_token = secrets.token_urlsafe(32)
    staffing.register(db, team, hub_token, by=staff["host"])
    written, copy_id = _written(db, home, staff, team, words, at=at)
    return Side(
        words=words,
        at=at,
        ids={
            "team_id": (team.team_id, near.team_id),
            "staff_id": (ready.newcomer.staff_id, *(one.staff_id for one in staff.values())),
            "device_id": (name_of(hub_token),),
            "sign_in_id": (begin_staff(db, staff["worker"], device_token="s" * 32, at=at).sign_in_id,),
            "circle_id": (sittings.owner_of(db, sittings.make_together(db, home.owner_id, home.partner_id, at=at)),),
            **_wheels(db, home),
            **written,
            **_kept_too_long(db, keepings, staffing.make_staff(db, team, role="manager"), at=at),
        },
        fits=_fits(db, home, staff, team, ready, at=at),
        secrets=tuple({words, words.lower(), home.code, home.code.replace(" ", "")}),
        staff=staff,
        home=home,
        sitting=sitting,
        sitting_draft=sitting_draft,
        copy_id=copy_id,
        hub_token=hub_token,
        ready=ready,
    )


def _ready(db: Database, team: Team, staff: Staff, *, at: str) -> Ready:
    factor_id = staffing.make_ready(db, staff, at=at)
    step = check_password(db, staff.email, staffing.PASSWORD, address=None, at=at, pepper=PEPPER)
    assert isinstance(step, Step)
    newcomer, with_code = staffing.make_staff(db, team, name="Sam New"), staffing.make_staff(db, team, name="Al New")
    return Ready(staff, factor_id, step, newcomer, with_code)


def _household(db: Database, team: Team, worker: Staff, words: str, *, at: str) -> Household:
    family = households.make_family(db, team, words, by=worker, coordinator=worker, at=at)
    other = households.make_family(db, team, words, by=worker, at=at)
    told = {"safe_way": words, "languages": words, "access_needs": words}
    mother = households.make_member(db, family, words, by=worker, born_on="1990-01-02", **told)
    father = households.make_member(db, family, words, by=worker, interpreter="professional", safe_time=words)
    young = households.make_member(db, family, words, "young", by=worker)
    unborn = households.make_member(db, family, words, "unborn", by=worker, due_on=later(at, days=60)[:10])
    for parent in (mother, father):
        for child in (young, unborn):
            households.relate(db, parent, child, by=worker)
    households.relate(db, mother, father, "partner", "not-known", by=worker)
    care.link_families(db, family.family_id, other.family_id, reason=words, by=worker, at=at)
    care.write_note(db, family.family_id, words, by=worker, at=at)
    care.write_note(db, family.family_id, words, by=worker, at=at, member_id=mother.member_id, for_them=True)
    owner_id, _ = make_life(db, words, at=at, with_staff=False)
    code = accounts.new_code(db, owner_id, FOUR, sign_in_id=None, at=at, pepper=PEPPER)
    partner_id = make_person(db, at=at)
    make_finished(db, partner_id, MARKS, at=at)
    households.join(db, mother, owner_id, at=at)
    households.join(db, father, partner_id, at=at)
    return Household(mother, father, young, other.family_id, owner_id, partner_id, code)


def _sitting(db: Database, *, at: str) -> Checkin:
    return sittings.make_sitting(db, at=at)


def _sitting_draft(db: Database, *, at: str) -> Checkin:
    circle = checkins.begin_circle(db, sittings.NAMES, at=at, purge_hours=24)
    begin_together(db, circle_id=circle.circle_id, device_token="d" * 32, present="alone", at=at)
    return checkins.begin(db, family_wheel(), circle.circle_id, "little", sittings.TOGETHER, at=at)


def _wheels(db: Database, home: Household) -> Ids:
    """What is the mother's: her check-ins with a draft and a young person's, and what has changed in her life."""
    done = make_finished(db, home.owner_id, MARKS, at=home.mother.made_at)
    make_plan(db, done, Goal("money"), at=home.mother.made_at)
    make_young(db, home.owner_id, {"caring": 20}, at=home.mother.made_at)
    found = db.rows("SELECT checkin_id FROM checkin WHERE owner_id = :owner ORDER BY checkin_id", owner=home.owner_id)
    changes = db.rows("SELECT change_id FROM life_change WHERE owner_id = :owner", owner=home.owner_id)
    others = dict.fromkeys([done.checkin_id, *(row["checkin_id"] for row in found)])
    return {"checkin_id": tuple(others), "change_id": tuple(row["change_id"] for row in changes)}


def _written(
    db: Database, home: Household, staff: Mapping[str, Staff], team: Team, words: str, *, at: str
) -> tuple[Ids, str]:
    """What staff and family wrote of each other; and the id of a copy that can be opened."""
    worker, family_id, mother = staff["worker"], home.mother.family_id, home.mother
    elsewhere = staffing.make_team(db, "Elsewhere")
    asked = [mother.member_id, home.father.member_id]
    share = consent.ask_household(
        db, family_id, elsewhere.team_id, asked, staff_id=worker.staff_id, role="worker", at=at
    )
    dispute = people.dispute(db, home.owner_id, mother.member_id, "known_as", words, at=at)
    assert dispute is not None
    charge = Charge(worker.staff_id, team.team_id, family_id)
    tasks = [
        open_task(db, "talk", charge, at=at, owner_id=home.owner_id),
        open_look_in(db, charge, due_on=at[:10], at=at),
    ]
    made = new_id()
    note_moving(db, Moving(made, family_id, at[:10], words, words, at, None, (home.young.member_id,)), by=worker, at=at)
    waiting = ask_for_copy(db, home.father, asked_by=words, asked_on=at[:10], by=worker, at=at)
    ready = ask_for_copy(db, mother, asked_by=words, asked_on=at[:10], by=worker, at=at)
    lines = [Item("1", "note", "label", words, at, starts_given=True)]
    finish_copy(db, ready, lines, with_private=False, by=staff["manager"], at=at)
    (link,) = list_links(db, family_id, worker.staff_id)
    members = (mother, home.father, home.young)
    return {
        "family_id": (family_id, home.other_family_id),
        "member_id": tuple(one.member_id for one in members),
        "link_id": (link.link_id,),
        "dispute_id": (dispute.dispute_id,),
        "share_id": (share.share_id,),
        "task_id": tuple(one.task_id for one in tasks),
        "moving_id": (made,),
        "copy_id": (waiting.copy_id, ready.copy_id),
        "grant_id": _grants(db, home, worker, team, at=at),
    }, ready.copy_id


def _grants(db: Database, home: Household, worker: Staff, team: Team, *, at: str) -> tuple[str, ...]:
    hand = consent.Hand(home.owner_id, "family")
    done = db.value(
        "SELECT max(checkin_id) FROM checkin WHERE owner_id = :owner AND finished_at IS NOT NULL", owner=home.owner_id
    )
    safe = consent.Hand(worker.staff_id, "worker", how=consent.SAFEGUARDING, reason=REASON, is_told=False)
    to_team, to_worker = consent.Recipient("team", team.team_id), consent.Recipient("staff", worker.staff_id)
    given = (
        consent.give(db, home.owner_id, to_worker, consent.Terms(made_until="2099-01-01"), hand, at=at),
        consent.give(db, home.owner_id, to_team, consent.Terms(done), hand, at=at),
        consent.give(db, home.owner_id, to_team, consent.Terms(done), safe, at=at),
        consent.give(db, home.partner_id, to_team, consent.Terms(made_until="2099-01-01"), hand, at=at),
    )
    return tuple(one.grant_id for one in given)


def _kept_too_long(db: Database, keepings: Keepings, manager: Staff, *, at: str) -> Ids:
    by = By(manager.staff_id, manager.role, manager.organisation_id)
    overdue, held = make_life(db, "12", at=later(at, days=-500))[0], make_person(db, at=at)
    for owner_id in (overdue, held):
        to, terms = consent.Recipient("staff", manager.staff_id), consent.Terms(made_until=at[:10])
        consent.give(db, owner_id, to, terms, consent.Hand(owner_id, "family"), at=at)
    hold = set_hold(db, keepings, audit.chain_of_owner(held), REASON, by, at=at)
    run = list_now(db, keepings, by, at=at)
    assert hold is not None
    return {"hold_id": (hold.hold_id,), "run_id": (run.run_id,) if run else (new_id(),)}


def _fits(
    db: Database, home: Household, staff: Mapping[str, Staff], team: Team, ready: Ready, *, at: str
) -> Mapping[str, tuple[str, ...]]:
    """What is right in a field of that name."""
    for role in ("host", "manager"):
        set_pin(db, staff[role].staff_id, staffing.PIN, pepper=PEPPER)
    invited = invite(db, home.young, staff["worker"], at=at, pepper=PEPPER, save_id="")
    device = make_device_code(db, staff["host"], team, "Green", at=at, pepper=PEPPER, save_id="")
    set_up = staffing.setup_code(db, ready.with_code, at=at)
    return {
        "code": (home.code, device, set_up),
        "invitation": (invited.token,),
        "number": (invited.number,),
        "email": (ready.staff.email,),
    }
