"""What no page of ours would send: topics that are not asked, marks that never were shown, words in place of marks."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import visits
from tests.builders import everything, family_wheel, make_draft, make_person
from tests.checkins.test_topic_page import address, send, stored
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.checkins import Checkin, silence_drafts
from wheel_app.people import note_change
from wheel_app.storage import Database
from wheel_app.tools import library


@pytest.fixture
def draft(db: Database, client: PageClient, clock: Clock) -> Checkin:
    """A draft of the person that the browser is signed in as."""
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    return make_draft(db, owner_id)


def sent_by_hand(client: PageClient, draft: Checkin, **values: str) -> dict[str, str]:
    """The hidden fields of a topic's page, with these values over them."""
    form = client.get(address(draft)).form(visits.TOPIC)
    return {**{one.get("name"): one.get("value") for one in form.all("input[type=hidden]")}, **values}


@pytest.mark.parametrize("topic_key", ["own", "\0"])
@pytest.mark.parametrize("given", [{}, {"band": "3"}, {"score": "nonsense"}])
def test_an_answer_to_what_is_not_asked_finds_nothing(
    client: PageClient, db: Database, draft: Checkin, topic_key: str, given: dict[str, str]
) -> None:
    sent = sent_by_hand(client, draft, **given, topic=topic_key)
    before = everything(db)
    for go in ("next", "back", "so-far"):
        client.post(address(draft), {**sent, "go": go}, status=404)
    client.post(address(draft), {**sent, "go": "save"}, status=404, headers={"X-Save": "1"})
    assert everything(db) == before


@pytest.mark.parametrize("given", [{}, {"band": "3"}])
def test_a_page_that_was_open_when_its_topic_fell_silent(
    app: Flask, client: PageClient, db: Database, draft: Checkin, clock: Clock, given: dict[str, str]
) -> None:
    client.get(address(draft))
    note_change(db, draft.owner_id, "moved", ["housing"], asks_afresh=False, at=clock.at)
    with app.app_context():
        silence_drafts(db, library(), draft.owner_id)
    page = client.submit(given, form=visits.TOPIC, button="go=next", status=404)
    assert page.heading == "This is not here any more"
    assert stored(db, draft) is None


@pytest.mark.parametrize("kind", ["moved", "not-safe"])
@pytest.mark.parametrize("given", [{}, {"band": "3"}, {"left_out": "not-now"}])
def test_an_answer_without_a_topic_where_everything_fell_silent(
    app: Flask, client: PageClient, db: Database, draft: Checkin, clock: Clock, kind: str, given: dict[str, str]
) -> None:
    sent = sent_by_hand(client, draft, **given, topic="")
    note_change(
        db, draft.owner_id, kind, {topic.subject for topic in family_wheel().topics}, asks_afresh=False, at=clock.at
    )
    with app.app_context():
        silence_drafts(db, library(), draft.owner_id)
    before = everything(db)
    for go in ("next", "back", "so-far"):
        client.post(address(draft), {**sent, "go": go}, status=404)
    assert everything(db) == before


@pytest.mark.parametrize("shown", ["0001" + "0" * 5000, "0099999", "101", "²", "-1"])
def test_a_mark_that_was_never_shown_changes_nothing(
    client: PageClient, db: Database, draft: Checkin, shown: str
) -> None:
    client.post(address(draft), sent_by_hand(client, draft, shown=shown, go="so-far", band="1", score="10"))
    answer = stored(db, draft)
    assert answer is not None
    assert answer.score == 10


@pytest.mark.parametrize("shown", ["0001" + "0" * 5000, "00010000", "0099999"])
def test_words_and_number_that_never_were_shown_come_back_with_both(
    client: PageClient, draft: Checkin, shown: str
) -> None:
    sent = sent_by_hand(client, draft, shown=shown, go="next", band="1", score="50")
    page = client.post(address(draft), sent, status=422)
    assert len(page.errors) == 1


def test_nothing_that_somebody_typed_is_kept_for_the_next_page(client: PageClient, draft: Checkin, app: Flask) -> None:
    pieces = app.jinja_env.globals["kept"].__closure__[0].cell_contents  # type: ignore[attr-defined]
    send(client, draft, band="1")
    client.get(address(draft))
    stale = sent_by_hand(client, draft, seq="0", go="next", band="canary", left_out="not-now", score="canary")
    client.post(address(draft), stale, status=409)
    assert pieces
    assert "canary" not in repr(pieces)


def test_no_topic_is_named_in_what_the_browser_lists(client: PageClient, draft: Checkin) -> None:
    for topic in family_wheel().topics:
        for htmx in (False, True):
            page = client.get(address(draft, topic.key), htmx=htmx)
            listed = f"{page.one('title').raw_text} {page.path} {page.headers.get('HX-Push-Url')}".lower()
            assert f"topic {draft.place_of(topic.key)} of 12" in listed
            assert not [word for word in (topic.key, *topic.label.lower().split()) if word in listed.split("/")]
            assert topic.label.lower() not in listed


def test_own_words_are_in_no_title_and_no_address(client: PageClient, draft: Checkin) -> None:
    client.get(f"/check-ins/{draft.checkin_id}/so-far")
    page = client.submit({"name": "a canary"}, form="form[action$=own-topic]")
    assert "a canary" in page.text
    for one in (page, client.get(page.path, htmx=True), client.get(f"/check-ins/{draft.checkin_id}/so-far")):
        assert "canary" not in one.path
        assert [title.raw_text for title in one.all("title") if "canary" in title.raw_text] == []
