"""A store that goes away while the app runs: said at once, by its own name, and over as soon as it is back."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ENGINES, Addresses
from tests.losing import Losable, losable
from wheel_app.storage import Busy, MissingDatabase, StorageError, Unreachable, connect, create, postgres_pool
from wheel_app.storage.postgres import PostgresDatabase
from wheel_app.storage.postgres_opening import CONNECTION

ASK = "SELECT count(*) FROM person"
KINDS = {"sqlite": MissingDatabase, "postgresql": Unreachable}


@pytest.fixture
def own(engine: str, address_of: Addresses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Losable]:
    # Whoever waited for a connection that cannot come would wait until the test is given up.
    monkeypatch.setattr(postgres_pool, "PATIENCE_SECONDS", 3600)
    with losable(engine, address_of, tmp_path) as made:
        yield made


def write(own: Losable) -> None:
    with own.db.transaction():
        own.db.execute("DELETE FROM person")


def test_reading_and_writing_say_so_and_go_on_when_it_is_back(own: Losable, engine: str) -> None:
    for _ in range(3):
        assert own.db.value(ASK) == 0
        own.lose()
        for ask in (lambda: own.db.value(ASK), lambda: own.db.rows(ASK), lambda: write(own)):
            with pytest.raises(KINDS[engine]):
                ask()
        own.bring_back()
        write(own)


def test_each_thread_hears_of_it_and_each_goes_on(own: Losable, engine: str) -> None:
    heard: list[object] = []

    def ask() -> None:
        try:
            heard.append(own.db.value(ASK))
        except StorageError as error:
            heard.append(type(error))

    def ask_at_once() -> list[object]:
        heard.clear()
        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return heard

    assert ask_at_once() == [0] * 8
    own.lose()
    assert ask_at_once() == [KINDS[engine]] * 8
    own.bring_back()
    assert ask_at_once() == [0] * 8


@pytest.mark.skipif("postgresql" not in ENGINES, reason="WHEEL_TEST_ENGINES names SQLite only")
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
class TestServer:
    def test_what_goes_away_within_a_transaction_is_not_kept(self, own: Losable) -> None:
        def work() -> None:
            own.lose()
            own.db.execute("DELETE FROM person")

        with pytest.raises(Unreachable), own.db.transaction():
            work()
        own.bring_back()
        assert own.db.value(ASK) == 0

    def test_a_silent_one_is_asked_once_and_everybody_else_is_told_at_once(
        self, engine: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(CONNECTION, "connect_timeout", 2)
        monkeypatch.setattr(postgres_pool, "REST", 3600)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            db = PostgresDatabase(f"postgresql://wheel@127.0.0.1:{silent.getsockname()[1]}/wheel", pool_size=4)
            for _ in range(50):
                with pytest.raises(Unreachable):
                    db.value("SELECT 1")
            silent.setblocking(False)
            silent.accept()[0].close()
            with pytest.raises(BlockingIOError):
                silent.accept()

    def test_one_that_takes_no_more_is_busy_and_those_that_are_in_go_on(self, engine: str, pgserver: str) -> None:
        name = pgserver % "crowded"
        db = create(name, pool_size=2)
        held = db.borrow()  # type: ignore[attr-defined]
        held.execute("ALTER DATABASE crowded CONNECTION LIMIT 0")
        # The owner of the server may always come in; others are told that there are too many.
        held.execute("CREATE ROLE visitor LOGIN")
        with pytest.raises(Busy):
            connect(name.replace("postgres:@", "visitor@"))
        held.execute("DROP ROLE visitor")
        db.give_back(held)  # type: ignore[attr-defined]
        db.close()
