"""A store of a test's own that can be taken away while the app runs, and brought back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.conftest import Addresses
from wheel_app.storage import Database, connect, create, migrate

HANG_UP = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
)


@dataclass(frozen=True)
class Losable:
    """A migrated store and the two ways it can go."""

    db: Database
    lose: Callable[[], None]
    bring_back: Callable[[], None]


@contextmanager
def losable(engine: str, address_of: Addresses, folder: Path) -> Iterator[Losable]:
    """A SQLite file that can be taken away, or a PostgreSQL database whose server can fall silent."""
    made = _file(folder) if engine == "sqlite" else _server(address_of(f"losable_{folder.name}"), folder)
    migrate(made.db)
    yield made
    made.bring_back()
    made.db.close()


def _file(folder: Path) -> Losable:
    here, away = folder / "own.db", folder / "away.db"

    def bring_back() -> None:
        if away.exists():
            away.rename(here)

    return Losable(create(f"sqlite:///{here}"), lambda: None if away.exists() else _take(here, away), bring_back)


def _take(here: Path, away: Path) -> None:
    here.rename(away)


def _server(address: str, folder: Path) -> Losable:
    """The server is reached by a socket. Who finds none where it was, and is hung up on, sees a server that stopped."""
    create(address).close()
    sockets = parse_qs(urlsplit(address).query)["host"][0]
    door = folder / "door"
    door.symlink_to(sockets)

    def lose() -> None:
        door.unlink()
        beside = connect(address)
        beside.value(HANG_UP)
        beside.close()

    def bring_back() -> None:
        if not door.exists():
            door.symlink_to(sockets)

    return Losable(connect(address.replace(sockets, str(door))), lose, bring_back)
