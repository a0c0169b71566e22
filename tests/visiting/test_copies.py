"""The parent’s own copy: theirs alone, in one language or two, on a page and on paper."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdf
import pytest
from flask import Flask

from tests import staffing, visits
from tests.builders import AT, everything, make_person
from tests.conftest import Clock
from tests.green_book import make_service
from tests.households import join
from tests.lines import TOLD, checklist, make_finished_lines
from tests.plan.test_pdf import told_by
from tests.support.opened import Page
from tests.support.page import PageClient
from tests.visited import SEVEN
from tests.visiting.conftest import Home, make_home
from wheel_app import audit, consent, people
from wheel_app import clock as points
from wheel_app import visits as visiting
from wheel_app.storage import Database, later, new_id
from wheel_app.visits import Present, Record, RecordedPart, Step, Visit, VisitFacts

HOPE = "I hope she sleeps"
HIS = "Only he hopes this"
STEP = "Ring the dentist"


@dataclass(frozen=True)
class Visited:
    """A finished visit to a home where both parents have joined, and each told something."""

    home: Home
    visit: Visit
    hers: str
    his: str
    her_part: str
    his_part: str


@pytest.fixture
def home(app: Flask, db: Database) -> Home:
    team = staffing.make_team(db)
    made = make_home(db, team, staffing.make_staff(db, team))
    with app.app_context():
        points.reckon_member(db, points.points(), made.child)
    return made


@pytest.fixture
def visited(db: Database, home: Home) -> Visited:
    hers, his = make_person(db), make_person(db)
    join(db, home.mother, hers)
    join(db, home.father, his)
    made = record(db, home, hers, his)
    parts = {part.member_id: part.part_id for part in visiting.list_parts(db, made.visit_id)}
    her_part, his_part = parts[home.mother.member_id], parts[home.father.member_id]
    service = make_service(db, "Sleep line", phone="01632 960002")
    with db.transaction():
        visiting.insert_step(db, Step(new_id(), her_part, 1, STEP, "parent", "2026-12-01", None, AT))
        visiting.insert_step(db, Step(new_id(), his_part, 1, "Only his step", "worker", "", None, AT))
        visiting.insert_service(db, her_part, service.service_id, by=None, at=AT)
    return Visited(home, made, hers, his, her_part, his_part)


def record(db: Database, home: Home, hers: str, his: str, *, at: str = AT, point: str = "point-4") -> Visit:
    child = home.child.member_id
    facts = VisitFacts(child, point, at[:10], "home", (Present("member", home.mother.member_id),))
    answers = ((home.mother.member_id, hers, HOPE), (home.father.member_id, his, HIS))
    parts = tuple(
        RecordedPart(
            member,
            "told",
            make_finished_lines(
                db, owner, {"hope-child": words}, checklist(), point=point, child=child, sitting=TOLD, at=at
            ).checkin_id,
            make_finished_lines(db, owner, {"sure": 2}, point=point, child=child, sitting=TOLD, at=at).checkin_id,
        )
        for member, owner, words in answers
    )
    made = Record(home.family.family_id, facts, SEVEN, parts=parts, next_on="2027-05-20")
    return visiting.record_visit(db, made, by=home.worker, at=at)


def let_in(app: Flask, db: Database, owner_id: str, clock: Clock) -> PageClient:
    client = PageClient(app, db=db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    return client


def read(client: PageClient, part_id: str, query: str = "", status: int = 200) -> Page:
    return client.get(f"/my-visits/copies/{part_id}{query}", status=status)


def test_all_of_it_on_ones_own_page(app: Flask, db: Database, visited: Visited, clock: Clock) -> None:
    client = let_in(app, db, visited.hers, clock)
    client.get("/my-visits/copies")
    page = client.follow("12 months · Ann")
    for words in (HOPE, "Now and then", STEP, "by 1 December 2026", "Sleep line", "01632 960002", "20 May 2027"):
        assert words in page.text
    assert "The next visit: 18 months" in page.text


def test_the_day_that_was_agreed_stands_there_until_it_is_over(
    app: Flask, db: Database, visited: Visited, clock: Clock
) -> None:
    for day, is_said in (("2027-05-20", True), ("2027-05-21", False)):
        clock.at = f"{day}T07:00:00.000000Z"
        page = read(let_in(app, db, visited.hers, clock), visited.her_part)
        assert ("20 May 2027" in page.text) == is_said


def test_nothing_of_another_adult_nor_that_there_is_one(
    app: Flask, db: Database, visited: Visited, clock: Clock
) -> None:
    client = let_in(app, db, visited.hers, clock)
    for page in (client.get("/my-visits/copies"), read(client, visited.her_part)):
        for words in (HIS, "Only his step", "Tom", visited.his_part):
            assert words not in page.html
    read(client, visited.his_part, status=404)


def test_the_page_is_the_same_with_and_without_another_adult(
    app: Flask, db: Database, visited: Visited, clock: Clock
) -> None:
    client = let_in(app, db, visited.hers, clock)
    before = read(client, visited.her_part).one("main").text
    with db.transaction():
        visiting.erase(db, visited.his)
    assert read(client, visited.her_part).one("main").text == before


@pytest.mark.parametrize("what", ["called off", "going on"])
def test_a_visit_that_does_not_stand_has_no_copy(
    app: Flask, db: Database, visited: Visited, clock: Clock, what: str
) -> None:
    with db.transaction():
        change = "cancelled_at = :at" if what == "called off" else "finished_at = NULL"
        db.execute(f"UPDATE visit SET {change} WHERE :at = :at", at=AT)
    client = let_in(app, db, visited.hers, clock)
    assert "no visit to show" in client.get("/my-visits/copies").text
    read(client, visited.her_part, status=404)


def test_after_a_loss_nothing_says_what_comes_next(app: Flask, db: Database, visited: Visited, clock: Clock) -> None:
    with db.transaction():
        db.execute(
            "INSERT INTO member_silence (silence_id, member_id, family_id, kind, since_on, seq, made_at)"
            " VALUES ('s', :member_id, :family_id, 'died', '2026-11-01', 1, '2026-11-01T00:00:00.000000Z')",
            member_id=visited.home.child.member_id,
            family_id=visited.home.family.family_id,
        )
    page = read(let_in(app, db, visited.hers, clock), visited.her_part)
    assert STEP in page.text
    assert "What comes next" not in page.text
    assert "20 May 2027" not in page.text


def test_two_languages_side_by_side(app: Flask, db: Database, visited: Visited, clock: Clock) -> None:
    client = let_in(app, db, visited.hers, clock)
    visits.speak(client, "ur")
    page = read(client, visited.her_part)
    assert "December" in page.text, "it was written down in English"
    assert "دسمبر" in page.text
    twins = [one.text for one in page.all(".beside [lang=en]")]
    assert "What we agreed" in twins
    one = read(client, visited.her_part, "?beside=")
    assert "December" not in one.text
    assert read(client, visited.her_part, "?beside=nonsense").all(".beside [lang=en]") == []


def test_the_paper_is_given_on_ones_own_phone_alone(app: Flask, db: Database, visited: Visited, clock: Clock) -> None:
    client = let_in(app, db, visited.hers, clock)
    address = f"/my-visits/copies/{visited.her_part}/visit.pdf"
    client.get(address, status=404)
    with db.transaction():
        db.execute("UPDATE sign_in SET is_own_device = 1 WHERE owner_id = :owner_id", owner_id=visited.hers)
    paper = client.client.get(address)
    assert paper.content_type == "application/pdf"
    said = told_by("pdftotext", paper.data)
    for words in (HOPE, STEP, "Now and then", "Sleep line", "01632 960002", "20 May 2027"):
        assert words in said
    for words in (HIS, "Only his step", "Tom"):
        assert words not in said
    assert len(paper.data) <= 300_000


def staff_paper(app: Flask, db: Database, visited: Visited, clock: Clock, member_id: str, query: str = "") -> bytes:
    client = PageClient(app, db=db)
    staffing.sign_in(client, db, visited.home.worker, at=clock.at)
    reply = client.client.get(f"/visits/{visited.visit.visit_id}/copies/{member_id}/visit.pdf{query}")
    assert reply.status_code == 200
    return reply.data


def test_a_worker_prints_what_they_may_read(app: Flask, db: Database, visited: Visited, clock: Clock) -> None:
    mother = visited.home.mother.member_id
    said = told_by("pdftotext", staff_paper(app, db, visited, clock, mother))
    assert STEP in said
    assert HOPE not in said, "nothing was told to the worker"
    part = visiting.find_part(db, visited.visit.visit_id, mother)
    assert part
    to = consent.Recipient("staff", visited.home.worker.staff_id)
    terms = consent.Terms(checkin_id=part.checklist_id)
    consent.give(db, visited.hers, to, terms, consent.Hand(visited.hers, "family"), at=AT)
    said = told_by("pdftotext", staff_paper(app, db, visited, clock, mother))
    assert HOPE in said
    assert HIS not in said


def test_the_summary_has_the_words_that_the_worker_may_read(
    app: Flask, db: Database, visited: Visited, clock: Clock
) -> None:
    client = PageClient(app, db=db)
    staffing.sign_in(client, db, visited.home.worker, at=clock.at)
    address = f"/visits/{visited.visit.visit_id}/summary"
    page = client.get(address)
    assert HOPE not in page.html
    part = visiting.find_part(db, visited.visit.visit_id, visited.home.mother.member_id)
    assert part
    to = consent.Recipient("staff", visited.home.worker.staff_id)
    hand = consent.Hand(visited.hers, "family")
    # A yes to every wheel says nothing of these lists.
    consent.give(db, visited.hers, to, consent.Terms(made_until="2026-12-31"), hand, at=AT)
    assert HOPE not in client.get(address).html
    for checkin_id in part.checkin_ids:
        given = consent.give(db, visited.hers, to, consent.Terms(checkin_id=checkin_id), hand, at=AT)
    hers, his = (one.text for one in client.get(address).all(".to-copy"))
    assert HOPE in hers
    assert "Now and then" in hers
    assert HOPE not in his
    assert HIS not in hers + his
    looked = [dict(row) for row in everything(db)["audit_row"] if dict(row)["action"] == "looked"]
    hers_alone = [row["about"] for row in looked if row["chain"] == audit.chain_of_owner(visited.hers)]
    assert set(hers_alone) == set(part.checkin_ids)
    consent.withdraw(db, visited.hers, given.grant_id, hand, at=AT)
    assert "Now and then" not in client.get(address).html


def test_what_was_put_away_is_on_no_paper_of_a_worker(app: Flask, db: Database, visited: Visited, clock: Clock) -> None:
    mother = visited.home.mother.member_id
    part = visiting.find_part(db, visited.visit.visit_id, mother)
    assert part
    to = consent.Recipient("staff", visited.home.worker.staff_id)
    for checkin_id in part.checkin_ids:
        consent.give(db, visited.hers, to, consent.Terms(checkin_id), consent.Hand(visited.hers, "family"), at=AT)
    assert HOPE in told_by("pdftotext", staff_paper(app, db, visited, clock, mother))
    people.note_change(db, visited.hers, "not-safe", [], asks_afresh=True, at=later(AT, minutes=5))
    assert HOPE not in told_by("pdftotext", staff_paper(app, db, visited, clock, mother))


def test_the_paper_in_two_scripts(app: Flask, db: Database, visited: Visited, clock: Clock) -> None:
    paper = staff_paper(app, db, visited, clock, visited.home.mother.member_id, "?language=ur")
    said = told_by("pdftotext", paper)
    for words in (STEP, "What we agreed", "1 December 2026", "Sleep line", "دسمبر"):
        assert words in said
    fonts = told_by("pdffonts", paper)
    assert "NotoNaskhArabic" in fonts
    assert len(paper) <= 300_000
    assert pypdf.PdfReader(io.BytesIO(paper)).trailer["/Root"]["/Lang"] == "ur"


def test_who_was_not_at_it_prints_nothing(app: Flask, db: Database, visited: Visited, clock: Clock) -> None:
    address = f"/visits/{visited.visit.visit_id}/copies/{visited.home.mother.member_id}/visit.pdf"
    for team in (visited.home.team, staffing.make_team(db, "Others")):
        client = PageClient(app, db=db)
        staffing.sign_in(client, db, staffing.make_staff(db, team), at=clock.at)
        client.get(address, status=404)


def test_an_earlier_visit_stands_beside_a_later_one(app: Flask, db: Database, visited: Visited, clock: Clock) -> None:
    record(db, visited.home, visited.hers, visited.his, at=later(AT, days=180), point="point-5")
    clock.forward(days=181)
    client = let_in(app, db, visited.hers, clock)
    page = client.get("/my-visits/copies")
    assert [link.text for link in page.all("main li a")] == ["18 months · Ann", "12 months · Ann"]
    page = client.follow("18 months · Ann")
    assert "Then and now" in page.text
    assert "as on 20 November 2026" in page.text
    assert "Then and now" not in read(client, visited.her_part).text
