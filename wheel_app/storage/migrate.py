"""Bringing a database to the tables that this version of the app knows: numbered files, each applied once and whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wheel_app.storage.database import Database
from wheel_app.storage.errors import SchemaBehind, SchemaTooNew, StorageError
from wheel_app.storage.only_grows import guard
from wheel_app.storage.sql_text import split
from wheel_app.storage.times import utc_text

FOLDER = Path(__file__).parent / "migrations"
_NAME = re.compile(r"\d{4}_[a-z][a-z0-9_]*\.sql")
_ROOM = re.compile(r"-- room: [a-z]+\n")
_ONLY_GROWS = re.compile(r"^-- only grows: ([a-z_]+)$", re.MULTILINE)
_CREATE_TABLE = re.compile(r"CREATE\s+TABLE\s.*\)", re.IGNORECASE | re.DOTALL)
_RECORD = "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)"
_RECORD_EXISTS = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'migration'",
    "postgresql": "SELECT count(*) FROM information_schema.tables"
    " WHERE table_schema = current_schema() AND table_name = 'migration'",
}


@dataclass(frozen=True)
class Migration:
    """One numbered file: its statements, and the tables that it says are never to be changed."""

    name: str
    statements: tuple[str, ...]
    only_grow: tuple[str, ...]


def migrate(db: Database, *, folder: Path = FOLDER) -> list[str]:
    """Apply what is missing, in order, and return the names. Stopped anywhere, it goes on from there the next time."""
    known = read_folder(folder)
    _refuse_newer(known, applied(db))
    return [migration.name for migration in known if _apply(db, migration)]


def check_schema(db: Database, *, folder: Path = FOLDER) -> None:
    """Raise SchemaTooNew or SchemaBehind unless the tables are those of this version."""
    known, done = read_folder(folder), applied(db)
    _refuse_newer(known, done)
    missing = [migration.name for migration in known if migration.name not in done]
    if missing:
        raise SchemaBehind(f"The database lacks {', '.join(missing)}. Run: python run.py migrate.")


def applied(db: Database) -> frozenset[str]:
    """Return the names of the migrations that a database has had."""
    if not db.value(_RECORD_EXISTS[db.engine]):
        return frozenset()
    return frozenset(row["name"] for row in db.rows("SELECT name FROM migration"))


def read_folder(folder: Path) -> list[Migration]:
    """Read all migrations, in order; StorageError for a file that does not follow the house rules."""
    found = [_read(path) for path in sorted(folder.glob("*.sql"))]
    numbers = [migration.name[:4] for migration in found]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise StorageError(f"Two migrations bear the number {twice[0]}; give the later one the next free number.")
    return found


def _read(path: Path) -> Migration:
    script = path.read_text(encoding="utf-8")
    if not _NAME.fullmatch(path.name) or not _ROOM.match(script):
        raise StorageError(f"{path.name} must be called 0001_room.sql and begin with the line “-- room: people”.")
    return Migration(path.stem, tuple(split(script)), tuple(_ONLY_GROWS.findall(script)))


def _refuse_newer(known: list[Migration], done: frozenset[str]) -> None:
    unknown = sorted(done - {migration.name for migration in known})
    if unknown:
        raise SchemaTooNew(
            f"The database has had {', '.join(unknown)}, which this version does not know. Install a newer one."
        )


def _apply(db: Database, migration: Migration) -> bool:
    with db.transaction():
        # Asked again inside: another process may have been faster.
        db.execute(_for_engine(_RECORD, db.engine))
        if migration.name in applied(db):
            return False
        for statement in migration.statements:
            _run(db, migration, statement)
        for table in migration.only_grow:
            guard(db, table)
        db.execute(
            "INSERT INTO migration (name, applied_at) VALUES (:name, :at)",
            name=migration.name,
            at=utc_text(datetime.now(UTC)),
        )
    return True


def _run(db: Database, migration: Migration, statement: str) -> None:
    try:
        db.execute(_for_engine(statement, db.engine))
    except StorageError as error:
        raise type(error)(f"{migration.name} cannot be applied: {error}") from None


def _for_engine(statement: str, engine: str) -> str:
    # STRICT makes SQLite hold to the types; PostgreSQL always does and does not know the word.
    return f"{statement} STRICT" if engine == "sqlite" and _CREATE_TABLE.fullmatch(statement) else statement
