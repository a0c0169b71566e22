"""Beginning a wheel together: names first, who is there, and a wheel that says we."""

from __future__ import annotations

import re

import pytest

from tests import visits
from tests.builders import make_finished, make_person
from tests.conftest import Clock
from tests.sittings import MARKS, do_together, sit_down
from tests.support.page import PageClient
from wheel_app.storage import Database

I_SAY = re.compile(r"\b(I|I’m|my|My|me|Me)\b")


def test_it_says_we_from_the_first_page_to_the_plan(client: PageClient) -> None:
    seen = [sit_down(client), visits.tap_topics(client, right="hopes")]
    for _ in range(4):
        seen.append(visits.answer(client, band="4"))
    assert seen[-1].path.endswith("/so-far")
    seen += [client.submit({"name": "Our garden"}, form="form[action$=own-topic]"), visits.answer(client, "so-far")]
    client.submit(form="form[action$=finish]")
    seen.append(client.page)  # type: ignore[arg-type]
    seen.append(client.submit({"topics": ["mood", "money"]}))
    seen.append(client.submit({}))
    assert seen[-1].path.endswith("/plan")
    said = {line for page in seen for line in page.text.split("\n") if I_SAY.search(line)}
    assert said == set()
    assert "Us" in seen[-1].text
    assert "Before we come back" in seen[-1].text
    assert "Our mood and worries" in seen[-1].text


def test_a_saved_answer_leads_to_a_page_that_says_we(client: PageClient) -> None:
    sit_down(client)
    visits.tap_topics(client, ("mood", "work", "home"))
    page = client.submit({"band": "3"}, form=visits.TOPIC, button="go=next", htmx=True)
    assert page.one("h1").text == "Our work and training"
    assert "See our wheel so far" in page.text
    assert "Stop here and keep" not in page.text


@pytest.mark.parametrize(
    ("names", "status", "said"),
    [
        (("S", "T"), 200, ""),
        (("Sara", "Tom", "Nan", "O"), 200, ""),
        (("Sara", "", "Tom"), 200, ""),
        (("سارہ", "Ó Briain"), 200, ""),
        (("Sara",), 422, "Say what two of you are called."),
        (("", "", "", "Nan"), 422, "Say what two of you are called."),
        ((" ", "\u200b"), 422, "Say what two of you are called."),
        (("Sara", "sara "), 422, "Two of you have the same name here."),
        (("Sara", "Tom", "TOM"), 422, "Two of you have the same name here."),
        (("Sara", "T" * 41), 422, "Make it 40 or fewer."),
    ],
)
def test_two_to_four_names(client: PageClient, names: tuple[str, ...], status: int, said: str) -> None:
    client.get("/together")
    called = {f"name_{place}": name for place, name in enumerate(names, 1)}
    page = client.submit({**called, "about": "little", "present": "alone"}, status=status)
    if status == 200:
        assert page.title == "What is on your mind?"
    else:
        assert said in page.text
        assert page.one("#name_1").get("value") == names[0].strip()


def test_names_are_shown_as_they_are_and_stand_in_no_title(client: PageClient) -> None:
    page = do_together(client, ("<b>Sara</b>", "7*7"))
    titles = [page.title]
    assert "Done together by <b>Sara</b> and 7*7." in page.text
    for path in ("/together/take-home", "/together/turns/1"):
        page = client.get(path)
        assert "<b>Sara</b>" in page.text
        titles.append(page.title)
    assert not [title for title in titles if "Sara" in title]


def test_who_is_there_is_kept_with_it(client: PageClient, db: Database) -> None:
    client.get("/together")
    client.submit({"name_1": "Sara", "name_2": "Tom", "about": "teens", "present": "worker", "interpreter": "relative"})
    (row,) = db.rows("SELECT present, interpreter, voice, given_by, about FROM checkin")
    assert row == {
        "present": "worker",
        "interpreter": "relative",
        "voice": "together",
        "given_by": "own",
        "about": "teens",
    }


def test_beginning_together_closes_the_page_of_whoever_was_here(client: PageClient, db: Database, clock: Clock) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    make_finished(db, owner_id, MARKS)
    page = client.get("/mine")
    page = client.follow("Do it together")
    assert "Keep your wheel before, or it is gone." in page.text
    visits.keep(client)
    assert "Your code opens it again." in client.get("/together").text
    client.submit({"name_1": "Sara", "name_2": "Tom", "about": "me", "present": "alone"})
    client.get("/mine", status=404)
    assert db.value("SELECT count(*) FROM sign_in WHERE owner_id = :id AND ended_at IS NULL", id=owner_id) == 0


def test_the_two_voices_are_not_mixed_up_though_pieces_of_pages_are_kept(client: PageClient) -> None:
    def lines() -> tuple[str, str]:
        page = visits.tap_topics(client, ("mood",), "work")
        return page.one("h1").text, page.one(".topic__line").text

    visits.begin(client)
    alone = lines()
    sit_down(client)
    together = lines()
    visits.begin(client)
    assert lines() == alone
    assert (alone[0], together[0]) == ("My mood and worries", "Our mood and worries")
    assert alone[1] != together[1]


def test_a_correction_in_the_same_sitting_says_we_too_and_keeps_both(client: PageClient, db: Database) -> None:
    wheel = do_together(client).path
    page = client.submit(form="form[action$=revise]")
    assert page.path.endswith("/so-far")
    page = client.get(page.one("a.row__link[href$='/1']").get("href"))
    visits.answer(client, "so-far", score="12")
    client.submit(form="form[action$=finish]")
    page = client.get(f"/check-ins/{visits.shown_checkin(client)}")
    assert "Done together by Sara and Tom." in page.text
    assert page.path != wheel
    assert client.get(page.link("See it as it was before you put it right")).path == wheel
    assert {row["voice"] for row in db.rows("SELECT voice FROM checkin")} == {"together"}
