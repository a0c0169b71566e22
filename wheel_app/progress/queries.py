"""A person's finished check-ins as far as they may be looked back on; the rooms below hold the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wheel_app.checkins import (
    OWN,
    Answer,
    Checkin,
    answers_of_owner,
    is_latest,
    list_checkins,
    standing,
    tool_of,
    with_tool,
)
from wheel_app.people import Change, is_put_away, list_changes, out_of_sight
from wheel_app.progress.history import Chosen, Day, choose, days
from wheel_app.progress.rules import Moment, Reading
from wheel_app.storage import Database
from wheel_app.tools import Library
from wheel_app.tools.rules import Tool

Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class LookBack:
    """Two times of one person and what lies around them; the days are known by check-in id."""

    chosen: Chosen
    then: Moment | None
    now: Moment | None
    times: tuple[Moment, ...]
    days: Mapping[str, Day]
    is_latest: bool

    def day_of(self, moment: Moment) -> Day:
        """When one of these times was."""
        return self.days.get(moment.checkin_id) or Day(moment.filled_on)


def get_look_back(
    db: Database,
    library: Library,
    owner_id: str,
    *,
    then_id: str | None,
    now_id: str | None,
    reader_id: str | None = None,
) -> LookBack:
    """Return two times of one owner; raises UnknownTime for an id that is not theirs, a draft's or put away.

    `reader_id` is who looks, where that is not the owner: what they put away is theirs to say.
    """
    return look_back_on(
        library,
        list_checkins(db, owner_id),
        answers_of_owner(db, owner_id),
        list_changes(db, reader_id or owner_id),
        then_id=then_id,
        now_id=now_id,
    )


def look_back_on(
    library: Library,
    every: Sequence[Checkin],
    given: Mapping[str, Answers],
    changes: Sequence[Change],
    *,
    then_id: str | None,
    now_id: str | None,
) -> LookBack:
    """Return two times out of these check-ins of one person; raises UnknownTime for an id that is not among them."""
    checkins = with_tool(library, every)
    answers = {one.checkin_id: _asked(one, given.get(one.checkin_id, {})) for one in checkins}
    shown = {one.checkin_id: one for one in _shown(checkins, library, answers, changes)}
    kept = [one for one in standing(checkins) if one.checkin_id in shown]
    chosen = choose(tuple(shown.values()), kept, then_id, now_id)
    quiet = out_of_sight(changes)
    moments = {
        checkin_id: _moment(shown[checkin_id], library, answers.get(checkin_id, {}), quiet)
        for checkin_id in chosen.times
    }
    return LookBack(
        chosen=chosen,
        then=moments.get(chosen.then or ""),
        now=moments.get(chosen.now or ""),
        times=tuple(moments.values()),
        days=days(kept),
        is_latest=chosen.now is not None and is_latest(shown[chosen.now], checkins),
    )


def _shown(
    checkins: Sequence[Checkin], library: Library, answers: Mapping[str, Answers], changes: Sequence[Change]
) -> Iterator[Checkin]:
    for one in checkins:
        if one.finished_at and not (changes and _is_put_away(one, library, answers, changes)):
            yield one


def _is_put_away(checkin: Checkin, library: Library, answers: Mapping[str, Answers], changes: Sequence[Change]) -> bool:
    subjects = _subjects(tool_of(library, checkin), answers.get(checkin.checkin_id, {}))
    return is_put_away(
        changes,
        checkin.finished_at or "",
        subjects,
        is_together=checkin.voice == "together",
        about=checkin.about,
        about_member=checkin.about_member,
    )


def _asked(checkin: Checkin, answers: Answers) -> Answers:
    # An answer that fell silent while the wheel was open still lies in the store, to be brought back.
    keys = checkin.keys
    return {key: answer for key, answer in answers.items() if key in keys}


def _subjects(tool: Tool, answers: Answers) -> list[str]:
    # The free topic is its own subject, so its key will do.
    return [OWN if key == OWN else tool.topic(key).subject for key in answers]


def _moment(checkin: Checkin, library: Library, answers: Answers, quiet: frozenset[str]) -> Moment:
    tool = tool_of(library, checkin)
    asked = [(topic.key, topic.meaning) for topic in tool.topics if topic.subject not in quiet]
    if OWN not in quiet:
        asked.append((OWN, 1))
    readings = (
        _reading(key, meaning, answers[key], tool, checkin.own_topic) for key, meaning in asked if key in answers
    )
    return Moment(
        checkin_id=checkin.checkin_id,
        tool_id=checkin.tool_id,
        tool_version=checkin.tool_version,
        filled_on=checkin.filled_on,
        band_ends=tuple(band.high for band in tool.bands),
        readings=tuple(reading for reading in readings if reading is not None),
        voice=checkin.voice,
    )


def _reading(key: str, meaning: int, answer: Answer, tool: Tool, own_label: str | None) -> Reading | None:
    if answer.score is None or answer.how is None:
        return None
    return Reading(
        topic_key=key,
        meaning=meaning,
        score=answer.score,
        band=tool.bands.index(tool.band_of(answer.score)),
        how=answer.how,
        is_shared=key != OWN,
        own_label=(own_label or "") if key == OWN else None,
    )
