"""All SQL of who has joined a family’s record, and of invitations to."""

from __future__ import annotations

from typing import Any

from wheel_app.people.families.queries import SEEN_BY
from wheel_app.people.families.rules import Family
from wheel_app.people.joining.rules import Dispute, Invitation, Joined
from wheel_app.people.labels.queries import Called, called_of
from wheel_app.people.members.queries import COLUMNS, MEMBER, QUIET, member_of
from wheel_app.people.members.rules import Member
from wheel_app.storage import Database

INVITATION = (
    "SELECT token_hash, number_hash, member_id, made_by, made_at, until, opened_at, used_at, withdrawn_at"
    " FROM invitation"
)


def insert_joined(db: Database, joined: Joined) -> bool:
    """Store that a person has joined as a member; False when somebody has already."""
    touched = db.execute(
        "INSERT INTO member_owner (member_id, owner_id, joined_at, how)"
        " VALUES (:member_id, :owner_id, :joined_at, :how) ON CONFLICT (member_id) DO NOTHING",
        **vars(joined),
    )
    return touched == 1


def delete_joined(db: Database, member_id: str, owner_id: str) -> bool:
    """Take the link away; False when there is none."""
    touched = db.execute(
        "DELETE FROM member_owner WHERE member_id = :member_id AND owner_id = :owner_id",
        member_id=member_id,
        owner_id=owner_id,
    )
    return touched == 1


def find_joined(db: Database, member_id: str) -> Joined | None:
    """Return who has joined as this member."""
    row = db.one(
        "SELECT member_id, owner_id, joined_at, how FROM member_owner WHERE member_id = :member_id",
        member_id=member_id,
    )
    return Joined(**row) if row else None


def owner_of_member(db: Database, member_id: str) -> str | None:
    """Return the person who has joined as this member."""
    joined = find_joined(db, member_id)
    return joined.owner_id if joined else None


def list_joined(db: Database, family_id: str) -> frozenset[str]:
    """Return the ids of the members of a family who have their own way in."""
    found = db.rows(
        "SELECT o.member_id FROM member m JOIN member_owner o ON o.member_id = m.member_id"
        " WHERE m.family_id = :family_id",
        family_id=family_id,
    )
    return frozenset(row["member_id"] for row in found)


def list_members_of_owner(db: Database, owner_id: str) -> tuple[Member, ...]:
    """Return the members that a person has joined as, the first joined first."""
    found = db.rows(
        f"{MEMBER} JOIN member_owner o ON o.member_id = m.member_id WHERE o.owner_id = :owner_id"
        " ORDER BY o.joined_at, m.member_id",
        owner_id=owner_id,
    )
    return tuple(map(member_of, found))


def list_families_of_owner(db: Database, owner_id: str) -> tuple[tuple[Family, Member], ...]:
    """Return the families that a person has joined and as whom, the first joined first; those they left come last."""
    found = db.rows(
        f"SELECT {COLUMNS}, f.name AS family, f.area, f.made_at AS begun_at, f.closed_at FROM member_owner o"
        f" JOIN member m ON m.member_id = o.member_id JOIN family f ON f.family_id = m.family_id{QUIET}"
        " WHERE o.owner_id = :owner_id"
        " ORDER BY CASE WHEN m.left_on IS NULL THEN 0 ELSE 1 END, o.joined_at, m.member_id",
        owner_id=owner_id,
    )
    return tuple(_family_and_member(row) for row in found)


def _family_and_member(row: dict[str, Any]) -> tuple[Family, Member]:
    name, area, begun_at, closed_at = (row.pop(key) for key in ("family", "area", "begun_at", "closed_at"))
    return Family(row["family_id"], name, area, begun_at, closed_at), member_of(row)


def insert_invitation(db: Database, invitation: Invitation) -> None:
    """Store a new invitation."""
    db.execute(
        "INSERT INTO invitation (token_hash, number_hash, member_id, made_by, made_at, until)"
        " VALUES (:token_hash, :number_hash, :member_id, :made_by, :made_at, :until)",
        token_hash=invitation.token_hash,
        number_hash=invitation.number_hash,
        member_id=invitation.member_id,
        made_by=invitation.made_by,
        made_at=invitation.made_at,
        until=invitation.until,
    )


def find_invitation(db: Database, token_hash: str) -> Invitation | None:
    """Return an invitation by the hash of its token, whatever has become of it."""
    row = db.one(f"{INVITATION} WHERE token_hash = :token_hash", token_hash=token_hash)
    return Invitation(**row) if row else None


def list_invitations(db: Database, member_id: str) -> tuple[Invitation, ...]:
    """Return the invitations of a member, the newest first."""
    found = db.rows(f"{INVITATION} WHERE member_id = :member_id ORDER BY made_at DESC, token_hash", member_id=member_id)
    return tuple(Invitation(**row) for row in found)


def list_unopened(db: Database, staff_id: str, *, at: str) -> tuple[tuple[Invitation, Called], ...]:
    """Return the invitations that somebody of the staff made and nobody has opened yet, the oldest first, and for whom.

    Only as long as they see the family.
    """
    found = db.rows(
        "SELECT DISTINCT i.token_hash, i.number_hash, i.member_id, i.made_by, i.made_at, i.until, m.family_id,"
        " m.known_as, m.last_name FROM invitation i JOIN member m ON m.member_id = i.member_id"
        f" JOIN ({SEEN_BY}) v ON v.family_id = m.family_id WHERE i.made_by = :staff_id AND i.opened_at IS NULL"
        " AND i.used_at IS NULL AND i.withdrawn_at IS NULL AND i.until > :at"
        " AND NOT EXISTS (SELECT 1 FROM member_silence q WHERE q.member_id = i.member_id AND q.ended_at IS NULL)"
        " ORDER BY i.made_at, i.token_hash",
        staff_id=staff_id,
        at=at,
    )
    return tuple((_invitation(row), called_of(row)) for row in found)


def _invitation(row: dict[str, Any]) -> Invitation:
    return Invitation(
        *(row[name] for name in ("token_hash", "number_hash", "member_id", "made_by", "made_at", "until"))
    )


def update_invitation_opened(db: Database, token_hash: str, *, at: str) -> bool:
    """Note that an invitation was opened for the first time; False when it was before."""
    touched = db.execute(
        "UPDATE invitation SET opened_at = :at WHERE token_hash = :token_hash AND opened_at IS NULL",
        token_hash=token_hash,
        at=at,
    )
    return touched == 1


def update_invitation_used(db: Database, token_hash: str, *, at: str) -> bool:
    """Use an invitation up; False when it is over, was used or was withdrawn."""
    touched = db.execute(
        "UPDATE invitation SET used_at = :at WHERE token_hash = :token_hash AND used_at IS NULL"
        " AND withdrawn_at IS NULL AND until > :at",
        token_hash=token_hash,
        at=at,
    )
    return touched == 1


def update_invitations_withdrawn(db: Database, member_id: str, *, at: str) -> None:
    """Withdraw what of a member’s invitations was not used."""
    db.execute(
        "UPDATE invitation SET withdrawn_at = :at WHERE member_id = :member_id AND used_at IS NULL"
        " AND withdrawn_at IS NULL",
        member_id=member_id,
        at=at,
    )


def insert_dispute(db: Database, dispute: Dispute, *, owner_id: str) -> None:
    """Store what somebody said is not right."""
    db.execute(
        "INSERT INTO member_dispute (dispute_id, member_id, owner_id, fact, words, made_at)"
        " VALUES (:dispute_id, :member_id, :owner_id, :fact, :words, :made_at)",
        dispute_id=dispute.dispute_id,
        member_id=dispute.member_id,
        owner_id=owner_id,
        fact=dispute.fact,
        words=dispute.words,
        made_at=dispute.made_at,
    )


def list_disputes(db: Database, member_id: str) -> tuple[Dispute, ...]:
    """Return what was said to be not right about a member, settled or not, the last first."""
    found = db.rows(
        "SELECT dispute_id, member_id, fact, words, made_at, settled_at FROM member_dispute"
        " WHERE member_id = :member_id ORDER BY made_at DESC, dispute_id DESC",
        member_id=member_id,
    )
    return tuple(Dispute(**row) for row in found)


def update_dispute_settled(db: Database, dispute_id: str, member_id: str, *, by: str, at: str) -> bool:
    """Note that somebody of the staff (`by`) looked into it; False when it is not about this member or is settled."""
    touched = db.execute(
        "UPDATE member_dispute SET settled_at = :at, settled_by = :by"
        " WHERE dispute_id = :dispute_id AND member_id = :member_id AND settled_at IS NULL",
        at=at,
        by=by,
        dispute_id=dispute_id,
        member_id=member_id,
    )
    return touched == 1


def erase_joined(db: Database, owner_id: str) -> None:
    """Take a person’s links to families away, and what they wrote about their own facts."""
    db.execute("DELETE FROM member_dispute WHERE owner_id = :owner_id", owner_id=owner_id)
    db.execute("DELETE FROM member_owner WHERE owner_id = :owner_id", owner_id=owner_id)


def export_joined(db: Database, owner_id: str) -> dict[str, Any]:
    """Return what is held about a person as a member of families, as plain data: nothing of anybody else.

    Of what staff wrote it holds the notes that are for the person to read.
    """
    return {
        "notes_for_them": db.rows(
            "SELECT n.words, n.made_at FROM member_owner o JOIN staff_note n ON n.member_id = o.member_id"
            " WHERE o.owner_id = :owner_id AND n.layer = 'family' ORDER BY n.made_at, n.note_id",
            owner_id=owner_id,
        ),
        "in_families": db.rows(
            "SELECT m.kind, m.known_as, m.last_name, m.born_on, m.due_on, m.languages, m.interpreter,"
            " m.interpreter_language, m.access_needs, m.safe_way, m.safe_time, o.joined_at, o.how"
            " FROM member_owner o JOIN member m ON m.member_id = o.member_id WHERE o.owner_id = :owner_id"
            " ORDER BY o.joined_at, m.member_id",
            owner_id=owner_id,
        ),
        "said_not_right": db.rows(
            "SELECT fact, words, made_at, settled_at FROM member_dispute WHERE owner_id = :owner_id"
            " ORDER BY made_at, dispute_id",
            owner_id=owner_id,
        ),
    }
