"""The family's own way: choosing lines, filling in with and without a script, leaving, finishing, putting right."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import visits
from tests.builders import everything, library
from tests.conftest import Clock
from tests.lines import Home, checklist, make_finished_lines, make_home, make_lines, scale
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import checkins
from wheel_app.checkins import Answer, Filling
from wheel_app.people import KINDS
from wheel_app.storage import Database

FORM = "form.lines"
SAVE = {"X-Save": "1"}
# A plain form saves each line that says something new as an answer of its own.
MANY = 90


@pytest.fixture
def home(db: Database, client: PageClient, clock: Clock) -> Home:
    made = make_home(db)
    visits.sign_in(client, db, made.owner_id, at=clock.at)
    return made


@pytest.fixture
def draft(db: Database, home: Home, clock: Clock) -> str:
    """An open checklist at 12 months."""
    made = make_lines(db, home.owner_id, checklist(), child=home.child.member_id, at=clock.at)
    return made.checkin_id


def address(home: Home, end: str = "") -> str:
    return f"/my-children/{home.child.member_id}/point-4{end}"


def filling(db: Database, home: Home, checkin_id: str) -> Filling:
    found = checkins.read_filling(db, library(), home.owner_id, checkin_id)
    assert found is not None
    return found


def answers(db: Database, home: Home, checkin_id: str) -> Mapping[str, Answer]:
    return filling(db, home, checkin_id).answers


def tap(client: PageClient, checkin_id: str, key: str, value: str, *, words: bool = False, **sent: str) -> Page:
    """Save one line as the script does; `status` and fields may be given."""
    status = int(sent.pop("status", "200"))
    fields = {f"{'words' if words else 'answer'}.{key}": value, f"save_id.{key}": str(uuid4()), f"seq.{key}": "0"}
    named = {f"{name}.{key}": text for name, text in sent.items()}
    data = {"line": key, f"shown.{key}": "", **fields, **named, "csrf_token": client.token() or token_of(client)}
    return client.post(f"/lines/{checkin_id}", data, headers=SAVE, status=status)


def token_of(client: PageClient) -> str:
    """A token, whatever page is open."""
    client.get("/mine")
    return client.token()


def test_a_checklist_is_filled_in_and_finished(client: PageClient, db: Database, home: Home) -> None:
    page = client.get(address(home))
    assert "Sami" in page.text
    page = client.submit(form=f"form[action='{address(home)}']")
    checkin_id = page.path.rsplit("/", 1)[1]
    values = {"answer.my-mood": "3", "answer.bills": "rather-not-say", "words.hope-child": "That she sleeps"}
    page = client.submit(values, form=FORM, button="go=finish", statements=MANY)
    assert page.path == f"/lines/{checkin_id}"
    assert "We’d like some help" in page.text
    assert "That she sleeps" in page.text
    assert filling(db, home, checkin_id).checkin.finished_at is not None
    kept = answers(db, home, checkin_id)
    assert {key: (one.kind, one.score) for key, one in kept.items()} == {
        "my-mood": ("scored", 3),
        "bills": ("rather-not-say", None),
        "hope-child": ("worded", None),
    }
    assert "That she sleeps" not in client.get(address(home)).text


def test_up_to_six_lines_of_the_scale_are_chosen(client: PageClient, db: Database, home: Home) -> None:
    client.get(address(home))
    client.follow("Choose your lines")
    keys = [line.key for line in scale().topics_for("point-4")]
    page = client.submit({"lines": keys[:7]}, status=422)
    assert "Keep the six" in page.text
    page = client.submit({"lines": []}, status=422)
    assert "Tap at least one line" in page.text
    page = client.submit({"lines": keys[2:4]})
    assert len(page.all("fieldset.line")) == 2
    checkin_id = page.path.rsplit("/", 1)[1]
    client.submit({f"answer.{keys[2]}": "5"}, form=FORM, button="go=choose", statements=MANY)
    page = client.submit({"lines": keys[5:7]})
    assert page.path == f"/lines/{checkin_id}"
    assert filling(db, home, checkin_id).checkin.keys == [keys[2], *keys[5:7]]
    assert answers(db, home, checkin_id)[keys[2]].score == 5


def test_a_line_that_fell_silent_is_refused_at_once(client: PageClient, db: Database, home: Home) -> None:
    silent = next(line for line in scale().topics_for("point-4") if line.subject in KINDS["moved"])
    loud = next(line for line in scale().topics_for("point-4") if line.subject not in KINDS["moved"])
    client.get("/something-changed")
    client.submit(button="kind=moved")
    client.submit({"asks_afresh": "no"})
    client.get(address(home, "/choose"))
    sent = {"csrf_token": client.token(), "lines": [silent.key]}
    page = client.post(address(home, "/choose"), sent, status=422)
    assert "Tap at least one line" in page.text
    assert checkins.list_about(db, home.owner_id, home.child.member_id) == ()
    page = client.post(address(home, "/choose"), {**sent, "lines": [silent.key, loud.key]})
    made = filling(db, home, page.path.rsplit("/", 1)[1])
    assert made.checkin.keys == [loud.key]


def test_a_tap_is_saved_once_and_another_page_does_not_lose_it(
    client: PageClient, db: Database, home: Home, draft: str
) -> None:
    save_id = str(uuid4())
    first = tap(client, draft, "my-mood", "2", save_id=save_id)
    again = tap(client, draft, "my-mood", "2", save_id=save_id)
    assert first.one("#saved").get("data-seq") == again.one("#saved").get("data-seq")
    clash = tap(client, draft, "my-mood", "3", status="409")
    assert "We’d like to know more" in clash.text
    seq = clash.one("#saved").get("data-seq")
    assert answers(db, home, draft)["my-mood"].score == 2
    tap(client, draft, "my-mood", "3", seq=seq)
    assert answers(db, home, draft)["my-mood"].score == 3


def test_two_pages_with_other_words_both_keep_them_without_a_script(
    client: PageClient, db: Database, home: Home, draft: str
) -> None:
    client.get(f"/lines/{draft}")
    tap(client, draft, "hope-me", "To work again", words=True)
    client.page = client.get(f"/lines/{draft}") and client.page
    stale = visits.another(client)
    visits.sign_in(stale, db, home.owner_id, at=visits.moment(client))
    stale.get(f"/lines/{draft}")
    tap(client, draft, "hope-me", "To sleep", words=True, seq=str(answers(db, home, draft)["hope-me"].seq))
    values = {"words.hope-me": "To learn to drive", "answer.bills": "1"}
    page = stale.submit(values, form=FORM, button="go=finish", status=409, statements=MANY)
    assert "To sleep" in page.text
    assert page.one("#checklist-hope-me-words").text == "To learn to drive"
    assert answers(db, home, draft)["bills"].score == 1
    assert filling(db, home, draft).checkin.is_draft
    stale.submit(form=FORM, button="go=finish", statements=MANY)
    assert answers(db, home, draft)["hope-me"].note == "To learn to drive"


def test_what_a_page_did_not_touch_does_not_go_over_what_another_saved(
    client: PageClient, db: Database, home: Home, draft: str
) -> None:
    tap(client, draft, "my-mood", "1")
    tap(client, draft, "hope-me", "To rest", words=True)
    client.get(f"/lines/{draft}")
    kept = answers(db, home, draft)
    stale = client.page
    tap(client, draft, "my-mood", "3", seq=str(kept["my-mood"].seq))
    tap(client, draft, "hope-me", "To sing", words=True, seq=str(kept["hope-me"].seq))
    client.page = stale
    client.submit({"answer.bills": "2"}, form=FORM, button="go=save", statements=MANY)
    kept = answers(db, home, draft)
    assert (kept["my-mood"].score, kept["hope-me"].note, kept["bills"].score) == (3, "To sing", 2)


def test_words_that_are_taken_out_are_gone(client: PageClient, db: Database, home: Home, draft: str) -> None:
    client.get(f"/lines/{draft}")
    client.submit({"words.hope-me": "To rest"}, form=FORM, button="go=save", statements=MANY)
    page = client.submit({"words.hope-me": " "}, form=FORM, button="go=save", statements=MANY)
    assert page.one("#checklist-hope-me-words").text == ""
    assert answers(db, home, draft)["hope-me"].kind == "not-now"
    assert "To rest" not in repr(everything(db))


def test_words_that_are_too_long_come_back_and_the_rest_is_kept(
    client: PageClient, db: Database, home: Home, draft: str
) -> None:
    client.get(f"/lines/{draft}")
    values = {"words.hope-me": "a" * 4001, "words.hope-child": "b" * 4000, "answer.bills": "2"}
    page = client.submit(values, form=FORM, button="go=finish", status=422, statements=MANY)
    assert "a" * 4001 in page.html
    assert {key for key, one in answers(db, home, draft).items()} == {"hope-child", "bills"}
    assert "too long" in tap(client, draft, "hope-me", "a" * 4001, words=True, status="422").text


ODD = ["0", "4", "6", "100", "-1", "1.5", "١", "1e0", "not-now", "scored", "1" * 10_000]


@pytest.mark.parametrize("value", ODD)
def test_an_answer_that_is_none_of_the_steps_is_refused_at_its_line(
    client: PageClient, db: Database, home: Home, draft: str, value: str
) -> None:
    client.get(f"/lines/{draft}")
    token = client.token()
    data = {"csrf_token": token, "answer.my-mood": value, "save_id.my-mood": str(uuid4()), "seq.my-mood": "0"}
    page = client.post(f"/lines/{draft}", {**data, "go": "save"}, status=422, statements=MANY)
    assert "Tap one of the answers" in page.text
    assert answers(db, home, draft) == {}


@given(
    field=st.sampled_from(["answer", "words", "seq", "save_id", "shown"]),
    key=st.sampled_from(["my-mood", "hope-me", "nothing", "", "sure"]),
    value=st.text(max_size=40) | st.sampled_from(["\x00", "\ud800", "<script>", "{{7*7}}", "=1+1", "\u202e", "é́"]),
    is_script=st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_nothing_that_is_sent_breaks_a_page(
    client: PageClient, db: Database, home: Home, draft: str, field: str, key: str, value: str, is_script: bool
) -> None:
    client.get(f"/lines/{draft}", words=False)
    data = {"csrf_token": client.token(), f"save_id.{key}": str(uuid4()), f"{field}.{key}": value, "go": "save"}
    sent = {name: text.encode("utf-8", "surrogatepass") for name, text in data.items()}
    headers = SAVE if is_script else {}
    if is_script:
        sent["line"] = key.encode()
    reply = client.client.post(f"/lines/{draft}", data=sent, headers=headers)
    assert reply.status_code in (200, 303, 404, 409, 422)
    kept = answers(db, home, draft)
    assert all(1 <= one.score <= 3 for one in kept.values() if one.score is not None)


def test_nothing_said_is_not_finished(client: PageClient, db: Database, home: Home, draft: str) -> None:
    client.get(f"/lines/{draft}")
    page = client.submit(form=FORM, button="go=finish", status=422)
    assert "Nothing is tapped yet" in page.text
    assert filling(db, home, draft).checkin.is_draft


def test_left_and_gone_on_with(client: PageClient, db: Database, home: Home, draft: str) -> None:
    client.get(f"/lines/{draft}")
    client.submit({"words.hope-me": "To rest"}, form=FORM, button="go=leave", statements=MANY)
    page = client.follow("Carry on")
    assert page.path == f"/lines/{draft}"
    assert page.one("#checklist-hope-me-words").text == "To rest"


def test_a_page_from_before_finishing_says_so_and_gives_the_words_back(
    client: PageClient, db: Database, home: Home, draft: str
) -> None:
    client.get(f"/lines/{draft}")
    stale = client.page
    client.submit({"answer.bills": "1"}, form=FORM, button="go=finish", statements=MANY)
    client.page = stale
    page = client.submit({"words.hope-me": "To rest"}, form=FORM, button="go=finish", status=409, statements=MANY)
    assert "This is finished" in page.text
    assert "To rest" in page.text
    tap(client, draft, "hope-me", "To rest", words=True, status="409")
    client.page = stale
    assert client.submit({"answer.bills": "1"}, form=FORM, button="go=finish", statements=MANY).status == 200


def test_put_right_both_stay(client: PageClient, db: Database, home: Home, clock: Clock) -> None:
    done = make_finished_lines(db, home.owner_id, {"sure": 2}, child=home.child.member_id, at=clock.at)
    client.get(f"/lines/{done.checkin_id}")
    page = client.submit(form="form[action$=revise]")
    assert page.path != f"/lines/{done.checkin_id}"
    client.submit({"answer.sure": "4"}, form=FORM, button="go=finish", statements=MANY)
    assert "Mostly" in client.page.text if client.page else False
    assert "Now and then" in client.get(f"/lines/{done.checkin_id}").text
