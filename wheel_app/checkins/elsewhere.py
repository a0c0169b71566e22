"""“In March you said …”: what somebody said before on what is asked now. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wheel_app.checkins.checkin import Answer, Filling, standing
from wheel_app.tools import Band, Topic

# What is only a person's or a place's own is never taken for the same.
NEVER_THE_SAME = frozenset({"own", "local"})


@dataclass(frozen=True)
class Said:
    """One answer that was given elsewhere; `is_same` where the very same was asked, else its subject is the same."""

    filling: Filling
    topic: Topic
    answer: Answer
    is_same: bool

    @property
    def on(self) -> str:
        """The day it was said (ISO date)."""
        return self.filling.checkin.filled_on

    @property
    def band(self) -> Band | None:
        """The step or band of a mark, in whose words it is told; None for words alone."""
        return self.filling.tool.band_of(self.answer.score) if self.answer.score is not None else None

    @property
    def words(self) -> str:
        """The person's own words, where the answer is words alone."""
        return self.answer.note or "" if self.answer.kind == "worded" else ""


def said_elsewhere(
    fillings: Iterable[Filling], topic: Topic, *, about_member: str | None = None, but: str = ""
) -> tuple[Said, ...]:
    """Return what was said on a topic in these fillings of one person, the newest first.

    Where the same key with the same meaning was answered only that is returned, else what has the same subject; words
    alone stand for the same key only. `fillings` are those that the reader may see; drafts, what was put right since
    and the check-in `but` are left out, and so is what was said about another child than `about_member`.
    """
    known = [one for one in fillings if one.checkin.checkin_id != but]
    counted = {one.checkin_id for one in standing(one.checkin for one in known)}
    asked = [one for one in known if one.checkin.checkin_id in counted and _is_about(one, about_member)]
    found = [said for one in asked for said in _said(one, topic)]
    same = [said for said in found if said.is_same]
    newest_first = sorted(same or found, key=_when, reverse=True)
    return tuple(newest_first)


def said_before(
    fillings: Sequence[Filling], topics: Iterable[Topic], *, about_member: str | None = None, but: str = ""
) -> Mapping[str, Said]:
    """Return the newest of said_elsewhere by the key of the topic; topics on which nothing was said are not in it."""
    found = {one.key: said_elsewhere(fillings, one, about_member=about_member, but=but) for one in topics}
    return {key: said[0] for key, said in found.items() if said}


def _is_about(filling: Filling, about_member: str | None) -> bool:
    return about_member is None or filling.checkin.about_member in (None, about_member)


def _said(filling: Filling, topic: Topic) -> Iterator[Said]:
    for one in filling.topics:
        answer = filling.answers.get(one.key)
        if answer is None or (answer.score is None and answer.kind != "worded"):
            continue
        is_same = (one.key, one.meaning) == (topic.key, topic.meaning) and one.subject not in NEVER_THE_SAME
        if is_same or _has_same_subject(one, topic):
            yield Said(filling, one, answer, is_same)


def _has_same_subject(one: Topic, topic: Topic) -> bool:
    is_marked = not one.takes_words and not topic.takes_words
    return is_marked and one.subject == topic.subject and one.subject not in NEVER_THE_SAME


def _when(said: Said) -> tuple[str, str]:
    return said.filling.checkin.filled_on, said.filling.checkin.recorded_at
