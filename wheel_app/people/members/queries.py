"""All SQL of who lives in a family, how they belong together, and what was put right about them."""

from __future__ import annotations

from typing import Any

from wheel_app.people.families.queries import SEEN_BY
from wheel_app.people.members.rules import FACTS, Facts, Member, MemberChange, Quiet, Relation
from wheel_app.storage import Database

COLUMNS = (
    "m.member_id, m.family_id, m.who_id, m.seq, m.made_at, m.left_on, m.left_why, m.kind, m.known_as, m.last_name,"
    " m.born_on, m.due_on, m.languages, m.interpreter, m.interpreter_language, m.access_needs, m.safe_way, m.safe_time,"
    " q.kind AS quiet, y.named, y.called, y.is_among_family"
)
GROUPED = COLUMNS.replace(" AS quiet", "")
# Where a statement that gives COLUMNS has its members, this stands behind them.
QUIET = (
    " LEFT JOIN member_silence q ON q.member_id = m.member_id AND q.ended_at IS NULL"
    " LEFT JOIN member_silence_text y ON y.silence_id = q.silence_id"
)
MEMBER = f"SELECT {COLUMNS} FROM member m{QUIET}"


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


def hold_member(db: Database, member_id: str) -> None:
    """Let whoever else begins something about this member wait until the transaction ends."""
    db.execute("UPDATE member SET seq = seq WHERE member_id = :member_id", member_id=member_id)


def list_members(db: Database, family_id: str) -> tuple[Member, ...]:
    """Return everybody of a family in the order in which they were put in, those who left too."""
    found = db.rows(
        f"{MEMBER} WHERE m.family_id = :family_id ORDER BY m.made_at, m.member_id",
        family_id=family_id,
    )
    return tuple(map(member_of, found))


def list_children(db: Database, *, after: str, most: int) -> tuple[Member, ...]:
    """Return children and those not born yet of every family by id, at most `most` behind the id `after`."""
    found = db.rows(
        f"{MEMBER} WHERE m.member_id > :after AND m.kind IN ('child', 'unborn') ORDER BY m.member_id LIMIT :most",
        after=after,
        most=most,
    )
    return tuple(map(member_of, found))


def list_same_human(db: Database, who_id: str) -> tuple[Member, ...]:
    """Return the same human in each family they belong to."""
    found = db.rows(f"{MEMBER} WHERE m.who_id = :who_id ORDER BY m.made_at, m.member_id", who_id=who_id)
    return tuple(map(member_of, found))


def list_same_human_seen(db: Database, member: Member, staff_id: str) -> tuple[tuple[str, str, str], ...]:
    """Return where else the same human is, of the families that somebody sees: member id, family id, family’s name."""
    found = db.rows(
        "SELECT DISTINCT m.member_id, m.family_id, f.name FROM member m JOIN family f ON f.family_id = m.family_id"
        f" JOIN ({SEEN_BY}) v ON v.family_id = m.family_id"
        " WHERE m.who_id = :who_id AND m.family_id <> :family_id ORDER BY f.name, m.member_id",
        who_id=member.who_id,
        family_id=member.family_id,
        staff_id=staff_id,
    )
    return tuple((row["member_id"], row["family_id"], row["name"]) for row in found)


def list_namesakes(
    db: Database, staff_id: str, family_id: str, *, folded: str, born_on: str
) -> tuple[tuple[str, str], ...]:
    """Return who has the same name and birthday, of all whom somebody sees: their name and their family’s.

    Without a birthday only those of this family. `folded` is the whole name, folded into one word.
    """
    found = db.rows(
        "SELECT DISTINCT m.known_as, m.last_name, f.name FROM name_word w"
        " JOIN member m ON m.member_id = w.member_id JOIN family f ON f.family_id = m.family_id"
        f" JOIN ({SEEN_BY}) v ON v.family_id = m.family_id"
        " WHERE w.is_piece = 0 AND w.word = :folded AND m.born_on = :born_on"
        " AND (:born_on <> '' OR m.family_id = :family_id) ORDER BY f.name, m.known_as",
        staff_id=staff_id,
        family_id=family_id,
        folded=folded,
        born_on=born_on,
    )
    return tuple((f"{row['known_as']} {row['last_name']}".strip(), row["name"]) for row in found)


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
        fact=change.fact,
        old_value=change.old_value,
        new_value=change.new_value,
        why=change.why,
        made_at=change.made_at,
        made_by=change.made_by,
    )


def list_member_changes(db: Database, member_id: str) -> tuple[MemberChange, ...]:
    """Return what was put right about somebody, the last first."""
    found = db.rows(
        "SELECT c.fact, c.old_value, c.new_value, c.why, c.made_at, c.made_by, s.full_name FROM member_change c"
        " LEFT JOIN staff s ON s.staff_id = c.made_by WHERE c.member_id = :member_id"
        " ORDER BY c.made_at DESC, c.change_id DESC",
        member_id=member_id,
    )
    return tuple(MemberChange(**row) for row in found)


def member_of(row: dict[str, Any]) -> Member:
    """Return the member that a row of COLUMNS holds."""
    facts = Facts(**{fact: row[fact] for fact in FACTS})
    kind, named, called, stays = (row[name] for name in ("quiet", "named", "called", "is_among_family"))
    quiet = Quiet(kind, named, called, stays == 1) if kind else None
    rest = ("member_id", "family_id", "who_id", "seq", "made_at", "left_on", "left_why")
    return Member(facts=facts, quiet=quiet, **{name: row[name] for name in rest})
