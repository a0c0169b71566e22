"""The question comes before each look at what is asked in private, and nothing that was given is shown again."""

from __future__ import annotations

import uuid

import pytest

from tests import visits
from tests.builders import make_draft, make_person
from tests.checkins.in_private import FORM, gate, let_in, stored, to_small_wheel, without_tokens
from tests.conftest import Clock, settings_for
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import create_app
from wheel_app.checkins import finish
from wheel_app.storage import Database

NOTE = "zephyr-canary"
SAVE = {"X-Save": "1"}


@pytest.fixture
def more(client: PageClient) -> str:
    """The address of the question, for somebody who is on the small wheel."""
    to_small_wheel(client)
    return f"/check-ins/{visits.shown_checkin(client)}/more"


def so_far(more: str) -> str:
    return more.replace("more", "so-far")


def passing(client: PageClient, go: str = "next") -> Page:
    """Press a button and give nothing."""
    return client.submit(form=FORM, button=f"go={go}")


# The way


def test_the_way_through_and_back(client: PageClient, db: Database, more: str) -> None:
    assert gate(client).heading == "Are you somewhere you can answer in private?"
    first = client.submit(button="private=yes")
    assert (first.path, first.heading) == (f"{more}/1", "Getting on at home")
    second = visits.answer(client, band="2", note=NOTE)
    assert (second.path, second.heading) == (f"{more}/2", "My habits")
    assert visits.answer(client, "back", left_out="rather-not-say").path == f"{more}/1"
    assert passing(client, "so-far").path == so_far(more)
    answers = [(row["topic_key"], row["kind"], row["score"], row["how"], row["note"]) for row in stored(db)]
    assert answers == [("habits", "rather-not-say", None, None, None), ("together", "scored", 30, "band", NOTE)]


def test_not_now_is_as_easy_as_yes_and_looks_the_same_afterwards(client: PageClient, more: str) -> None:
    before = client.get(so_far(more)).response.data
    buttons = gate(client).all("main form button[type=submit]")
    assert [(one.get("value"), one.get("class")) for one in buttons] == [
        ("yes", "button button--second"),
        ("no", "button button--second"),
    ]
    not_now = client.submit(button="private=no")
    assert not_now.path == so_far(more)
    let_in(client)
    passing(client)
    passed_by = passing(client)
    let_in(client)
    visits.answer(client, band="1", note=NOTE)
    answered = visits.answer(client, score="100")
    pages = [without_tokens(page.response.data) for page in (not_now, passed_by, answered)]
    assert pages == [without_tokens(before)] * 3


def test_anything_but_a_yes_is_not_now(client: PageClient, more: str) -> None:
    for sent in ({}, {"private": ""}, {"private": "maybe"}, {"private": ["no", "yes"]}):
        assert client.post(more, sent).path == so_far(more)


def test_a_place_that_there_is_not(client: PageClient, more: str) -> None:
    let_in(client)
    for place in (0, 3, 99):
        client.get(f"{more}/{place}", status=404)


# The question, every time


def is_asked_first(client: PageClient, address: str) -> bool:
    return client.get(f"{address}/1").path == address


def test_each_page_without_the_question_leads_to_it(client: PageClient, db: Database, more: str) -> None:
    for place in (1, 2):
        assert client.get(f"{more}/{place}").path == more
    refused = client.post(f"{more}/1", {"topic": "together", "band": "3", "note": NOTE}, status=409)
    assert refused.heading == "Are you somewhere you can answer in private?"
    assert "What you just gave was not added." in refused.text
    # The question may be read by anybody: what was written does not stand there, unseen neither.
    assert NOTE not in refused.html
    assert stored(db) == []


@pytest.mark.parametrize(
    "other", ["so-far", "topics/1", "choose", "more", "/mine", "/language", "/what-is-kept", "/no"]
)
def test_any_other_page_takes_the_pass_away(client: PageClient, more: str, other: str) -> None:
    let_in(client)
    assert not is_asked_first(client, more)
    address = other if other[0] == "/" else more.replace("more", other)
    client.get(address, status=404 if other == "/no" else 200)
    assert is_asked_first(client, more)


def test_a_save_elsewhere_takes_it_away_and_a_recording_does_not(client: PageClient, more: str) -> None:
    let_in(client)
    client.get("/audio/en/topic-together", status=404)
    assert not is_asked_first(client, more)
    client.post(more.replace("more", "topics/1"), {"topic": "home", "band": "1"}, headers=SAVE, status=404)
    assert is_asked_first(client, more)


def test_leaving_takes_it_away(client: PageClient, db: Database, clock: Clock, more: str) -> None:
    let_in(client)
    owner_id = db.value("SELECT owner_id FROM checkin")
    client.client.get("/exit")
    assert client.get(f"{more}/1").path == "/"
    visits.sign_in(client, db, owner_id, at=clock.at)
    assert is_asked_first(client, more)


def test_a_visit_that_is_over_takes_it_away(client: PageClient, db: Database, clock: Clock, more: str) -> None:
    let_in(client)
    owner_id = db.value("SELECT owner_id FROM checkin")
    clock.forward(minutes=11)
    assert client.get(f"{more}/1").path == "/visit-over"
    visits.sign_in(client, db, owner_id, at=clock.at)
    assert is_asked_first(client, more)


def test_a_pass_is_for_one_wheel(client: PageClient, db: Database, clock: Clock, more: str) -> None:
    other = make_draft(db, db.value("SELECT owner_id FROM checkin"), at=clock.at).checkin_id
    let_in(client)
    assert client.get(f"/check-ins/{other}/more/1").path == f"/check-ins/{other}/more"


def test_a_saving_script_without_a_pass_is_told_in_its_line(client: PageClient, db: Database, more: str) -> None:
    page = client.post(f"{more}/1", {"topic": "together", "band": "3"}, headers=SAVE, status=409)
    assert page.one("#saved a").get("href") == more
    assert stored(db) == []


# What is shown


def test_no_page_shows_what_was_given(client: PageClient, more: str) -> None:
    fresh = let_in(client)
    visits.answer(client, score="77", note=NOTE)
    visits.answer(client, left_out="not-applicable", note=NOTE)
    for place in (1, 2):
        client.get(so_far(more))
        let_in(client)
        again = client.get(f"{more}/{place}")
        assert NOTE not in again.html
        assert "77" not in [field.get("value") for field in again.all("input")]
        ticked = [field.get("id") for field in again.all("input[checked]")]
        assert ticked == ["left-out-none"]
        if place == 1:
            assert without_tokens(again.response.data) == without_tokens(fresh.response.data)


@pytest.mark.parametrize("headers", [{}, SAVE])
def test_the_reply_is_the_same_whatever_was_given_and_stood_there(
    client: PageClient, more: str, headers: dict[str, str]
) -> None:
    given = [
        {"score": "1", "band": ""},
        {"score": "100", "band": ""},
        {"score": "100", "band": ""},
        {"left_out": "rather-not-say"},
        {"band": "5", "note": NOTE},
        {},
    ]
    replies = set()
    for sent in given:
        client.get(so_far(more))
        page = let_in(client)
        form = {field.get("name"): field.get("value") for field in page.all(f"{FORM} input[type=hidden]")}
        reply = client.client.post(f"{more}/1", data={**form, **sent}, headers=headers)
        known = sorted((name, value) for name, value in reply.headers if name not in ("Set-Cookie", "Date"))
        replies.add((reply.status_code, reply.data, tuple(known)))
    assert len(replies) == 1


def test_help_is_the_same_for_everyone(client: PageClient, more: str) -> None:
    pages = [gate(client), client.submit(button="private=yes")]
    visits.answer(client, score="1")
    assert client.page is not None
    pages.append(client.page)
    visits.answer(client, "back", score="100")
    pages.append(client.page)
    told = {page.one("section[aria-labelledby=help-heading]").text for page in pages}
    assert len(told) == 1
    (lines,) = told
    assert all(words in lines for words in ("999", "0808 2000 247", "0300 123 6600", "a word on your own"))


def test_the_areas_own_help_stands_there_too(db: Database, clock: Clock) -> None:
    from wheel_app.tools.definitions import SHIPPED

    client = PageClient(create_app(settings_for(area=SHIPPED.parent / "sample_area"), db=db, now=clock), db=db)
    to_small_wheel(client)
    for page in (gate(client), client.submit(button="private=yes"), passing(client)):
        assert "The Lantern" in page.text
        assert "Fresh Page" in page.text


def test_titles_and_addresses_say_nothing(client: PageClient, more: str) -> None:
    pages = [gate(client), client.submit(button="private=yes"), visits.answer(client, band="1")]
    assert [page.title for page in pages] == ["One question first", "Part 1 of 2", "Part 2 of 2"]
    assert [page.path for page in pages] == [more, f"{more}/1", f"{more}/2"]


# What goes wrong


@pytest.mark.parametrize("htmx", [False, True])
def test_what_cannot_be_read_comes_back_with_a_kind_word(
    client: PageClient, db: Database, more: str, htmx: bool
) -> None:
    let_in(client)
    page = client.submit({"score": "lots", "note": NOTE}, form=FORM, button="go=next", htmx=htmx, status=422)
    assert page.errors == ["Type a whole number from 1 to 100."]
    assert (page.one("#score").get("value"), page.one("#note").text) == ("lots", NOTE)
    too_long = client.submit({"note": "a" * 3000}, form=FORM, button="go=next", status=422)
    assert too_long.one("#note").text == "a" * 3000
    assert stored(db) == []
    reply = client.submit({"score": "0", "note": ""}, form=FORM, button="go=next", headers=SAVE, status=422)
    assert reply.one("#saved").text == "Type a whole number from 1 to 100."


def test_the_script_goes_on_by_loading_the_next_page(client: PageClient, more: str) -> None:
    let_in(client)
    page = client.submit({"band": "2"}, form=FORM, button="go=next", htmx=True)
    assert (page.response.data, page.headers["HX-Redirect"]) == (b"", f"{more}/2")


def test_a_topic_that_is_not_asked_in_private_is_none_here(client: PageClient, db: Database, more: str) -> None:
    page = let_in(client)
    tool = page.one("input[name=tool]").get("value")
    for key in ("home", "own", "", "nothing"):
        client.post(f"{more}/1", {"topic": key, "tool": tool, "band": "3", "note": NOTE}, status=404)
        client.get(more)
        client.submit(button="private=yes")
    for other in ("family-wheel/2026.1", "family-wheel/1999.1", ""):
        gone = client.post(f"{more}/1", {"topic": "together", "tool": other, "band": "3", "note": NOTE}, status=404)
        assert NOTE not in gone.html
        client.get(more)
        client.submit(button="private=yes")
    assert stored(db) == []
    # Nor is a private topic asked where the shared ones are.
    client.post(more.replace("more", "topics/1"), {"topic": "together", "tool": tool, "band": "3"}, status=404)


def test_somebody_elses_wheel_answers_as_unknown(client: PageClient, db: Database, clock: Clock, more: str) -> None:
    let_in(client)
    visits.answer(client, band="1")
    before = stored(db)
    stranger = visits.another(client)
    visits.sign_in(stranger, db, make_person(db, at=clock.at), at=clock.at)
    stranger.get("/mine")
    for end in ("", "/1"):
        unknown = stranger.get(f"/check-ins/{uuid.uuid4()}/more{end}", status=404)
        assert stranger.get(more + end, status=404).html == unknown.html
        stranger.get("/mine")
        stranger.post(more + end, {"private": "yes", "topic": "together", "band": "5"}, status=404)
        stranger.get("/mine")
    assert stored(db) == before


def test_a_wheel_finished_meanwhile_takes_no_more(client: PageClient, db: Database, clock: Clock, more: str) -> None:
    let_in(client)
    owner_id, checkin_id = db.value("SELECT owner_id FROM checkin"), visits.shown_checkin(client)
    finish(db, owner_id, checkin_id, at=clock.at)
    page = client.submit({"band": "2", "note": NOTE}, form=FORM, button="go=next", status=409)
    assert page.heading == "This wheel is finished"
    # Whoever presses Back could have the browser send it again: it is not written out.
    assert NOTE not in page.html
    assert stored(db) == []


def test_sent_twice_it_counts_once(client: PageClient, db: Database, more: str) -> None:
    page = let_in(client)
    form = {field.get("name"): field.get("value") for field in page.all(f"{FORM} input[type=hidden]")}
    for _ in range(2):
        client.post(f"{more}/1", {**form, "band": "2"}, headers=SAVE)
    assert len(stored(db)) == db.value("SELECT count(*) FROM private_answer") == 1


def test_few_statements_are_asked(client: PageClient, more: str) -> None:
    pages: list[Page] = [client.get(so_far(more)), gate(client), client.submit(button="private=yes")]
    assert max(len(page.statements) for page in pages) <= 9
