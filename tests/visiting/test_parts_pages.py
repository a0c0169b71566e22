"""What one adult tells to a worker: theirs, unseen by each other, and seen by who heard it."""

from __future__ import annotations

from tests import staffing
from tests.conftest import Clock
from tests.support.page import PageClient
from tests.visited import make_visit
from tests.visited_pages import MANY, answers, begin_telling, part_of
from tests.visiting.conftest import Home
from tests.visits import another, sign_in
from wheel_app import audit, consent
from wheel_app.storage import Database
from wheel_app.visits import Visit


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
    assert "In November 2026 you said: We’d like some help" in page.one("#checklist-bills").text
    client.submit({}, form="form[action$=still]", button="hope=hope-child", statements=MANY)
    part = part_of(db, later, home.mother)
    assert answers(db, part, part.checklist_id) == {"hope-child": "She swims"}
    client.get(f"/visits/{later.visit_id}/parts/{home.mother.member_id}")
    first = part_of(db, visit, home.mother).checklist_id
    rows = [one for one in audit.list_rows(db, audit.chain_of_owner(part.owner_id), most=99) if one.action == "looked"]
    assert {(one.about, one.codes) for one in rows} == {(first, ("visit-part",))}
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
