"""“In March you said …” beside a line of a visit: told instead of asked again, and to nobody who may not read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import staffing
from tests.builders import AT, make_finished, make_person, make_young
from tests.conftest import Clock
from tests.households import join, make_member
from tests.lines import TOLD, checklist, make_finished_lines
from tests.losing_a_child import silencing
from tests.sittings import make_together
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.visited import make_visit, prepare
from tests.visited_pages import MANY, answers, begin_telling, hand_over, part_of
from tests.visiting.conftest import Home
from tests.visiting.told_cases import (
    MARCH,
    REFUSED,
    SAID,
    Case,
    a_draft,
    another_adults,
    in_private,
    looks,
    not_safe_since,
    of_older_children,
    put_away,
    told_page,
)  # fmt: skip
from tests.visits import another, sign_in
from wheel_app.people import Loss, note_change, silence_member
from wheel_app.storage import Database, later, new_id
from wheel_app.visits import Visit


@pytest.fixture
def case(db: Database, home: Home, joined: str, visit: Visit) -> Case:
    return Case(db, home, visit, joined)


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


def test_who_does_not_know_of_a_loss_yet_reads_on_as_before_and_staff_do_not(client: PageClient, case: Case) -> None:
    twin = make_member(case.db, case.home.family, "Bea", "child", by=case.home.worker, born_on="2025-11-18")
    case.show(case.wheel())
    before = own_page(client, case).one("#checklist-my-mood").text
    loss, at = Loss("died", "2026-11-01", None), later(MARCH, days=9)
    silence_member(case.db, twin, loss, told=[], by=case.home.worker, at=at, silencing=silencing())
    assert SAID in before
    assert own_page(client, case).one("#checklist-my-mood").text == before
    assert "you said" not in told_page(client, case).text


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
