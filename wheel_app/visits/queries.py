"""All SQL of visits: rows in, frozen dataclasses out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wheel_app.people import SEEN_BY
from wheel_app.storage import Database
from wheel_app.visits.rules import OpenVisit, Present, Visit, VisitFacts

COLUMNS = (
    "visit_id, family_id, child_id, set_key, set_version, point_key, on_date, place, how, sheet_no, made_by, made_at,"
    " seq, finished_at, next_on, cancelled_at, cancelled_why"
)
SLOTS = ", ".join(f":{name}" for name in COLUMNS.split(", "))
VISIT = ", ".join(f"v.{name}" for name in COLUMNS.split(", "))
# As many as are hardly ever there at once, so that they are stored in one statement.
AT_ONCE = 6
HERE = ", ".join(
    f"(CAST(:kind_{place} AS TEXT), CAST(:member_{place} AS TEXT), CAST(:who_{place} AS TEXT), {place})"
    for place in range(AT_ONCE)
)
# The finished visits that a person knows of: they were there, or said something. What another adult had alone is none.
KNOWN_TO = (
    "(SELECT p.visit_id FROM visit_part p WHERE p.owner_id = :owner_id UNION SELECT x.visit_id FROM visit_present x"
    " WHERE x.member_id IN (SELECT o.member_id FROM member_owner o WHERE o.owner_id = :owner_id"
    " UNION SELECT t.member_id FROM visit_owner t WHERE t.owner_id = :owner_id)) k"
    " JOIN visit v ON v.visit_id = k.visit_id AND v.finished_at IS NOT NULL AND v.cancelled_at IS NULL"
)
# The families that somebody may write about: as their one contact, or by a team.
WORKED_WITH = f"SELECT s.family_id FROM ({SEEN_BY}) s WHERE s.reason <= 1 GROUP BY s.family_id"


def insert_visit(db: Database, visit: Visit) -> None:
    """Store a new visit; NotUnique when there is one of this id."""
    db.execute(f"INSERT INTO visit ({COLUMNS}) VALUES ({SLOTS})", **vars(visit))


def find_visit(db: Database, visit_id: str) -> Visit | None:
    """Return a visit, whatever has become of it."""
    row = db.one(f"SELECT {VISIT} FROM visit v WHERE v.visit_id = :visit_id", visit_id=visit_id)
    return Visit(**row) if row else None


def list_visits(db: Database, family_id: str) -> tuple[Visit, ...]:
    """Return the visits to a family, the newest first."""
    found = db.rows(
        f"SELECT {VISIT} FROM visit v WHERE v.family_id = :family_id ORDER BY v.on_date DESC, v.visit_id DESC",
        family_id=family_id,
    )
    return tuple(Visit(**row) for row in found)


def list_visits_of_child(db: Database, child_id: str) -> tuple[Visit, ...]:
    """Return the visits about a child, the newest first."""
    found = db.rows(
        f"SELECT {VISIT} FROM visit v WHERE v.child_id = :child_id ORDER BY v.on_date DESC, v.visit_id DESC",
        child_id=child_id,
    )
    return tuple(Visit(**row) for row in found)


def find_going_on(db: Database, family_id: str, facts: VisitFacts) -> Visit | None:
    """Return the visit that goes on about the same child, at the same point, on the same day."""
    row = db.one(
        f"SELECT {VISIT} FROM visit v WHERE v.family_id = :family_id AND v.child_id = :child_id"
        " AND v.point_key = :point_key AND v.on_date = :on_date AND v.finished_at IS NULL AND v.cancelled_at IS NULL"
        " ORDER BY v.made_at, v.visit_id LIMIT 1",
        family_id=family_id,
        child_id=facts.child_id,
        point_key=facts.point_key,
        on_date=facts.on_date,
    )
    return Visit(**row) if row else None


def list_open_of(db: Database, staff_id: str, *, most: int) -> tuple[OpenVisit, ...]:
    """Return the visits that somebody of the staff is at and that still go on, the newest first, at most `most`.

    None about a child of whom nothing is asked any more, and none of a family that they do not work with any more.
    """
    found = db.rows(
        "SELECT v.visit_id, v.point_key, v.on_date, m.known_as, m.last_name FROM visit_worker w"
        " JOIN visit v ON v.visit_id = w.visit_id JOIN member m ON m.member_id = v.child_id"
        f" JOIN ({WORKED_WITH}) h ON h.family_id = v.family_id"
        " WHERE w.staff_id = :staff_id AND v.finished_at IS NULL AND v.cancelled_at IS NULL AND m.left_on IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM member_silence q WHERE q.member_id = v.child_id AND q.ended_at IS NULL)"
        " ORDER BY v.on_date DESC, v.visit_id DESC LIMIT :most",
        staff_id=staff_id,
        most=most,
    )
    return tuple(OpenVisit(**row) for row in found)


def points_known_to(db: Database, owner_id: str) -> dict[str, set[str]]:
    """Return by child at which points (keys) somebody knows that a visit was."""
    found = db.rows(
        f"SELECT DISTINCT v.child_id, v.point_key FROM {KNOWN_TO}",
        owner_id=owner_id,
    )
    known: dict[str, set[str]] = {}
    for row in found:
        known.setdefault(row["child_id"], set()).add(row["point_key"])
    return known


def update_facts(db: Database, visit_id: str, facts: VisitFacts, *, seen_seq: int) -> bool:
    """Store what is known now of a visit that goes on; False when somebody else changed it since `seen_seq`."""
    touched = db.execute(
        "UPDATE visit SET seq = seq + 1, child_id = :child_id, point_key = :point_key, on_date = :on_date,"
        " place = :place WHERE visit_id = :visit_id AND seq = :seen_seq AND finished_at IS NULL"
        " AND cancelled_at IS NULL",
        visit_id=visit_id,
        child_id=facts.child_id,
        point_key=facts.point_key,
        on_date=facts.on_date,
        place=facts.place,
        seen_seq=seen_seq,
    )
    return touched == 1


def update_finished(db: Database, visit_id: str, *, at: str) -> bool:
    """Finish a visit; False when it is finished or called off."""
    touched = db.execute(
        "UPDATE visit SET seq = seq + 1, finished_at = :at"
        " WHERE visit_id = :visit_id AND finished_at IS NULL AND cancelled_at IS NULL",
        visit_id=visit_id,
        at=at,
    )
    return touched == 1


def update_cancelled(db: Database, visit_id: str, *, why: str, at: str) -> bool:
    """Call a visit off that goes on; False when it is finished or called off."""
    touched = db.execute(
        "UPDATE visit SET seq = seq + 1, cancelled_at = :at, cancelled_why = :why"
        " WHERE visit_id = :visit_id AND finished_at IS NULL AND cancelled_at IS NULL",
        visit_id=visit_id,
        why=why,
        at=at,
    )
    return touched == 1


def insert_worker(db: Database, visit_id: str, staff_id: str) -> bool:
    """Store that somebody of the staff is at a visit; False when it is known."""
    touched = db.execute(
        "INSERT INTO visit_worker (visit_id, staff_id) VALUES (:visit_id, :staff_id) ON CONFLICT DO NOTHING",
        visit_id=visit_id,
        staff_id=staff_id,
    )
    return touched == 1


def list_workers(db: Database, visit_id: str) -> tuple[tuple[str, str], ...]:
    """Return who of the staff is at a visit: id and full name."""
    found = db.rows(
        "SELECT w.staff_id, s.full_name FROM visit_worker w JOIN staff s ON s.staff_id = w.staff_id"
        " WHERE w.visit_id = :visit_id ORDER BY s.full_name, w.staff_id",
        visit_id=visit_id,
    )
    return tuple((row["staff_id"], row["full_name"]) for row in found)


def replace_present(db: Database, visit_id: str, present: Sequence[Present]) -> None:
    """Store who was there, in place of what was stored before."""
    db.execute("DELETE FROM visit_present WHERE visit_id = :visit_id", visit_id=visit_id)
    insert_present(db, visit_id, present)


def insert_present(db: Database, visit_id: str, present: Sequence[Present]) -> None:
    """Store who was there at a visit that is new."""
    for start in range(0, len(present), AT_ONCE):
        given: dict[str, str | None] = {}
        for place in range(AT_ONCE):
            one = present[start + place] if start + place < len(present) else None
            given |= {f"kind_{place}": one.kind if one else None, f"member_{place}": one.member_id if one else None}
            given |= {f"who_{place}": one.who if one else None}
        db.execute(
            f"WITH given (kind, member_id, who, place) AS (VALUES {HERE})"
            " INSERT INTO visit_present (visit_id, position, kind, member_id, who)"
            " SELECT CAST(:visit_id AS TEXT), :start + place, kind, member_id, who FROM given WHERE kind IS NOT NULL",
            visit_id=visit_id,
            start=start,
            **given,
        )


def list_present(db: Database, visit_id: str) -> tuple[Present, ...]:
    """Return who was there, in the order in which it was put in."""
    found = db.rows(
        "SELECT kind, member_id, who FROM visit_present WHERE visit_id = :visit_id ORDER BY position",
        visit_id=visit_id,
    )
    return tuple(Present(**row) for row in found)


def find_room(db: Database, visit_id: str) -> tuple[Visit, tuple[Present, ...], tuple[tuple[str, str], ...]] | None:
    """Return a visit, who was at it, and which staff are: ids and names. One statement, as its pages have many."""
    found = db.rows(
        f"SELECT {VISIT}, t.kind, t.member_id, t.who FROM visit v LEFT JOIN ("
        "SELECT p.kind, p.member_id, p.who, p.position FROM visit_present p WHERE p.visit_id = :visit_id UNION ALL"
        " SELECT 'staff' AS kind, w.staff_id, s.full_name, 0 AS position FROM visit_worker w"
        " JOIN staff s ON s.staff_id = w.staff_id WHERE w.visit_id = :visit_id) t ON 1 = 1"
        " WHERE v.visit_id = :visit_id ORDER BY t.position, t.who, t.member_id",
        visit_id=visit_id,
    )
    if not found:
        return None
    here = [(row.pop("kind"), row.pop("member_id"), row.pop("who")) for row in found]
    present = tuple(Present(*one) for one in here if one[0] not in ("staff", None))
    return Visit(**found[0]), present, tuple((one[1], one[2]) for one in here if one[0] == "staff")


def replace_themes(db: Database, visit_id: str, themes: Iterable[str]) -> None:
    """Store what came up, in place of what was stored before."""
    wanted, standing = set(themes), set(list_themes(db, visit_id))
    for theme in sorted(standing - wanted):
        db.execute(
            "DELETE FROM visit_theme WHERE visit_id = :visit_id AND theme = :theme", visit_id=visit_id, theme=theme
        )
    for theme in sorted(wanted - standing):
        db.execute(
            "INSERT INTO visit_theme (visit_id, theme) VALUES (:visit_id, :theme)", visit_id=visit_id, theme=theme
        )


def list_themes(db: Database, visit_id: str) -> tuple[str, ...]:
    """Return the keys of what came up."""
    found = db.rows("SELECT theme FROM visit_theme WHERE visit_id = :visit_id ORDER BY theme", visit_id=visit_id)
    return tuple(row["theme"] for row in found)


def erase_family(db: Database, family_id: str) -> None:
    """Remove the visits to a family; the parts of each must be gone."""
    for table in ("visit_worker", "visit_present", "visit_theme", "visit_change"):
        db.execute(
            f"DELETE FROM {table} WHERE visit_id IN (SELECT visit_id FROM visit WHERE family_id = :family_id)",
            family_id=family_id,
        )
    db.execute("DELETE FROM visit WHERE family_id = :family_id", family_id=family_id)
