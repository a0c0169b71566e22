"""A young person's way through their own wheel: eight topics, every way to set a mark, and on to the number."""

from __future__ import annotations

import re

import pytest

from tests import visits
from tests.builders import AT, YOUNG, family_wheel, make_draft, make_finished, make_person, make_young, young_wheel
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.checkins.marks import settle
from wheel_app.checkins.queries import list_answers
from wheel_app.storage import Database, later
from wheel_app.tools import Tool

WAY = "young-wheel-young"


def begin(client: PageClient) -> str:
    """From the calm screen to the topics to tap; return the id of the draft."""
    visits.begin(client, WAY)
    return visits.shown_checkin(client)


def test_the_way_stands_beside_just_me(client: PageClient) -> None:
    assert client.get("/begin").texts(".tile__name")[:2] == ["Just me", "I’m 11 to 17"]


def test_their_own_eight_topics_are_offered(client: PageClient, db: Database) -> None:
    draft = begin(client)
    page = client.get(f"/check-ins/{draft}/choose")
    assert [one.get("value") for one in page.all("input[name=mind]")] == list(YOUNG)
    assert "No one at home or at school sees it unless you show them." in page.text
    row = db.one("SELECT tool_id, about FROM checkin")
    assert row == {"tool_id": "young-wheel", "about": "young"}


def test_nobody_else_is_told_that(client: PageClient) -> None:
    assert "at home or at school" not in visits.begin(client, "me").text


def test_the_whole_wheel_leads_to_a_number_from_six_on(client: PageClient, db: Database) -> None:
    draft = begin(client)
    visits.tap_topics(client, ["caring", "school"], "friends")
    for place in range(1, 9):
        page = client.get(f"/check-ins/{draft}/topics/{place}")
        assert page.one("[data-page-name]").text == f"Topic {place} of 8"
        assert len(page.all(".topic__head svg.wheel--small path")) == 8
        page = visits.answer(client, band="4")
    assert page.heading == "Your wheel so far"
    assert "You have been through every topic." in page.text
    shown = visits.stop(client)
    assert shown.texts(".big-number") == ["70"]
    assert "rests on 8 topics" in shown.text
    assert len(list_answers(db, draft)) == 8


@pytest.mark.parametrize(("many", "number"), [(5, []), (6, ["50"]), (8, ["50"])])
def test_the_number_shows_from_six_topics(client: PageClient, db: Database, many: int, number: list[str]) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    done = make_young(db, owner_id, dict.fromkeys(YOUNG[:many], 50))
    assert client.get(f"/check-ins/{done.checkin_id}").texts(".big-number") == number


def test_a_topic_that_is_not_theirs_is_said_in_the_first_person(client: PageClient, db: Database) -> None:
    young, family = begin(client), ""
    words = client.get(f"/check-ins/{young}/topics/1").texts(".leave-out label")
    assert "Doesn’t apply to me" in words
    visits.begin(client, "me")
    family = visits.shown_checkin(client)
    words = client.get(f"/check-ins/{family}/topics/1").texts(".leave-out label")
    assert "Doesn’t apply to us" in words


def test_a_topic_of_their_own_is_on_the_wheel_and_not_in_the_number(client: PageClient, db: Database) -> None:
    draft = begin(client)
    client.get(f"/check-ins/{draft}/so-far")
    page = client.submit({"name": "My band"}, form="form[action$=own-topic]")
    assert page.heading == "A topic of my own"
    visits.answer(client, band="5")
    page = client.get(f"/check-ins/{draft}/so-far")
    assert "My band" in page.text


def test_an_answer_of_the_other_wheel_is_refused(client: PageClient, db: Database) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    draft = make_draft(db, owner_id, about="young", tool=young_wheel())
    client.get(f"/check-ins/{draft.checkin_id}/topics/1")
    family = family_wheel()
    sent = {"topic": "home", "band": "3", "tool": f"{family.id}/{family.version}"}
    client.post(f"/check-ins/{draft.checkin_id}/topics/1", sent, status=404)
    assert list_answers(db, draft.checkin_id) == {}


@pytest.mark.parametrize("tool", [family_wheel(), young_wheel()], ids=lambda tool: tool.id)
def test_every_mark_is_the_same_by_arc_and_number_and_every_band_by_its_middle(tool: Tool) -> None:
    for score in range(1, 101):
        for how in ("arc", "", "number"):
            mark = settle(tool, "", score, how, None)
            assert mark is not None
            assert (mark.score, mark.how) == (score, "arc" if how == "arc" else "number")
    taps = [settle(tool, band.key, None, "", None) for band in tool.bands]
    assert [(tap.score, tap.how) for tap in taps if tap] == [(middle, "band") for middle in (10, 30, 50, 70, 90)]


# Coming back


def test_doing_it_again_is_the_same_wheel_again(client: PageClient, db: Database, clock: Clock) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    make_young(db, owner_id, {"caring": 30, "out": 60})
    page = client.get("/again")
    assert [one.get("value") for one in page.all("input[name=about][checked]")] == [WAY]
    client.submit({"present": "alone"})
    row = db.one("SELECT tool_id, topic_order FROM checkin WHERE finished_at IS NULL")
    assert row is not None
    assert row["tool_id"] == "young-wheel"
    assert row["topic_order"].startswith("out,caring,")


def test_the_other_wheel_does_not_start_with_topics_it_does_not_have(client: PageClient, db: Database) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    make_young(db, owner_id, {"caring": 30, "out": 60})
    client.get("/again")
    page = client.submit({"about": "me", "present": "alone"})
    assert page.heading == "What is on your mind?"
    assert db.value("SELECT count(*) FROM pick WHERE picked = 'again'") == 0


def test_each_wheel_starts_with_what_was_marked_on_it_last_time(client: PageClient, db: Database) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    make_young(db, owner_id, {"caring": 30}, at=later(AT, days=-60))
    make_finished(db, owner_id, {"money": 30}, about="me", at=later(AT, days=-1))
    for about, first in ((WAY, "caring"), ("me", "money")):
        client.get("/again")
        client.submit({"about": about, "present": "alone"})
        order = db.value("SELECT topic_order FROM checkin WHERE checkin_id = :id", id=visits.shown_checkin(client))
        assert order.split(",")[0] == first


def test_it_is_put_right_beside_the_first_one(client: PageClient, db: Database) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    done = make_young(db, owner_id, {"caring": 30, "out": 60})
    client.get(f"/check-ins/{done.checkin_id}")
    page = client.submit(form="form[action$=revise]")
    assert re.search(r"Looking after others\s+30", page.text)


def test_a_second_wheel_leaves_the_first_one_the_latest_of_its_kind(client: PageClient, db: Database) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    young = make_young(db, owner_id, {"caring": 30}, at=later(AT, days=-60))
    family = make_finished(db, owner_id, {"money": 30}, about="me", at=later(AT, days=-1))
    for done in (young, family):
        assert "Pick what to change" in client.get(f"/check-ins/{done.checkin_id}").text
        assert client.get(f"/check-ins/{done.checkin_id}/plan/choose").heading == "What would you like to change first?"
