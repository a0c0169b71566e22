"""What of each adult’s part whoever works with the family may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wheel_app import consent
from wheel_app.accounts import Staff
from wheel_app.checkins import Filling
from wheel_app.consent import ALL, Grant, Sight
from wheel_app.storage import Database
from wheel_app.visits.parts.queries import list_parts
from wheel_app.visits.parts.rules import Part
from wheel_app.visits.rules import Visit


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


def may_read_of(db: Database, part: Part, staff: Staff, *, at: str) -> frozenset[str]:
    """Return every check-in of the adult whose part it is that somebody of the staff may read now, by id."""
    grants = consent.grants_of_each_to(db, [part.owner_id], staff.staff_id)
    return _running(grants.get(part.owner_id, ()), at=at)


def look_at_part(
    db: Database, part: Part, shown: Iterable[Filling | None], staff: Staff, *, at: str, code: str
) -> None:
    """Write down, in the transaction in which it is granted, what of an adult somebody of the staff was shown."""
    seen = [(one.checkin.checkin_id, Sight(frozenset({ALL}))) for one in shown if one and one.answers]
    looks = {part.owner_id: seen} if seen else {}
    consent.look_at_several(db, looks, staff_id=staff.staff_id, role=staff.role, at=at, codes=(code,))
