"""All SQL of printed sheets: rows in, frozen dataclasses out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wheel_app.paper.sheets.rules import Asked, Kind, Sheet, SheetFacts
from wheel_app.storage import Database

# As many as can be printed at once.
AT_ONCE = 50
NUMBERS = ", ".join(f"(CAST(:number_{place} AS TEXT))" for place in range(AT_ONCE))


@dataclass(frozen=True)
class Printing:
    """What a team printed at once: how many copies, and how many of them were typed in since."""

    print_id: str
    kind: Kind
    about: str
    language: str
    printed_at: str
    full_name: str
    copies: int
    typed: int


def insert_printing(
    db: Database, print_id: str, facts: SheetFacts, numbers: Sequence[str], *, staff_id: str, team_id: str, at: str
) -> None:
    """Store what was printed; NotUnique where the printing or one of the numbers is there already."""
    db.execute(
        "INSERT INTO sheet_print (print_id, kind, about, language, point_key, set_key, set_version, printed_at,"
        " printed_by, team_id) VALUES (:print_id, :kind, :about, :language, :point_key, :set_key, :set_version, :at,"
        " :staff_id, :team_id)",
        print_id=print_id,
        kind=facts.kind,
        about=facts.about,
        language=facts.language,
        point_key=facts.point_key,
        set_key=facts.set_key,
        set_version=facts.set_version,
        at=at,
        staff_id=staff_id,
        team_id=team_id,
    )
    for position, asked in enumerate(facts.asked):
        _insert_part(db, print_id, position, asked)
    given = {f"number_{place}": numbers[place] if place < len(numbers) else "" for place in range(AT_ONCE)}
    db.execute(
        "INSERT INTO sheet (sheet_no, print_id) SELECT g.column1, :print_id"
        f" FROM (VALUES {NUMBERS}) g WHERE g.column1 <> ''",
        print_id=print_id,
        **given,
    )


def _insert_part(db: Database, print_id: str, position: int, asked: Asked) -> None:
    db.execute(
        "INSERT INTO sheet_part (print_id, position, tool_id, tool_version, topic_keys, word_keys)"
        " VALUES (:print_id, :position, :tool_id, :tool_version, :topic_keys, :word_keys)",
        print_id=print_id,
        position=position,
        tool_id=asked.tool_id,
        tool_version=asked.tool_version,
        topic_keys=",".join(asked.keys),
        word_keys=",".join(asked.word_keys),
    )


def find_numbers(db: Database, print_id: str, staff_id: str) -> tuple[str, ...]:
    """Return the numbers of one printing of somebody, in the order they were drawn; none where there is none."""
    found = db.rows(
        "SELECT s.sheet_no FROM sheet s JOIN sheet_print p ON p.print_id = s.print_id"
        " WHERE p.print_id = :print_id AND p.printed_by = :staff_id ORDER BY s.sheet_no",
        print_id=print_id,
        staff_id=staff_id,
    )
    return tuple(row["sheet_no"] for row in found)


def find_printing(db: Database, print_id: str, staff_id: str) -> SheetFacts | None:
    """Return what one printing of somebody asks."""
    rows = db.rows(
        "SELECT p.kind, p.about, p.language, p.point_key, p.set_key, p.set_version, q.tool_id, q.tool_version,"
        " q.topic_keys, q.word_keys FROM sheet_print p JOIN sheet_part q ON q.print_id = p.print_id"
        " WHERE p.print_id = :print_id AND p.printed_by = :staff_id ORDER BY q.position",
        print_id=print_id,
        staff_id=staff_id,
    )
    return _facts(rows) if rows else None


def find_sheet(db: Database, sheet_no: str) -> Sheet | None:
    """Return the sheet of a number, whoever printed it."""
    rows = db.rows(
        "SELECT p.kind, p.about, p.language, p.point_key, p.set_key, p.set_version, p.printed_at, p.printed_by,"
        " p.team_id, q.tool_id, q.tool_version, q.topic_keys, q.word_keys FROM sheet s"
        " JOIN sheet_print p ON p.print_id = s.print_id JOIN sheet_part q ON q.print_id = p.print_id"
        " WHERE s.sheet_no = :sheet_no ORDER BY q.position",
        sheet_no=sheet_no,
    )
    if not rows:
        return None
    first = rows[0]
    return Sheet(sheet_no, _facts(rows), first["printed_at"], first["printed_by"], first["team_id"])


def _facts(rows: Sequence[dict[str, Any]]) -> SheetFacts:
    first = rows[0]
    asked = tuple(
        Asked(row["tool_id"], row["tool_version"], _keys(row["topic_keys"]), _keys(row["word_keys"])) for row in rows
    )
    return SheetFacts(
        first["kind"], first["about"], first["language"], asked, first["point_key"], first["set_key"],
        first["set_version"],
    )  # fmt: skip


def _keys(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def list_printings(db: Database, staff_id: str, *, most: int) -> tuple[Printing, ...]:
    """Return what the teams of somebody printed, the newest first."""
    found = db.rows(
        "SELECT p.print_id, p.kind, p.about, p.language, p.printed_at, w.full_name, count(s.sheet_no) AS copies,"
        " count(t.sheet_no) AS typed FROM staff_team m JOIN sheet_print p ON p.team_id = m.team_id"
        " JOIN staff w ON w.staff_id = p.printed_by JOIN sheet s ON s.print_id = p.print_id"
        " LEFT JOIN strip t ON t.sheet_no = s.sheet_no WHERE m.staff_id = :staff_id"
        " GROUP BY p.print_id, p.kind, p.about, p.language, p.printed_at, w.full_name"
        " ORDER BY p.printed_at DESC, p.print_id LIMIT :most",
        staff_id=staff_id,
        most=most,
    )
    return tuple(Printing(**row) for row in found)


def delete_untyped(db: Database, *, before: str) -> int:
    """Remove the sheets that were printed before a moment and that nobody typed in, or that were nobody’s.

    One whose strip was taken back stays with what it had made.
    """
    for table in ("strip", "sheet"):
        db.execute(
            f"DELETE FROM {table} WHERE sheet_no IN (SELECT s.sheet_no FROM sheet_print p"
            " JOIN sheet s ON s.print_id = p.print_id LEFT JOIN strip t ON t.sheet_no = s.sheet_no"
            " LEFT JOIN strip_before b ON b.sheet_no = s.sheet_no"
            " WHERE p.printed_at < :before AND t.family_id IS NULL AND b.sheet_no IS NULL)",
            before=before,
        )
    return _delete_empty(db, before)


def _delete_empty(db: Database, before: str) -> int:
    for table in ("sheet_part", "sheet_print"):
        touched = db.execute(
            f"DELETE FROM {table} WHERE print_id IN (SELECT p.print_id FROM sheet_print p"
            " LEFT JOIN sheet s ON s.print_id = p.print_id WHERE p.printed_at < :before AND s.sheet_no IS NULL)",
            before=before,
        )
    return touched
