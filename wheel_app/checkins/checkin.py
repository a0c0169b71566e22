"""What a check-in is: its topics in order, its answers, and what a save may do to them. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from wheel_app.people import EVERYTHING, Change, is_put_away
from wheel_app.tools import About, Tool, Topic, own_topic

Kind = Literal["scored", "not-now", "not-applicable", "rather-not-say", "worded"]
How = Literal["arc", "band", "number"]
Voice = Literal["own", "together"]
GivenBy = Literal["own", "told", "paper"]
LEFT_OUT: tuple[Kind, ...] = ("not-now", "not-applicable", "rather-not-say")
MOST_ON_MIND = 3
FIRST_TOUCH = 4
OWN = "own"
WELL_FROM = 61


@dataclass(frozen=True)
class Sitting:
    """How a check-in is made: who is present, in which language, on which device, who speaks, who handed it over.

    `given_by` is 'own' by one's own hand, 'told' to a worker who typed it, or 'paper'.
    """

    present: str
    interpreter: str | None
    language: str
    device_id: str
    voice: Voice = "own"
    given_by: GivenBy = field(default="own", kw_only=True)
    handed_by: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Checkin:
    """One filling-in of a tool version by its owner; `about_member` is the child that a scale or checklist is about."""

    checkin_id: str
    owner_id: str
    tool_id: str
    tool_version: str
    about: str
    present: str
    language: str
    own_topic: str | None
    topic_order: str
    first_count: int
    filled_on: str
    recorded_at: str
    seq: int
    finished_at: str | None
    revises: str | None
    voice: Voice = "own"
    given_by: GivenBy = "own"
    about_member: str | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.finished_at is None

    @property
    def keys(self) -> list[str]:
        """The keys of its topics in the order they are asked."""
        return self.topic_order.split(",") if self.topic_order else []

    def place_of(self, topic_key: str) -> int:
        """Return where a topic stands in the order they are asked, from 1."""
        return self.keys.index(topic_key) + 1


@dataclass(frozen=True)
class Given:
    """An answer as somebody gives it: scored with how it was given, words alone, or one of three ways to leave out."""

    kind: Kind
    score: int | None = None
    how: How | None = None
    note: str | None = None

    def digest(self, topic_key: str) -> str:
        """Return a fingerprint of the whole answer, to know the same save when it comes again."""
        whole = "\x1f".join((topic_key, self.kind, str(self.score), str(self.how), self.note or ""))
        return hashlib.sha256(whole.encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class Answer(Given):
    """A stored answer; `seq` is the check-in's count at the moment it was saved."""

    topic_key: str = ""
    seq: int = 0

    def is_same_as(self, given: Given) -> bool:
        """Whether somebody gave exactly this answer."""
        return self.digest(self.topic_key) == given.digest(self.topic_key)


@dataclass(frozen=True)
class Receipt:
    """What is remembered of one save: for which check-in, the fingerprint of its content, the count it got."""

    checkin_id: str
    digest: str
    seq: int


@dataclass(frozen=True)
class Saved:
    """The answer stands in the store; `seq` is what the next save of this topic has to show. `checkin` as it is now."""

    seq: int
    checkin: Checkin


@dataclass(frozen=True)
class Clash:
    """Another answer was saved meanwhile (None: the same save came with other content); nothing was changed."""

    standing: Answer | None
    checkin: Checkin


@dataclass(frozen=True)
class Pick:
    """A topic tapped before placing oneself: on my mind, going all right, or scored last time."""

    topic_key: str
    picked: str


@dataclass(frozen=True)
class Filling:
    """Everything one needs to draw a check-in: its topics in the order they are asked, and the answers on them."""

    checkin: Checkin
    tool: Tool
    answers: Mapping[str, Answer]

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in the order they are asked."""
        own = own_topic(self.checkin.own_topic or "", self.tool.voice)
        return tuple(own if key == OWN else self.tool.topic(key) for key in self.checkin.keys)

    @property
    def about(self) -> About:
        """Whom it is about, as it was chosen."""
        return self.tool.about(self.checkin.about)

    @property
    def in_tool_order(self) -> tuple[Topic, ...]:
        """The topics in the order of the tool, the free one last, so that a wheel always looks the same."""
        place = {topic.key: at for at, topic in enumerate(self.tool.topics)}
        return tuple(sorted(self.topics, key=lambda topic: place.get(topic.key, len(place))))

    @property
    def scored(self) -> tuple[Topic, ...]:
        """The topics with a mark, in the order of the tool."""
        return tuple(topic for topic in self.in_tool_order if self.is_scored(topic.key))

    @property
    def open_topics(self) -> tuple[Topic, ...]:
        """The topics without any answer yet, in the order they are asked."""
        return tuple(topic for topic in self.topics if topic.key not in self.answers)

    @property
    def answered_subjects(self) -> frozenset[str]:
        """The subjects that this check-in says anything about."""
        return frozenset(topic.subject for topic in self.topics if topic.key in self.answers)

    def is_put_away(self, changes: Iterable[Change]) -> bool:
        """Whether a change in life put it away; a draft goes on without what fell silent, unless everything did."""
        if self.checkin.finished_at is None:
            return is_put_away(
                changes,
                self.checkin.recorded_at,
                (),
                about=self.checkin.about,
                about_member=self.checkin.about_member,
            )
        return is_put_away(
            changes,
            self.checkin.finished_at,
            self.answered_subjects,
            is_together=self.checkin.voice == "together",
            about=self.checkin.about,
            about_member=self.checkin.about_member,
        )

    def is_scored(self, topic_key: str) -> bool:
        """Whether there is a mark on a topic."""
        answer = self.answers.get(topic_key)
        return answer is not None and answer.score is not None

    def topic(self, topic_key: str) -> Topic | None:
        """Return one of this check-in's topics, None for any other key."""
        return next((topic for topic in self.topics if topic.key == topic_key), None)

    def key_at(self, place: int) -> str:
        """Return the key of the topic asked at that place, from 1; empty where there is none.

        Addresses name a topic by its place: they stay in the browser's list of pages.
        """
        return self.topics[place - 1].key if 0 < place <= len(self.topics) else ""

    def place(self, topic_key: str) -> int:
        """Return where a topic stands in the order they are asked, from 1."""
        return self.checkin.place_of(topic_key)

    def after(self, topic_key: str) -> Topic | None:
        """Return the next topic; None at the end, and after the first touch while nothing else is begun."""
        at = self.place(topic_key)
        begun = any(topic.key in self.answers for topic in self.topics[self.checkin.first_count :])
        if at == len(self.topics) or (at == self.checkin.first_count and not begun):
            return None
        return self.topics[at]

    def before(self, topic_key: str) -> Topic | None:
        """Return the topic before, None at the first."""
        at = self.place(topic_key)
        return self.topics[at - 2] if at > 1 else None

    def shared_scores(self, quiet: frozenset[str] = frozenset()) -> tuple[int, ...]:
        """Return the marks that the number rests on: never the free topic's, nor those on `quiet` subjects."""
        shared = (topic for topic in self.scored if topic.key != OWN and topic.subject not in quiet)
        marks = (self.answers[topic.key].score for topic in shared)
        return tuple(mark for mark in marks if mark is not None)


def fits(tool: Tool, topic_key: str, given: Given) -> bool:
    """Whether a topic or line of this tool can be answered so."""
    takes_words = topic_key != OWN and tool.topic(topic_key).takes_words
    if given.kind == "worded":
        return takes_words and bool(given.note)
    return given.score is None or (not takes_words and tool.low <= given.score <= tool.high)


def going_well(filling: Filling, right: frozenset[str], quiet: frozenset[str]) -> tuple[Topic, ...]:
    """Return what already works: first what was tapped as going all right, then what was placed best."""
    marks = {topic.key: filling.answers[topic.key].score or 0 for topic in filling.scored}
    works = [
        topic
        for topic in filling.in_tool_order
        if topic.subject not in quiet and (topic.key in right or marks.get(topic.key, 0) >= WELL_FROM)
    ]
    return tuple(sorted(works, key=lambda topic: (topic.key not in right, -marks.get(topic.key, 0))))


def topic_order(
    tool: Tool, about: str, picks: Sequence[Pick], has_own: bool = False, silent: Iterable[str] = ()
) -> tuple[str, int]:
    """Return the keys in the order they are asked, joined by commas, and how many belong to the first touch.

    Picked topics come first, then the tool's others for `about`, then the free one; silent subjects are left out.
    """
    quiet = frozenset(silent)
    asked = () if EVERYTHING in quiet else tool.topics_for(about)
    if not tool.is_wheel:
        return _lines_order(asked, picks, quiet)
    known = [topic.key for topic in asked if topic.subject not in quiet] + ([OWN] if asked and has_own else [])
    first = list(dict.fromkeys(pick.topic_key for pick in picks if pick.topic_key in known))
    rest = [key for key in known if key not in first]
    return ",".join(first + rest), len(first) or min(FIRST_TOUCH, len(known))


def _lines_order(asked: Iterable[Topic], picks: Sequence[Pick], quiet: frozenset[str]) -> tuple[str, int]:
    # Lines keep the order of their tool; where some were picked, the others are not asked.
    picked = {pick.topic_key for pick in picks}
    keys = [topic.key for topic in asked if topic.subject not in quiet and (not picked or topic.key in picked)]
    return ",".join(keys), len(keys)


def asked_again(last: Filling | None) -> tuple[Pick, ...]:
    """Return the topics that the next time starts with: those marked last time."""
    scored = (topic.key for topic in last.topics if last.is_scored(topic.key)) if last else ()
    return tuple(Pick(key, "again") for key in scored if key != OWN)


def standing(checkins: Iterable[Checkin]) -> tuple[Checkin, ...]:
    """Return the finished check-ins that count, the oldest first: of each chain of revisions the newest one."""
    finished = [checkin for checkin in checkins if not checkin.is_draft]
    replaced = {checkin.revises for checkin in finished}
    kept = (checkin for checkin in finished if checkin.checkin_id not in replaced)
    return tuple(sorted(kept, key=lambda one: (one.filled_on, one.recorded_at)))


def is_latest(checkin: Checkin, every: Iterable[Checkin]) -> bool:
    """Whether a check-in is the newest that counts of all with its tool."""
    return standing(one for one in every if one.tool_id == checkin.tool_id)[-1:] == (checkin,)
