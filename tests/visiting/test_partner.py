"""What one adult of a home must not learn of the other one’s part: on the worker’s tablet, and on their own phone."""

from __future__ import annotations

from tests import staffing
from tests.builders import make_person
from tests.conftest import Clock
from tests.households import join
from tests.support.page import PageClient
from tests.visited import make_visit
from tests.visited_pages import MANY, begin_telling, hand_over, part_of
from tests.visiting.conftest import Home
from tests.visits import another, answer, begin, keep, sign_in, tap_topics
from wheel_app import visits
from wheel_app.people import owner_of_member
from wheel_app.storage import Database
from wheel_app.visits import Visit


def told_before(client: PageClient, db: Database, home: Home, clock: Clock) -> Visit:
    """She told something to her worker alone, half a year ago; now both are at a visit."""
    first = make_visit(db, home.child, home.mother, by=home.worker)
    begin_telling(client, first, home.mother)
    sent = {"words.hope-child": "a canary of hers", "answer.bills": "3"}
    client.submit(sent, form="form.lines", button="go=done", statements=MANY)
    client.post(f"/visits/{first.visit_id}/finish", statements=MANY)
    clock.forward(days=180)
    staffing.sign_in(client, db, home.worker, at=clock.at)
    return make_visit(
        db, home.child, home.mother, home.father, by=home.worker, point="point-5", on=clock.at[:10], at=clock.at
    )


def test_who_takes_a_turn_by_a_name_is_shown_nothing_of_former_times(
    client: PageClient, db: Database, home: Home, clock: Clock
) -> None:
    both = told_before(client, db, home, clock)
    hand_over(client, db, home, both, home.father)
    client.submit({"answer.bills": "2"}, form="form.lines", button="go=finish", statements=MANY)
    client.submit({}, button="show=no", statements=MANY)
    page = client.submit({}, button="Maeve · English", statements=MANY)
    assert "Your part of the visit" in page.text
    assert "canary" not in page.text
    assert "On 20 November 2026" not in page.text
    client.get("/language")
    assert "canary" not in client.submit({}, button="language=en", statements=MANY).text


def test_after_a_turn_nobody_joins_as_who_held_the_device_first(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    hand_over(client, db, home, visit, home.mother)
    client.submit({"words.hope-me": "a canary"}, form="form.lines", button="go=finish", statements=MANY)
    client.submit({}, button="show=no", statements=MANY)
    client.submit({}, button="Tom · English", statements=MANY)
    client.submit({"answer.bills": "2"}, form="form.lines", button="go=finish", statements=MANY)
    client.submit({}, button="show=no", statements=MANY)
    begin(client)
    tap_topics(client)
    answer(client)
    keep(client)
    page = client.get("/joining")
    assert "Maeve" not in page.text
    assert owner_of_member(db, home.mother.member_id) is None


def test_whose_turn_it_is_does_not_tell_who_told_already(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    begin_telling(client, visit, home.mother)
    client.submit({"answer.bills": "3"}, form="form.lines", button="go=done", statements=MANY)
    hand_over(client, db, home, visit, home.father)
    client.submit({"answer.bills": "2"}, form="form.lines", button="go=finish", statements=MANY)
    page = client.submit({}, button="show=no", statements=MANY)
    assert "Please hand it back" in page.text
    assert "Maeve" not in page.text


def test_a_visit_without_them_is_not_on_the_phone_of_who_did_their_part_at_home(
    client: PageClient, db: Database, home: Home, clock: Clock
) -> None:
    his = make_person(db)
    join(db, home.father, his)
    phone = another(client)
    sign_in(phone, db, his, at=clock.at)
    phone.get("/my-visits")
    phone.submit({}, button="Do my part", statements=MANY)
    phone.submit({"words.hope-me": "his"}, form="form.lines", button="go=finish", statements=MANY)
    phone.submit({}, button="show=yes", statements=MANY)
    before = phone.get("/my-visits").text
    hers = make_visit(db, home.child, home.mother, by=home.worker)
    assert visits.find_part(db, hers.visit_id, home.father.member_id) is None
    assert phone.get("/my-visits").text == before
    client.get(f"/visits/{hers.visit_id}")
    client.post(f"/visits/{hers.visit_id}/finish", statements=MANY)
    assert phone.get("/my-visits").text == before
    assert "Ann" not in phone.get("/my-visits/copies").text


def test_what_was_done_at_home_waits_again_for_who_was_not_there_after_all(
    client: PageClient, db: Database, home: Home, clock: Clock, joined: str
) -> None:
    phone = another(client)
    sign_in(phone, db, joined, at=clock.at)
    phone.get("/my-visits")
    phone.submit({}, button="Do my part", statements=MANY)
    phone.submit({"words.hope-me": "hers"}, form="form.lines", button="go=finish", statements=MANY)
    phone.submit({}, button="show=yes", statements=MANY)
    clock.forward(minutes=5)
    visit = make_visit(db, home.child, home.father, by=home.worker, at=clock.at)
    facts = f"/visits/{visit.visit_id}/facts"
    client.get(facts)
    client.submit({"carers": [home.mother.member_id]}, statements=MANY)
    assert part_of(db, visit, home.mother).done_by == "own"
    client.get(facts)
    client.submit({"carers": [home.father.member_id]}, statements=MANY)
    assert visits.find_part(db, visit.visit_id, home.mother.member_id) is None
    client.get(facts)
    client.submit({"carers": [home.mother.member_id]}, statements=MANY)
    client.get(f"/visits/{visit.visit_id}")
    client.post(f"/visits/{visit.visit_id}/finish", statements=MANY)
    assert "Ann" in phone.get("/my-visits/copies").text
    client.get(f"/visits/{visit.visit_id}/put-right")
    client.submit({"mistake_why": "It was another day"}, form="form[action$=mistake]", statements=MANY)
    again = make_visit(db, home.child, home.mother, by=home.worker, at=clock.at)
    assert part_of(db, again, home.mother).done_by == "own"


def test_what_comes_next_is_as_if_nobody_had_been_there_without_them(
    client: PageClient, db: Database, home: Home, clock: Clock, joined: str
) -> None:
    first = make_visit(db, home.child, home.mother, by=home.worker, point="point-3", on="2026-02-20")
    begin_telling(client, first, home.mother)
    client.submit({"answer.bills": "3"}, form="form.lines", button="go=done", statements=MANY)
    client.post(f"/visits/{first.visit_id}/finish", statements=MANY)
    phone = another(client)
    sign_in(phone, db, joined, at=clock.at)
    address = f"/my-visits/copies/{part_of(db, first, home.mother).part_id}"
    pages = [phone.get(one).text for one in (address, "/my-visits", "/mine")]
    assert "12 months" in pages[0]
    his = make_visit(db, home.child, home.father, by=home.worker)
    client.get(f"/visits/{his.visit_id}")
    client.post(f"/visits/{his.visit_id}/finish", statements=MANY)
    assert [phone.get(one).text for one in (address, "/my-visits", "/mine")] == pages
    hers = make_visit(db, home.child, home.mother, by=home.worker)
    client.get(f"/visits/{hers.visit_id}")
    client.post(f"/visits/{hers.visit_id}/finish", statements=MANY)
    assert "12 months" not in phone.get(address).text
    assert "There is no visit to get ready for" in phone.get("/my-visits").text


def test_what_comes_after_the_visit_is_over_is_given_back_on_a_tablet_in_their_hands(
    client: PageClient, db: Database, home: Home, visit: Visit, clock: Clock
) -> None:
    hand_over(client, db, home, visit, home.mother)
    second, other = another(client), staffing.make_staff(db, home.team, name="Sam Second")
    staffing.sign_in(second, db, other, at=clock.at, device_token="t" * 32)
    second.get(f"/visits/{visit.visit_id}")
    second.submit(statements=MANY)
    second.post(f"/visits/{visit.visit_id}/finish", statements=MANY)
    sent = {"words.hope-me": "To sleep at last"}
    page = client.submit(sent, form="form.lines", button="go=save", status=409, statements=MANY)
    assert "To sleep at last" in page.text
