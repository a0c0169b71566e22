"""Each adult’s part: told to a worker, or done by their own hand; unseen by each other."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import library, make_person
from tests.conftest import Clock
from tests.households import join, make_member
from tests.staffing import PIN
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.visited import make_visit
from tests.visiting.conftest import Home
from tests.visits import another, sign_in
from wheel_app import checkins, consent, visits
from wheel_app.people import Member
from wheel_app.storage import Database
from wheel_app.visits import Part, Visit

MANY = 40


@pytest.fixture
def visit(db: Database, home: Home) -> Visit:
    """A visit that goes on with both carers."""
    return make_visit(db, home.child, home.mother, home.father, by=home.worker)


def begin_telling(client: PageClient, visit: Visit, carer: Member) -> Page:
    client.get(f"/visits/{visit.visit_id}")
    return client.submit({}, form=f"form[action$='{carer.member_id}/begin']", statements=MANY)


def part_of(db: Database, visit: Visit, carer: Member) -> Part:
    part = visits.find_part(db, visit.visit_id, carer.member_id)
    assert part
    return part


def answers(db: Database, part: Part, checkin_id: str | None) -> dict[str, object]:
    filling = checkins.read_filling(db, library(), part.owner_id, checkin_id or "")
    assert filling
    return {key: one.score or one.note or one.kind for key, one in filling.answers.items()}


def test_what_is_told_is_the_tellers_and_seen_by_who_heard_it(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    page = begin_telling(client, visit, home.mother)
    part = part_of(db, visit, home.mother)
    assert consent.grants_of(db, part.owner_id) == ()
    client.submit(
        {"answer.bills": "3", "words.hope-child": "She learns to swim"},
        form="form.lines",
        button="go=done",
        statements=MANY,
    )
    assert page.path.endswith(home.mother.member_id)
    (grant,) = consent.grants_of(db, part.owner_id)
    assert (grant.how, grant.to.id, grant.checkin_id) == ("told", home.worker.staff_id, part.checklist_id)
    page = client.get(f"/visits/{visit.visit_id}")
    assert "told" in page.text
    client.post(f"/visits/{visit.visit_id}/finish", statements=MANY)
    client.get(f"/visits/{visit.visit_id}")
    page = client.follow("Read it Maeve")
    assert "She learns to swim" in page.text
    assert "We’d like some help" in page.text


def test_two_carers_never_stand_on_one_page(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    for carer, words in ((home.mother, "a canary of hers"), (home.father, "a canary of his")):
        begin_telling(client, visit, carer)
        client.submit({"words.hope-me": words}, form="form.lines", button="go=done", statements=MANY)
    assert "canary" not in client.get(f"/visits/{visit.visit_id}").text
    hers = client.get(f"/visits/{visit.visit_id}/parts/{home.mother.member_id}").text
    assert "a canary of hers" in hers
    assert "of his" not in hers
    assert part_of(db, visit, home.mother).owner_id != part_of(db, visit, home.father).owner_id


def test_what_was_stopped_is_not_shown_nor_written_into(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    begin_telling(client, visit, home.mother)
    client.submit({"answer.bills": "3"}, form="form.lines", button="go=done", statements=MANY)
    part = part_of(db, visit, home.mother)
    consent.withdraw_from(db, part.owner_id, consent.Hand(part.owner_id, "family"), at="2026-11-20T11:00:00.000000Z")
    address = f"/visits/{visit.visit_id}/parts/{home.mother.member_id}"
    client.get(address, status=404)
    client.get(f"/visits/{visit.visit_id}")
    client.post(f"{address}/lines/{part.checklist_id}", {"answer.bills": "1", "save_id.bills": "x"}, status=404)
    client.get(f"/visits/{visit.visit_id}")
    begin = client.post(f"{address}/begin", statements=MANY, status=404)
    assert begin.path == address
    assert consent.grants_of(db, part.owner_id) == ()


def test_up_to_six_lines_of_the_scale_are_picked_by_whose_they_are(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    page = begin_telling(client, visit, home.mother)
    keys = [one.get("value") for one in page.all("input[name=items]")]
    assert len(keys) > 6
    page = client.submit({"items": keys[:7]}, form="form[action$=items]", status=422, statements=MANY)
    assert "You picked 7" in page.text
    client.submit({"items": keys[:2]}, form="form[action$=items]", statements=MANY)
    scale = f"form[action$='{part_of(db, visit, home.mother).scale_id}']"
    client.submit({f"answer.{keys[0]}": "4", f"answer.{keys[1]}": "not-applicable"}, form=scale, statements=MANY)
    part = part_of(db, visit, home.mother)
    assert answers(db, part, part.scale_id) == {keys[0]: 4, keys[1]: "not-applicable"}
    assert [one.checkin_id for one in consent.grants_of(db, part.owner_id)] == [part.scale_id]


def test_a_hope_of_the_last_time_is_still_so_with_one_tap(
    client: PageClient, db: Database, home: Home, clock: Clock, visit: Visit
) -> None:
    begin_telling(client, visit, home.mother)
    sent = {"words.hope-child": "She swims", "answer.bills": "3"}
    client.submit(sent, form="form.lines", button="go=done", statements=MANY)
    client.post(f"/visits/{visit.visit_id}/finish", statements=MANY)
    clock.forward(days=180)
    staffing.sign_in(client, db, home.worker, at=clock.at)
    later = make_visit(db, home.child, home.mother, by=home.worker, point="point-5", on="2027-05-19", at=clock.at)
    page = begin_telling(client, later, home.mother)
    assert "What you hoped on" in page.text
    assert "On 20 November 2026 you said:" in page.one("#checklist-bills").text
    client.submit({}, form="form[action$=still]", button="hope=hope-child", statements=MANY)
    part = part_of(db, later, home.mother)
    assert answers(db, part, part.checklist_id) == {"hope-child": "She swims"}
    assert len(consent.grants_of(db, part.owner_id)) == 2


def test_two_workers_at_one_part_both_keep_their_words(
    client: PageClient, db: Database, home: Home, clock: Clock, visit: Visit
) -> None:
    begin_telling(client, visit, home.mother)
    second = another(client)
    other = staffing.make_staff(db, home.team, name="Sam Second")
    staffing.sign_in(second, db, other, at=clock.at, device_token="t" * 32)
    address = f"/visits/{visit.visit_id}/parts/{home.mother.member_id}"
    second.get(f"/visits/{visit.visit_id}")
    second.submit(statements=MANY)
    second.get(address)
    client.submit({"words.hope-me": "Some sleep"}, form="form.lines", button="go=done", statements=MANY)
    page = second.submit(
        {"words.hope-me": "To sleep at last"}, form="form.lines", button="go=done", status=409, statements=MANY
    )
    assert "Some sleep" in page.text
    assert "To sleep at last" in page.one("#checklist-hope-me-words").text
    second.submit({}, form="form.lines", button="go=done", statements=MANY)
    part = part_of(db, visit, home.mother)
    assert answers(db, part, part.checklist_id) == {"hope-me": "To sleep at last"}
    assert {one.to.id for one in consent.grants_of(db, part.owner_id)} == {home.worker.staff_id, other.staff_id}


def hand_over(client: PageClient, db: Database, home: Home, visit: Visit, carer: Member) -> Page:
    staffing.give_pin(client, db, home.worker)
    client.get(f"/visits/{visit.visit_id}")
    return client.submit({}, form=f"form[action$='{carer.member_id}/hand-over']", statements=MANY)


def take_back(client: PageClient) -> Page:
    client.get("/take-back")
    return client.submit({"pin": PIN}, statements=MANY)


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
    page = client.submit({}, button="Tom", statements=MANY)
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


def test_what_was_told_so_far_is_theirs_once_they_hold_the_device(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    begin_telling(client, visit, home.mother)
    client.submit({"answer.bills": "3"}, form="form.lines", button="go=done", statements=MANY)
    page = hand_over(client, db, home, visit, home.mother)
    assert page.one("#checklist-bills-3").get("checked") is not None
    part = part_of(db, visit, home.mother)
    assert part.done_by == "own"
    assert consent.grants_of(db, part.owner_id) == ()
    take_back(client)
    client.get(f"/visits/{visit.visit_id}/parts/{home.mother.member_id}", status=404)


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


@pytest.fixture
def joined(db: Database, home: Home) -> str:
    owner_id = make_person(db)
    join(db, home.mother, owner_id)
    return owner_id


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


def test_what_comes_after_the_end_is_given_back_to_copy(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    begin_telling(client, visit, home.mother)
    before = client.page
    client.submit({"answer.bills": "3"}, form="form.lines", button="go=done", statements=MANY)
    client.post(f"/visits/{visit.visit_id}/finish", statements=MANY)
    client.page = before
    page = client.submit(
        {"words.hope-me": "To sleep at last"}, form="form.lines", button="go=done", status=409, statements=MANY
    )
    assert "To sleep at last" in page.text
    part = part_of(db, visit, home.mother)
    assert answers(db, part, part.checklist_id) == {"bills": 3}


def test_a_person_reads_who_was_told_and_stops_it(
    client: PageClient, db: Database, home: Home, clock: Clock, joined: str, visit: Visit
) -> None:
    begin_telling(client, visit, home.mother)
    client.submit({"answer.bills": "3"}, form="form.lines", button="go=done", statements=MANY)
    phone = another(client)
    sign_in(phone, db, joined, at=clock.at)
    page = phone.get("/who-can-see")
    assert "Jo Bloggs" in page.text
    assert "You told it at a visit." in page.text
    phone.submit({}, form="form[action$=stop]", statements=MANY)
    client.get(f"/visits/{visit.visit_id}/parts/{home.mother.member_id}", status=404)


def test_a_language_chosen_in_the_middle_leads_back_to_the_part(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    hand_over(client, db, home, visit, home.mother)
    client.get("/language")
    page = client.submit({}, button="language=en", statements=MANY)
    assert "Your part of the visit" in page.text
