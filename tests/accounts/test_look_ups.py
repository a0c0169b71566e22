"""What is asked on each request, and whenever somebody comes in, is found by an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.accounts.builders import AT, come_back, come_back_here, make_kept, statements
from wheel_app import accounts
from wheel_app.accounts import CameBack
from wheel_app.storage import Database, create, migrate


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """A store on SQLite, which says in words how it will look for a row, however few there are."""
    store = create(f"sqlite:///{tmp_path}/look_ups.db")
    migrate(store)
    yield store
    store.close()


OWN_ROWS = {"SCAN CONSTANT ROW", "SCAN alone", "SCAN w LEFT-JOIN"}


def look_through(db: Database, asked: list[str]) -> list[str]:
    """The statements that read a table from end to end."""
    found = []
    for sql in asked:
        names = dict.fromkeys(_names(sql), "x")
        with db.transaction():
            plan = db.rows(f"EXPLAIN QUERY PLAN {sql}", **names)
        # A row that the statement itself makes is no table.
        if any(row["detail"].startswith("SCAN") and row["detail"] not in OWN_ROWS for row in plan):
            found.append(f"{sql}: {[row['detail'] for row in plan]}")
    return found


def _names(sql: str) -> set[str]:
    return set(re.findall(r":(\w+)", sql))


def test_coming_and_going_looks_through_no_table(sqlite: Database) -> None:
    with statements(sqlite) as seen:
        owner_id, code = make_kept(sqlite)
        back = come_back(sqlite, code)
        assert isinstance(back, CameBack)
        accounts.load_sign_in(sqlite, back.token, at=AT, limits=accounts.Limits())
        come_back_here(sqlite)
        for _ in range(6):
            come_back(sqlite, "0000000000")
        accounts.touch_device(sqlite, owner_id, "x", AT)
        accounts.close_device(sqlite, owner_id, AT)
        accounts.renew_sign_in(sqlite, back.sign_in, at=AT)
        accounts.new_code(sqlite, owner_id, None, sign_in_id=None, at=AT, pepper=b"x")
        with sqlite.transaction():
            accounts.erase(sqlite, owner_id)
    assert len(set(seen)) > 15
    assert look_through(sqlite, sorted(set(seen))) == []


def test_looking_through_a_table_bites(sqlite: Database) -> None:
    assert look_through(sqlite, ["SELECT tries FROM throttle WHERE tries = :tries"]) != []
