"""The page of then and now, as a family finds it."""

from __future__ import annotations

import pytest

from tests.conftest import Clock
from tests.progress.sittings import SIX, enter, make_draft, make_finished, make_person
from tests.support.page import Page, PageClient
from wheel_app.storage import Database, new_id

KINDNESS = "A lower number can mean you know more now, or feel safer to say so."
RISEN = {key: mark + 10 for key, mark in SIX.items()}


@pytest.fixture
def owner_id(client: PageClient, db: Database, clock: Clock) -> str:
    owner_id = make_person(db)
    enter(client, db, owner_id, at=clock())
    return owner_id


def sentences(page: Page) -> list[str]:
    return [item.text for item in page.all("li.bar")]


def test_each_topic_has_one_sentence_and_good_news_comes_first(client: PageClient, db: Database, owner_id: str) -> None:
    make_finished(db, owner_id, "2026-03-02", {"home": 52, "money": 30, "mood": 40})
    make_finished(db, owner_id, "2026-06-02", {"home": 41, "money": 33, "mood": 62})
    page = client.get("/then-and-now")
    assert page.heading == "Then and now"
    assert sentences(page) == [
        "My mood and worries went up from 40 to 62.",
        "Our money and bills stayed about the same: 30 then, 33 now.",
        "Our home came out lower: 52 then, 41 now.",
    ]


def test_a_band_is_told_in_words(client: PageClient, db: Database, owner_id: str) -> None:
    band = {"home": "band", "money": "band", "mood": "band"}
    make_finished(db, owner_id, "2026-03-02", {"home": 30, "money": 50, "mood": 70}, how=band)
    make_finished(db, owner_id, "2026-06-02", {"home": 50, "money": 55, "mood": 30})
    assert sentences(client.get("/then-and-now")) == [
        "Our home went up from “A struggle” to “Up and down”.",
        "Our money and bills stayed about the same: “Up and down”.",
        "My mood and worries moved from “Mostly all right” to “A struggle”.",
    ]


def test_the_two_days_are_said(client: PageClient, db: Database, owner_id: str) -> None:
    make_finished(db, owner_id, "2026-03-02", SIX)
    make_finished(db, owner_id, "2026-06-12", SIX)
    lede = client.get("/then-and-now").one("p.lede").text
    assert "March" in lede
    assert "June" in lede
    assert "2026" in lede


def test_a_fall_is_explained_kindly_before_and_something_is_offered_after(
    client: PageClient, db: Database, owner_id: str
) -> None:
    make_finished(db, owner_id, "2026-03-02", {"home": 52})
    now = make_finished(db, owner_id, "2026-06-02", {"home": 41})
    page = client.get("/then-and-now")
    before, after = page.text.split("Our home came out lower")
    assert KINDNESS in before
    assert KINDNESS not in after
    assert page.link("Pick something to change") == f"/check-ins/{now}/plan/choose"


def test_where_nothing_fell_no_fall_is_explained(client: PageClient, db: Database, owner_id: str) -> None:
    make_finished(db, owner_id, "2026-03-02", {"home": 41})
    make_finished(db, owner_id, "2026-06-02", {"home": 52})
    page = client.get("/then-and-now")
    assert KINDNESS not in page.text
    assert "Pick something to change" not in page.text


def test_an_older_pair_offers_no_choosing_because_its_plan_is_closed(
    client: PageClient, db: Database, owner_id: str
) -> None:
    make_finished(db, owner_id, "2026-03-02", {"home": 52})
    middle = make_finished(db, owner_id, "2026-06-02", {"home": 41})
    make_finished(db, owner_id, "2026-09-02", {"home": 60})
    page = client.get(f"/then-and-now?now={middle}")
    assert "Pick something to change" not in page.text
    assert "Next time you do your wheel" in page.text


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (10, "Your number went up from 46 to 56."),
        (4, "Your number stayed about the same: 46 then, 50 now."),
        (-5, "Your number is lower now: 46 then, 41 now."),
    ],
)
def test_the_number_then_and_now(client: PageClient, db: Database, owner_id: str, more: int, sentence: str) -> None:
    make_finished(db, owner_id, "2026-03-02", SIX)
    make_finished(db, owner_id, "2026-06-02", {key: mark + more for key, mark in SIX.items()})
    page = client.get("/then-and-now")
    assert sentence in page.text
    assert "It rests on the 6 topics you marked both times." in page.text


def test_few_topics_say_from_when_the_number_shows(client: PageClient, db: Database, owner_id: str) -> None:
    make_finished(db, owner_id, "2026-03-02", {"home": 52})
    make_finished(db, owner_id, "2026-06-02", SIX)
    page = client.get("/then-and-now")
    assert "It shows from six topics that you marked both times. So far there is 1." in page.text
    assert "New this time: Our money and bills" in page.text


def test_the_table_says_every_mark(client: PageClient, db: Database, owner_id: str) -> None:
    make_finished(db, owner_id, "2026-03-02", SIX)
    make_finished(db, owner_id, "2026-06-02", {**RISEN, "work": 0})
    make_finished(db, owner_id, "2026-09-02", RISEN)
    page = client.get("/then-and-now")
    rows = {row.one("th").text: [cell.text for cell in row.all("td")] for row in page.all("tbody tr")}
    assert rows["Our home"] == ["40", "50", "50"]
    assert rows["My work and training"][1].endswith("not marked")
    assert len(page.all("thead th")) == 4


def test_with_three_times_there_is_a_line_for_each_topic(client: PageClient, db: Database, owner_id: str) -> None:
    for day, marks in (("2026-03-02", SIX), ("2026-06-02", RISEN)):
        make_finished(db, owner_id, day, marks)
    assert not client.get("/then-and-now").all("svg.chart")
    make_finished(db, owner_id, "2026-09-02", RISEN)
    page = client.get("/then-and-now")
    assert len(page.all("svg.chart")) == 7
    assert "on the 6 topics you marked each time" in page.text


def test_an_earlier_time_can_be_chosen_from_the_list(client: PageClient, db: Database, owner_id: str) -> None:
    first = make_finished(db, owner_id, "2026-03-02", {"home": 20})
    make_finished(db, owner_id, "2026-06-02", {"home": 40})
    now = make_finished(db, owner_id, "2026-09-02", {"home": 60})
    page = client.get("/then-and-now")
    (choice,) = page.all("main details a")
    assert choice.get("href") == f"/then-and-now?then={first}&now={now}"
    assert sentences(client.get(choice.get("href"))) == ["Our home went up from 20 to 60."]


def test_times_of_one_day_are_told_apart(client: PageClient, db: Database, owner_id: str) -> None:
    for hour, mark in ((10, 20), (11, 40), (12, 60)):
        make_finished(db, owner_id, "2026-03-02", {"home": mark}, hour=hour)
    page = client.get("/then-and-now")
    lede = page.one("p.lede").text
    assert "(2)" in lede
    assert "(3)" in lede


@pytest.mark.parametrize("where", ["then", "now"])
@pytest.mark.parametrize("asked", ["unknown", "of somebody else", "a draft", "\x00", "x' OR '1'='1"])
def test_what_is_not_theirs_to_see_is_unknown(
    client: PageClient, db: Database, owner_id: str, where: str, asked: str
) -> None:
    make_finished(db, owner_id, "2026-03-02", SIX)
    make_finished(db, owner_id, "2026-06-02", SIX)
    ids = {
        "unknown": new_id(),
        "of somebody else": make_finished(db, make_person(db), "2026-03-02", SIX),
        "a draft": make_draft(db, owner_id, "2026-07-02", SIX),
    }
    client.get(f"/then-and-now?{where}={ids.get(asked, asked)}", status=404)


def test_an_empty_choice_is_no_choice(client: PageClient, db: Database, owner_id: str) -> None:
    make_finished(db, owner_id, "2026-03-02", {"home": 20})
    make_finished(db, owner_id, "2026-06-02", {"home": 40})
    assert sentences(client.get("/then-and-now?then=&now=")) == ["Our home went up from 20 to 40."]


def test_nobody_without_a_sign_in_sees_it(client: PageClient, db: Database) -> None:
    assert client.get("/then-and-now").path == "/"


# Nothing to compare


def test_nothing_finished_yet(client: PageClient, owner_id: str) -> None:
    page = client.get("/then-and-now")
    assert "Here you will see how far you have come." in page.text
    assert page.link("Do your wheel") == "/again"


def test_one_time_only(client: PageClient, db: Database, owner_id: str) -> None:
    make_finished(db, owner_id, "2026-03-02", SIX)
    page = client.get("/then-and-now")
    assert "There is one wheel to see here." in page.text
    assert page.link("Do it again") == "/again"


def test_two_times_without_a_topic_in_common(client: PageClient, db: Database, owner_id: str) -> None:
    make_finished(db, owner_id, "2026-03-02", {"home": 40})
    make_finished(db, owner_id, "2026-04-02", {"mood": 40})
    make_finished(db, owner_id, "2026-06-02", {"days": 40})
    page = client.get("/then-and-now")
    assert "You did not mark the same topics both times." in page.text
    assert len(page.all("main details a")) == 1


def test_another_wheel_is_not_set_beside_this_one(client: PageClient, db: Database, owner_id: str) -> None:
    first = make_finished(db, owner_id, "2026-03-02", {"home": 40})
    make_finished(db, owner_id, "2026-06-02", {"home": 60})
    with db.transaction():
        db.execute("UPDATE checkin SET tool_id = 'town-wheel' WHERE checkin_id = :first", first=first)
    assert "These two wheels do not ask the same things." in client.get("/then-and-now").text


# What every page of the app keeps


def test_the_page_reads_a_fixed_number_of_statements(client: PageClient, db: Database, owner_id: str) -> None:
    for day in ("2026-03-02", "2026-06-02"):
        make_finished(db, owner_id, day, SIX)
    few = len(client.get("/then-and-now").statements)
    for month in range(1, 13):
        make_finished(db, owner_id, f"2025-{month:02}-02", SIX)
        make_finished(db, make_person(db), f"2025-{month:02}-02", SIX)
    page = client.get("/then-and-now", statements=6)
    assert len(page.statements) == few


def test_own_words_stay_words(client: PageClient, db: Database, owner_id: str) -> None:
    label = "<b>100% & “dog”"
    for day, mark in (("2026-03-02", 20), ("2026-06-02", 40), ("2026-09-02", 60)):
        make_finished(db, owner_id, day, {"own": mark}, own=label)
    page = client.get("/then-and-now")
    assert sentences(page) == [f"{label} went up from 40 to 60."]


def test_it_reads_from_right_to_left(client: PageClient, db: Database, owner_id: str, clock: Clock) -> None:
    enter(client, db, owner_id, at=clock(), language="ur")
    for day, mark in (("2026-03-02", 20), ("2026-06-02", 40), ("2026-09-02", 60)):
        make_finished(db, owner_id, day, {"home": mark})
    page = client.get("/then-and-now")
    assert page.root.get("dir") == "rtl"
    assert page.all("svg.chart path")[0].get("d").startswith("M190 ")
    assert [digits.text for digits in page.all("li.bar bdi")][-2:] == ["40", "60"]
