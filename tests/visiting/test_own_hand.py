"""A part in an adult’s own hand: on the worker’s tablet in turns, or beforehand on their own phone."""

from __future__ import annotations

from tests import staffing
from tests.conftest import Clock
from tests.households import make_member
from tests.support.page import PageClient
from tests.visited import make_visit
from tests.visited_pages import MANY, begin_telling, hand_over, part_of, take_back
from tests.visiting.conftest import Home
from tests.visits import another, sign_in
from wheel_app import consent, visits
from wheel_app.people.members.actions import leave
from wheel_app.storage import Database
from wheel_app.visits import Visit
from wheel_app.visits import actions as visits_actions
from wheel_app.visits.parts.doing import finish_part


def test_the_device_is_handed_from_one_carer_to_the_next_and_back(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    page = hand_over(client, db, home, visit, home.mother)
    assert "Your part of the visit" in page.text
    sent = {"words.hope-me": "a canary of hers"}
    page = client.submit(sent, form="form.lines", button="go=finish", statements=MANY)
    assert "Show this to Jo Bloggs?" in page.text
    page = client.submit({}, button="show=no", statements=MANY)
    assert "Whose turn is it?" in page.text
    assert "Maeve" not in page.text
    hers = part_of(db, visit, home.mother)
    client.get(f"/my-visits/parts/{hers.part_id}", status=404)
    client.get("/my-visits/here")
    page = client.submit({}, button=home.father.member_id, statements=MANY)
    assert "canary" not in page.text
    client.submit({"answer.bills": "2"}, form="form.lines", button="go=finish", statements=MANY)
    page = client.submit({}, button="show=yes", statements=MANY)
    assert "Please hand it back" in page.text
    page = take_back(client)
    assert page.path == f"/visits/{visit.visit_id}"
    assert "They keep it to themselves" in page.text
    his = client.get(f"/visits/{visit.visit_id}/parts/{home.father.member_id}")
    assert "We’d like to know more" in his.text
    client.get(f"/visits/{visit.visit_id}/parts/{home.mother.member_id}", status=404)


def test_nobody_is_asked_for_their_part_once_the_child_does_not_live_there(
    client: PageClient, db: Database, home: Home, visit: Visit, clock: Clock
) -> None:
    hand_over(client, db, home, visit, home.mother)
    client.submit({"answer.bills": "2"}, form="form.lines", button="go=finish", statements=MANY)
    page = client.submit({}, button="show=no", statements=MANY)
    assert "Whose turn is it?" in page.text
    leave(db, home.child, why="other", by=home.worker, at=clock.at)
    page = client.submit({}, button=home.father.member_id, statements=MANY)
    assert "Please hand it back" in page.text
    take_back(client)
    page = client.post(f"/visits/{visit.visit_id}/parts/{home.father.member_id}/begin")
    assert "Nothing is asked about this child any more" in page.text
    assert visits.find_part(db, visit.visit_id, home.father.member_id) is None


def test_what_was_told_so_far_is_theirs_once_they_hold_the_device(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    begin_telling(client, visit, home.mother)
    client.submit({"answer.bills": "3"}, form="form.lines", button="go=done", statements=MANY)
    page = hand_over(client, db, home, visit, home.mother)
    assert page.one("#checklist-bills-3").has("checked")
    part = part_of(db, visit, home.mother)
    assert part.done_by == "own"
    assert consent.grants_of(db, part.owner_id) == ()
    take_back(client)
    client.get(f"/visits/{visit.visit_id}/parts/{home.mother.member_id}", status=404)


def test_what_is_tapped_of_a_part_that_was_finished_elsewhere_is_answered_kindly(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    hand_over(client, db, home, visit, home.mother)
    part, token = part_of(db, visit, home.mother), client.token()
    finish_part(db, part, at="2026-11-20T11:00:00.000000Z")
    for end in ("lines/" + str(part.checklist_id), "items", "still"):
        sent = {"csrf_token": token, "items": "bills", "hope": "hope-me"}
        page = client.post(f"/my-visits/parts/{part.part_id}/{end}", sent, status=409)
        assert page.heading == "This part is finished"
        assert part_of(db, visit, home.mother).finished_at


def test_a_device_that_was_handed_over_opens_that_visit_alone(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    hand_over(client, db, home, visit, home.mother)
    other = visits.put_part(db, visit, home.father.member_id, done_by="told", at="2026-11-20T10:00:00.000000Z")
    client.get(f"/my-visits/parts/{other.part_id}", status=404)
    client.get("/my-visits", status=200)
    client.get(f"/visits/{visit.visit_id}", status=200)
    assert client.page
    assert "Sign in" in client.page.text


def test_pressed_twice_it_is_handed_over_once(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    client.get(f"/visits/{visit.visit_id}")
    staffing.give_pin(client, db, home.worker)
    sent = {"save_id": "a-press"}
    address = f"/visits/{visit.visit_id}/parts/{home.mother.member_id}/hand-over"
    before = client.client.get_cookie("session")
    assert before
    token = client.token()
    client.post(address, {**sent, "csrf_token": token}, statements=MANY)
    client.client.set_cookie("session", before.value, domain="localhost")
    page = client.post(address, {**sent, "csrf_token": token}, statements=MANY)
    assert "Your part of the visit" in page.text
    assert len(visits.list_parts(db, visit.visit_id)) == 1


def test_a_language_chosen_in_the_middle_leads_back_to_the_part(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    hand_over(client, db, home, visit, home.mother)
    client.get("/language")
    page = client.submit({}, button="language=en", statements=MANY)
    assert "Your part of the visit" in page.text


def test_before_the_visit_on_ones_own_phone_and_shown_or_not(
    client: PageClient, db: Database, home: Home, clock: Clock, joined: str
) -> None:
    phone = another(client)
    sign_in(phone, db, joined, at=clock.at)
    phone.get("/mine")
    phone.follow("Before your visit")
    phone.submit({}, button="Do my part", statements=MANY)
    page = phone.submit({"words.hope-me": "A walk"}, form="form.lines", button="go=finish", statements=MANY)
    assert "Show this to Jo Bloggs?" in page.text
    phone.submit({}, button="show=no", statements=MANY)
    kept = make_visit(db, home.child, home.mother, by=home.worker)
    assert visits.find_part(db, kept.visit_id, home.mother.member_id) is None
    # One that goes on would be the same visit still.
    assert visits_actions.cancel_visit(db, kept, why="Nobody was in", by=home.worker, at=clock.at)
    (part,) = visits.list_parts_of_owner(db, joined)
    phone.get(f"/my-visits/parts/{part.part_id}/show")
    phone.submit({}, button="show=yes", statements=MANY)
    shown = make_visit(db, home.child, home.mother, by=home.worker)
    assert visits.find_part(db, shown.visit_id, home.mother.member_id)
    client.get(f"/visits/{shown.visit_id}")
    assert "A walk" in client.follow("Read it Maeve").text


def test_nothing_is_offered_of_a_child_not_born_of_others_children_or_where_they_do_not_live(
    client: PageClient, db: Database, home: Home, clock: Clock, joined: str
) -> None:
    make_member(db, home.family, "Canary", "unborn", by=home.worker, due_on="2027-01-10")
    make_member(db, home.family, "Canary", "child", by=home.worker, born_on="2025-11-18")
    phone = another(client)
    sign_in(phone, db, joined, at=clock.at)
    page = phone.get("/my-visits")
    assert "Ann" in page.text
    assert "Canary" not in page.text
    with db.transaction():
        db.execute(
            "UPDATE member SET left_on = '2026-11-01' WHERE member_id = :member_id", member_id=home.mother.member_id
        )
    assert "There is no visit" in phone.get("/my-visits").text


def test_a_yes_is_for_those_alone_who_were_named_on_the_page(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    hand_over(client, db, home, visit, home.mother)
    client.submit({"words.hope-me": "A walk"}, form="form.lines", button="go=finish", statements=MANY)
    second = staffing.make_staff(db, home.team, name="Sam Second")
    visits_actions.join_visit(db, visit, by=second, at="2026-11-20T10:01:00.000000Z")
    client.submit({}, button="show=yes", statements=MANY)
    part = part_of(db, visit, home.mother)
    assert {one.to.id for one in consent.grants_of(db, part.owner_id)} == {home.worker.staff_id}
