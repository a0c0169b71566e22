"""A small store of the storage's own, so that its tests do not hang on what the rooms keep."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from wheel_app.storage import Database, create, migrate
from wheel_app.storage.sqlite import SqliteDatabase

ROOT = Path(__file__).parents[2]
TABLES = """-- room: things
CREATE TABLE shelf (shelf_id TEXT PRIMARY KEY);
CREATE TABLE thing (
  thing_id TEXT PRIMARY KEY,
  shelf_id TEXT REFERENCES shelf (shelf_id),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  word TEXT
);
"""


@pytest.fixture(scope="session")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrations")
    (folder / "0001_things.sql").write_text(TABLES)
    return folder


@pytest.fixture(scope="session")
def shelves(address_of: Callable[[str], str], own_folder: Path) -> Iterator[Database]:
    db = create(address_of("shelves"))
    migrate(db, folder=own_folder)
    yield db
    db.close()


@pytest.fixture
def things(shelves: Database) -> Iterator[Database]:
    """A store with two tables, in which everything is really kept until the test ends."""
    yield shelves
    shelves.observe(None)
    with shelves.transaction():
        shelves.execute("DELETE FROM thing")
        shelves.execute("DELETE FROM shelf")


@pytest.fixture
def file(tmp_path: Path, own_folder: Path) -> Iterator[SqliteDatabase]:
    """The same tables in a SQLite file of this test alone, for what only SQLite must do."""
    db = create(f"sqlite:///{tmp_path}/own.db")
    assert isinstance(db, SqliteDatabase)
    migrate(db, folder=own_folder)
    yield db
    db.close()


@pytest.fixture
def things_address(things: Database, address_of: Callable[[str], str]) -> str:
    return address_of("shelves")


@pytest.fixture
def new_address(address_of: Callable[[str], str], request: pytest.FixtureRequest) -> str:
    """The address of a database that is not there yet, of this test alone."""
    return address_of("new_" + str(abs(hash(request.node.nodeid))))


@pytest.fixture
def run() -> Iterator[Callable[..., Popen[str]]]:
    """Starts a script beside this file in a process of its own."""
    started: list[Popen[str]] = []

    def start(script: str, *words: str) -> Popen[str]:
        command = [sys.executable, "-W", "error", str(Path(__file__).parent / script), *words]
        process = Popen(
            command, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def put(db: Database, key: str = "lamp", amount: int = 1, shelf: str | None = None, word: str | None = None) -> int:
    return db.execute(
        "INSERT INTO thing (thing_id, shelf_id, amount, word) VALUES (:key, :shelf, :amount, :word)",
        key=key,
        shelf=shelf,
        amount=amount,
        word=word,
    )


def keys(db: Database) -> list[str]:
    return [row["thing_id"] for row in db.rows("SELECT thing_id FROM thing ORDER BY thing_id")]
