"""All SQL of who lives in a family, how they belong together, and what was put right about them."""

from __future__ import annotations

from typing import Any

from wheel_app.people.members.rules import FACTS, Facts, Member, MemberChange, Relation
from wheel_app.storage import Database

MEMBER = (
    "SELECT m.member_id, m.family_id, m.who_id, m.seq, m.made_at, m.left_on, m.left_why, m.kind, m.known_as,"
    " m.last_name, m.born_on, m.due_on, m.languages, m.interpreter, m.interpreter_language, m.access_needs,"
    " m.safe_way, m.safe_time FROM member m"
)


def insert_member(db: Database, member: Member, *, made_by: str | None) -> None:
    """Store somebody in a family."""
    db.execute(
        "INSERT INTO member (member_id, family_id, who_id, seq, made_at, made_by, kind, known_as, last_name, born_on,"
        " due_on, languages, interpreter, interpreter_language, access_needs, safe_way, safe_time)"
        " VALUES (:member_id, :family_id, :who_id, :seq, :made_at, :made_by, :kind, :known_as, :last_name, :born_on,"
        " :due_on, :languages, :interpreter, :interpreter_language, :access_needs, :safe_way, :safe_time)",
        member_id=member.member_id,
        family_id=member.family_id,
        who_id=member.who_id,
        seq=member.seq,
        made_at=member.made_at,
        made_by=made_by,
        **vars(member.facts),
    )


def find_member(db: Database, member_id: str) -> Member | None:
    """Return somebody in a family."""
    row = db.one(f"{MEMBER} WHERE m.member_id = :member_id", member_id=member_id)
    return member_of(row) if row else None


def list_members(db: Database, family_id: str) -> tuple[Member, ...]:
    """Return everybody of a family in the order in which they were put in, those who left too."""
    found = db.rows(
        f"{MEMBER} WHERE m.family_id = :family_id ORDER BY m.made_at, m.member_id",
        family_id=family_id,
    )
    return tuple(map(member_of, found))


def list_same_human(db: Database, who_id: str) -> tuple[Member, ...]:
    """Return the same human in each family they belong to."""
    found = db.rows(f"{MEMBER} WHERE m.who_id = :who_id ORDER BY m.made_at, m.member_id", who_id=who_id)
    return tuple(map(member_of, found))


def update_facts(db: Database, member_id: str, facts: Facts, *, seen_seq: int) -> bool:
    """Store what is known now; False when somebody else changed it since `seen_seq`."""
    touched = db.execute(
        "UPDATE member SET seq = seq + 1, kind = :kind, known_as = :known_as, last_name = :last_name,"
        " born_on = :born_on, due_on = :due_on, languages = :languages, interpreter = :interpreter,"
        " interpreter_language = :interpreter_language, access_needs = :access_needs, safe_way = :safe_way,"
        " safe_time = :safe_time WHERE member_id = :member_id AND seq = :seen_seq",
        member_id=member_id,
        seen_seq=seen_seq,
        **vars(facts),
    )
    return touched == 1


def update_left(db: Database, member_id: str, *, left_on: str | None, left_why: str | None) -> None:
    """Note since when and why somebody does not live here; None for both when they do again."""
    db.execute(
        "UPDATE member SET seq = seq + 1, left_on = :left_on, left_why = :left_why WHERE member_id = :member_id",
        member_id=member_id,
        left_on=left_on,
        left_why=left_why,
    )


def put_relation(db: Database, relation: Relation, *, made_by: str | None, at: str) -> None:
    """Store what one member is to another, in place of what was stored before."""
    db.execute(
        "INSERT INTO relation (from_member, to_member, kind, parental_responsibility, made_at, made_by)"
        " VALUES (:from_member, :to_member, :kind, :parental_responsibility, :at, :made_by)"
        " ON CONFLICT (from_member, to_member) DO UPDATE SET kind = excluded.kind,"
        " parental_responsibility = excluded.parental_responsibility, made_at = excluded.made_at,"
        " made_by = excluded.made_by",
        **vars(relation),
        at=at,
        made_by=made_by,
    )


def delete_relation(db: Database, from_member: str, to_member: str) -> bool:
    """Take away what one member is to another; False when nothing was stored."""
    touched = db.execute(
        "DELETE FROM relation WHERE from_member = :from_member AND to_member = :to_member",
        from_member=from_member,
        to_member=to_member,
    )
    return touched == 1


def list_relations(db: Database, family_id: str) -> tuple[Relation, ...]:
    """Return who is what to whom in a family."""
    found = db.rows(
        "SELECT r.from_member, r.to_member, r.kind, r.parental_responsibility FROM member m"
        " JOIN relation r ON r.from_member = m.member_id WHERE m.family_id = :family_id"
        " ORDER BY r.made_at, r.from_member, r.to_member",
        family_id=family_id,
    )
    return tuple(Relation(**row) for row in found)


def insert_change(db: Database, change_id: str, member_id: str, change: MemberChange) -> None:
    """Store that a fact was put right."""
    db.execute(
        "INSERT INTO member_change (change_id, member_id, fact, old_value, new_value, why, made_at, made_by)"
        " VALUES (:change_id, :member_id, :fact, :old_value, :new_value, :why, :made_at, :made_by)",
        change_id=change_id,
        member_id=member_id,
        **vars(change),
    )


def list_member_changes(db: Database, member_id: str) -> tuple[MemberChange, ...]:
    """Return what was put right about somebody, the last first."""
    found = db.rows(
        "SELECT fact, old_value, new_value, why, made_at, made_by FROM member_change WHERE member_id = :member_id"
        " ORDER BY made_at DESC, change_id DESC",
        member_id=member_id,
    )
    return tuple(MemberChange(**row) for row in found)


def member_of(row: dict[str, Any]) -> Member:
    """Return the member that a row of MEMBER holds."""
    facts = Facts(**{fact: row[fact] for fact in FACTS})
    return Member(facts=facts, **{name: value for name, value in row.items() if name not in FACTS})
