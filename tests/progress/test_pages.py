"""Then and now as a person finds it: plain sentences, kind words for a fall, a line over time, and nothing put away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests import visits
from tests.builders import AT, SHARED, family_wheel, make_draft, make_finished, make_person
from tests.conftest import Clock
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.checkins import Given
from wheel_app.storage import Database, later

Times = Callable[..., list[str]]
KIND = "A lower number can mean you know more now, or feel safer to say so."


@pytest.fixture
def times(db: Database, client: PageClient, clock: Clock) -> Times:
    """Sign in somebody who did these wheels, ninety days apart; return the ids, the oldest first."""

    def make(*wheels: Mapping[str, int | Given]) -> list[str]:
        owner_id = make_person(db)
        visits.sign_in(client, db, owner_id, at=clock.at)
        days = [90 * (len(wheels) - place) for place in range(len(wheels))]
        return [
            make_finished(db, owner_id, marks, at=later(AT, days=-ago)).checkin_id
            for ago, marks in zip(days, wheels, strict=True)
        ]

    return make


def test_each_topic_is_one_plain_sentence_good_news_first(client: PageClient, times: Times) -> None:
    times({"home": 40, "money": 50, "work": 60}, {"home": 30, "money": 52, "work": 80})
    assert client.get("/then-and-now").texts(".bar p") == [
        "My work and training went up from 60 to 80.",
        "Our money and bills stayed about the same: 50 then, 52 now.",
        "Our home came out lower: 40 then, 30 now.",
    ]


def test_what_was_given_in_words_is_told_in_words(client: PageClient, times: Times) -> None:
    low, high = Given("scored", 30, "band"), Given("scored", 70, "band")
    times({"home": low, "money": high}, {"home": high, "money": low})
    assert client.get("/then-and-now").texts(".bar p") == [
        "Our home went up from “A struggle” to “Mostly all right”.",
        "Our money and bills moved from “Mostly all right” to “A struggle”.",
    ]


def test_a_fall_is_met_kindly_before_and_after(client: PageClient, times: Times) -> None:
    times({"home": 80}, {"home": 20})
    assert KIND in client.get("/then-and-now").text
    assert "A lower number can mean you know more now" in client.get("/again").text


@pytest.mark.parametrize("marks", [(20, 80), (80, 20), (50, 50), (1, 100), (100, 1)])
@pytest.mark.parametrize("topics", [SHARED, SHARED[:1]])
def test_help_and_kind_words_are_the_same_whatever_the_marks(
    client: PageClient, times: Times, marks: tuple[int, int], topics: tuple[str, ...]
) -> None:
    seen = []
    for then, now in (marks, (40, 60)):
        ids = times(dict.fromkeys(topics, then), dict.fromkeys(topics, now))
        seen.append(beside_the_marks(client.get("/then-and-now"), ids))
    assert seen[0] == seen[1]
    assert KIND in " ".join(seen[0])
    assert any("Pick something to change" in part for part in seen[0])


def beside_the_marks(page: Page, ids: list[str]) -> list[str]:
    """What the page says and offers, in order, but for the marks themselves and the sentences that tell them."""
    told = "section[aria-labelledby=number], section[aria-labelledby=changes], table, .wheel-box"
    parts = [one for one in page.all("main p, main a, main h1, main h2, main summary") if not one.inside(told)]
    found = [f"{one.tag} {one.get('href')} {one.text}" for one in parts]
    return [part.replace(ids[0], "then").replace(ids[1], "now") for part in found]


def test_a_fall_is_never_called_worse(client: PageClient, times: Times) -> None:
    times(dict.fromkeys(SHARED, 90), dict.fromkeys(SHARED, 5))
    page = client.get("/then-and-now")
    for word in ("worse", "bad", "down", "drop", "fell", "fall", "!", "sorry", "warning"):
        assert word not in page.text.lower()


def test_the_number_rests_on_what_was_marked_both_times(client: PageClient, times: Times) -> None:
    times(dict.fromkeys(SHARED[:7], 40), dict.fromkeys(SHARED[1:], 60))
    card = client.get("/then-and-now").one("section[aria-labelledby=number]").text
    assert "Your number went up from 40 to 60." in card
    assert "It rests on the 6 topics you marked both times." in card


def test_there_is_no_number_on_fewer_than_six(client: PageClient, times: Times) -> None:
    times(dict.fromkeys(SHARED[:5], 40), dict.fromkeys(SHARED, 60))
    page = client.get("/then-and-now")
    assert page.all(".big-number") == []
    assert "So far there are 5." in page.text


def test_both_wheels_are_in_one_picture_and_in_a_table(client: PageClient, times: Times) -> None:
    times(dict.fromkeys(SHARED, 40), dict.fromkeys(SHARED, 60))
    page = client.get("/then-and-now")
    assert page.all("figure svg[role=img]")
    assert [cell.text for cell in page.all("tbody tr")[0].all("td")] == ["40", "60"]


def test_from_three_times_on_there_is_a_line(client: PageClient, times: Times) -> None:
    times({"home": 20}, {"home": 40})
    assert client.get("/then-and-now").all(".chart") == []
    times({"home": 20}, {"home": 40}, {"home": 60})
    page = client.get("/then-and-now")
    assert len(page.all(".chart")) == 1
    assert "Each dot is one time you did your wheel" in page.text


def test_any_earlier_time_can_be_looked_at(client: PageClient, times: Times) -> None:
    first, second, third = times({"home": 10}, {"home": 40}, {"home": 60})
    page = client.get("/then-and-now")
    assert "from 40 to 60" in page.text
    assert f"then={first}" in " ".join(link.get("href") for link in page.all("main details a"))
    assert "from 10 to 60" in client.get(f"/then-and-now?then={first}&now={third}").text
    assert "from 10 to 40" in client.get(f"/then-and-now?then={second}&now={first}").text


def test_with_nothing_to_compare_the_page_says_why(client: PageClient, db: Database, times: Times) -> None:
    times()
    assert "First, do your wheel and finish it." in client.get("/then-and-now").text
    times({"home": 20})
    assert "There is one wheel to see here." in client.get("/then-and-now").text
    times({"home": 20}, {"money": 20})
    assert "You did not mark the same topics both times." in client.get("/then-and-now").text


def test_a_draft_is_no_time(client: PageClient, db: Database, times: Times) -> None:
    (done,) = times({"home": 20})
    owner_id = db.value("SELECT owner_id FROM checkin WHERE checkin_id = :id", id=done)
    draft = make_draft(db, owner_id)
    assert "There is one wheel to see here." in client.get("/then-and-now").text
    client.get(f"/then-and-now?now={draft.checkin_id}", status=404)


def test_the_topics_are_those_of_the_wheel() -> None:
    assert [topic.key for topic in family_wheel().topics] == list(SHARED)
