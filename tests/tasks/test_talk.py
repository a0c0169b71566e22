"""“I’d like someone to talk to me”: on every page, passed on to whoever is there, and the only alarm there is."""

from __future__ import annotations

from tests import staffing, visits
from tests.builders import make_person
from tests.conftest import Clock, settings_for
from tests.support.page import PageClient
from tests.tasks.talking import DEVICE, ask, at_hub, hub, joined, staff_page, today
from wheel_app import ERASERS, consent, create_app
from wheel_app.accounts import Staff, Team, name_of
from wheel_app.records import erase_person
from wheel_app.storage import Database
from wheel_app.tasks.actions import MOST_WAITING

ALL_DAY = "116 123"


__all__ = ["at_hub", "hub", "joined"]


def test_the_way_there_stands_on_every_page(client: PageClient) -> None:
    for path in ("/", "/begin", "/language", "/back", "/what-is-kept", "/nothing-here"):
        status = 404 if path == "/nothing-here" else 200
        assert client.get(path, status=status).link("I’d like someone to talk to me") == "/talk"


def test_with_nobody_to_tell_it_says_so_and_shows_help(client: PageClient) -> None:
    page = client.get("/talk")
    assert "nobody here that we could pass this on to" in page.text
    assert ALL_DAY in page.text
    assert page.all("form") == []


def test_sent_all_the_same_with_nobody_to_tell_nothing_is_promised(client: PageClient, db: Database) -> None:
    client.get("/begin")
    assert "nobody here" in client.post("/talk", {"way": "here"}).text
    assert db.rows("SELECT * FROM task") == []


def test_at_a_hub_its_team_is_told(at_hub: PageClient, hub: Team, db: Database, clock: Clock) -> None:
    worker = staffing.make_staff(db, hub)
    assert "Sunny hub" in ask(at_hub, way="here").text
    shown = today(at_hub, db, worker, clock).text
    assert "Someone would like to talk" in shown
    assert "Here, now" in shown


def test_nobody_of_another_team_is_told(at_hub: PageClient, db: Database, clock: Clock) -> None:
    ask(at_hub, way="here")
    stranger = staffing.make_staff(db, staffing.make_team(db, "Elsewhere"))
    assert "Someone would like to talk" not in today(at_hub, db, stranger, clock).text


def test_a_host_is_told_that_somebody_waits_here_but_no_word_of_theirs(
    at_hub: PageClient, hub: Team, db: Database, clock: Clock
) -> None:
    host = staffing.make_staff(db, hub, role="host")
    ask(at_hub, way="words", words="Text 07700 900123 after nine")
    assert "Someone would like to talk" not in today(at_hub, db, host, clock).text
    ask(at_hub, way="here")
    assert "Someone would like to talk" in today(at_hub, db, host, clock).text
    assert "07700" not in today(at_hub, db, host, clock).text


def test_the_words_reach_the_worker(at_hub: PageClient, hub: Team, db: Database, clock: Clock) -> None:
    ask(at_hub, way="words", words="Text <b>07700 900123</b> after nine")
    assert "Text <b>07700 900123</b> after nine" in today(at_hub, db, staffing.make_staff(db, hub), clock).text


def test_nothing_chosen_is_said_at_the_field(at_hub: PageClient) -> None:
    page = ask(at_hub, words="after nine", status=422)
    assert "Tap how we can reach you." in page.errors[0]
    assert "after nine" in page.field("How and when is it safe?").text


def test_another_way_has_to_be_written(at_hub: PageClient) -> None:
    assert "Write how and when" in ask(at_hub, way="words", words="  ", status=422).errors[0]


def test_a_huge_text_comes_back(at_hub: PageClient) -> None:
    page = ask(at_hub, way="words", words="a" * 501, status=422)
    assert "501" in page.errors[0]


def test_sent_twice_it_is_one_wish(at_hub: PageClient, db: Database) -> None:
    at_hub.get("/talk")
    form = at_hub.page
    assert form is not None
    values = {"way": "here", "save_id": form.one("input[name=save_id]").get("value")}
    token = at_hub.token()
    for _ in range(2):
        at_hub.post("/talk", {**values, "csrf_token": token})
    assert len(db.rows("SELECT * FROM task")) == 1


def waiting(db: Database, way: str) -> int:
    return int(db.value("SELECT count(*) FROM task WHERE way = :way", way=way))


def test_whoever_has_a_device_cannot_bury_the_wishes_of_others(at_hub: PageClient, hub: Team, db: Database) -> None:
    for _ in range(MOST_WAITING + 2):
        assert "Sunny hub" in ask(at_hub, way="here").text
    assert waiting(db, "here") == MOST_WAITING
    with db.transaction():
        db.execute("UPDATE task SET acknowledged_at = :at", at=staffing.AT)
    ask(at_hub, way="here")
    assert waiting(db, "here") == MOST_WAITING + 1
    staffing.register(db, hub, "E" * 32, "Green")
    at_hub.client.set_cookie("device", "E" * 32, domain="localhost")
    ask(at_hub, way="here")
    assert waiting(db, "here") == MOST_WAITING + 2


def test_a_new_visit_each_time_buries_no_more(at_hub: PageClient, db: Database, clock: Clock) -> None:
    for _ in range(MOST_WAITING + 2):
        visits.sign_in(at_hub, db, make_person(db), at=clock.at)
        at_hub.client.set_cookie("device", DEVICE, domain="localhost")
        ask(at_hub, way="here")
    assert waiting(db, "here") == MOST_WAITING


def test_words_are_passed_on_or_said_not_to_be(at_hub: PageClient, db: Database) -> None:
    for place in range(MOST_WAITING):
        ask(at_hub, way="words", words=f"after {place}")
    page = ask(at_hub, way="words", words="one too many", status=429)
    assert page.heading == "One moment, please"
    assert waiting(db, "words") == MOST_WAITING


def test_somebody_with_a_page_changes_their_wish_and_takes_it_back(
    at_hub: PageClient, db: Database, clock: Clock
) -> None:
    visits.sign_in(at_hub, db, make_person(db), at=clock.at)
    at_hub.client.set_cookie("device", DEVICE, domain="localhost")
    ask(at_hub, way="here")
    page = at_hub.get("/talk")
    assert "You have asked already" in page.text
    ask(at_hub, way="words", words="after nine")
    assert [row["way"] for row in db.rows("SELECT way FROM task")] == ["words"]
    at_hub.get("/talk")
    at_hub.submit(form="form[action$=no-more]")
    assert "You have asked already" not in at_hub.get("/talk").text


def test_how_they_want_to_be_reached_is_not_shown_to_whoever_opens_it_later(
    at_hub: PageClient, db: Database, clock: Clock
) -> None:
    visits.sign_in(at_hub, db, make_person(db), at=clock.at)
    at_hub.client.set_cookie("device", DEVICE, domain="localhost")
    ask(at_hub, way="words", words="ring my sister after nine")
    page = at_hub.get("/talk")
    assert "You have asked already" in page.text
    assert "my sister" not in page.html


def test_the_next_person_on_the_device_learns_nothing(at_hub: PageClient) -> None:
    before = at_hub.get("/talk").text
    ask(at_hub, way="words", words="after nine")
    assert at_hub.get("/talk").text == before


def test_after_one_working_day_the_team_lead_is_told(at_hub: PageClient, hub: Team, db: Database, clock: Clock) -> None:
    lead = staffing.make_staff(db, staffing.make_team(db, "Elsewhere"))
    staffing.name_lead(db, hub, lead)
    ask(at_hub, way="here")
    assert "Someone would like to talk" not in today(at_hub, db, lead, clock).text
    clock.at = "2026-11-23T10:00:00.000000Z"
    assert "Someone would like to talk" in today(at_hub, db, lead, clock).text


def test_taken_on_it_is_no_longer_late(at_hub: PageClient, hub: Team, db: Database, clock: Clock) -> None:
    lead = staffing.make_staff(db, staffing.make_team(db, "Elsewhere"))
    staffing.name_lead(db, hub, lead)
    ask(at_hub, way="here")
    staff_page(at_hub, db, staffing.make_staff(db, hub), clock).submit(form="form[action$=take]")
    clock.at = "2026-11-23T10:00:00.000000Z"
    assert "Someone would like to talk" not in today(at_hub, db, lead, clock).text


def test_the_second_who_takes_it_is_told(at_hub: PageClient, hub: Team, db: Database, clock: Clock) -> None:
    ask(at_hub, way="here")
    first, second = (staff_page(at_hub, db, staffing.make_staff(db, hub), clock) for _ in range(2))
    first.submit(form="form[action$=take]")
    assert second.submit(form="form[action$=take]", status=409).heading == "Someone was faster"
    assert first.post(first.page.form("form[action$=done]").get("action")).heading == "Today"  # type: ignore[union-attr]


def test_done_it_is_gone_with_its_words(at_hub: PageClient, hub: Team, db: Database, clock: Clock) -> None:
    ask(at_hub, way="words", words="after nine")
    staff_page(at_hub, db, staffing.make_staff(db, hub), clock).submit(form="form[action$=done]")
    assert "Someone would like to talk" not in today(at_hub, db, staffing.make_staff(db, hub), clock).text
    assert db.rows("SELECT * FROM task_text") == []


def test_a_stranger_finds_no_task(at_hub: PageClient, hub: Team, db: Database, clock: Clock) -> None:
    ask(at_hub, way="here")
    task_id = db.value("SELECT task_id FROM task")
    stranger = staff_page(at_hub, db, staffing.make_staff(db), clock)
    unknown = "00000000-0000-0000-0000-000000000000"
    token = stranger.token()
    replies = {
        stranger.post(f"/tasks/{one}/{what}", {"csrf_token": token}, status=404).text
        for one in (task_id, unknown)
        for what in ("take", "done")
    }
    assert len(replies) == 1


def test_a_wish_outlives_whoever_leaves_nothing_behind(
    at_hub: PageClient, hub: Team, db: Database, clock: Clock
) -> None:
    owner_id = make_person(db)
    visits.sign_in(at_hub, db, owner_id, at=clock.at)
    at_hub.client.set_cookie("device", DEVICE, domain="localhost")
    ask(at_hub, way="words", words="after nine")
    erase_person(db, owner_id, ERASERS)
    assert "after nine" in today(at_hub, db, staffing.make_staff(db, hub), clock).text
    assert owner_id not in repr(db.rows("SELECT * FROM task"))


def test_a_revoked_device_tells_nobody(at_hub: PageClient, db: Database) -> None:
    with db.transaction():
        db.execute("UPDATE hub_device SET revoked_at = '2026-11-20T09:00:00.000000Z'")
    assert "nobody here" in at_hub.get("/talk").text


def test_over_https_the_device_is_known_too(db: Database, clock: Clock) -> None:
    team = staffing.make_team(db, "Sunny hub", is_hub=True)
    staffing.register(db, team, DEVICE)
    app = create_app(settings_for(base_url="https://localhost"), db=db, now=clock)
    client = PageClient(app, db=db, base_url="https://localhost")
    client.client.set_cookie("__Host-device", DEVICE, domain="localhost", secure=True)
    assert "Sunny hub" in client.get("/talk").text
    assert name_of(DEVICE) in repr(db.rows("SELECT device_id FROM hub_device"))


def test_the_coordinator_comes_first(joined: tuple[PageClient, Staff, str], db: Database, clock: Clock) -> None:
    client, coordinator, _ = joined
    assert "Jo Bloggs" in client.get("/talk").text
    ask(client, way="safe-way")
    shown = today(client, db, coordinator, clock).text
    assert "The safe way on their page" in shown


def test_the_safe_way_itself_is_on_no_page_of_theirs(joined: tuple[PageClient, Staff, str]) -> None:
    client, _, _ = joined
    assert "Text after nine" not in client.get("/talk").html
    assert "Text after nine" not in ask(client, way="safe-way").html


def test_a_coordinator_who_has_left_is_not_told(
    joined: tuple[PageClient, Staff, str], db: Database, clock: Clock
) -> None:
    client, coordinator, _ = joined
    staffing.close(db, coordinator)
    assert "Sunny hub" in client.get("/talk").text


def test_the_worker_they_share_with_comes_before_the_hub(at_hub: PageClient, db: Database, clock: Clock) -> None:
    owner_id, worker = make_person(db), staffing.make_staff(db, staffing.make_team(db, "Elsewhere"), name="Sam Green")
    visits.sign_in(at_hub, db, owner_id, at=clock.at)
    at_hub.client.set_cookie("device", DEVICE, domain="localhost")
    terms = consent.Terms(made_until="2026-11-20", until_on="2026-11-21")
    to = consent.Recipient("staff", worker.staff_id)
    consent.give(db, owner_id, to, terms, consent.Hand(owner_id, "family"), at=clock.at)
    ask(at_hub, way="words", words="after nine")
    assert "Someone would like to talk" in today(at_hub, db, worker, clock).text
    clock.forward(days=2)
    visits.sign_in(at_hub, db, owner_id, at=clock.at)
    at_hub.client.set_cookie("device", DEVICE, domain="localhost")
    assert "Sunny hub" in at_hub.get("/talk").text
