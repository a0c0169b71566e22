"""All SQL of what fell silent about somebody, and of who does not know of it yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wheel_app.people.loss.followers.queries import CARES_SQL, close_to
from wheel_app.people.loss.rules import Loss, Silence, Spoken
from wheel_app.people.members.queries import COLUMNS, QUIET, member_of
from wheel_app.people.members.rules import Member
from wheel_app.storage import Database

CARERS = f"SELECT 1 FROM relation r WHERE r.to_member = s.member_id AND r.kind IN ({CARES_SQL})"
# Who is taken not to know yet where they are not ticked.
IS_CARER = (
    f"CASE WHEN m.kind = 'adult' THEN CASE WHEN {close_to('n', 's.member_id')} THEN 1 ELSE 0 END"
    f" WHEN EXISTS ({CARERS} AND r.from_member = u.member_id) OR NOT EXISTS ({CARERS}) THEN 1 ELSE 0 END"
)
SILENCE = (
    "SELECT s.silence_id, s.member_id, s.family_id, s.kind, s.since_on, s.lead_staff_id, s.follows_id, s.seq,"
    " s.made_at, s.made_by, s.ended_at, s.ended_by, t.named, t.called, t.wish, t.is_among_family, t.ended_how,"
    " t.ended_why, l.full_name AS lead_name, m.known_as, m.last_name, u.member_id AS untold_id, n.made_at AS untold_at,"
    f" n.known_as AS untold_name, {IS_CARER} AS is_carer FROM member_silence s"
    " JOIN member m ON m.member_id = s.member_id"
    " JOIN member_silence_text t ON t.silence_id = s.silence_id"
    " LEFT JOIN staff l ON l.staff_id = s.lead_staff_id"
    " LEFT JOIN member_silence_untold u ON u.silence_id = s.silence_id"
    " LEFT JOIN member n ON n.member_id = u.member_id"
)
OF_SILENCE = (
    "silence_id", "member_id", "family_id", "kind", "since_on", "lead_staff_id", "follows_id", "seq", "made_at",
    "made_by", "ended_at", "ended_by", "named", "called", "wish", "is_among_family", "ended_how", "ended_why",
    "lead_name", "known_as", "last_name", "untold_id", "untold_name", "untold_at", "is_carer",
)  # fmt: skip
LOST = ", ".join(f"x.{name} AS lost_{name}" for name in OF_SILENCE)
AT_ONCE = 50
FAMILIES = ", ".join(f":family_{place}" for place in range(AT_ONCE))
# Who knows of it in another home of theirs, where the same human was lost.
TOLD_ELSEWHERE = (
    "SELECT 1 FROM member_silence z JOIN life_change c ON c.silence_id = z.silence_id AND c.owner_id = :owner_id"
    " WHERE z.ended_at IS NULL"
    " AND (z.silence_id = s.follows_id OR z.follows_id = s.silence_id OR z.follows_id = s.follows_id)"
)
# Whoever does not know yet, by the person they are.
UNTOLD = (
    "SELECT 1 FROM member_silence_untold u JOIN member_owner o ON o.member_id = u.member_id"
    f" WHERE u.silence_id = s.silence_id AND o.owner_id = :owner_id AND NOT EXISTS ({TOLD_ELSEWHERE})"
)
# Whether the own pages of a person (:owner_id) say nothing of the member whose id the asker puts at its end.
SILENT_FOR = f"SELECT 1 FROM member_silence s WHERE s.ended_at IS NULL AND NOT EXISTS ({UNTOLD}) AND s.member_id = "


def insert_silence(db: Database, silence: Silence, *, before: Member) -> None:
    """Store that nothing is said about a member any more; NotUnique when it is so already, or was sent before."""
    loss, spoken = silence.loss, silence.loss.spoken
    db.execute(
        "INSERT INTO member_silence (silence_id, member_id, family_id, kind, since_on, lead_staff_id, follows_id,"
        " left_before_on, left_before_why, seq, made_at, made_by) VALUES (:silence_id, :member_id, :family_id, :kind,"
        " :since_on, :lead, :follows_id, :left_on, :left_why, :seq, :made_at, :made_by)",
        silence_id=silence.silence_id,
        member_id=silence.member_id,
        family_id=silence.family_id,
        kind=loss.kind,
        since_on=loss.since_on,
        lead=loss.lead_staff_id,
        follows_id=silence.follows_id,
        left_on=before.left_on,
        left_why=before.left_why,
        seq=silence.seq,
        made_at=silence.made_at,
        made_by=silence.made_by,
    )
    db.execute(
        "INSERT INTO member_silence_text (silence_id, member_id, named, called, wish, is_among_family, ended_how,"
        " ended_why) VALUES (:silence_id, :member_id, :named, :called, :wish, :is_among_family, '', '')",
        silence_id=silence.silence_id,
        member_id=silence.member_id,
        **_of_spoken(spoken),
    )


def update_silence(db: Database, silence: Silence, loss: Loss) -> bool:
    """Say something else of it; False when somebody else changed it since it was read, or it is over."""
    touched = db.execute(
        "UPDATE member_silence SET kind = :kind, since_on = :since_on, lead_staff_id = :lead, seq = seq + 1"
        " WHERE silence_id = :silence_id AND seq = :seq AND ended_at IS NULL",
        kind=loss.kind,
        since_on=loss.since_on,
        lead=loss.lead_staff_id,
        silence_id=silence.silence_id,
        seq=silence.seq,
    )
    if touched == 1:
        db.execute(
            "UPDATE member_silence_text SET named = :named, called = :called, wish = :wish,"
            " is_among_family = :is_among_family WHERE silence_id = :silence_id",
            silence_id=silence.silence_id,
            **_of_spoken(loss.spoken),
        )
    return touched == 1


def update_silence_ended(db: Database, silence_id: str, *, how: str, why: str, by: str, at: str) -> bool:
    """End a silence; False when it is over already."""
    touched = db.execute(
        "UPDATE member_silence SET ended_at = :at, ended_by = :by, seq = seq + 1"
        " WHERE silence_id = :silence_id AND ended_at IS NULL",
        silence_id=silence_id,
        at=at,
        by=by,
    )
    if touched == 1:
        db.execute(
            "UPDATE member_silence_text SET ended_how = :how, ended_why = :why WHERE silence_id = :silence_id",
            silence_id=silence_id,
            how=how,
            why=why,
        )
    return touched == 1


def left_before(db: Database, silence_id: str) -> tuple[str | None, str | None]:
    """Return since when and why somebody had left before the silence; None for both when they lived here."""
    row = db.one(
        "SELECT left_before_on, left_before_why FROM member_silence WHERE silence_id = :silence_id",
        silence_id=silence_id,
    )
    return (row["left_before_on"], row["left_before_why"]) if row else (None, None)


def find_silence(db: Database, member_id: str) -> Silence | None:
    """Return the silence about a member; None when there is none, or none any more."""
    found = _silences(db, "WHERE s.member_id = :member_id AND s.ended_at IS NULL", member_id=member_id)
    return found[0] if found else None


def list_silences(db: Database, family_id: str) -> tuple[Silence, ...]:
    """Return the silences about members of a family, the first made first; not those that are over."""
    return _silences(db, "WHERE s.family_id = :family_id AND s.ended_at IS NULL", family_id=family_id)


def list_silences_of(db: Database, family_ids: Iterable[str]) -> dict[str, tuple[Silence, ...]]:
    """Return the same of several families, by family; fifty with one statement."""
    wanted, found = list(dict.fromkeys(family_ids)), dict[str, tuple[Silence, ...]]()
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        slots = {f"family_{place}": part[place] if place < len(part) else "" for place in range(AT_ONCE)}
        for one in _silences(db, f"WHERE s.family_id IN ({FAMILIES}) AND s.ended_at IS NULL", **slots):
            found[one.family_id] = (*found.get(one.family_id, ()), one)
    return found


def list_members_and_silences(db: Database, family_id: str) -> tuple[tuple[Member, ...], tuple[Silence, ...]]:
    """Return everybody of a family, and the silences about them, each as by itself. One statement."""
    rows = db.rows(
        f"SELECT {COLUMNS}, {LOST} FROM member m{QUIET}"
        f" LEFT JOIN ({SILENCE} WHERE s.family_id = :family_id AND s.ended_at IS NULL) x ON x.member_id = m.member_id"
        " WHERE m.family_id = :family_id ORDER BY m.made_at, m.member_id, x.untold_at, x.untold_id",
        family_id=family_id,
    )
    members: dict[str, Member] = {}
    lost: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        silence = {name: row.pop(f"lost_{name}") for name in OF_SILENCE}
        members.setdefault(row["member_id"], member_of(row))
        if silence["silence_id"]:
            lost.setdefault(silence["silence_id"], []).append(silence)
    silences = sorted(map(_silence, lost.values()), key=lambda one: (one.made_at, one.silence_id))
    return tuple(members.values()), tuple(silences)


def list_following(db: Database, silence_id: str) -> tuple[Silence, ...]:
    """Return the silences in other families that go with one; not those that are over."""
    return _silences(db, "WHERE s.follows_id = :silence_id AND s.ended_at IS NULL", silence_id=silence_id)


def _silences(db: Database, where: str, **values: str) -> tuple[Silence, ...]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in db.rows(f"{SILENCE} {where} ORDER BY s.made_at, s.silence_id, n.made_at, n.member_id", **values):
        grouped.setdefault(row["silence_id"], []).append(row)
    return tuple(map(_silence, grouped.values()))


def silent_between(db: Database, *, after: str, last: str) -> frozenset[str]:
    """Return the members, behind the id `after` up to `last`, about whom nothing is asked, planned or told by staff."""
    found = db.rows(
        "SELECT s.member_id FROM member_silence s"
        " WHERE s.member_id > :after AND s.member_id <= :last AND s.ended_at IS NULL",
        after=after,
        last=last,
    )
    return frozenset(row["member_id"] for row in found)


def is_silent(db: Database, member_id: str) -> bool:
    """Whether nothing is asked, planned or told about a member by staff."""
    found = db.value(
        "SELECT 1 AS found FROM member_silence s WHERE s.member_id = :member_id AND s.ended_at IS NULL",
        member_id=member_id,
    )
    return found is not None


def is_silent_for(db: Database, member_id: str, owner_id: str) -> bool:
    """Whether a person’s own pages say nothing of a member; they go on as before for whoever does not know yet."""
    found = db.value(
        f"{SILENT_FOR} :member_id",
        member_id=member_id,
        owner_id=owner_id,
    )
    return found is not None


def is_kept_in_sight(db: Database, member_id: str, owner_id: str) -> bool:
    """Whether a person chose to go on seeing what they made about a member who is silent, or brought it back."""
    found = db.value(
        "SELECT 1 AS found FROM member_silence s JOIN life_change c ON c.silence_id = s.silence_id"
        " WHERE s.member_id = :member_id AND s.ended_at IS NULL AND c.owner_id = :owner_id"
        " AND (c.choice = 'kept' OR c.brought_back_at IS NOT NULL)",
        member_id=member_id,
        owner_id=owner_id,
    )
    return found is not None


def is_expecting(db: Database, owner_id: str) -> bool:
    """Whether a person is put down as a parent or carer of a child not born yet, and not lost as far as they know."""
    found = db.value(
        "SELECT 1 AS found FROM member_owner w JOIN member m ON m.member_id = w.member_id"
        " JOIN member c ON c.family_id = m.family_id AND c.kind = 'unborn' AND (c.left_on IS NULL OR EXISTS"
        " (SELECT 1 FROM member_silence s WHERE s.member_id = c.member_id AND s.ended_at IS NULL"
        f" AND EXISTS ({UNTOLD}))) JOIN relation r ON r.from_member = m.member_id"
        " AND r.to_member = c.member_id WHERE w.owner_id = :owner_id AND m.left_on IS NULL LIMIT 1",
        owner_id=owner_id,
    )
    return found is not None


def silent_for(db: Database, owner_id: str) -> frozenset[str]:
    """Return the members of a person’s families of whom their own pages say nothing."""
    found = db.rows(
        "SELECT DISTINCT s.member_id FROM member_owner w JOIN member m ON m.member_id = w.member_id"
        " JOIN member_silence s ON s.family_id = m.family_id WHERE w.owner_id = :owner_id AND s.ended_at IS NULL"
        f" AND NOT EXISTS ({UNTOLD})",
        owner_id=owner_id,
    )
    return frozenset(row["member_id"] for row in found)


def list_colleagues(db: Database, family_id: str) -> tuple[tuple[str, str], ...]:
    """Return who can be the named lead, by name: id and name of workers of the family’s teams, and its one contact."""
    found = db.rows(
        "SELECT s.staff_id, s.full_name FROM staff s WHERE s.is_active = 1 AND s.role IN ('worker', 'manager')"
        " AND s.staff_id IN (SELECT t.staff_id FROM family_team f JOIN staff_team t ON t.team_id = f.team_id"
        " WHERE f.family_id = :family_id AND f.until IS NULL UNION SELECT c.staff_id FROM coordinator c"
        " WHERE c.family_id = :family_id AND c.until IS NULL) ORDER BY s.full_name, s.staff_id",
        family_id=family_id,
    )
    return tuple((row["staff_id"], row["full_name"]) for row in found)


def replace_untold(db: Database, silence_id: str, member_ids: Iterable[str]) -> None:
    """Store who does not know yet, in place of what was stored before."""
    db.execute("DELETE FROM member_silence_untold WHERE silence_id = :silence_id", silence_id=silence_id)
    for member_id in sorted(member_ids):
        db.execute(
            "INSERT INTO member_silence_untold (silence_id, member_id) VALUES (:silence_id, :member_id)",
            silence_id=silence_id,
            member_id=member_id,
        )


def _of_spoken(spoken: Spoken) -> dict[str, str | int]:
    return {**vars(spoken), "is_among_family": int(spoken.is_among_family)}


def _silence(rows: list[dict[str, Any]]) -> Silence:
    row = rows[0]
    spoken = Spoken(row["named"], row["called"], row["wish"], row["is_among_family"] == 1)
    loss = Loss(row["kind"], row["since_on"], row["lead_staff_id"], spoken)
    rest = (
        "silence_id", "member_id", "family_id", "seq", "made_at", "made_by", "follows_id", "ended_at", "ended_by",
        "ended_how", "ended_why", "lead_name",
    )  # fmt: skip
    name = f"{row['known_as']} {row['last_name']}".strip()
    others = [one for one in rows if one["untold_id"]]
    untold = frozenset(one["untold_id"] for one in others)
    unknowing = tuple(one["untold_name"] for one in others if one["is_carer"])
    return Silence(loss=loss, full_name=name, untold=untold, unknowing=unknowing, **{name: row[name] for name in rest})
