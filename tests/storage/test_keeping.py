"""The promise of both engines: all or nothing, and what they refuse."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.storage.conftest import keys, put
from wheel_app.storage import Database, NotAllowed, NotUnique, StorageError


class Stop(Exception):
    """Something that goes wrong in the middle."""


def put_and_stop(db: Database, key: str) -> None:
    put(db, key)
    raise Stop


class TestTransactions:
    def test_all_is_kept(self, things: Database) -> None:
        with things.transaction():
            put(things, "a")
            put(things, "b")
        assert keys(things) == ["a", "b"]

    def test_nothing_is_kept_after_an_error(self, things: Database) -> None:
        with pytest.raises(Stop), things.transaction():
            put_and_stop(things, "a")
        assert keys(things) == []

    def test_an_inner_one_is_undone_alone(self, things: Database) -> None:
        with things.transaction():
            put(things, "a")
            with suppress(Stop), things.transaction():
                put_and_stop(things, "b")
            with things.transaction():
                put(things, "c")
        assert keys(things) == ["a", "c"]

    def test_the_outer_one_takes_the_inner_ones_with_it(self, things: Database) -> None:
        def work() -> None:
            with things.transaction(), things.transaction():
                put(things, "a")
            raise Stop

        with pytest.raises(Stop), things.transaction():
            work()
        assert keys(things) == []

    def test_after_a_refused_row_the_outer_one_goes_on(self, things: Database) -> None:
        with things.transaction():
            put(things, "a")
            with pytest.raises(NotUnique), things.transaction():
                put(things, "a")
            put(things, "b")
        assert keys(things) == ["a", "b"]

    def test_others_see_it_when_it_is_kept_and_read_on_meanwhile(self, things: Database) -> None:
        seen: list[list[str]] = []

        def look() -> None:
            thread = threading.Thread(target=lambda: seen.append(keys(things)))
            thread.start()
            thread.join()

        with things.transaction():
            put(things, "a")
            look()
        look()
        assert seen == [[], ["a"]]


class TestSwallowedErrors:
    """PostgreSQL refuses all that follows an error; SQLite would go on with a half."""

    @pytest.mark.parametrize(
        "follows",
        [
            lambda db: None,
            lambda db: put(db, "b"),
            lambda db: db.value("SELECT count(*) FROM thing"),
            lambda db: db.transaction().__enter__(),
        ],
        ids=["nothing", "a write", "a question", "an inner one"],
    )
    def test_keep_nothing(self, things: Database, follows: Callable[[Database], object]) -> None:
        with pytest.raises(StorageError, match="without undoing it"), things.transaction():
            swallow(things, follows)
        assert keys(things) == []
        with things.transaction():
            put(things, "c")
        assert keys(things) == ["c"]

    def test_what_follows_is_refused_at_once(self, things: Database) -> None:
        def ask(db: Database) -> None:
            with pytest.raises(StorageError, match="without undoing it"):
                keys(db)
            asked.append(True)

        asked: list[bool] = []
        with pytest.raises(StorageError), things.transaction():
            swallow(things, ask)
        assert asked == [True]

    def test_what_never_reached_the_engine_spoils_nothing(self, things: Database) -> None:
        with things.transaction():
            for unfit in ({"word": "a\0b"}, {"amount": 2**31}):
                with pytest.raises(NotAllowed):
                    put(things, **unfit)  # type: ignore[arg-type]
            put(things, "b")
        assert keys(things) == ["b"]

    def test_undone_with_an_inner_one_they_are_forgotten(self, things: Database) -> None:
        with things.transaction():
            with pytest.raises(StorageError, match="without undoing it"), things.transaction():
                swallow(things, keys)
            put(things, "b")
        assert keys(things) == ["b"]


def swallow(db: Database, follows: Callable[[Database], object]) -> None:
    put(db, "a")
    with suppress(NotUnique):
        put(db, "a")
    follows(db)


class TestWritingOutside:
    @pytest.mark.parametrize(
        "sql",
        [
            "INSERT INTO shelf (shelf_id) VALUES ('a')",
            "insert into shelf (shelf_id) values ('a') returning shelf_id",
            "/* why */ UPDATE shelf SET shelf_id = 'b'",
            "-- why\nDELETE FROM shelf",
            "WITH gone AS (SELECT 1) DELETE FROM shelf",
            "CREATE TABLE other (a TEXT)",
            "DROP TABLE thing",
        ],
    )
    @pytest.mark.parametrize("way", ["execute", "rows", "one", "value"])
    def test_is_refused(self, things: Database, sql: str, way: str) -> None:
        with pytest.raises(StorageError, match="must run inside transaction"):
            getattr(things, way)(sql)
        assert things.value("SELECT count(*) FROM shelf") == 0

    def test_reading_is_not(self, things: Database) -> None:
        assert things.execute("SELECT 1") in (0, 1)
        assert things.value("WITH one AS (SELECT 1 AS n) SELECT n FROM one") == 1
        assert things.value("SELECT 'DELETE' AS word") == "DELETE"
        assert things.value("WITH one AS (SELECT 'UPDATE' AS n) SELECT n FROM one -- DELETE") == "UPDATE"


def refused(db: Database, **row: str | int | None) -> StorageError:
    with pytest.raises(StorageError) as caught, db.transaction():
        put(db, **row)  # type: ignore[arg-type]
    return caught.value


class TestRefusedRows:
    def test_the_same_key_twice(self, things: Database) -> None:
        with things.transaction():
            put(things, "a")
        assert type(refused(things, key="a")) is NotUnique

    @pytest.mark.parametrize(
        "row",
        [
            {"shelf": "nowhere"},
            {"amount": -1},
            {"amount": None},
            {"amount": "plenty"},
            {"amount": 2**31},
            {"amount": 2**70},
            {"word": "a\0b"},
            {"word": "\ud800"},
        ],
        ids=str,
    )
    def test_what_the_tables_do_not_take(self, things: Database, row: dict[str, str | int | None]) -> None:
        assert type(refused(things, **row)) is NotAllowed
        assert keys(things) == []

    def test_a_row_that_others_rest_on(self, things: Database) -> None:
        with things.transaction():
            things.execute("INSERT INTO shelf (shelf_id) VALUES ('top')")
            put(things, shelf="top")
        with pytest.raises(NotAllowed), things.transaction():
            things.execute("DELETE FROM shelf")

    def test_the_message_does_not_tell_what_was_to_be_written(self, things: Database) -> None:
        secret = "canary"
        with things.transaction():
            put(things, secret)
        errors = [refused(things, key=secret), refused(things, shelf=secret), refused(things, amount=secret)]
        for error in errors:
            assert secret not in str(error)
            assert error.__suppress_context__

    @pytest.mark.parametrize("number", [-(2**31), 2**31 - 1])
    def test_the_last_numbers_that_fit(self, things: Database, number: int) -> None:
        assert things.value("SELECT :n AS n", n=number) == number

    @pytest.mark.parametrize("number", [-(2**31) - 1, 2**31])
    def test_the_first_that_do_not(self, things: Database, number: int) -> None:
        with pytest.raises(NotAllowed):
            things.value("SELECT :n AS n", n=number)

    def test_a_table_that_is_not_there(self, things: Database) -> None:
        with pytest.raises(StorageError):
            things.rows("SELECT * FROM nowhere")
        assert keys(things) == []
