"""What was said before on what is asked now: the same line, else the same subject, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests import visits
from tests.builders import family_wheel
from tests.conftest import Clock
from tests.lines import CHILD, checklist, make_finished_lines, make_home, make_lines, scale
from tests.support.page import PageClient
from wheel_app.checkins import Answer, Checkin, Filling, said_before, said_elsewhere
from wheel_app.storage import Database, later
from wheel_app.tools import Tool, own_topic


def filling(tool: Tool, answers: Mapping[str, int | str | None], day: str, **changed: object) -> Filling:
    """A finished check-in: a number is a mark, a text words alone, None what was left out."""
    given = {
        key: Answer("scored", one, "band", topic_key=key)
        if isinstance(one, int)
        else Answer("worded" if one else "not-now", note=one, topic_key=key)
        for key, one in answers.items()
    }
    about, child = ("me", None) if tool.is_wheel else ("point-4", CHILD)
    made = Checkin(
        f"{tool.id} {day}", "anna", tool.id, tool.version, about, "alone", "en", None, ",".join(answers), 0, day, day,
        1, day, None, about_member=child,
    )  # fmt: skip
    return Filling(replace(made, **changed), tool, given)  # type: ignore[arg-type]


def told(found: tuple[object, ...]) -> list[tuple[str, str, bool]]:
    return [(one.on, one.topic.key, one.is_same) for one in found]  # type: ignore[attr-defined]


SURE = scale().topic("sure")


def test_the_same_line_comes_before_the_same_subject_and_the_newest_first() -> None:
    fillings = [
        filling(scale(), {"sure": 2, "praise": 5}, "2026-01-01"),
        filling(scale(), {"sure": 4}, "2026-03-01"),
        filling(family_wheel(), {"parent": 55}, "2026-05-01"),
    ]
    assert told(said_elsewhere(fillings, SURE)) == [("2026-03-01", "sure", True), ("2026-01-01", "sure", True)]
    (newest, *_) = said_elsewhere(fillings, SURE)
    assert newest.band is not None
    assert newest.band.label == "Mostly"


def test_else_the_same_subject_is_told_whichever_tool_asked() -> None:
    fillings = [filling(family_wheel(), {"parent": 55, "home": 20}, "2026-05-01")]
    (said,) = said_elsewhere(fillings, SURE)
    assert (said.topic.key, said.is_same) == ("parent", False)
    assert said.band == family_wheel().band_of(55)
    (other,) = said_elsewhere([filling(scale(), {"sure": 3}, "2026-01-01")], family_wheel().topic("parent"))
    assert other.topic.key == "sure"


def test_another_meaning_is_another_line() -> None:
    (said,) = said_elsewhere([filling(scale(), {"sure": 2}, "2026-01-01")], replace(SURE, meaning=2))
    assert not said.is_same


def test_what_was_left_out_or_is_not_finished_or_was_put_right_says_nothing() -> None:
    first = filling(scale(), {"sure": 2}, "2026-01-01")
    newer = filling(scale(), {"sure": None}, "2026-01-02", revises=first.checkin.checkin_id)
    draft = filling(scale(), {"sure": 5}, "2026-02-01", finished_at=None)
    assert said_elsewhere([first, newer, draft], SURE) == ()
    assert said_elsewhere([first], SURE, but=first.checkin.checkin_id) == ()


def test_words_stand_for_the_same_line_alone() -> None:
    fillings = [filling(checklist(), {"hope-me": "To rest", "hope-child": None}, "2026-01-01")]
    (said,) = said_elsewhere(fillings, checklist().topic("hope-me"))
    assert said.words == "To rest"
    assert said_elsewhere(fillings, checklist().topic("hope-child")) == ()
    assert said_elsewhere(fillings, family_wheel().topic("hopes")) == ()


def test_what_is_only_ones_own_is_never_the_same() -> None:
    fillings = [filling(family_wheel(), {"own": 50}, "2026-01-01")]
    assert said_elsewhere(fillings, own_topic("Singing")) == ()


def test_another_child_says_nothing_of_this_one() -> None:
    other = filling(scale(), {"sure": 2}, "2026-01-01", about_member="another")
    wheel = filling(family_wheel(), {"parent": 20}, "2026-01-02")
    assert told(said_elsewhere([other, wheel], SURE, about_member=CHILD)) == [("2026-01-02", "parent", False)]


def test_each_line_gets_its_newest() -> None:
    fillings = [filling(scale(), {"sure": 2, "talk": 3}, "2026-01-01"), filling(scale(), {"sure": 4}, "2026-02-01")]
    found = said_before(fillings, [SURE, scale().topic("talk"), scale().topic("cot")])
    assert {key: one.on for key, one in found.items()} == {"sure": "2026-02-01", "talk": "2026-01-01"}


def test_the_page_says_what_was_said_before(client: PageClient, db: Database, clock: Clock) -> None:
    home = make_home(db)
    visits.sign_in(client, db, home.owner_id, at=clock.at)
    child, before = home.child.member_id, later(clock.at, days=-90)
    make_finished_lines(db, home.owner_id, {"hope-me": "To rest", "my-mood": 3}, checklist(), child=child, at=before)
    page = client.get(f"/lines/{make_lines(db, home.owner_id, checklist(), child=child, at=clock.at).checkin_id}")
    assert "you said: To rest" in page.text
    assert "you said: We’d like some help" in page.text
    page = client.get(f"/lines/{make_lines(db, home.owner_id, child=child, picks=['steady'], at=clock.at).checkin_id}")
    assert "you said: How I feel in myself · We’d like some help" in page.text
    other = make_lines(db, home.owner_id, checklist(), child="another", at=clock.at)
    assert "you said" not in client.get(f"/lines/{other.checkin_id}").text
