"""“In March you said …” beside a line of a visit: told instead of asked again, and to nobody who may not read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests import staffing
from tests.builders import AT, SITTING, give, library, make_draft, make_finished, make_person, make_young
from tests.checkins.in_private import stored
from tests.conftest import Clock
from tests.households import join, make_member
from tests.lines import TOLD, checklist, make_finished_lines
from tests.sittings import make_together
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.visited import make_visit, prepare
from tests.visited_pages import MANY, answers, begin_telling, hand_over, part_of
from tests.visiting.conftest import Home
from tests.visits import another, sign_in
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


@pytest.fixture
def case(db: Database, home: Home, joined: str, visit: Visit) -> Case:
    return Case(db, home, visit, joined)


def told_page(client: PageClient, case: Case) -> Page:
    """The page on which the worker writes down what she says; within the budget of every page."""
    if find_part(case.db, case.visit.visit_id, case.home.mother.member_id) is None:
        begin_telling(client, case.visit, case.home.mother)
    return client.get(f"/visits/{case.visit.visit_id}/parts/{case.home.mother.member_id}", statements=12)


def looks(case: Case) -> list[tuple[str | None, tuple[str, ...]]]:
    rows = audit.list_rows(case.db, audit.chain_of_owner(case.her), most=99)
    return [(row.about, row.codes) for row in rows if row.action == "looked"]


def test_what_a_shared_wheel_says_is_told_and_the_question_is_folded(client: PageClient, case: Case) -> None:
    wheel = case.wheel()
    case.show(wheel)
    line = told_page(client, case).one("#checklist-my-mood")
    assert f"{SAID} My mood and worries · A struggle" in line.text
    assert not line.one("details").has("open")
    assert line.one("summary").text == "Say it anew: How I feel in myself"
    assert len(line.one("details").all("input[type=radio]")) == 5
    assert "It is still so" not in line.text
    assert line.all("input[checked]") == []
    part = part_of(case.db, case.visit, case.home.mother)
    assert answers(case.db, part, part.checklist_id) == {}
    assert set(looks(case)) == {(wheel.checkin_id, ("visit-part",))}


def test_said_anew_it_stands_open_with_what_was_said_before(client: PageClient, case: Case) -> None:
    case.show(case.wheel())
    told_page(client, case)
    client.submit({"answer.my-mood": "3"}, form="form.lines", button="go=save", statements=MANY)
    line = told_page(client, case).one("#checklist-my-mood")
    assert SAID in line.text
    assert line.all("details") == []
    assert line.one("input[checked]").get("value") == "3"
    part = part_of(case.db, case.visit, case.home.mother)
    assert answers(case.db, part, part.checklist_id) == {"my-mood": 3}


def test_the_very_same_line_can_stand_by_one_tap(client: PageClient, case: Case) -> None:
    child = case.home.child.member_id
    before = make_finished_lines(case.db, case.her, {"bills": 3}, checklist(), child=child, sitting=TOLD, at=MARCH)
    case.show(before)
    line = told_page(client, case).one("#checklist-bills")
    still = line.one(".line__still input")
    assert "It is still so" in line.text
    assert f"{SAID} We’d like some help" in line.text
    part = part_of(case.db, case.visit, case.home.mother)
    assert answers(case.db, part, part.checklist_id) == {}
    sent = {"answer.bills": still.get("value")}
    client.submit(sent, form="form.lines", button="go=save", statements=MANY)
    assert answers(case.db, part, part.checklist_id) == {"bills": 3}
    assert looks(case) == []


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


@pytest.mark.parametrize("make", REFUSED, ids=lambda one: one.__name__)
def test_a_worker_is_told_nothing_that_the_adult_has_not_let_them_see(
    client: PageClient, case: Case, make: Callable[[Case], None]
) -> None:
    make(case)
    page = told_page(client, case)
    assert "you said" not in page.text
    assert "A struggle" not in page.html
    assert "Getting on at home" not in page.html
    assert looks(case) == []


@pytest.mark.parametrize("make", REFUSED, ids=lambda one: one.__name__)
def test_a_device_that_was_handed_over_tells_no_more(
    client: PageClient, case: Case, make: Callable[[Case], None]
) -> None:
    make(case)
    page = hand_over(client, case.db, case.home, case.visit, case.home.mother)
    assert "Your part of the visit" in page.text
    assert "you said" not in page.text
    assert "A struggle" not in page.html


def test_handed_over_it_tells_what_the_worker_may_see_and_writes_no_look(client: PageClient, case: Case) -> None:
    case.show(case.wheel(mood=30, home=30), topics=frozenset({"mood"}))
    page = hand_over(client, case.db, case.home, case.visit, case.home.mother)
    assert SAID in page.one("#checklist-my-mood").text
    assert "you said" not in page.one("#checklist-warm-home").text
    assert looks(case) == []


def own_page(client: PageClient, case: Case, *, statements: int = 12) -> Page:
    """The page of her own part, before the visit, on her own phone."""
    phone = another(client)
    sign_in(phone, case.db, case.her, at=AT)
    part = prepare(case.db, case.home.child, case.home.mother, point="point-5")
    return phone.get(f"/my-visits/parts/{part.part_id}", statements=statements)


def test_ones_own_phone_tells_ones_own_also_what_was_made_together(client: PageClient, case: Case) -> None:
    him = make_person(case.db)
    join(case.db, case.home.father, him)
    case.wheel(him, money=10)
    make_finished(case.db, case.her, {"parent": 50}, at=later(MARCH, days=40))
    make_together(case.db, case.her, him, at=MARCH)
    page = own_page(client, case)
    assert "In March you said together: Our mood and worries · Up and down" in page.one("#checklist-my-mood").text
    assert "In April you said: Me as a parent · Up and down" in page.one("#checklist-tempers").text
    assert "Really hard just now" not in page.text
    assert looks(case) == []


@pytest.mark.parametrize(
    "make",
    [another_adults, put_away, not_safe_since, a_draft, in_private, of_older_children],
    ids=lambda one: one.__name__,
)
def test_ones_own_phone_tells_nothing_of_others_nor_of_what_is_put_away(
    client: PageClient, case: Case, make: Callable[[Case], None]
) -> None:
    make(case)
    assert "you said" not in own_page(client, case).text


def test_who_took_no_copy_home_is_told_nothing_of_it(client: PageClient, case: Case) -> None:
    make_together(case.db, None, make_person(case.db), at=MARCH)
    assert "you said" not in own_page(client, case).text


def test_kept_in_sight_is_not_brought_up(client: PageClient, case: Case) -> None:
    case.show(case.wheel())
    change = note_change(case.db, case.her, "parted", ["feelings"], asks_afresh=True, at=later(MARCH, days=3))
    with case.db.transaction():
        case.db.execute(
            "UPDATE life_change SET choice = 'kept' WHERE change_id = :change_id", change_id=change.change_id
        )
    assert "you said" not in told_page(client, case).text


def test_of_a_sister_only_what_is_true_of_the_adult_and_the_home(client: PageClient, case: Case) -> None:
    twin = make_member(case.db, case.home.family, "Bea", "child", by=case.home.worker, born_on="2025-11-18")
    said = {"my-mood": 3, "bills": 2, "first-words": 3, "teeth": 3, "small-hands": 1, "hope-me": "To rest"}
    about = make_finished_lines(case.db, case.her, said, checklist(), child=twin.member_id, sitting=TOLD, at=MARCH)
    case.show(about)
    page = told_page(client, case)
    told = {one.get("id") for one in page.all("fieldset.line") if SAID in one.text}
    assert told == {"checklist-my-mood", "checklist-bills", "checklist-small-hands"}
    assert "To rest" not in page.html


@pytest.mark.parametrize("kind", ["died", "lives-elsewhere", "moved-away"])
def test_nothing_is_told_of_a_child_of_whom_all_is_silent_nor_from_before(
    client: PageClient, case: Case, kind: str
) -> None:
    twin = make_member(case.db, case.home.family, "Bea", "child", by=case.home.worker, born_on="2025-11-18")
    said = make_finished_lines(
        case.db, case.her, {"bills": 2}, checklist(), child=twin.member_id, sitting=TOLD, at=MARCH
    )
    case.show(said)
    case.show(case.wheel())
    ids = {"silence_id": new_id(), "member_id": twin.member_id, "family_id": case.home.family.family_id}
    with case.db.transaction():
        case.db.execute(
            "INSERT INTO member_silence (silence_id, member_id, family_id, kind, since_on, seq, made_at)"
            f" VALUES (:silence_id, :member_id, :family_id, '{kind}', '2026-11-01', 1, :at)",
            at=later(MARCH, days=9),
            **ids,
        )
    assert "you said" not in told_page(client, case).text
    with case.db.transaction():
        case.db.execute("UPDATE member_silence SET ended_at = :at", at=AT)
    page = told_page(client, case)
    assert SAID in page.one("#checklist-bills").text
    assert SAID in page.one("#checklist-my-mood").text


def test_of_a_wheel_of_the_young_what_is_theirs_and_not_their_school(client: PageClient, case: Case) -> None:
    case.show(make_young(case.db, case.her, {"feelings": 30, "school": 30, "my-home": 90}, at=MARCH))
    visit = make_visit(case.db, case.home.child, case.home.mother, by=case.home.worker, point="point-7")
    begin_telling(client, visit, case.home.mother)
    page = client.get(f"/visits/{visit.visit_id}/parts/{case.home.mother.member_id}")
    told = {one.get("id") for one in page.all("fieldset.line") if SAID in one.text}
    assert told == {"checklist-my-mood", "checklist-warm-home"}


def test_a_year_ago_its_year_is_told(client: PageClient, case: Case, clock: Clock) -> None:
    case.show(case.wheel(), until_on="2028-01-01")
    clock.forward(days=60)
    staffing.sign_in(client, case.db, case.home.worker, at=clock.at)
    assert "In March 2026 you said:" in told_page(client, case).text
