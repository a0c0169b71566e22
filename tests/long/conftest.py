"""What needs the whole app as it is served: a store on a disk that is waited for, and room to say what was measured."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.served import Server, start
from tests.long.kept import Kept, read_kept
from tests.long.postgres import Postgres
from tests.long.writers import Writer, begin

MEASURED = pytest.StashKey[list[str]]()
Say = Callable[[str], None]


@pytest.fixture
def measured(request: pytest.FixtureRequest, engine: str) -> Say:
    """Call with what was measured; it is told at the end of the run."""
    told = request.config.stash.setdefault(MEASURED, [])
    return lambda words: told.append(f"{request.node.originalname} on {engine}: {words}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(MEASURED, []):
        terminalreporter.write_line(f"measured: {line}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL that waits for the disk, and may be killed; the one of the other tests does neither."""
    folder = Path(tempfile.mkdtemp(prefix="wheel-long-"))
    server = Postgres(folder)
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def store_address(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of this test alone, which is not there yet."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path}/wheel.db"
    server: Postgres = request.getfixturevalue("postgres")
    return server.address_of(f"long_{abs(hash(request.node.nodeid))}")


class Running:
    """The app on one address, which may be ended and begun again."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.ended: list[Server] = []

    def begin_again(self) -> None:
        """Start it where it was."""
        self.server.stop()
        self.ended.append(self.server)
        self.server = start(self.server.database_url, port=self.server.port)

    def end(self) -> str:
        """End it and return what went wrong in any of its lives."""
        self.server.kill()
        return "".join(server.errors() for server in [*self.ended, self.server])


@pytest.fixture
def run(store_address: str) -> Iterator[Callable[..., Running]]:
    """Call to serve the app as an operator does; it is ended with the test, and must not have logged an error."""
    begun: list[Running] = []

    def begin(how: Callable[..., Server] = start, **settings: str) -> Running:
        begun.append(Running(how(store_address, **settings)))
        return begun[-1]

    yield begin
    logged = [running.end() for running in begun]
    assert logged == [""] * len(begun), f"the server logged: {logged}"


def crowd(running: Running, number: int) -> list[Writer]:
    """So many people, each at the topics of a draft of their own."""
    return [begin(running.server.base, running.server.port) for _ in range(number)]


def taken(writers: list[Writer]) -> int:
    """How many saves have been answered as saved."""
    return sum(len(writer.taken) for writer in writers)


def kept_by(running: Running) -> Kept:
    """What the store behind the app holds, which must be whole."""
    with running.server.store() as db:
        if db.engine == "sqlite":
            assert db.value("PRAGMA integrity_check") == "ok"
        return read_kept(db)
