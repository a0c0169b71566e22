"""Writers take turns: nobody's change is lost and nobody is told that the database is locked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from subprocess import Popen
from typing import Any

import pytest

from tests.storage.conftest import keys, put
from wheel_app.storage import Busy, Database, StorageError, connect
from wheel_app.storage.postgres import PostgresDatabase
from wheel_app.storage.sqlite import SqliteDatabase

Run = Callable[..., Popen[str]]


def add_one(db: Database) -> None:
    with db.transaction():
        amount = db.value("SELECT amount FROM thing WHERE thing_id = 'lamp'")
        db.execute("UPDATE thing SET amount = :n WHERE thing_id = 'lamp'", n=amount + 1)


def begun(db: Database) -> None:
    with db.transaction():
        put(db, amount=0)


def wait_for(process: Popen[str]) -> str:
    told, wrong = process.communicate("go\n")
    assert process.returncode == 0, wrong
    assert wrong == ""
    return told.strip()


def test_four_threads_read_and_then_write(things: Database) -> None:
    begun(things)
    start = threading.Barrier(4)
    errors: list[Exception] = []

    def work() -> None:
        try:
            start.wait()
            for _ in range(50):
                add_one(things)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert things.value("SELECT amount FROM thing") == 200


def test_two_processes_read_and_then_write(things: Database, things_address: str, run: Run) -> None:
    begun(things)
    processes = [run("adding_process.py", things_address) for _ in range(2)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [wait_for(process) for process in processes] == ["done", "done"]
    assert things.value("SELECT amount FROM thing") == 100


def test_workers_forked_from_one_that_had_it_open(things: Database, things_address: str, run: Run) -> None:
    begun(things)
    assert wait_for(run("forking_process.py", things_address)) == "workers ended with [0, 0, 0]"
    assert things.value("SELECT amount FROM thing") == 62


def test_the_turn_goes_on_after_an_error(things: Database) -> None:
    begun(things)
    with pytest.raises(StorageError), things.transaction():
        put(things)
    with pytest.raises(ZeroDivisionError), things.transaction():
        raise ZeroDivisionError
    thread = threading.Thread(target=add_one, args=[things])
    thread.start()
    thread.join()
    assert things.value("SELECT amount FROM thing") == 1


def test_somebody_who_writes_for_too_long(things: Database, things_address: str) -> None:
    impatient = connect(things_address, pool_size=1)
    shorten_patience(impatient)
    release = block(things)
    try:
        with pytest.raises(Busy), impatient.transaction():
            put(impatient, "impatient")
    finally:
        release()
    with impatient.transaction():
        put(impatient, "patient")
    impatient.close()
    assert keys(things) == ["patient"]


def shorten_patience(db: Database) -> None:
    if isinstance(db, SqliteDatabase):
        db.seat().connection.execute("PRAGMA busy_timeout = 1")
    elif isinstance(db, PostgresDatabase):
        connection = db.borrow()
        connection.execute("SET lock_timeout = '1ms'")
        db.give_back(connection)


def block(db: Database) -> Callable[[], Any]:
    """Write as somebody who does not stand in the queue, such as an operator with a tool of their own."""
    seat = db.seat()  # type: ignore[attr-defined]
    if isinstance(db, SqliteDatabase):
        seat.connection.execute("BEGIN IMMEDIATE")
        return lambda: seat.connection.execute("ROLLBACK")
    seat.begin()
    return lambda: seat.rollback()
