"""Files of tables that an operator brings along, read through sqlite-utils and joined beside the store."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

import sqlite_utils
from sqlite_utils.utils import Format, rows_from_file, sqlite3  # type: ignore[attr-defined]

ENCODINGS = ("utf-8-sig", "cp1252")
DELIMITERS = (",", ";", "\t", "|")
EXTRAS = "more cells than columns"
PIECE, AT_ONCE = 65_536, 500
Cells = Mapping[str, str]


class TableBroken(Exception):
    """A file cannot be read as a table."""


def encoding_of(path: Path) -> str:
    """Return how a file is written: UTF-8, UTF-16 where it says so, else as Windows does in the west."""
    with path.open("rb") as file:
        if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
    try:
        with path.open(encoding=ENCODINGS[0]) as file:
            while file.read(PIECE):
                pass
    except UnicodeDecodeError:
        return ENCODINGS[1]
    return ENCODINGS[0]


def read_table(path: Path) -> Iterator[Cells]:
    """Give the rows of a file by the names of its columns, in small letters; blank cells are left out.

    Cells beyond the last column stand under EXTRAS. Raises TableBroken where it is no table.
    """
    try:
        encoding = encoding_of(path)
        with path.open("rb") as file:
            dialect = _dialect(path, encoding)
            rows, _ = rows_from_file(file, Format.CSV, dialect=dialect, encoding=encoding, extras_key=EXTRAS)
            for row in rows:
                yield {_name(name): str(cell) for name, cell in row.items() if cell not in (None, "")}
    except (csv.Error, UnicodeError, OSError, ValueError) as error:
        raise TableBroken(path.name) from error


def columns_of(path: Path) -> tuple[str, ...]:
    """Return the names of a file's columns, in small letters."""
    try:
        encoding = encoding_of(path)
        with path.open(encoding=encoding, newline="") as file:
            return tuple(map(_name, next(csv.reader(file, dialect=_dialect(path, encoding)), [])))
    except (csv.Error, UnicodeError, OSError) as error:
        raise TableBroken(path.name) from error


def _dialect(path: Path, encoding: str) -> type[csv.Dialect]:
    """Return what stands between cells: what the first line has most of."""
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(PIECE)

    class Found(csv.excel):
        delimiter = max(DELIMITERS, key=first.count)

    return Found


def _name(name: str | None) -> str:
    return (name or "").strip().lower()


class JoinedTables:
    """Tables put side by side in a file that is thrown away, so that large ones take no memory. Use it in a `with`."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="wheel-tables-")
        self._db = sqlite_utils.Database(Path(self._folder.name) / "tables.db", execute_plugins=False)

    def __enter__(self) -> JoinedTables:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Throw the file away."""
        self._db.close()
        self._folder.cleanup()

    def add(self, table: str, rows: Iterable[Cells], columns: Sequence[str], *, keys: Sequence[str]) -> None:
        """Take these columns of rows, to be found by each of the keys."""
        made = self._db.table(table)
        made.create(dict.fromkeys(columns, str), if_not_exists=True)
        remaining = iter(rows)
        try:
            while some := list(islice(remaining, AT_ONCE)):
                made.insert_all({name: row.get(name) for name in columns} for row in some)
        except sqlite3.Error as error:
            raise TableBroken(table) from error
        for key in keys:
            made.create_index([key], if_not_exists=True)

    def find(self, table: str, key: str, value: str, *, most: int) -> list[dict[str, str]]:
        """Return the rows of a table with this value, in the order of the file; none where there is no such table."""
        if not self._db[table].exists():
            return []
        found = self._db[table].rows_where(f"[{key}] = ?", [value], order_by="rowid", limit=most)
        return [{name: cell for name, cell in row.items() if cell is not None} for row in found]
