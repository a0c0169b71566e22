"""What only PostgreSQL must do: go on after a restart of the server, share its connections, give up a turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import ENGINES
from tests.storage.conftest import keys, put
from wheel_app.storage import Busy, Database, NotUnique, Unreachable, connect, postgres_pool
from wheel_app.storage.postgres import PostgresDatabase

if "postgresql" not in ENGINES:
    pytest.skip("WHEEL_TEST_ENGINES names SQLite only", allow_module_level=True)
pytestmark = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
HANG_UP = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
)


@pytest.fixture
def hang_up(things_address: str) -> Callable[[], Any]:
    def hang_up() -> None:
        other = connect(things_address)
        assert other.value(HANG_UP) > 0
        other.close()

    return hang_up


@pytest.fixture
def small(things: Database, things_address: str) -> Any:
    db = connect(things_address, pool_size=1)
    yield db
    db.close()


class TestRestart:
    def test_reading_goes_on(self, things: Database, hang_up: Callable[[], Any]) -> None:
        assert keys(things) == []
        hang_up()
        assert keys(things) == []

    def test_writing_goes_on(self, things: Database, hang_up: Callable[[], Any]) -> None:
        assert keys(things) == []
        hang_up()
        with things.transaction():
            put(things)
        assert keys(things) == ["lamp"]

    def test_a_save_under_way_is_not_kept(self, things: Database, hang_up: Callable[[], Any]) -> None:
        def work() -> None:
            put(things)
            hang_up()

        with pytest.raises(Unreachable), things.transaction():
            work()
        assert keys(things) == []


class TestPool:
    def test_connections_are_given_back(self, small: Database) -> None:
        for key in ("a", "b"):
            with small.transaction():
                put(small, key)
            with pytest.raises(NotUnique), small.transaction():
                put(small, key)
            assert key in keys(small)

    def test_one_connection_serves_a_transaction_and_what_is_asked_in_it(self, small: Database) -> None:
        with small.transaction():
            put(small, "a")
            assert keys(small) == ["a"]

    def test_none_left_is_busy(
        self, small: PostgresDatabase, things: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        small.value("SELECT 1")
        monkeypatch.setattr(postgres_pool, "PATIENCE_SECONDS", 0.01)
        monkeypatch.setattr(postgres_pool, "WAIT_SECONDS", 0.01)
        held = small.borrow()
        with pytest.raises(Busy):
            small.value("SELECT 1")
        small.give_back(held)
        assert small.value("SELECT 1") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("synchronous_commit", "on"), ("lock_timeout", "15s"), ("idle_in_transaction_session_timeout", "1min")],
)
def test_each_connection_wears_the_settings(things: Database, name: str, value: str) -> None:
    assert things.value(f"SHOW {name}") == value


def test_a_new_database_is_in_byte_order(things: Database) -> None:
    found = things.one("SELECT datcollate, datctype FROM pg_database WHERE datname = current_database()")
    assert found == {"datcollate": "C", "datctype": "C"}


def test_statements_are_prepared(things: Database) -> None:
    with things.transaction():
        for key in "abc":
            put(things, key)
        found = things.rows("SELECT statement FROM pg_prepared_statements WHERE statement LIKE 'INSERT INTO thing%'")
    assert len(found) == 1


def test_options_in_the_address_are_kept(things: Database, things_address: str) -> None:
    db = connect(f"{things_address}&options=-c%20statement_timeout%3D7s")
    assert db.value("SHOW statement_timeout") == "7s"
    assert db.value("SHOW lock_timeout") == "15s"
    db.close()
