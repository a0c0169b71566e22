"""A topic's page: what it offers, what it saves, and that nothing anybody sends breaks it or gets lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import visits
from tests.builders import family_wheel, give, make_draft, make_person
from tests.conftest import Clock
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.checkins import Checkin, Given, Pick
from wheel_app.checkins.actions import choose_first
from wheel_app.checkins.queries import list_answers
from wheel_app.storage import Database

HIDDEN = "Nobody reads this unless you show it."
NOTES = [
    "Both of us 👨‍👩‍👧 are fine",
    "\u202eبہت اچھا\u202c",
    "e\u0301 combined, ﷽, ẞ",
    "<script>alert(1)</script>",
    "{{7*7}} {% raw %} %(topic)s &amp; &lt;",
    "=1+1 @SUM(A1) -2 +3",
    "'; DROP TABLE answer; --",
    "line one\nline two\n\n\tthree",
]


@pytest.fixture
def draft(db: Database, client: PageClient, clock: Clock) -> Checkin:
    """A draft of the person that the browser is signed in as."""
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    return make_draft(db, owner_id)


def address(draft: Checkin, topic_key: str = "home") -> str:
    return f"/check-ins/{draft.checkin_id}/topics/{draft.place_of(topic_key)}"


def stored(db: Database, draft: Checkin, topic_key: str = "home") -> Given | None:
    answer = list_answers(db, draft.checkin_id).get(topic_key)
    return Given(answer.kind, answer.score, answer.how, answer.note) if answer else None


def send(client: PageClient, draft: Checkin, *, status: int = 200, **given: str) -> Page:
    client.get(address(draft))
    return client.submit(given, form=visits.TOPIC, button="go=next", status=status)


def test_a_topic_says_what_it_is_and_can_be_heard(client: PageClient, draft: Checkin) -> None:
    for topic in family_wheel().topics:
        page = client.get(address(draft, topic.key))
        assert page.heading == topic.label
        assert topic.line_for("little") in page.text
        said = [one.get("data-say") for one in page.all("main [data-say]")]
        assert any(topic.line_for("little") in words for words in said)
        assert {band.label for band in family_wheel().bands} <= set(said)


def test_there_is_no_mark_before_the_first_touch(client: PageClient, draft: Checkin) -> None:
    page = client.get(address(draft))
    assert page.all("input[name=band][checked]") == []
    assert page.one("#score").get("value") == ""
    assert page.one("output").text == ""


def test_each_text_box_says_who_reads_it(client: PageClient, draft: Checkin) -> None:
    assert HIDDEN in client.get(address(draft)).one(".say-more").text


@pytest.mark.parametrize("band", ["1", "2", "3", "4", "5"])
def test_a_band_is_saved_as_its_middle_and_shown_again(
    client: PageClient, db: Database, draft: Checkin, band: str
) -> None:
    send(client, draft, band=band)
    assert stored(db, draft) == Given("scored", int(band) * 20 - 10, "band")
    page = client.get(address(draft))
    assert page.one("input[name=band][checked]").get("value") == band


@pytest.mark.parametrize("score", ["1", "42", "100"])
def test_a_number_is_saved_as_it_is(client: PageClient, db: Database, draft: Checkin, score: str) -> None:
    send(client, draft, score=score)
    assert stored(db, draft) == Given("scored", int(score), "number")


@pytest.mark.parametrize("kind", ["not-now", "not-applicable", "rather-not-say"])
def test_a_topic_can_be_left_out_and_taken_in_again(
    client: PageClient, db: Database, draft: Checkin, kind: str
) -> None:
    send(client, draft, left_out=kind)
    assert stored(db, draft) == Given(kind)  # type: ignore[arg-type]
    send(client, draft, band="4")
    assert stored(db, draft) == Given("scored", 70, "band")


def test_to_give_nothing_is_fine_and_saves_nothing(client: PageClient, db: Database, draft: Checkin) -> None:
    page = send(client, draft)
    assert page.heading != client.get(address(draft)).heading
    assert stored(db, draft) is None


BAD_SCORES = [
    "0",
    "101",
    "1.5",
    "1,5",
    "1e2",
    "-5",
    "−5",
    "+5",
    "00",
    "1 2",
    "½",
    "²",
    "１２",
    "abc",
    "1000",
    "9" * 10_000,
]


@pytest.mark.parametrize("score", BAD_SCORES, ids=lambda score: score[:12])
def test_what_is_no_mark_comes_back_with_the_error_at_the_field(
    client: PageClient, db: Database, draft: Checkin, score: str
) -> None:
    page = send(client, draft, score=score, note="what I wrote", status=422)
    assert page.errors == ["Type a whole number from 1 to 100."]
    assert page.one("#score").get("aria-describedby") == "score-error"
    assert page.one("#score").get("value") == score
    assert page.one("#note").text == "what I wrote"
    assert stored(db, draft) is None


def test_a_blank_number_is_no_number(client: PageClient, db: Database, draft: Checkin) -> None:
    send(client, draft, score="   ")
    assert stored(db, draft) is None


@pytest.mark.parametrize(
    ("language", "score", "stands"), [("ur", "۴۲", 42), ("ur", "٤٢", 42), ("ur", "42", 42), ("en", "۴۲", None)]
)
def test_digits_count_in_the_language_that_uses_them(
    client: PageClient, db: Database, draft: Checkin, language: str, score: str, stands: int | None
) -> None:
    client.get("/language")
    client.submit(button=f"language={language}")
    page = send(client, draft, score=score, status=200 if stands else 422)
    answer = stored(db, draft)
    assert (answer.score if answer else None) == stands
    if not stands:
        assert page.one("#score").get("value") == score


def test_words_and_number_that_do_not_match_come_back_with_both(
    client: PageClient, db: Database, draft: Checkin
) -> None:
    page = send(client, draft, band="1", score="90", status=422)
    assert page.one("input[name=band][checked]").get("value") == "1"
    assert page.one("#score").get("value") == "90"
    assert len(page.errors) == 1
    assert stored(db, draft) is None


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_stored_and_shown_exactly(client: PageClient, db: Database, draft: Checkin, note: str) -> None:
    send(client, draft, band="3", note=note)
    answer = stored(db, draft)
    assert answer is not None
    assert answer.note == note
    page = client.get(address(draft), words=False)
    assert page.one("#note").raw_text.removeprefix("\n") == note


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("a%00b%01c%7F", "abc"),
        ("%ED%A0%BD+half+a+sign", "%ED%A0%BD half a sign"),
        ("++round+", "round"),
        ("+%0D%0A+", None),
    ],
)
def test_what_no_store_keeps_is_dropped(
    client: PageClient, db: Database, draft: Checkin, note: str, kept: str | None
) -> None:
    client.get(address(draft))
    body = f"csrf_token={client.token()}&topic=home&band=3&tool=family-wheel%2F2026.2&note={note}"
    form = "application/x-www-form-urlencoded"
    assert client.client.post(address(draft), data=body.encode(), content_type=form).status_code == 303
    answer = stored(db, draft)
    assert answer is not None
    assert answer.note == kept


def test_a_note_alone_is_kept(client: PageClient, db: Database, draft: Checkin) -> None:
    send(client, draft, note="only this")
    assert stored(db, draft) == Given("not-now", note="only this")


def test_a_note_that_is_too_long_comes_back_whole(client: PageClient, db: Database, draft: Checkin) -> None:
    note = "a very long story. " * 5_263
    page = send(client, draft, band="3", note=note, status=422)
    assert page.one("#note").raw_text.strip() == note.strip()
    assert page.one("input[name=band][checked]").get("value") == "3"
    assert str(len(note.strip())) in page.errors[0]
    assert stored(db, draft) is None


def test_the_longest_note_is_kept(client: PageClient, db: Database, draft: Checkin) -> None:
    send(client, draft, band="3", note="x" * 2000)
    send(client, draft, note="x" * 2001, status=422)
    answer = stored(db, draft)
    assert answer is not None
    assert answer.note == "x" * 2000


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {
            "tool": st.sampled_from(["family-wheel/2026.2", "family-wheel", "/", ""]) | st.text(max_size=12),
            "topic": st.sampled_from(["home", "home", "own", ""]) | st.text(max_size=12),
        },
        optional={
            "band": st.sampled_from(["1", "5", "6", ""]) | st.text(max_size=5),
            "score": st.sampled_from(["42", "0", "101", "1e2"]) | st.text(max_size=12),
            "how": st.sampled_from(["arc", "band", "number", ""]) | st.text(max_size=5),
            "left_out": st.sampled_from(["not-now", "", "x"]) | st.text(max_size=5),
            "note": st.text(max_size=80),
            "seq": st.sampled_from(["0", "1", "-1", "٣", "9" * 30]) | st.text(max_size=5),
            "shown": st.sampled_from(["50", "0", "not-now", "9" * 5000]) | st.text(max_size=6),
            "save_id": st.text(max_size=40),
            "go": st.sampled_from(["next", "back", "save", "keep", "so-far"]) | st.text(max_size=5),
        },
    )
)
def test_whatever_is_sent_never_breaks_the_page(client: PageClient, draft: Checkin, sent: dict[str, str]) -> None:
    client.get(address(draft))
    sent = {name: value.encode("utf-8", "replace").decode() for name, value in sent.items()}
    reply = client.client.post(address(draft), data={**sent, "csrf_token": client.token()})
    assert reply.status_code in (303, 404, 409, 422)


@pytest.mark.parametrize("topic_key", ["", "nonsense", "own", "HOME", "home,money", "..", "\0", "ہوم"])
def test_a_topic_that_is_not_asked_is_not_there(client: PageClient, draft: Checkin, topic_key: str) -> None:
    client.get(address(draft))
    client.post(address(draft), {"topic": topic_key, "band": "3", "tool": "family-wheel/2026.2"}, status=404)


@pytest.mark.parametrize("place", ["0", "13", "-1", "9" * 40, "home", "own", "1.0", "%00", ".."])
def test_a_place_where_nothing_is_asked_is_not_there(client: PageClient, draft: Checkin, place: str) -> None:
    client.get(f"/check-ins/{draft.checkin_id}/topics/{place}", status=404)


def test_an_answer_goes_to_the_topic_that_was_seen_whatever_stands_at_its_place_now(
    client: PageClient, db: Database, draft: Checkin
) -> None:
    client.get(address(draft))
    choose_first(db, family_wheel(), draft.owner_id, draft.checkin_id, [Pick("hopes", "mind")], at=draft.recorded_at)
    page = client.submit({"band": "4"}, form=visits.TOPIC, button="go=next")
    assert stored(db, draft) == Given("scored", 70, "band")
    assert stored(db, draft, "hopes") is None
    assert page.heading == family_wheel().topic("money").label
    assert client.get(address(draft)).heading == family_wheel().topic("hopes").label


def test_a_tool_that_we_never_had_is_not_there(client: PageClient, draft: Checkin) -> None:
    for tool in ("family-wheel/1999.1", "other/2026.1", ""):
        client.get(address(draft))
        client.post(address(draft), {"topic": "home", "band": "3", "tool": tool}, status=404)


def test_the_small_wheel_shows_what_is_done_and_never_how(client: PageClient, db: Database, draft: Checkin) -> None:
    pictures = []
    for score, seen in ((1, 0), (100, 1)):
        give(db, draft, "money", score, seen=seen)
        pictures.append(re.findall(r"<svg[^>]*wheel--small.*?</svg>", client.get(address(draft)).html, re.DOTALL))
    assert pictures[0]
    assert pictures[0] == pictures[1]


def test_one_can_go_back_and_forth_freely(client: PageClient, draft: Checkin) -> None:
    client.get(address(draft, "money"))
    page = client.submit({"band": "2"}, form=visits.TOPIC, button="go=back")
    assert page.path == address(draft, "home")
    page = client.submit(form=visits.TOPIC, button="go=next")
    assert page.path == address(draft, "money")
    assert page.one("input[name=band][checked]").get("value") == "2"
    page = client.submit(form=visits.TOPIC, button="go=so-far")
    client.get(page.link("Our home" if "Our home" in page.text else "Home"))
