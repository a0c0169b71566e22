"""After a visit: what came up, what was agreed with each adult and the next day, by two workers at once."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import staffing
from tests.builders import everything
from tests.conftest import Clock
from tests.green_book import make_service
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.visited import make_visit
from tests.visiting.conftest import Home
from wheel_app import visits
from wheel_app.storage import Database
from wheel_app.visits import Visit
from wheel_app.visits.parts.queries import list_agreed

# A press takes nine, and for what changed: one for each step, one for each theme and one to see them, one for the day,
# and six for each adult whose part it begins.
SAVING = 26
FORM = "#afterwards"


@pytest.fixture
def visit(db: Database, home: Home, clock: Clock) -> Visit:
    made = make_visit(db, home.child, home.mother, home.father, by=home.worker, at=clock.at)
    visits.finish_visit(db, made, by=home.worker, at=clock.at)
    return made


def address(visit: Visit, page: str = "afterwards") -> str:
    return f"/visits/{visit.visit_id}/{page}"


def save(client: PageClient, visit: Visit, status: int = 200, **typed: object) -> Page:
    client.get(address(visit))
    return client.submit(typed, form=FORM, status=status, statements=SAVING)


def steps_of(db: Database, visit: Visit, member_id: str) -> list[tuple[str, str, str]]:
    part = visits.find_part(db, visit.visit_id, member_id)
    return (
        [(step.words, step.who, step.by_when) for step in list_agreed(db, part.part_id, part.owner_id)[0]]
        if part
        else []
    )


def test_all_of_it_on_one_page(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    save(
        client,
        visit,
        themes=["sleep", "money"],
        step_0_0_words="Ring the dentist",
        step_0_0_by_when="2026-12-01",
        step_0_1_words="Send the form",
        step_0_1_who="worker",
        next_on="2027-05-20",
    )
    assert visits.list_themes(db, visit.visit_id) == ("money", "sleep")
    assert steps_of(db, visit, home.mother.member_id) == [
        ("Ring the dentist", "parent", "2026-12-01"),
        ("Send the form", "worker", ""),
    ]
    assert steps_of(db, visit, home.father.member_id) == []
    found = visits.find_visit(db, visit.visit_id)
    assert found
    assert found.next_on == "2027-05-20"


def test_sent_twice_it_is_one(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    client.get(address(visit))
    for _ in range(2):
        page = client.page
        client.submit({"step_1_0_words": "Ring Ann"}, form=FORM, statements=SAVING)
        client.page = page
    assert steps_of(db, visit, home.father.member_id) == [("Ring Ann", "parent", "")]


def test_a_step_is_changed_and_taken_away(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    save(client, visit, step_0_0_words="First", step_0_1_words="Second", themes=["sleep"])
    save(client, visit, step_0_0_words="", step_0_1_words="Second, put right", themes=["play"])
    assert steps_of(db, visit, home.mother.member_id) == [("Second, put right", "parent", "")]
    assert visits.list_themes(db, visit.visit_id) == ("play",)


def test_two_workers_at_once_both_keep_their_words(
    client: PageClient, app: Flask, db: Database, home: Home, visit: Visit, clock: Clock
) -> None:
    save(client, visit, step_0_0_words="Ring the dentist", themes=["sleep"])
    colleague = staffing.make_staff(db, home.team, name="Cy Lane")
    with db.transaction():
        db.execute(
            "INSERT INTO visit_worker (visit_id, staff_id) VALUES (:visit_id, :staff_id)",
            visit_id=visit.visit_id,
            staff_id=colleague.staff_id,
        )
    other = PageClient(app, db=db)
    staffing.sign_in(other, db, colleague, at=clock.at)
    for one in (client, other):
        one.get(address(visit))
    other.submit(
        {"step_0_0_words": "Ring the dentist on Monday", "step_0_1_words": "Theirs", "themes": ["sleep", "money"]},
        form=FORM,
        statements=SAVING,
    )
    page = client.submit(
        {"step_0_0_words": "Ask the dentist", "step_0_1_words": "Mine", "themes": ["sleep", "play"]},
        form=FORM,
        status=409,
        statements=SAVING,
    )
    assert "Ring the dentist on Monday" in page.text
    assert page.one("#step_0_0_words").get("value") == "Ask the dentist"
    client.submit(form=FORM, statements=SAVING)
    said = [words for words, _, _ in steps_of(db, visit, home.mother.member_id)]
    assert said == ["Ask the dentist", "Theirs", "Mine"]
    assert visits.list_themes(db, visit.visit_id) == ("money", "play", "sleep")


def test_what_one_did_not_touch_is_no_clash(
    client: PageClient, app: Flask, db: Database, home: Home, visit: Visit, clock: Clock
) -> None:
    save(client, visit, step_0_0_words="Ring the dentist")
    client.get(address(visit))
    other = PageClient(app, db=db)
    staffing.sign_in(other, db, home.worker, at=clock.at)
    save(other, visit, step_0_0_words="Ring on Monday", next_on="2027-01-04")
    client.submit({"step_0_1_words": "Mine"}, form=FORM, statements=SAVING)
    assert [words for words, _, _ in steps_of(db, visit, home.mother.member_id)] == ["Ring on Monday", "Mine"]
    found = visits.find_visit(db, visit.visit_id)
    assert found
    assert found.next_on == "2027-01-04"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"next_on": "2026-11-20"}, "This day is over"),
        ({"next_on": "2026-02-31"}, "no such day"),
        ({"next_on": "٢٠٢٧"}, "no such day"),
        ({"step_0_0_by_when": "2026-12-01"}, "what is to be done"),
        ({"step_0_0_words": "x" * 401}, "too long"),
    ],
)
def test_what_cannot_be_comes_back(
    client: PageClient, db: Database, visit: Visit, typed: dict[str, str], told: str
) -> None:
    before = everything(db)["visit_step"]
    page = save(client, visit, 422, step_1_0_words="Kept", **typed)
    assert told in page.text
    assert page.one("#step_1_0_words").get("value") == "Kept"
    assert everything(db)["visit_step"] == before


def test_any_text_is_kept_as_it_is(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    words = "<script>alert(1)</script> =1+1 😀 الماء"
    save(client, visit, step_0_0_words=words)
    assert steps_of(db, visit, home.mother.member_id) == [(words, "parent", "")]


def test_what_is_not_offered_is_left_out(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    client.get(address(visit))
    sent = {"step_0_0_id": "", "step_0_0_words": "Ring", "step_0_0_who": "nonsense", "themes": ["nonsense"]}
    client.post(address(visit), sent, statements=SAVING)  # type: ignore[arg-type]
    assert steps_of(db, visit, home.mother.member_id) == [("Ring", "parent", "")]
    assert visits.list_themes(db, visit.visit_id) == ()


def test_a_step_of_another_visit_is_out_of_reach(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    save(client, visit, step_0_0_words="First")
    other = make_visit(db, home.child, home.mother, by=home.worker, point="point-5")
    step_id = everything(db)["visit_step"][0]
    client.get(address(other))
    sent = {"step_0_0_id": dict(step_id)["step_id"], "step_0_0_words": "Over it", "step_0_0_seen": ""}
    client.post(address(other), sent, statements=SAVING)  # type: ignore[arg-type]
    assert steps_of(db, visit, home.mother.member_id) == [("First", "parent", "")]


def test_a_service_is_put_in_and_taken_out(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    make_service(db, "Sleep line", topics=("daily-life",), phone="01632 960002")
    make_service(db, "Bus pass", topics=("neighbourhood",))
    save(client, visit, themes=["sleep"])
    client.get(address(visit))
    page = client.follow("Find a service · Maeve")
    assert "Sleep line" in page.text
    assert "Bus pass" not in page.text
    page = client.submit(form="form[action$=services][method=post]", button="Put in: Sleep line", statements=SAVING)
    assert "Sleep line" in page.text
    part = visits.find_part(db, visit.visit_id, home.mother.member_id)
    assert part
    assert len(list_agreed(db, part.part_id, part.owner_id)[1]) == 1
    assert visits.find_part(db, visit.visit_id, home.father.member_id) is None
    client.submit(form="form[action$=take-out]", statements=SAVING)
    assert list_agreed(db, part.part_id, part.owner_id)[1] == ()


def test_a_service_is_found_by_topic_and_age_and_put_in(
    client: PageClient, db: Database, home: Home, visit: Visit
) -> None:
    make_service(db, "Sleep line", topics=("daily-life",), phone="01632 960002")
    client.get(address(visit, f"afterwards/{home.mother.member_id}/services"))
    client.submit(form="/local")
    client.post("/local", {"topic": "daily-life", "into": f"visit:{visit.visit_id}:{home.mother.member_id}"})
    client.submit(button="Show what there is")
    client.submit(form=address(visit, f"afterwards/{home.mother.member_id}/services"), statements=SAVING)
    part = visits.find_part(db, visit.visit_id, home.mother.member_id)
    assert part
    assert len(list_agreed(db, part.part_id, part.owner_id)[1]) == 1


@pytest.mark.parametrize("into", ["visit:", "visit:x:y", "visit:1", "visit", "other:1:2", "plan:1:2", ":" * 50])
def test_nothing_odd_is_a_visit(client: PageClient, db: Database, home: Home, into: str) -> None:
    make_service(db, "Sleep line")
    client.get("/local")
    assert "Put it into" not in client.post("/local", {"asked": "1", "into": into}).text


def test_who_was_not_at_it_does_not_write(
    client: PageClient, app: Flask, db: Database, home: Home, visit: Visit, clock: Clock
) -> None:
    colleague = PageClient(app, db=db)
    staffing.sign_in(colleague, db, staffing.make_staff(db, home.team), at=clock.at)
    colleague.get(address(visit), status=404)
    colleague.get(address(visit, "summary"))


def test_one_text_for_each_adult(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    save(client, visit, step_0_0_words="Only hers", step_1_0_words="Only his", themes=["sleep"], next_on="2027-05-20")
    page = client.get(address(visit, "summary"))
    hers, his = (one.text for one in page.all(".to-copy"))
    for text in (hers, his):
        assert "Sleep and nights" in text
        assert "20 May 2027" in text
        assert "12 months" in text
    assert "Only hers" in hers
    assert "Only his" not in hers
    assert "Only his" in his
    assert "Only hers" not in his
