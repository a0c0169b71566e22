"""Those who keep the green book: what has to be checked, adding, changing, taking out, what it said before."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from tests import staffing
from tests.conftest import Clock
from tests.directory.test_putting import from_feed, make_feed
from tests.green_book import AT, TODAY, make_service, whole_facts
from tests.support.page import Page, PageClient
from wheel_app import directory
from wheel_app.accounts import Staff
from wheel_app.directory import Day, Facts, Service
from wheel_app.directory.keeping.queries import list_changes, list_own_facts
from wheel_app.storage import Database

EDIT = "main form.stack"


@pytest.fixture(params=["host", "worker", "administrator"])
def keeper(request: pytest.FixtureRequest, client: PageClient, db: Database) -> Staff:
    return sign_in(client, db, str(request.param))


@pytest.fixture
def worker(client: PageClient, db: Database) -> Staff:
    return sign_in(client, db, "worker")


def sign_in(client: PageClient, db: Database, role: str) -> Staff:
    made = staffing.make_staff(db, staffing.make_team(db), role=role)
    staffing.sign_in(client, db, made)
    return made


def read(db: Database, service_id: str) -> Service:
    found = directory.find_service(db, service_id)
    assert found is not None
    return found


def names(page: Page) -> list[str]:
    return [one.text for one in page.all(".plain-list a")]


def address(service: Service) -> str:
    return f"/green-book/{service.service_id}"


def bare(facts: Facts) -> Facts:
    return replace(facts, places=tuple(replace(one, place_id=None) for one in facts.places))


def test_an_entry_from_nothing(client: PageClient, db: Database, keeper: Staff) -> None:
    client.get("/today")
    client.follow("Green book")
    client.follow("New entry")
    page = client.submit(
        {
            "name": "Little Ducks", "provider": "Ferry Road Centre", "summary": "Songs and play.",
            "topics": ["parenting"], "phone": "01632 960001", "email": "a@example.org",
            "web": "https://example.org", "free": "yes",
            "cost_words": "Free tea", "youngest": "0", "oldest": "18", "for_whom": "Babies",
            "booking_words": "Come along",
            "languages": ["en", "ur"], "access": ["step-free"], "access_words": "Ring the bell",
            "place_0_name": "Hall", "place_0_address": "1 Ferry Road", "place_0_postcode": "ol1 1aa",
            "day_0_weekday": "2", "day_0_opens": "9.30", "day_0_closes": "1100", "day_0_words": "term time",
        },
        form=EDIT,
        button="Save",
    )  # fmt: skip
    assert page.one("h1").text == "Little Ducks"
    service = read(db, page.path.rpartition("/")[2])
    assert service.made_by == keeper.staff_id
    facts = service.facts
    assert (facts.checked_on, facts.places[0].postcode, facts.status) == (TODAY, "OL1 1AA", "active")
    assert (facts.days[0].opens, facts.days[0].closes) == ("09:30", "11:00")
    assert (facts.topics, facts.languages, facts.is_free) == (("parenting",), ("en", "ur"), True)
    assert [(one.code, one.words) for one in facts.access] == [("other", "Ring the bell"), ("step-free", "")]


def test_pressed_twice_it_is_made_once(client: PageClient, db: Database, worker: Staff) -> None:
    client.get("/green-book/new")
    page = client.submit({"name": "Ducks"}, form=EDIT, button="Save")
    client.get("/green-book/new")
    again = client.post("/green-book/new", {"name": "Ducks", "save_id": page.path.rpartition("/")[2]})
    assert again.path == page.path
    assert names(client.get("/green-book")) == ["Ducks"]


def test_opened_and_saved_nothing_changes(client: PageClient, db: Database, worker: Staff) -> None:
    put = directory.put_service(db, whole_facts(), by=None, at=AT)
    client.get(f"/green-book/{put.service_id}/edit")
    client.submit(form=EDIT, button="Save")
    service = read(db, put.service_id)
    assert (bare(service.facts), service.seq) == (whole_facts(), 1)
    assert list_changes(db, put.service_id) == ()


def test_a_change_and_what_it_said_before(client: PageClient, db: Database, worker: Staff) -> None:
    service = make_service(db, "Ducks", phone="01632 960001", topics=("money",))
    client.get(address(service))
    client.follow("Change it")
    page = client.submit(
        {"phone": "01632 960002", "topics": ["housing"], "why": "They moved"}, form=EDIT, button="Save"
    )
    said = page.one("section[aria-labelledby=changes]").text
    for words in ("01632 960001", "01632 960002", "Our money and bills", "Our home", "They moved", worker.full_name):
        assert words in said


def test_words_of_several_lines_can_be_read_in_what_it_said_before(
    client: PageClient, db: Database, worker: Staff
) -> None:
    service = make_service(db, "Ducks", days=(Day(2, "09:30", "", "term time\nring first"),))
    changed = replace(service.facts, days=(Day(3, "09:30", "", "all year\nring first"),))
    directory.change_service(db, service, changed, by="ann", at=AT)
    said = client.get(address(service)).one("section[aria-labelledby=changes]").text
    assert "Tuesday 09:30 term time ring first" in said
    assert "Wednesday 09:30 all year ring first" in said


def test_a_place_keeps_its_point_until_its_postcode_changes(client: PageClient, db: Database, worker: Staff) -> None:
    put = directory.put_service(db, whole_facts(), by=None, at=AT)
    client.get(f"/green-book/{put.service_id}/edit")
    client.submit({"place_0_name": "New hall"}, form=EDIT, button="Save", statements=14)
    assert read(db, put.service_id).facts.places[0].lat_micro == whole_facts().places[0].lat_micro
    client.get(f"/green-book/{put.service_id}/edit")
    client.submit({"place_0_postcode": "OL1 2ZZ"}, form=EDIT, button="Save", statements=15)
    assert read(db, put.service_id).facts.places[0].lat_micro is None


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Write what it is called."),
        ("name", "x" * 201, "200 or fewer"),
        ("phone", "call me", "Write a number"),
        ("phone", "12<b>", "Write a number"),
        ("email", "me", "name@example.org"),
        ("web", "ftp://example.org", "https://example.org"),
        ("web", "example.org", "https://example.org"),
        ("web", "http://[example.org", "https://example.org"),
        ("web", "https://exa℀mple.org", "https://example.org"),
        ("place_0_postcode", "OL1 1A", "OL1 1AA"),
        ("place_0_postcode", "nowhere", "leave it empty"),
        ("day_0_opens", "25:00", "09:30"),
        ("day_0_words", "term time", "Choose the day."),
    ],
)
def test_what_cannot_be_taken(
    client: PageClient, db: Database, worker: Staff, field: str, typed: str, said: str
) -> None:
    client.get("/green-book/new")
    page = client.submit({"name": "Ducks", "summary": "Kept", field: typed}, form=EDIT, button="Save", status=422)
    assert said in page.one(".govuk-error-message").text
    assert page.one("#summary").text == "Kept"
    assert page.one(f"#{field}").get("value") == typed
    assert names(client.get("/green-book")) == []


def test_ages_the_wrong_way_round(client: PageClient, worker: Staff) -> None:
    client.get("/green-book/new")
    page = client.submit({"name": "Ducks", "youngest": "24", "oldest": "12"}, form=EDIT, button="Save", status=422)
    assert "younger than" in page.one(".govuk-error-message").text


def test_two_at_once_both_keep_their_words(client: PageClient, db: Database, worker: Staff) -> None:
    service = make_service(db, "Ducks", phone="01632 960001")
    client.get(f"{address(service)}/edit")
    other = replace(service.facts, phone="01632 960002")
    directory.put_service(db, other, by="bob", at=AT, service_id=service.service_id, seen_seq=1)
    page = client.submit({"phone": "01632 960003"}, form=EDIT, button="Save", status=409)
    assert "01632 960002" in page.one(".notice").text
    assert page.one("#phone").get("value") == "01632 960003"
    client.submit(form=EDIT, button="Save")
    assert read(db, service.service_id).facts.phone == "01632 960003"
    assert [one.old_value for one in list_changes(db, service.service_id)].count("01632 960002") == 1


def test_checked_today_in_one_tap(client: PageClient, db: Database, worker: Staff, clock: Clock) -> None:
    old = make_service(db, "Old", checked_on="2026-01-01")
    make_service(db, "New", checked_on=TODAY)
    page = client.get("/green-book")
    assert names(page) == ["Old", "New"]
    assert "2 entries · 1 of them not checked" in page.text
    page = client.submit(form=f"{address(old)}/checked")
    assert page.path == "/green-book"
    assert read(db, old.service_id).facts.checked_on == TODAY
    assert "0 of them" in page.text


def test_out_and_back_in(client: PageClient, db: Database, worker: Staff) -> None:
    service = make_service(db, "Ducks")
    client.get(address(service))
    page = client.submit({"why": "It has shut"}, form=f"{address(service)}/take-out")
    assert "It has shut" in page.text
    assert names(client.get("/green-book")) == []
    assert names(client.get("/green-book?out=1")) == ["Ducks"]
    assert names(client.submit({"q": "duck"}, form="form[role=search]")) == ["Ducks"]
    client.get(address(service))
    client.submit(form=f"{address(service)}/take-out")
    assert names(client.get("/green-book")) == ["Ducks"]


def test_what_we_hold_on_to_over_a_feed(client: PageClient, db: Database, worker: Staff) -> None:
    feed_id = make_feed(db)
    put = directory.put_service(db, from_feed(feed_id), by=None, at=AT)
    client.get(f"/green-book/{put.service_id}/edit")
    client.submit({"phone": "01632 960009"}, form=EDIT, button="Save")
    assert [one.fact for one in list_own_facts(db, put.service_id)] == ["phone"]
    directory.put_service(db, from_feed(feed_id, phone="01632 960005"), by=None, at=AT)
    page = client.get(f"/green-book/{put.service_id}")
    assert "The feed says: 01632 960005" in page.one("section[aria-labelledby=ours]").text
    client.submit(form=f"/green-book/{put.service_id}/let-go")
    assert list_own_facts(db, put.service_id) == ()


def test_a_long_list_is_gone_through(client: PageClient, db: Database, worker: Staff) -> None:
    for number in range(70):
        make_service(db, f"Group {number % 9}", checked_on=f"2026-0{1 + number % 3}-01")
    page, seen = client.get("/green-book", statements=6), []
    while True:
        seen += [one.get("href", "") for one in page.all(".plain-list a")]
        if not page.all("main a[href*=after]"):
            break
        page = client.follow("More entries", statements=6)
    assert len(seen) == len(set(seen)) == 70


def test_odd_places_in_the_list_do_no_harm(client: PageClient, db: Database, worker: Staff) -> None:
    make_service(db)
    for odd in ("x", "||", "a|b|c", "\x00|\x00", "9" * 500):
        client.get(f"/green-book?{urlencode({'after': odd})}")
        client.post("/green-book", {"q": "baby", "after": odd})
    assert names(client.post("/green-book", {"q": ""})) == ["Baby group"]


def test_an_entry_that_is_not_there(client: PageClient, db: Database, worker: Staff) -> None:
    gone = "/green-book/00000000-0000-0000-0000-000000000000"
    client.get("/green-book")
    for path in (gone, f"{gone}/edit"):
        client.get(path, status=404)
    for last in ("edit", "checked", "take-out", "let-go"):
        client.get("/green-book")
        client.post(f"{gone}/{last}", status=404)


@pytest.mark.parametrize("role", ["analyst"])
def test_who_does_not_keep_it(client: PageClient, db: Database, role: str) -> None:
    sign_in(client, db, role)
    client.get("/green-book", status=404)
