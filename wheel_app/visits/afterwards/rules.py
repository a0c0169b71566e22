"""What is written down after a visit, and what becomes of it where two write at once. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wheel_app.visits.parts.rules import Local, Part, Step
from wheel_app.visits.rules import Change

# Who does what was agreed: the adult it was agreed with, the worker, or both of them.
WHO = ("parent", "worker", "both")
MOST_STEPS = 12


@dataclass(frozen=True)
class StepWords:
    """What one step says; without words there is none."""

    words: str
    who: str = "parent"
    by_when: str = ""

    @property
    def mark(self) -> str:
        """A short text that is another when anything of it is another."""
        return hashlib.sha256("\n".join((self.words, self.who, self.by_when)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class StepWritten:
    """A step as it was sent: its id, and the `seen` state of it that stood on the page ('' for a new one)."""

    step_id: str
    member_id: str
    says: StepWords
    seen: str = ""


@dataclass(frozen=True)
class Written:
    """All that was sent of one visit; `seen_…` is what stood on the page."""

    steps: tuple[StepWritten, ...]
    themes: frozenset[str]
    seen_themes: frozenset[str]
    next_on: str
    seen_next_on: str


@dataclass(frozen=True)
class Clash:
    """What stands now where somebody else wrote meanwhile: a step (None: taken away), or without `step_id` the day."""

    step_id: str | None
    standing: StepWords | None
    next_on: str = ""


@dataclass(frozen=True)
class WrittenDown:
    """All that stands of a visit: its parts, the first asked first, steps by part, services by part id, themes by key.

    `changes`: what was put right, the newest first, with the name of who did it.
    """

    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    services: Mapping[str, tuple[Local, ...]]
    themes: tuple[str, ...]
    changes: tuple[tuple[Change, str | None], ...]

    def steps_of(self, member_id: str) -> tuple[Step, ...]:
        """Return the steps of one adult, in order."""
        mine = {part.part_id for part in self.parts if part.member_id == member_id}
        return tuple(step for step in self.steps if step.part_id in mine)

    def services_of(self, member_id: str) -> tuple[Local, ...]:
        """Return the local services of one adult, in the order in which they were put in."""
        mine = [part.part_id for part in self.parts if part.member_id == member_id]
        return tuple(one for part_id in mine for one in self.services.get(part_id, ()))


@dataclass(frozen=True)
class Plan:
    """What has to be stored: each step with what it says now, steps to take away, themes, and the day."""

    put: tuple[StepWritten, ...]
    gone: tuple[str, ...]
    themes: frozenset[str]
    next_on: str


def says(step: Step) -> StepWords:
    """Return what a stored step says."""
    return StepWords(step.words, step.who, step.by_when)


def seen_mark(step: Step) -> str:
    """Return the state of a stored step as a page keeps it."""
    return f"{step.seq}.{says(step).mark}"


def settle(
    written: Written, steps: Mapping[str, Step], themes: frozenset[str], next_on: str
) -> tuple[Plan, tuple[Clash, ...]]:
    """Return what to store over what stands, and where both this page and somebody else changed the same thing.

    What only one of them changed stays as that one wrote it, and so do steps and themes that both added.
    """
    put, gone, clashes = _settle_steps(written.steps, steps)
    ticked = (themes | (written.themes - written.seen_themes)) - (written.seen_themes - written.themes)
    day = next_on
    if written.next_on != written.seen_next_on:
        if next_on not in (written.seen_next_on, written.next_on):
            clashes.append(Clash(None, None, next_on))
        day = written.next_on
    return Plan(tuple(put), tuple(gone), ticked, day), tuple(clashes)


def _settle_steps(
    written: Sequence[StepWritten], steps: Mapping[str, Step]
) -> tuple[list[StepWritten], list[str], list[Clash]]:
    put, gone, clashes = [], [], []
    for one in written:
        standing = steps.get(one.step_id)
        if _is_as_seen(one) or (standing and says(standing) == one.says) or not (standing or one.says.words):
            continue
        if (standing and seen_mark(standing) != one.seen) or (not standing and one.seen):
            clashes.append(Clash(one.step_id, says(standing) if standing else None))
        elif one.says.words:
            put.append(one)
        else:
            gone.append(one.step_id)
    return put, gone, clashes


def _is_as_seen(one: StepWritten) -> bool:
    return one.seen.partition(".")[2] == one.says.mark
