"""All SQL of the parts of visits, and of whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wheel_app.storage import Database
from wheel_app.visits.parts.rules import Local, Part, Step
from wheel_app.visits.queries import KNOWN_TO

COLUMNS = (
    "part_id, visit_id, child_id, point_key, member_id, owner_id, checklist_id, scale_id, done_by, asked_at,"
    " finished_at"
)
SLOTS = ", ".join(f":{name}" for name in COLUMNS.split(", "))
STEP = "step_id, part_id, position, words, who, by_when, made_by, made_at, seq"
# What was agreed, one row each, in the same columns, so that a page reads it in one statement.
STEP_ROWS = (
    "SELECT 'step' AS kind, s.part_id, s.position, s.seq, s.made_at, s.made_by, s.step_id AS a, s.words AS b,"
    " s.who AS c, s.by_when AS d, '' AS e, '' AS f, '' AS g, '' AS h FROM visit_part p"
    " JOIN visit_step s ON s.part_id = p.part_id"
)
SERVICE_ROWS = (
    "SELECT 'service' AS kind, s.part_id, 0 AS position, 0 AS seq, s.made_at, s.made_by, s.service_id AS a,"
    " v.name AS b, v.phone AS c, v.web AS d, l.name AS e, l.address AS f, l.postcode AS g, '' AS h FROM visit_part p"
    " JOIN visit_service s ON s.part_id = p.part_id JOIN service v ON v.service_id = s.service_id"
    " LEFT JOIN service_place l ON l.place_id = (SELECT o.place_id FROM service_place o"
    " WHERE o.service_id = s.service_id ORDER BY o.position, o.place_id LIMIT 1)"
)
KNOWN_ROWS = (
    "SELECT 'known' AS kind, '' AS part_id, 0 AS position, 0 AS seq, '' AS made_at, '' AS made_by, v.point_key AS a,"
    f" '' AS b, '' AS c, '' AS d, '' AS e, '' AS f, '' AS g, '' AS h FROM {KNOWN_TO}"
    " WHERE v.child_id = (SELECT z.child_id FROM visit_part z WHERE z.part_id = :part_id)"
)
STEP_SLOTS = ", ".join(f":{name}" for name in STEP.split(", "))


def insert_part(db: Database, part: Part) -> None:
    """Store a new part; NotUnique when this adult has one in this visit."""
    db.execute(f"INSERT INTO visit_part ({COLUMNS}) VALUES ({SLOTS})", **vars(part))


def find_part(db: Database, visit_id: str, member_id: str) -> Part | None:
    """Return one adult’s part of a visit."""
    row = db.one(
        f"SELECT {COLUMNS} FROM visit_part WHERE visit_id = :visit_id AND member_id = :member_id",
        visit_id=visit_id,
        member_id=member_id,
    )
    return Part(**row) if row else None


def find_any_part(db: Database, part_id: str) -> Part | None:
    """Return a part, whoever’s it is: the caller must know that it is open to whoever asks."""
    row = db.one(f"SELECT {COLUMNS} FROM visit_part WHERE part_id = :part_id", part_id=part_id)
    return Part(**row) if row else None


def find_own_part(db: Database, owner_id: str, part_id: str) -> Part | None:
    """Return somebody’s own part; None when it is another’s."""
    row = db.one(
        f"SELECT {COLUMNS} FROM visit_part WHERE part_id = :part_id AND owner_id = :owner_id",
        part_id=part_id,
        owner_id=owner_id,
    )
    return Part(**row) if row else None


def list_parts(db: Database, visit_id: str) -> tuple[Part, ...]:
    """Return the parts of a visit, the first asked first."""
    found = db.rows(
        f"SELECT {COLUMNS} FROM visit_part WHERE visit_id = :visit_id ORDER BY asked_at, part_id", visit_id=visit_id
    )
    return tuple(Part(**row) for row in found)


def list_parts_of_owner(db: Database, owner_id: str) -> tuple[Part, ...]:
    """Return what somebody did or told at visits and before them, the newest first."""
    found = db.rows(
        f"SELECT {COLUMNS} FROM visit_part WHERE owner_id = :owner_id ORDER BY asked_at DESC, part_id DESC",
        owner_id=owner_id,
    )
    return tuple(Part(**row) for row in found)


def list_parts_beforehand(db: Database, child_id: str, point_key: str) -> tuple[Part, ...]:
    """Return what was done at home before the visit at a child’s point, the newest first."""
    found = db.rows(
        f"SELECT {COLUMNS} FROM visit_part WHERE child_id = :child_id AND point_key = :point_key"
        " AND visit_id IS NULL ORDER BY asked_at DESC, part_id DESC",
        child_id=child_id,
        point_key=point_key,
    )
    return tuple(Part(**row) for row in found)


def languages_used(db: Database, family_id: str) -> dict[str, str]:
    """Return in which language each member of a family last did a part of a visit themselves, by member id.

    What was done at home is in it only where it was shown and so is part of a visit.
    """
    found = db.rows(
        "SELECT p.member_id, c.language FROM visit v JOIN visit_part p ON p.visit_id = v.visit_id"
        " JOIN checkin c ON c.checkin_id IN (p.checklist_id, p.scale_id)"
        " WHERE v.family_id = :family_id AND p.done_by = 'own' AND c.given_by = 'own'"
        " ORDER BY c.recorded_at, c.checkin_id",
        family_id=family_id,
    )
    return {row["member_id"]: row["language"] for row in found}


def update_part(db: Database, part: Part) -> None:
    """Store what a part holds now."""
    db.execute(
        "UPDATE visit_part SET visit_id = :visit_id, checklist_id = :checklist_id, scale_id = :scale_id,"
        " done_by = :done_by, finished_at = :finished_at WHERE part_id = :part_id",
        part_id=part.part_id,
        visit_id=part.visit_id,
        checklist_id=part.checklist_id,
        scale_id=part.scale_id,
        done_by=part.done_by,
        finished_at=part.finished_at,
    )


def holds_agreed(db: Database, part_id: str) -> bool:
    """Whether a step or a service was put into a part."""
    found = db.value(
        "SELECT 1 AS found FROM visit_step WHERE part_id = :part_id"
        " UNION SELECT 1 AS found FROM visit_service WHERE part_id = :part_id",
        part_id=part_id,
    )
    return found is not None


def delete_part(db: Database, part_id: str) -> None:
    """Remove a part in which nothing was agreed; its check-ins are told for themselves."""
    db.execute("DELETE FROM visit_part WHERE part_id = :part_id", part_id=part_id)


def let_go(db: Database, visit_id: str, *, with_present: bool) -> None:
    """Let a visit hold no part any more that was done before it, and in which nothing was agreed: it waits again.

    Only parts of adults who are not there, unless `with_present`.
    """
    db.execute(
        "UPDATE visit_part SET visit_id = NULL WHERE visit_id = :visit_id AND done_by = 'own'"
        " AND asked_at < (SELECT v.made_at FROM visit v WHERE v.visit_id = :visit_id)"
        " AND NOT EXISTS (SELECT 1 FROM visit_step s WHERE s.part_id = visit_part.part_id)"
        " AND NOT EXISTS (SELECT 1 FROM visit_service s WHERE s.part_id = visit_part.part_id)"
        " AND (CAST(:all AS INTEGER) = 1 OR NOT EXISTS (SELECT 1 FROM visit_present x"
        " WHERE x.visit_id = :visit_id AND x.member_id = visit_part.member_id))",
        visit_id=visit_id,
        all=int(with_present),
    )


def find_teller(db: Database, member_id: str) -> str | None:
    """Return whose what a member told is, as long as they have no way in of their own."""
    return db.value("SELECT owner_id FROM visit_owner WHERE member_id = :member_id", member_id=member_id)


def insert_teller(db: Database, member_id: str, owner_id: str) -> None:
    """Store whose what a member tells is."""
    db.execute(
        "INSERT INTO visit_owner (member_id, owner_id) VALUES (:member_id, :owner_id)",
        member_id=member_id,
        owner_id=owner_id,
    )


def delete_teller(db: Database, member_id: str) -> None:
    """Forget whose it was: it is the member’s own person’s from now on."""
    db.execute("DELETE FROM visit_owner WHERE member_id = :member_id", member_id=member_id)


def list_tellers(db: Database, family_id: str) -> tuple[str, ...]:
    """Return the persons that were made for what members of a family told."""
    found = db.rows(
        "SELECT o.owner_id FROM visit_owner o JOIN member m ON m.member_id = o.member_id"
        " WHERE m.family_id = :family_id ORDER BY o.owner_id",
        family_id=family_id,
    )
    return tuple(row["owner_id"] for row in found)


def move_parts(db: Database, from_owner: str, to_owner: str) -> None:
    """Give one person’s parts to another."""
    db.execute(
        "UPDATE visit_part SET owner_id = :to_owner WHERE owner_id = :from_owner",
        from_owner=from_owner,
        to_owner=to_owner,
    )


def give_part(db: Database, part_id: str, to_owner: str) -> None:
    """Give one part to another person."""
    db.execute(
        "UPDATE visit_part SET owner_id = :to_owner WHERE part_id = :part_id", to_owner=to_owner, part_id=part_id
    )


def insert_step(db: Database, step: Step) -> None:
    """Store what was agreed with one adult."""
    db.execute(f"INSERT INTO visit_step ({STEP}) VALUES ({STEP_SLOTS})", **vars(step))


def list_agreed(
    db: Database, part_id: str, owner_id: str
) -> tuple[tuple[Step, ...], tuple[Local, ...], frozenset[str]]:
    """Return the steps and the local services in one adult’s part, in order; and what that adult knows of visits.

    The last is at which points (keys) of the child there was one that they know of. One statement.
    """
    rows = db.rows(
        f"{STEP_ROWS} WHERE p.part_id = :part_id UNION ALL {SERVICE_ROWS} WHERE p.part_id = :part_id"
        f" UNION ALL {KNOWN_ROWS}",
        part_id=part_id,
        owner_id=owner_id,
    )
    known = frozenset(row["a"] for row in rows if row["kind"] == "known")
    return steps_in(rows), services_in(rows).get(part_id, ()), known


def steps_in(rows: Iterable[dict[str, Any]]) -> tuple[Step, ...]:
    """Return the steps that rows of STEP_ROWS hold, by part and in order."""
    steps = (
        Step(one["a"], one["part_id"], one["position"], one["b"], one["c"], one["d"], one["made_by"], one["made_at"],
             one["seq"])
        for one in rows if one["kind"] == "step"
    )  # fmt: skip
    return tuple(sorted(steps, key=lambda one: (one.part_id, one.position, one.step_id)))


def services_in(rows: Iterable[dict[str, Any]]) -> dict[str, tuple[Local, ...]]:
    """Return the services that rows of SERVICE_ROWS hold, by part, in the order in which they were put in."""
    found: dict[str, tuple[Local, ...]] = {}
    mine = [row for row in rows if row["kind"] == "service"]
    for row in sorted(mine, key=lambda row: (row["made_at"], row["a"])):
        local = Local(row["a"], row["b"], *(row[name] or "" for name in "cdefg"))
        found[row["part_id"]] = (*found.get(row["part_id"], ()), local)
    return found


def insert_service(db: Database, part_id: str, service_id: str, *, by: str | None, at: str) -> bool:
    """Put a local service into one adult’s part; False when it is there."""
    touched = db.execute(
        "INSERT INTO visit_service (part_id, service_id, made_at, made_by) VALUES (:part_id, :service_id, :at, :by)"
        " ON CONFLICT DO NOTHING",
        part_id=part_id,
        service_id=service_id,
        at=at,
        by=by,
    )
    return touched == 1


def erase(db: Database, owner_id: str) -> None:
    """Remove one adult’s parts with what was agreed in them; the visits are the family’s and stay."""
    for table in ("visit_step", "visit_service"):
        db.execute(
            f"DELETE FROM {table} WHERE part_id IN (SELECT part_id FROM visit_part WHERE owner_id = :owner_id)",
            owner_id=owner_id,
        )
    db.execute("DELETE FROM visit_part WHERE owner_id = :owner_id", owner_id=owner_id)
    db.execute("DELETE FROM visit_owner WHERE owner_id = :owner_id", owner_id=owner_id)


def erase_family(db: Database, family_id: str) -> None:
    """Remove every part of the visits to a family, and of what was done before them; the check-ins are persons’."""
    for table in ("visit_step", "visit_service"):
        db.execute(
            f"DELETE FROM {table} WHERE part_id IN (SELECT p.part_id FROM visit_part p"
            " JOIN member m ON m.member_id = p.child_id WHERE m.family_id = :family_id)",
            family_id=family_id,
        )
    for table in ("visit_part", "visit_owner"):
        db.execute(
            f"DELETE FROM {table} WHERE member_id IN (SELECT member_id FROM member WHERE family_id = :family_id)",
            family_id=family_id,
        )
