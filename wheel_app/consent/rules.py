"""What a grant covers, whom it is for, and what several of them come to. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

ALL = "*"
SAFEGUARDING = "safeguarding"
GLASS_MINUTES = 60
LEAST_REASON = 10

# What was told to a worker face to face is seen by them until the teller stops it.
How = Literal["screen", "paper", "told", "safeguarding"]
Says = Literal["yes", "no"]
# Refused by one no before it was given, withdrawn by one no afterwards; paused while another adult has to be asked;
# ended by staff.
State = Literal["asked", "given", "paused", "refused", "withdrawn", "ended"]
# Who a young person says decided that something is shared.
DECIDERS = ("me", "with-trusted", "with-worker")


@dataclass(frozen=True)
class Recipient:
    """Somebody of the staff, or a team: who may see what is shared with them."""

    kind: Literal["staff", "team"]
    id: str

    @property
    def code(self) -> str:
        """How forms and the audit name it."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Made:
    """What a grant has to know of a finished check-in: its id, its days (dates or moments), whether it corrects one."""

    checkin_id: str
    filled_on: str
    finished_at: str
    is_revision: bool = False


@dataclass(frozen=True)
class Grant:
    """One yes: to whom, for which check-in or for all until a day, which topics (`*` or keys), until when."""

    grant_id: str
    owner_id: str
    to: Recipient
    checkin_id: str | None
    made_until: str | None
    topics: frozenset[str]
    until_on: str | None
    given_at: str
    how: How
    recorded_by: str | None
    decided_by: str | None
    is_told: bool
    withdrawn_at: str | None

    def is_for(self, staff_id: str, team_ids: Collection[str]) -> bool:
        """Whether somebody in these teams may use it."""
        return self.to.id == staff_id if self.to.kind == "staff" else self.to.id in team_ids

    def covers(self, made: Made) -> bool:
        """Whether it speaks of a check-in.

        What was corrected after the day, or made on it after the yes was said, was not known to whoever said it.
        """
        if self.checkin_id is not None:
            return self.checkin_id == made.checkin_id
        last, finished_on = self.made_until or "", made.finished_at[:10]
        is_later = finished_on > last if made.is_revision else finished_on == last and made.finished_at > self.given_at
        return made.filled_on[:10] <= last and not is_later

    def runs(self, at: str) -> bool:
        """Whether it is in force at a moment (UTC text): not withdrawn, its last day not over."""
        return self.withdrawn_at is None and (self.until_on is None or at[:10] <= self.until_on)


@dataclass(frozen=True)
class Sight:
    """What somebody may see of one check-in: every topic (`*`), some by their keys, or none.

    `is_told` says whether a look may stand in the log that its owner reads.
    """

    topics: frozenset[str]
    is_told: bool = True

    def __bool__(self) -> bool:
        """Whether there is anything to see."""
        return bool(self.topics)

    def shows(self, topic_key: str) -> bool:
        """Whether this topic may be seen."""
        return ALL in self.topics or topic_key in self.topics


NOTHING = Sight(frozenset())


def sight_of(grants: Iterable[Grant], made: Made, *, at: str) -> Sight:
    """Return what these grants come to for a check-in.

    Of what one recipient was given the newest yes decides, also when its time is over: an older one that said more does
    not come back. What was shared to keep somebody safe stands by itself.
    """
    running = [one for one in _deciding(grants, made) if one.runs(at)]
    topics = frozenset(topic for one in running for topic in one.topics)
    if not topics:
        return NOTHING
    return Sight(frozenset({ALL}) if ALL in topics else topics, any(one.is_told for one in running))


def _deciding(grants: Iterable[Grant], made: Made) -> Iterable[Grant]:
    covering = [one for one in grants if one.withdrawn_at is None and one.covers(made)]
    yield from (one for one in covering if one.how == SAFEGUARDING)
    given = sorted((one for one in covering if one.how != SAFEGUARDING), key=_by_recipient)
    for _, of_one in groupby(given, key=lambda one: one.to.code):
        yield list(of_one)[-1]


def _by_recipient(grant: Grant) -> tuple[str, str, str]:
    return (grant.to.code, grant.given_at, grant.grant_id)


def settled(voices: Sequence[Says | None]) -> State:
    """Return what becomes of a household's share: one no is enough to refuse it, every voice is asked for a yes."""
    if "no" in voices:
        return "refused"
    return "given" if voices and all(says == "yes" for says in voices) else "asked"
