"""“In March you said …”: what somebody said before on what is asked now. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wheel_app.checkins.checkin import Answer, Filling, standing
from wheel_app.people import EVERYTHING, Change, silenced
from wheel_app.tools import PRIVATE_SUBJECTS, Band, Tool, Topic

# What is only a person's or a place's own is never taken for the same, and what is asked in private is told nowhere.
NEVER_THE_SAME = frozenset({"own", "local", *PRIVATE_SUBJECTS})
# Lines of these groups speak of the adult and their home, whichever child was asked about; others of that child alone.
OF_US = frozenset({"me", "home", "near"})
# What keeps a child safe is asked each time: nothing but the very same line stands for it.
ALWAYS_ASKED = "safe"
# An adult’s own body is one thing, a child’s another: only lines of the group “me” and wheels speak of the first.
OF_A_BODY, ONES_OWN = "health", "me"
# On these a wheel speaks of children, and only of such as it was about: by what the lines ask with, else small ones.
OF_CHILDREN = frozenset({"child-growth", "learning", "parenting"})
CHILDREN_AT, SMALL_ONES = {"point-1": "expecting"}, "little"


@dataclass(frozen=True)
class Said:
    """One answer that was given elsewhere; `is_same` where the very same was asked, else its subject is the same.

    `may_stand`: it can be said again as it is, by the same step on the same steps.
    """

    filling: Filling
    topic: Topic
    answer: Answer
    is_same: bool
    may_stand: bool = False

    @property
    def on(self) -> str:
        """The day it was said (ISO date)."""
        return self.filling.checkin.filled_on

    @property
    def is_together(self) -> bool:
        """Whether several people said it together."""
        return self.filling.checkin.voice == "together"

    @property
    def band(self) -> Band | None:
        """The step or band of a mark, in whose words it is told; None for words alone."""
        return self.filling.tool.band_of(self.answer.score) if self.answer.score is not None else None

    @property
    def words(self) -> str:
        """The person's own words, where the answer is words alone."""
        return self.answer.note or "" if self.answer.kind == "worded" else ""


def brought_up(fillings: Iterable[Filling], changes: Iterable[Change]) -> tuple[Filling, ...]:
    """Return what may be told beside a question: nothing that a change in life put away or silenced.

    Not what somebody kept in sight either: that is for their own page, when they open it.
    """
    touched = [replace(one, choice=None) for one in changes]
    left = [one for one in fillings if not one.is_put_away(touched)]
    return tuple(_without(one, silenced(touched, one.checkin.about_member)) for one in left)


def _without(filling: Filling, quiet: frozenset[str]) -> Filling:
    if not quiet:
        return filling
    subjects = {one.key: one.subject for one in filling.topics}
    answers = filling.answers.items()
    said = {key: one for key, one in answers if EVERYTHING not in quiet and subjects.get(key) not in quiet}
    return replace(filling, answers=said)


def said_elsewhere(fillings: Iterable[Filling], topic: Topic, now: Filling) -> tuple[Said, ...]:
    """Return what was said on a topic of `now` in these fillings of one person, the newest first.

    Where the same line with the same meaning was answered only that is returned, else what another tool asked on the
    same subject of the same: the adult with their home, or this child. Words alone stand for the same line only.
    `fillings` are those that the reader may see; drafts, what was put right since and `now` itself are left out.
    """
    itself = now.checkin.checkin_id
    known = [one for one in fillings if one.checkin.checkin_id not in (itself, now.checkin.revises)]
    counted = {one.checkin_id for one in standing(one.checkin for one in known)}
    found = [said for one in known if one.checkin.checkin_id in counted for said in _said(one, topic, now)]
    same = [said for said in found if said.is_same]
    newest_first = sorted(same or found, key=_when, reverse=True)
    return tuple(newest_first)


def said_before(fillings: Sequence[Filling], now: Filling, topics: Iterable[Topic]) -> Mapping[str, Said]:
    """Return the newest of said_elsewhere by the key of the topic; topics on which nothing was said are not in it."""
    found = {one.key: said_elsewhere(fillings, one, now) for one in topics}
    return {key: said[0] for key, said in found.items() if said}


def _said(filling: Filling, topic: Topic, now: Filling) -> Iterator[Said]:
    if topic.subject in NEVER_THE_SAME:
        return
    for one in filling.topics:
        answer = filling.answers.get(one.key)
        if answer is None or (answer.score is None and answer.kind != "worded"):
            continue
        if not _is_of_the_same(filling, one, topic, now):
            continue
        is_same = filling.tool.id == now.tool.id and (one.key, one.meaning) == (topic.key, topic.meaning)
        if is_same or _has_same_subject(filling, one, topic, now):
            may_stand = is_same and answer.score is not None and filling.tool.bands == now.tool.bands
            yield Said(filling, one, answer, is_same, may_stand)


def _is_of_the_same(filling: Filling, one: Topic, topic: Topic, now: Filling) -> bool:
    """Whether both speak of the same child, or of the adult and their home."""
    then, child = filling.checkin.about_member, now.checkin.about_member
    return None in (then, child) or then == child or (one.group in OF_US and topic.group in OF_US)


def _has_same_subject(filling: Filling, one: Topic, topic: Topic, now: Filling) -> bool:
    if one.takes_words or topic.takes_words or one.subject != topic.subject:
        return False
    # Two lines of one tool are two questions.
    if filling.tool.id == now.tool.id and one.key != topic.key:
        return False
    if ALWAYS_ASKED in (one.group, topic.group):
        return False
    if one.subject == OF_A_BODY:
        return _is_of_own_body(filling.tool, one) and _is_of_own_body(now.tool, topic)
    return not filling.tool.is_wheel or one.subject not in OF_CHILDREN or _is_about_such(filling, now)


def _is_of_own_body(tool: Tool, topic: Topic) -> bool:
    return tool.is_wheel or topic.group == ONES_OWN


def _is_about_such(wheel: Filling, now: Filling) -> bool:
    return wheel.checkin.about == CHILDREN_AT.get(now.checkin.about, SMALL_ONES)


def _when(said: Said) -> tuple[str, str]:
    return said.filling.checkin.filled_on, said.filling.checkin.recorded_at
