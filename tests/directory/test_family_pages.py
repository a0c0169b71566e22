"""“Find something local” as a family meets it: topics, for whom and where, what there is; nothing of it is kept."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.conftest import Clock
from tests.green_book import MIDDLE, make_service, place, whole_facts
from tests.support.page import Page, PageClient
from wheel_app import directory
from wheel_app.directory.postcodes.queries import put_points
from wheel_app.storage import Database

FIND = "form[role=search]"


@pytest.fixture
def kiosk(client: PageClient, db: Database) -> PageClient:
    staffing.register_device(client, db, staffing.make_team(db, "The Orchard", is_hub=True))
    return client


def names(page: Page) -> list[str]:
    return [one.text for one in page.all(".service__name")]


def ask(client: PageClient, **wishes: str) -> Page:
    client.get("/local")
    return client.post("/local", {"asked": "1", **wishes})


def test_from_the_first_page_to_what_there_is(client: PageClient, db: Database) -> None:
    make_service(db, "Debt advice", topics=("money",))
    make_service(db, "Baby group", topics=("parenting",))
    client.get("/")
    client.follow("Find something local")
    page = client.post("/local", {"topic": "money"})
    assert page.one("h1").text == "Our money and bills"
    page = client.submit({"age": "under-1"}, button="Show what there is", statements=3)
    assert names(page) == ["Debt advice"]


def test_all_that_a_card_says(client: PageClient, db: Database) -> None:
    directory.put_service(db, whole_facts(), by=None, at="2026-11-20T10:00:00.000000Z")
    card = ask(client, words="ducks").one(".service").text
    for said in (
        "Little Ducks", "Ferry Road Centre", "Songs and play for babies.", "1 Ferry Road", "OL1 1AA", "Tuesday",
        "09:30–11:00", "term time", "£1 a family", "Up to 18 months", "Babies and whoever", "Just come along",
        "No steps", "Ring the bell", "English · Urdu", "Call 01632 960001", "example.org/ducks",
    ):  # fmt: skip
        assert said in card, said


def test_more_about_one_and_back(client: PageClient, db: Database) -> None:
    make_service(db, "Baby group")
    make_service(db, "Debt advice")
    page = ask(client, words="baby")
    page = client.submit(form=".service form", button="More about this · Baby group")
    assert page.one("h1").text == "Baby group"
    assert names(client.submit(form=".actions form")) == ["Baby group"]


def test_no_address_and_no_title_names_anything(client: PageClient, db: Database) -> None:
    service = make_service(db, "Baby group", topics=("money",))
    client.get("/local")
    for fields in ({"topic": "money"}, {"topic": "money", "asked": "1"}, {"asked": "1", "words": "baby"}):
        page = client.post("/local", fields)
        assert page.path == "/local"
        assert not any(word in page.one("title").text.lower() for word in ("money", "baby"))
        assert not [link for link in page.all("main a") if service.service_id in link.get("href", "")]
    page = client.post("/local/one", {"service_id": service.service_id})
    assert page.path == "/local/one"
    assert "baby" not in page.one("title").text.lower()
    assert client.get("/local/one").path == "/local"


def test_nothing_is_stored(client: PageClient, db: Database) -> None:
    make_service(db)
    client.get("/local")
    page = client.post("/local", {"asked": "1", "words": "baby", "near": ""})
    assert not [sql for sql in page.statements if not sql.lstrip().startswith("SELECT")]
    with client.client.session_transaction() as session:
        assert set(session) <= {"csrf_token", "_fresh"}


def test_a_distance_and_the_nearest_first(client: PageClient, db: Database) -> None:
    with db.transaction():
        put_points(db, [("OL1 1AA", *MIDDLE)])
    make_service(db, "Far", places=(place(30, 0),))
    make_service(db, "Near", places=(place(1, 0),))
    page = ask(client, near="ol11aa", miles="3")
    assert names(page) == ["Near", "Far"]
    assert [one.text for one in page.all(".service dd strong")] == ["Very near", "1.9 miles away"]
    assert len(page.statements) <= 3


@pytest.mark.parametrize(
    ("typed", "said"), [("OL99 9ZZ", "We don’t know where OL99 9ZZ is"), ("Oldham", "Write it like OL1 1AA")]
)
def test_a_postcode_that_is_not_there(client: PageClient, db: Database, typed: str, said: str) -> None:
    make_service(db)
    client.get("/local")
    page = client.post("/local", {"asked": "1", "near": typed, "words": "baby", "age": "3-4"}, status=422)
    assert said in page.one(".govuk-error-message").text
    assert page.one("#near").get("value") == typed
    assert page.one("#words").get("value") == "baby"
    assert page.one("#age-3-4").get("checked") is not None
    assert names(client.submit({"near": ""}, button="Show what there is")) == ["Baby group"]


def test_words_that_are_too_long(client: PageClient) -> None:
    client.get("/local")
    page = client.post("/local", {"asked": "1", "words": "x" * 201}, status=422)
    assert "200 or fewer" in page.one(".govuk-error-message").text


def test_odd_choices_are_no_choices(client: PageClient, db: Database) -> None:
    make_service(db)
    odd = {
        "topic": "x", "age": "x", "miles": "-1", "language": "x", "weekday": "9", "access": "x", "after": "x|y",
        "into": "x:y",
    }  # fmt: skip
    assert names(ask(client, **odd)) == ["Baby group"]


def test_nothing_found_helps_on(client: PageClient, db: Database) -> None:
    make_service(db, "Debt advice", topics=("money",), languages=("en",))
    page = ask(client, topic="money", language="ur")
    assert page.one("h1").text == "Nothing like this yet"
    assert names(client.submit(form="form.without-language", button="Drop the rest of what I chose")) == ["Debt advice"]


def test_not_checked_for_six_months_is_said(client: PageClient, db: Database) -> None:
    make_service(db, "Old", checked_on="2026-05-19", phone="1")
    make_service(db, "New", checked_on="2026-05-20")
    make_service(db, "Never", checked_on="")
    page = ask(client)
    old = {one.one(".service__name").text for one in page.all(".service") if "Not checked for six months" in one.text}
    assert old == {"Old", "Never"}


def test_what_is_retired_is_nowhere(client: PageClient, db: Database, clock: Clock) -> None:
    service = make_service(db)
    directory.retire_service(db, service, by="ann", at=clock.at)
    assert names(ask(client)) == []
    client.post("/local/one", {"service_id": service.service_id}, status=404)


@pytest.mark.parametrize("odd", ["", "x", "x" * 5000, "%00", "\u202e"])
def test_an_odd_entry_is_not_there(client: PageClient, odd: str) -> None:
    client.get("/local")
    client.post("/local/one", {"service_id": odd}, status=404)


def test_more_pages(client: PageClient, db: Database) -> None:
    for number in range(45):
        make_service(db, f"Group {number:02}", topics=("money",))
    seen = names(ask(client, topic="money"))
    for _ in range(2):
        seen += names(client.submit(form="form.show-more", statements=3))
    assert seen == [f"Group {number:02}" for number in range(45)]
    assert names(client.submit(form="form.to-first"))[0] == "Group 00"


def test_hostile_words_are_only_words(client: PageClient, db: Database) -> None:
    make_service(db, "<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>", web="https://x/'\"><script>")
    page = ask(client)
    assert page.one(".service__name").text == "<script>alert(1)</script>"


def test_in_urdu(client: PageClient, db: Database) -> None:
    make_service(db, "مجموعة الأمهات", languages=("ur",))
    client.get("/language")
    client.post("/language", {"language": "ur"})
    page = ask(client, words="الامهات")
    assert page.root.get("dir") == "rtl"
    assert "اردو" in page.one(".service").text


def test_from_the_kiosk(kiosk: PageClient, db: Database) -> None:
    make_service(db)
    kiosk.get("/kiosk")
    kiosk.follow("Find something local")
    assert names(kiosk.submit({"words": "baby"}, form=FIND)) == ["Baby group"]
