"""What was said before on what is asked now: the same line, else the same subject, the newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tests import visits
from tests.builders import family_wheel, make_finished, make_person
from tests.conftest import Clock
from tests.lines import CHILD, checklist, make_finished_lines, make_home, make_lines, scale
from tests.support.page import PageClient
from wheel_app.checkins import Answer, Checkin, Filling, Said, said_before, said_elsewhere
from wheel_app.storage import Database, later
from wheel_app.tools import Tool, Topic, own_topic


def filling(tool: Tool, answers: Mapping[str, int | str | None], day: str, **changed: object) -> Filling:
    """A finished check-in: a number is a mark, a text words alone, None what was left out."""
    given = {
        key: Answer("scored", one, "band", topic_key=key)
        if isinstance(one, int)
        else Answer("worded" if one else "not-now", note=one, topic_key=key)
        for key, one in answers.items()
    }
    about, child = ("little", None) if tool.is_wheel else ("point-4", CHILD)
    made = Checkin(
        f"{tool.id} {day}", "anna", tool.id, tool.version, about, "alone", "en", None, ",".join(answers), 0, day, day,
        1, day, None, about_member=child,
    )  # fmt: skip
    return Filling(replace(made, **changed), tool, given)  # type: ignore[arg-type]


def asking(tool: Tool, **changed: object) -> Filling:
    """A check-in that is being filled in."""
    return filling(tool, {}, "2026-12-01", finished_at=None, **changed)


def elsewhere(fillings: Sequence[Filling], topic: Topic, now: Filling | None = None) -> tuple[Said, ...]:
    return said_elsewhere(fillings, topic, now or asking(scale()))


def told(found: tuple[Said, ...]) -> list[tuple[str, str, bool]]:
    return [(one.on, one.topic.key, one.is_same) for one in found]


SURE = scale().topic("sure")


def test_the_same_line_comes_before_the_same_subject_and_the_newest_first() -> None:
    fillings = [
        filling(scale(), {"sure": 2, "praise": 5}, "2026-01-01"),
        filling(scale(), {"sure": 4}, "2026-03-01"),
        filling(family_wheel(), {"parent": 55}, "2026-05-01"),
    ]
    assert told(elsewhere(fillings, SURE)) == [("2026-03-01", "sure", True), ("2026-01-01", "sure", True)]
    (newest, *_) = elsewhere(fillings, SURE)
    assert newest.band is not None
    assert newest.band.label == "Mostly"


def test_else_the_same_subject_is_told_whichever_tool_asked() -> None:
    fillings = [filling(family_wheel(), {"parent": 55, "home": 20}, "2026-05-01")]
    (said,) = elsewhere(fillings, SURE)
    assert (said.topic.key, said.is_same) == ("parent", False)
    assert said.band == family_wheel().band_of(55)
    wheel = asking(family_wheel())
    (other,) = elsewhere([filling(scale(), {"sure": 3}, "2026-01-01")], family_wheel().topic("parent"), wheel)
    assert other.topic.key == "sure"


def test_another_meaning_is_another_line() -> None:
    (said,) = elsewhere([filling(scale(), {"sure": 2}, "2026-01-01")], replace(SURE, meaning=2))
    assert not said.is_same


def test_what_was_left_out_or_is_not_finished_or_was_put_right_says_nothing() -> None:
    first = filling(scale(), {"sure": 2}, "2026-01-01")
    newer = filling(scale(), {"sure": None}, "2026-01-02", revises=first.checkin.checkin_id)
    draft = filling(scale(), {"sure": 5}, "2026-02-01", finished_at=None)
    assert elsewhere([first, newer, draft], SURE) == ()
    assert elsewhere([first], SURE, first) == ()
    assert elsewhere([first], SURE, asking(scale(), revises=first.checkin.checkin_id)) == ()


def test_words_stand_for_the_same_line_alone() -> None:
    fillings = [filling(checklist(), {"hope-me": "To rest", "hope-child": None}, "2026-01-01")]
    now = asking(checklist())
    (said,) = elsewhere(fillings, checklist().topic("hope-me"), now)
    assert said.words == "To rest"
    assert elsewhere(fillings, checklist().topic("hope-child"), now) == ()
    assert elsewhere(fillings, family_wheel().topic("hopes"), asking(family_wheel())) == ()


def test_what_is_only_ones_own_is_never_the_same() -> None:
    fillings = [filling(family_wheel(), {"own": 50}, "2026-01-01")]
    assert elsewhere(fillings, own_topic("Singing"), asking(family_wheel())) == ()


def test_another_child_says_nothing_of_this_one() -> None:
    other = filling(scale(), {"smiles": 2}, "2026-01-01", about_member="another")
    wheel = filling(family_wheel(), {"parent": 20}, "2026-01-02")
    assert told(elsewhere([other, wheel], scale().topic("smiles"))) == [("2026-01-02", "parent", False)]


def test_each_line_gets_its_newest() -> None:
    fillings = [filling(scale(), {"sure": 2, "talk": 3}, "2026-01-01"), filling(scale(), {"sure": 4}, "2026-02-01")]
    found = said_before(fillings, asking(scale()), [SURE, scale().topic("talk"), scale().topic("cot")])
    assert {key: one.on for key, one in found.items()} == {"sure": "2026-02-01", "talk": "2026-01-01"}


def test_the_page_says_what_was_said_before(client: PageClient, db: Database, clock: Clock) -> None:
    home = make_home(db)
    visits.sign_in(client, db, home.owner_id, at=clock.at)
    child, before = home.child.member_id, later(clock.at, days=-90)
    make_finished_lines(db, home.owner_id, {"hope-me": "To rest", "my-mood": 3}, checklist(), child=child, at=before)
    page = client.get(f"/lines/{make_lines(db, home.owner_id, checklist(), child=child, at=clock.at).checkin_id}")
    assert "In August you said: To rest" in page.text
    assert "In August you said: We’d like some help" in page.text
    page = client.get(f"/lines/{make_lines(db, home.owner_id, child=child, picks=['steady'], at=clock.at).checkin_id}")
    assert "you said: How I feel in myself · We’d like some help" in page.text
    other = make_lines(db, home.owner_id, checklist(), child="another", at=clock.at)
    page = client.get(f"/lines/{other.checkin_id}")
    assert [one.get("data-line") for one in page.all("fieldset.line") if "you said" in one.text] == ["my-mood"]


def test_ones_own_page_of_lines_tells_ones_own_wheels_and_no_others(
    client: PageClient, db: Database, clock: Clock
) -> None:
    home, before = make_home(db), later(clock.at, days=-90)
    make_finished(db, home.owner_id, {"mood": 30}, at=before)
    make_finished(db, make_person(db), {"money": 30}, at=before)
    visits.sign_in(client, db, home.owner_id, at=clock.at)
    draft = make_lines(db, home.owner_id, checklist(), child=home.child.member_id, at=clock.at)
    page = client.get(f"/lines/{draft.checkin_id}", statements=12)
    line = page.one("fieldset[data-line=my-mood]")
    assert "In August you said: My mood and worries · A struggle" in line.text
    assert len(line.one("details").all("input")) == 5
    assert [one.get("data-line") for one in page.all("fieldset.line") if "you said" in one.text] == ["my-mood"]


def test_two_lines_of_one_tool_are_two_questions() -> None:
    assert elsewhere([filling(scale(), {"praise": 5}, "2026-01-01")], SURE) == ()
    twice = asking(checklist())
    assert elsewhere([filling(checklist(), {"first-words": 3}, "2026-01-01")], checklist().topic("moves"), twice) == ()


def test_what_keeps_a_child_safe_is_asked_each_time() -> None:
    others = [
        filling(family_wheel(), {"home": 90, "health": 90}, "2026-01-01"),
        filling(checklist(), {"teeth": 1, "my-body": 1, "small-hands": 1}, "2026-01-02"),
    ]
    for key in ("cot", "ring", "safe-home"):
        assert elsewhere(others, scale().topic(key)) == ()
    (same,) = elsewhere([filling(scale(), {"cot": 5}, "2026-01-01")], scale().topic("cot"))
    assert same.may_stand


def test_an_adults_body_is_not_a_childs() -> None:
    wheel = filling(family_wheel(), {"health": 90}, "2026-01-01")
    now = asking(checklist())
    assert elsewhere([wheel], checklist().topic("teeth"), now) == ()
    assert told(elsewhere([wheel], checklist().topic("my-body"), now)) == [("2026-01-01", "health", False)]


def test_a_wheel_speaks_of_such_children_as_it_was_about() -> None:
    line = checklist().topic("bump")
    for about, point, is_told in (
        ("little", "point-4", True),
        ("little", "point-1", False),
        ("school", "point-4", False),
        ("teens", "point-4", False),
    ):
        wheel = filling(family_wheel(), {"growing": 30}, "2026-01-01", about=about)
        assert bool(elsewhere([wheel], line, asking(checklist(), about=point))) == is_told
    expecting = filling(family_wheel(), {"parent": 30}, "2026-01-01", about="expecting")
    assert elsewhere([expecting], SURE, asking(scale(), about="point-1"))
    assert elsewhere([expecting], SURE) == ()


def test_only_the_same_steps_can_stand() -> None:
    before = filling(scale(), {"sure": 4}, "2026-01-01")
    (said,) = elsewhere([before], SURE)
    assert said.may_stand
    fewer = asking(replace(scale(), bands=scale().bands[1:]))
    (said,) = elsewhere([before], SURE, fewer)
    assert not said.may_stand
    (said,) = elsewhere([filling(checklist(), {"my-mood": 3}, "2026-01-01")], scale().topic("steady"))
    assert not said.may_stand


def test_what_is_asked_in_private_is_told_beside_nothing() -> None:
    line = replace(SURE, subject="relationship")
    tool = replace(scale(), topics=(line,))
    assert elsewhere([filling(tool, {"sure": 4}, "2026-01-01")], line, asking(tool)) == ()
