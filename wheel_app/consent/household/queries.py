"""All SQL of who of a household is asked about its page, and of what each says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wheel_app.consent.rules import Says, State
from wheel_app.storage import Database

AT_ONCE = 15
MEMBERS = ", ".join(f"(:member_{place})" for place in range(AT_ONCE))


@dataclass(frozen=True)
class HouseholdShare:
    """A household's record asked for by, or given to, a team of another organisation."""

    share_id: str
    family_id: str
    team_id: str
    state: State
    asked_at: str
    asked_by: str
    settled_at: str | None


@dataclass(frozen=True)
class Voice:
    """What one adult says to a household's share; None while they have said nothing."""

    share_id: str
    member_id: str
    says: Says | None
    said_at: str | None
    how: str | None


def insert_share(db: Database, share: HouseholdShare, member_ids: Sequence[str]) -> None:
    """Store what a household is asked, and who of it is asked."""
    db.execute(
        "INSERT INTO household_share (share_id, family_id, team_id, state, asked_at, asked_by, settled_at)"
        " VALUES (:share_id, :family_id, :team_id, :state, :asked_at, :asked_by, :settled_at)",
        **vars(share),
    )
    insert_voices(db, share.share_id, sorted(member_ids))


def insert_voices(db: Database, share_id: str, member_ids: Sequence[str]) -> None:
    """Store that these are asked too."""
    for member_id in member_ids:
        db.execute(
            "INSERT INTO household_voice (share_id, member_id) VALUES (:share_id, :member_id)",
            share_id=share_id,
            member_id=member_id,
        )


def find_share(db: Database, share_id: str) -> HouseholdShare | None:
    """Return what a household was asked."""
    row = db.one(
        "SELECT share_id, family_id, team_id, state, asked_at, asked_by, settled_at FROM household_share"
        " WHERE share_id = :share_id",
        share_id=share_id,
    )
    return HouseholdShare(**row) if row else None


def list_shares(db: Database, family_id: str) -> tuple[HouseholdShare, ...]:
    """Return everything that a household was asked, the newest first."""
    found = db.rows(
        "SELECT share_id, family_id, team_id, state, asked_at, asked_by, settled_at FROM household_share"
        " WHERE family_id = :family_id ORDER BY asked_at DESC, share_id DESC",
        family_id=family_id,
    )
    return tuple(HouseholdShare(**row) for row in found)


def list_shares_asked(db: Database, family_id: str) -> dict[HouseholdShare, frozenset[str]]:
    """Return everything that a household was asked, each with the ids of the members who were."""
    rows = db.rows(
        "SELECT s.share_id, s.family_id, s.team_id, s.state, s.asked_at, s.asked_by, s.settled_at, v.member_id"
        " FROM household_share s JOIN household_voice v ON v.share_id = s.share_id WHERE s.family_id = :family_id",
        family_id=family_id,
    )
    found: dict[HouseholdShare, frozenset[str]] = {}
    for row in rows:
        member_id = row.pop("member_id")
        share = HouseholdShare(**row)
        found[share] = found.get(share, frozenset()) | {member_id}
    return found


def list_voices(db: Database, share_id: str) -> tuple[Voice, ...]:
    """Return who was asked and what each says."""
    found = db.rows(
        "SELECT share_id, member_id, says, said_at, how FROM household_voice WHERE share_id = :share_id"
        " ORDER BY member_id",
        share_id=share_id,
    )
    return tuple(Voice(**row) for row in found)


def list_voices_of(db: Database, member_ids: Iterable[str]) -> tuple[tuple[HouseholdShare, Voice], ...]:
    """Return what these members are asked and say for themselves, the newest question first."""
    wanted, found = list(dict.fromkeys(member_ids)), list[tuple[HouseholdShare, Voice]]()
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        slots = {f"member_{place}": part[place] if place < len(part) else None for place in range(AT_ONCE)}
        rows = db.rows(
            f"WITH asked (id) AS (VALUES {MEMBERS}) SELECT s.share_id, s.family_id, s.team_id, s.state, s.asked_at,"
            " s.asked_by, s.settled_at, v.member_id, v.says, v.said_at, v.how FROM asked a"
            " JOIN household_voice v ON v.member_id = a.id JOIN household_share s ON s.share_id = v.share_id"
            " ORDER BY s.asked_at DESC, s.share_id DESC",
            **slots,
        )
        for row in rows:
            voice = Voice(row["share_id"], *(row.pop(name) for name in ("member_id", "says", "said_at", "how")))
            found.append((HouseholdShare(**row), voice))
    return tuple(found)


def update_voice(db: Database, voice: Voice, *, recorded_by: str | None) -> bool:
    """Store what somebody says; False when they are not asked or say so already."""
    touched = db.execute(
        "UPDATE household_voice SET says = :says, said_at = :said_at, how = :how, recorded_by = :recorded_by"
        " WHERE share_id = :share_id AND member_id = :member_id AND (says IS NULL OR says <> :says)",
        recorded_by=recorded_by,
        **vars(voice),
    )
    return touched == 1


def delete_voices(db: Database, share_id: str, member_ids: Iterable[str]) -> None:
    """Ask these members no longer; what they said goes too."""
    for member_id in member_ids:
        db.execute(
            "DELETE FROM household_voice WHERE share_id = :share_id AND member_id = :member_id",
            share_id=share_id,
            member_id=member_id,
        )


def update_share(db: Database, share_id: str, state: State, *, at: str) -> None:
    """Store what has become of a household's share."""
    db.execute(
        "UPDATE household_share SET state = :state, settled_at = :at WHERE share_id = :share_id",
        state=state,
        at=at,
        share_id=share_id,
    )


def erase_household(db: Database, family_id: str) -> None:
    """Remove what a household was asked and said."""
    db.execute(
        "DELETE FROM household_voice"
        " WHERE share_id IN (SELECT share_id FROM household_share WHERE family_id = :family_id)",
        family_id=family_id,
    )
    db.execute("DELETE FROM household_share WHERE family_id = :family_id", family_id=family_id)
