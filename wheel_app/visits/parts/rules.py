"""What one adult’s part of a visit is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DoneBy = Literal["told", "own", "paper"]
# What was told by somebody without a way in is kept as long as the family’s record, and goes with it.
WITH_THE_FAMILY = "9999-12-31T23:59:59.999999Z"


@dataclass(frozen=True)
class Part:
    """One adult’s part: their checklist and their scale, each a check-in of `owner_id`.

    Without a visit it was done beforehand. `done_by`: told to a worker, by the adult’s own hand, or from paper.
    """

    part_id: str
    visit_id: str | None
    child_id: str
    point_key: str
    member_id: str
    owner_id: str
    checklist_id: str | None
    scale_id: str | None
    done_by: DoneBy
    asked_at: str
    finished_at: str | None = None

    @property
    def checkin_ids(self) -> tuple[str, ...]:
        """The check-ins that it holds."""
        return tuple(one for one in (self.checklist_id, self.scale_id) if one)


@dataclass(frozen=True)
class Step:
    """What was agreed with one adult: in words, who does it, by when (a day as ISO text, or nothing)."""

    step_id: str
    part_id: str
    position: int
    words: str
    who: str
    by_when: str
    made_by: str | None
    made_at: str
    seq: int = 1


@dataclass(frozen=True)
class Local:
    """A local service in somebody’s part, as it is told there; `place`, `address` and `postcode` of its first place."""

    service_id: str
    name: str
    phone: str
    web: str
    place: str
    address: str
    postcode: str
