"""What of each adult’s part whoever works with the family may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wheel_app import consent
from wheel_app.accounts import Staff
from wheel_app.checkins import Filling
from wheel_app.consent import ALL, SAFEGUARDING, Grant, Sight
from wheel_app.consent.rules import NOTHING, sight_of
from wheel_app.sharing import made_of, what_is_left
from wheel_app.storage import Database
from wheel_app.visits.parts.queries import list_parts
from wheel_app.visits.parts.rules import Part
from wheel_app.visits.rules import Visit

EVERYTHING = Sight(frozenset({ALL}))


@dataclass(frozen=True)
class PartSeen:
    """One adult’s part as a member of staff sees it: that it is there, and the check-ins of it that they may read."""

    part: Part
    readable: frozenset[str]

    @property
    def may_read(self) -> bool:
        """Whether anything of it is theirs to read."""
        return bool(self.readable)


def parts_for(db: Database, visit: Visit, staff: Staff, *, at: str) -> dict[str, PartSeen]:
    """Return each adult’s part of a visit, by member id, as somebody of the staff sees it now."""
    parts = list_parts(db, visit.visit_id)
    if not parts:
        return {}
    grants = consent.grants_of_each_to(db, [part.owner_id for part in parts], staff.staff_id)
    return {
        part.member_id: PartSeen(part, _running(grants.get(part.owner_id, ()), at=at) & frozenset(part.checkin_ids))
        for part in parts
    }


def _running(grants: Collection[Grant], *, at: str) -> frozenset[str]:
    return frozenset(one.checkin_id for one in grants if one.checkin_id and one.runs(at))


@dataclass(frozen=True)
class Let:
    """What an adult has let a member of staff see, at a moment: of their teams only open ones are in it."""

    grants: tuple[Grant, ...]
    at: str

    @property
    def readable(self) -> frozenset[str]:
        """Every check-in by its id of which they may read something now."""
        return _running(self.grants, at=self.at)

    def sight(self, filling: Filling) -> Sight:
        """Return what of a finished check-in they may see by the adult’s own yes.

        What was passed on to keep somebody safe is told at no visit: whoever is in the room would learn of it. What
        was made together with others is not one adult’s to show.
        """
        own = [one for one in self.grants if one.how != SAFEGUARDING and one.owner_id == filling.checkin.owner_id]
        if filling.tool.is_wheel:
            return sight_of(own, made_of(filling.checkin), at=self.at)
        return EVERYTHING if filling.checkin.checkin_id in _running(own, at=self.at) else NOTHING

    def left_of(self, filling: Filling) -> Filling | None:
        """Return a finished check-in with nothing in it but what they may see so; None where that is nothing."""
        sight = self.sight(filling)
        return what_is_left(filling, sight, frozenset()) if sight else None


def let_see(db: Database, part: Part, staff: Staff, *, at: str) -> Let:
    """Return what the adult whose part it is has let somebody of the staff see."""
    return Let(consent.grants_of_each_to(db, [part.owner_id], staff.staff_id).get(part.owner_id, ()), at)


def look_at_part(
    db: Database,
    part: Part,
    shown: Iterable[Filling | None],
    staff: Staff,
    *,
    at: str,
    code: str,
    beside: Mapping[str, Sequence[tuple[str, Sequence[str]]]] | None = None,
) -> None:
    """Write down, in the transaction in which it is granted, what of an adult somebody of the staff was shown.

    `beside` are looks of the same page in other chains: what each is about, and its codes.
    """
    seen = [(one.checkin.checkin_id, EVERYTHING) for one in shown if one and one.answers]
    looks = {part.owner_id: seen} if seen else {}
    consent.look_at_several(db, looks, staff_id=staff.staff_id, role=staff.role, at=at, codes=(code,), beside=beside)
