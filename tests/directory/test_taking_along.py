"""What was found as a PDF: all that a card says, in the reader’s language; only where a file may be left."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests import staffing, visits
from tests.builders import make_person
from tests.conftest import Clock
from tests.green_book import make_service, place, whole_facts
from tests.support.page import Page, PageClient
from wheel_app import directory
from wheel_app.directory import Provider
from wheel_app.storage import Database

TAKE = "form[action='/local/print.pdf']"


@pytest.fixture
def own(client: PageClient, db: Database, clock: Clock) -> PageClient:
    """A browser on somebody’s own phone."""
    visits.sign_in(client, db, make_person(db), at=clock.at)
    client.get("/take-home")
    client.post("/own-phone")
    return client


def ask(client: PageClient, **wishes: str) -> Page:
    client.get("/local")
    return client.post("/local", {"asked": "1", **wishes})


def reader(reply: Page) -> PdfReader:
    assert reply.headers["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(reply.response.data))


def words(reply: Page) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader(reply).pages).split())


def test_all_that_a_card_says_is_on_it(own: PageClient, db: Database) -> None:
    directory.put_service(db, whole_facts(), by=None, at="2026-11-20T10:00:00.000000Z")
    ask(own, topic="child-growth", language="ur")
    reply = own.submit(form=TAKE, statements=4)
    said = words(reply)
    for part in (
        "Growing up", "Urdu", "Looked up on 20 November 2026. Ring before you go.", "Little Ducks",
        "Ferry Road Centre", "Songs and play for babies.", "1 Ferry Road", "OL1 1AA", "Tuesday 09:30–11:00 · term time",
        "£1 a family", "Up to 18 months", "Babies and whoever", "Just come along", "No steps", "Ring the bell",
        "English · Urdu", "01632 960001", "ducks@example.org", "example.org/ducks",
    ):  # fmt: skip
        assert part in said, part
    assert reader(reply).metadata is not None
    assert reply.headers["Content-Disposition"] == 'attachment; filename="local.pdf"'


def test_what_is_closed_or_long_unchecked_says_so(own: PageClient, db: Database) -> None:
    make_service(db, "Closed", status="temporarily closed")
    make_service(db, "Old", checked_on="2026-01-01", phone="01632 960001")
    ask(own)
    said = words(own.submit(form=TAKE))
    assert "It is closed for now." in said
    assert said.count("Not checked for six months. Ring before you go.") == 1


def test_it_holds_the_page_that_is_shown(own: PageClient, db: Database) -> None:
    for number in range(25):
        make_service(db, f"Group {number:02}", phone="01632 960001", places=(place(name="Hall", postcode="OL1 1AA"),))
    ask(own)
    first = words(own.submit(form=TAKE))
    own.submit(form="form.show-more")
    second = words(own.submit(form=TAKE))
    assert [f"Group {number:02}" in first for number in range(25)] == [True] * 20 + [False] * 5
    assert [f"Group {number:02}" in second for number in range(25)] == [False] * 20 + [True] * 5


def test_in_urdu(own: PageClient, db: Database) -> None:
    directory.put_service(db, whole_facts(), by=None, at="2026-11-20T10:00:00.000000Z")
    own.get("/language")
    own.post("/language", {"language": "ur"})
    ask(own, words="ducks")
    found = reader(own.submit(form=TAKE))
    assert "Little Ducks" in found.pages[0].extract_text()
    assert found.trailer["/Root"]["/Lang"] == "ur"


def test_hostile_and_endless_words_stay_words(own: PageClient, db: Database) -> None:
    facts = replace(
        whole_facts(), name="#panic() ] $x$", summary="x" * 4_000, for_whom="\u202eabc 🐝 " + "y" * 900,
        booking_words="*not strong* " * 70, provider=Provider("`raw` <b>"),
    )  # fmt: skip
    directory.put_service(db, facts, by=None, at="2026-11-20T10:00:00.000000Z")
    ask(own)
    reply = own.submit(form=TAKE)
    said = words(reply)
    for part in ("#panic() ] $x$", "*not strong*", "`raw` <b>", "◌ stands for a sign that could not be printed."):
        assert part in said, part


def test_on_a_shared_device_no_file_is_left(client: PageClient, db: Database, clock: Clock) -> None:
    make_service(db)
    for owner_id in (None, make_person(db)):
        if owner_id:
            visits.sign_in(client, db, owner_id, at=clock.at)
        assert ask(client).all(TAKE) == []
        client.post("/local/print.pdf", {"asked": "1"}, status=404)


def test_staff_print_it_for_somebody(client: PageClient, db: Database) -> None:
    make_service(db, "Baby group")
    staffing.sign_in(client, db, staffing.make_staff(db, staffing.make_team(db), role="host"))
    ask(client)
    assert "Baby group" in words(client.submit(form=TAKE))


def test_its_address_says_nothing_and_leads_to_the_first_page(own: PageClient, db: Database) -> None:
    make_service(db)
    assert own.get("/local/print.pdf").path == "/local"


def test_a_postcode_that_is_not_there_is_said_at_its_field(own: PageClient) -> None:
    own.get("/local")
    page = own.post("/local/print.pdf", {"near": "OL99 9ZZ", "words": "baby"}, status=422)
    assert page.one("#near").get("value") == "OL99 9ZZ"


def test_what_cannot_be_drawn_leads_back(own: PageClient, db: Database) -> None:
    make_service(db, "Baby group", for_whom="y" * 1_100_000)
    ask(own)
    page = own.submit(form=TAKE, status=503)
    assert page.heading == "No PDF just now"
    assert "Baby group" in own.submit(form=".actions form").text
