"""What somebody filled in elsewhere, and ways in which it is not the worker’s at a visit to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests import staffing
from tests.builders import AT, SITTING, give, library, make_draft, make_finished, make_person
from tests.checkins.in_private import stored
from tests.households import join
from tests.sittings import make_together
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.visited_pages import begin_telling
from tests.visiting.conftest import Home
from wheel_app import audit, consent
from wheel_app.checkins import Checkin, Given, Place, finish, tool_of
from wheel_app.checkins.actions import revise
from wheel_app.checkins.private.actions import save_private
from wheel_app.people import note_change
from wheel_app.storage import Database, later, new_id
from wheel_app.visits import Visit, find_part

MARCH = "2026-03-12T10:00:00.000000Z"
SAID = "In March you said:"
HARD = {"mood": 30, "home": 90}


@dataclass(frozen=True)
class Case:
    """A visit, the mother who has joined, and what she filled in elsewhere."""

    db: Database
    home: Home
    visit: Visit
    her: str

    def wheel(self, owner_id: str = "", **given: int) -> Checkin:
        return make_finished(self.db, owner_id or self.her, given or HARD, at=MARCH)

    def show(self, wheel: Checkin, *, owner_id: str = "", at: str = MARCH, **terms: object) -> consent.Grant:
        """Let the worker of the visit see it."""
        owner_id = owner_id or self.her
        to, hand = consent.Recipient("staff", self.home.worker.staff_id), consent.Hand(owner_id, "family")
        made = consent.Terms(wheel.checkin_id, **terms)  # type: ignore[arg-type]
        return consent.give(self.db, owner_id, to, made, hand, at=at)


def told_page(client: PageClient, case: Case) -> Page:
    """The page on which the worker writes down what she says; within the budget of every page."""
    if find_part(case.db, case.visit.visit_id, case.home.mother.member_id) is None:
        begin_telling(client, case.visit, case.home.mother)
    return client.get(f"/visits/{case.visit.visit_id}/parts/{case.home.mother.member_id}", statements=12)


def looks(case: Case) -> list[tuple[str | None, tuple[str, ...]]]:
    rows = audit.list_rows(case.db, audit.chain_of_owner(case.her), most=99)
    return [(row.about, row.codes) for row in rows if row.action == "looked"]


def nothing_shown(case: Case) -> None:
    case.wheel()


def another_adults(case: Case) -> None:
    him = make_person(case.db)
    join(case.db, case.home.father, him)
    case.show(case.wheel(him), owner_id=him)


def an_ended_yes(case: Case) -> None:
    grant = case.show(case.wheel())
    consent.withdraw(case.db, case.her, grant.grant_id, consent.Hand(case.her, "family"), at=AT)


def a_yes_that_is_over(case: Case) -> None:
    case.show(case.wheel(), until_on="2026-11-19")


def another_topic(case: Case) -> None:
    case.show(case.wheel(), topics=frozenset({"people"}))


def less_since(case: Case) -> None:
    wheel = case.wheel(mood=30, people=50)
    case.show(wheel)
    case.show(wheel, topics=frozenset({"hopes"}), at=AT)


def another_reader(case: Case) -> None:
    colleague = staffing.make_staff(case.db, case.home.team, name="Sam Second")
    to, wheel = consent.Recipient("staff", colleague.staff_id), case.wheel()
    consent.give(case.db, case.her, to, consent.Terms(wheel.checkin_id), consent.Hand(case.her, "family"), at=MARCH)


def a_closed_team(case: Case) -> None:
    team = staffing.make_team(case.db, "Closed hub")
    to, wheel = consent.Recipient("team", team.team_id), case.wheel()
    consent.give(case.db, case.her, to, consent.Terms(wheel.checkin_id), consent.Hand(case.her, "family"), at=MARCH)
    with case.db.transaction():
        case.db.execute(
            "INSERT INTO staff_team (staff_id, team_id, since) VALUES (:staff_id, :team_id, :at)",
            at=AT,
            staff_id=case.home.worker.staff_id,
            team_id=team.team_id,
        )
        case.db.execute("UPDATE team SET closed_at = :at WHERE team_id = :team_id", at=AT, team_id=team.team_id)


def passed_on_to_keep_safe(case: Case) -> None:
    to, wheel = consent.Recipient("staff", case.home.worker.staff_id), case.wheel()
    by = staffing.make_staff(case.db, case.home.team, name="Al Lead")
    reason = "somebody may be in danger"
    hand = consent.Hand(by.staff_id, by.role, how="safeguarding", reason=reason, is_told=False)
    consent.give(case.db, case.her, to, consent.Terms(wheel.checkin_id), hand, at=MARCH)


def made_together(case: Case) -> None:
    case.show(make_together(case.db, case.her, make_person(case.db), at=MARCH))


def put_away(case: Case) -> None:
    case.show(case.wheel())
    note_change(case.db, case.her, "parted", ["feelings"], asks_afresh=True, at=later(MARCH, days=3))


def not_safe_since(case: Case) -> None:
    case.show(case.wheel())
    note_change(case.db, case.her, "not-safe", [], asks_afresh=True, at=later(MARCH, days=3))


def put_right_since_and_not_shown(case: Case) -> None:
    wheel = case.wheel()
    case.show(wheel)
    draft = revise(case.db, case.her, wheel.checkin_id, SITTING, at=later(MARCH, days=3))
    finish(case.db, case.her, draft.checkin_id, at=later(MARCH, days=3))


def a_draft(case: Case) -> None:
    draft = make_draft(case.db, case.her, at=MARCH)
    give(case.db, draft, "mood", 30, at=MARCH)
    case.show(draft)


def in_private(case: Case) -> None:
    draft = make_draft(case.db, case.her, at=MARCH)
    give(case.db, draft, "area", 30, at=MARCH)
    for key in ("together", "habits"):
        where = Place(draft.checkin_id, key, tool_of(library(), draft))
        save_private(case.db, case.her, where, Given("scored", 30, "band"), here="alone", save_id=new_id(), at=MARCH)
    finish(case.db, case.her, draft.checkin_id, at=MARCH)
    assert len(stored(case.db)) == 2
    case.show(draft)


def of_older_children(case: Case) -> None:
    case.show(make_finished(case.db, case.her, {"growing": 30, "learning": 30, "parent": 30}, about="teens", at=MARCH))


REFUSED: tuple[Callable[[Case], None], ...] = (
    nothing_shown, another_adults, an_ended_yes, a_yes_that_is_over, another_topic, less_since, another_reader,
    a_closed_team, passed_on_to_keep_safe, made_together, put_away, not_safe_since, put_right_since_and_not_shown,
    a_draft, in_private, of_older_children,
)  # fmt: skip
