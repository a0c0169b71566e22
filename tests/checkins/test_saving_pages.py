"""Saving as the script and as plain forms do it: one request, few statements, few bytes, and two tabs lose nothing."""

from __future__ import annotations

import gzip
import re
import uuid

import pytest
from werkzeug.test import TestResponse

from tests import visits
from tests.builders import family_wheel, give, make_draft, make_person
from tests.conftest import Clock
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.checkins import Checkin, finish
from wheel_app.checkins.queries import list_answers
from wheel_app.storage import Database

MOST_STATEMENTS = 6
LARGEST_REPLY = 4_000
SCRIPT = {"X-Save": "1"}
TOOL = "family-wheel/2026.2"


@pytest.fixture
def draft(db: Database, client: PageClient, clock: Clock) -> Checkin:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    return make_draft(db, owner_id)


def address(draft: Checkin, topic_key: str = "home") -> str:
    return f"/check-ins/{draft.checkin_id}/topics/{draft.place_of(topic_key)}"


def autosave(client: PageClient, draft: Checkin, *, status: int = 200, topic: str = "home", **given: str) -> Page:
    """Send what the script sends, with the token of the page that is open."""
    sent = {"save_id": str(uuid.uuid4()), "seq": "0", "tool": TOOL, "topic": topic, "go": "save", **given}
    return client.post(address(draft, topic), sent, headers=SCRIPT, status=status, statements=MOST_STATEMENTS)


def score(db: Database, draft: Checkin, topic_key: str = "home") -> int | None:
    answer = list_answers(db, draft.checkin_id).get(topic_key)
    return answer.score if answer else None


def compressed(page: Page) -> int:
    return len(gzip.compress(page.response.data, 6))


def test_one_answer_is_one_request_of_few_statements_and_bytes(
    client: PageClient, db: Database, draft: Checkin
) -> None:
    client.get(address(draft))
    reply = autosave(client, draft, score="42", how="arc", note="a note " * 200)
    assert (reply.status, reply.location) == (200, "")
    assert compressed(reply) < 400
    saved = reply.one("#saved")
    assert (saved.text, saved.get("data-seq")) == ("Saved", "1")
    assert score(db, draft) == 42


def test_to_save_and_go_on_is_one_request_too(client: PageClient, db: Database, draft: Checkin) -> None:
    client.get(address(draft))
    for topic in family_wheel().topics[:-1]:
        client.get(address(draft, topic.key))
        reply = client.submit({"band": "2"}, form=visits.TOPIC, button="go=next", htmx=True, statements=MOST_STATEMENTS)
        if reply.location:
            continue
        assert reply.one("main h1").text
        assert compressed(reply) <= LARGEST_REPLY, (topic.key, compressed(reply))
    assert len(list_answers(db, draft.checkin_id)) == len(family_wheel().topics) - 1


def test_a_save_costs_the_same_however_much_is_stored(client: PageClient, db: Database, draft: Checkin) -> None:
    client.get(address(draft))
    first = autosave(client, draft, band="1")
    for _ in range(40):
        other = make_draft(db, make_person(db))
        give(db, other, "home", 50)
    second = autosave(client, draft, topic="money", band="1")
    assert len(first.statements) == len(second.statements) <= MOST_STATEMENTS


def test_a_save_that_is_sent_again_gets_the_same_reply(client: PageClient, db: Database, draft: Checkin) -> None:
    client.get(address(draft))
    save_id = str(uuid.uuid4())
    first = autosave(client, draft, save_id=save_id, band="2")
    assert autosave(client, draft, save_id=save_id, band="2").response.data == first.response.data
    assert db.value("SELECT count(*) FROM answer") == 1


def test_what_is_no_mark_is_told_in_a_word(client: PageClient, db: Database, draft: Checkin) -> None:
    client.get(address(draft))
    reply = autosave(client, draft, score="101", status=422)
    assert "from 1 to 100" in reply.one("#saved").text
    assert score(db, draft) is None


def test_two_tabs_on_one_topic_keep_both(client: PageClient, db: Database, draft: Checkin) -> None:
    client.get(address(draft))
    here = client.page
    client.get(address(draft))
    client.submit({"band": "2"}, form=visits.TOPIC, button="go=next")
    client.page = here
    reply = client.submit({"band": "4", "note": "from here"}, form=visits.TOPIC, button="go=next", status=409)
    assert score(db, draft) == 30
    assert "30" in reply.one(".clash").text
    assert family_wheel().band("2").label in reply.one(".clash").text
    assert reply.one("input[name=band][checked]").get("value") == "4"
    assert reply.one("#note").text == "from here"
    client.submit(form=visits.TOPIC, button="go=next")
    answer = list_answers(db, draft.checkin_id)["home"]
    assert (answer.score, answer.note) == (70, "from here")


def test_the_script_hears_of_two_tabs_with_both_values(client: PageClient, db: Database, draft: Checkin) -> None:
    client.get(address(draft))
    autosave(client, draft, band="2")
    reply = autosave(client, draft, band="4", status=409)
    clash = reply.one("#saved")
    assert "30" in clash.text
    assert autosave(client, draft, band="4", seq=clash.get("data-seq")).one("#saved").text == "Saved"
    assert score(db, draft) == 70


def test_a_tab_that_left_the_topic_out_is_told_so(client: PageClient, draft: Checkin) -> None:
    client.get(address(draft))
    autosave(client, draft, left_out="rather-not-say")
    clash = autosave(client, draft, band="4", status=409).one("#saved").text
    assert "left this topic out" in clash
    assert "rather" not in clash.lower()


def test_a_tab_that_was_open_when_the_wheel_was_finished(client: PageClient, db: Database, draft: Checkin) -> None:
    give(db, draft, "money", 42)
    client.get(address(draft))
    finish(db, draft.owner_id, draft.checkin_id, at=draft.recorded_at)
    assert autosave(client, draft, band="2", status=409).one("a").get("href") == f"/check-ins/{draft.checkin_id}"
    reply = client.submit({"band": "2"}, form=visits.TOPIC, button="go=next", status=409)
    assert reply.heading == "This wheel is finished"
    assert score(db, draft) is None
    assert client.get(address(draft)).heading == "Your wheel"


def test_finish_pressed_twice_is_one_finish(client: PageClient, db: Database, draft: Checkin) -> None:
    give(db, draft, "home", 42)
    client.get(f"/check-ins/{draft.checkin_id}/so-far")
    before = client.page
    first = visits.stop(client)
    finished_at = db.value("SELECT finished_at FROM checkin")
    client.page = before
    second = visits.stop(client)
    assert second.path == first.path
    assert db.value("SELECT finished_at FROM checkin") == finished_at


def test_a_wheel_without_an_answer_is_not_finished(client: PageClient, db: Database, draft: Checkin) -> None:
    client.get(f"/check-ins/{draft.checkin_id}/so-far")
    page = client.post(f"/check-ins/{draft.checkin_id}/finish")
    assert page.heading == "Your wheel so far"
    assert db.value("SELECT finished_at FROM checkin") is None


def test_after_the_visit_has_ended_a_save_says_so(
    client: PageClient, db: Database, draft: Checkin, clock: Clock
) -> None:
    client.get(address(draft))
    clock.forward(minutes=11)
    reply = autosave(client, draft, band="2", status=401)
    assert reply.response.data == b""
    client.get(address(draft))
    assert score(db, draft) is None


def without_the_mark(page: TestResponse, draft: Checkin) -> str:
    """The page but for the mark itself, its picture and what is new on every page."""
    html = re.sub(r'value="[^"]*"|data-seq="\d+"| checked| has-mark', "", page.get_data(as_text=True))
    html = re.sub(r"stroke-dasharray=\"\d+ 200\"|c[xy]=\"[\d.-]+\"", "", html)
    html = re.sub(r"(<output[^>]*>)[^<]*", r"\1", html)
    return html.replace(draft.checkin_id, "an id")


def test_no_mark_changes_what_a_page_says_or_offers(client: PageClient, db: Database, clock: Clock) -> None:
    seen = []
    for mark in (1, 100):
        owner_id = make_person(db)
        visits.sign_in(client, db, owner_id, at=clock.at)
        draft = make_draft(db, owner_id)
        costs = []
        client.get(address(draft))
        for topic in family_wheel().topics:
            costs.append(autosave(client, draft, topic=topic.key, score=str(mark), how="arc").statements)
        pages = [
            without_the_mark(client.client.get(address(draft, topic.key)), draft) for topic in family_wheel().topics
        ]
        seen.append((pages, costs))
    assert seen[0] == seen[1]


def test_a_page_that_speaks_of_the_mark_bites(client: PageClient, db: Database, draft: Checkin) -> None:
    give(db, draft, "home", 1)
    page = client.client.get(address(draft))
    changed = without_the_mark(page, draft).replace("</main>", "<p>Call us</p></main>")
    assert changed != without_the_mark(page, draft)
