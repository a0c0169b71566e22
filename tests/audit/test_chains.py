"""Rows hang on each other, hold ids and codes alone, and can be read back in order."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.builders import FAMILY, OWNER, make_chains, put
from tests.builders import AT, everything, statements
from wheel_app import audit
from wheel_app.audit.rules import NOTHING, hash_of, is_fit
from wheel_app.storage import Database, NotAllowed, StorageError


def test_each_row_hangs_on_the_one_before(db: Database) -> None:
    assert [put(db), put(db), put(db, FAMILY), put(db)] == [1, 2, 1, 3]
    third, second, first = audit.list_rows(db, OWNER, most=9)
    assert [first.before_hash, second.before_hash, third.before_hash] == [NOTHING, first.row_hash, second.row_hash]
    assert all(row.row_hash == hash_of(row) for row in (first, second, third))
    assert audit.list_rows(db, FAMILY, most=9)[0].before_hash == NOTHING


def test_rows_in_several_chains_at_once_hang_on_what_stands_in_each(db: Database) -> None:
    put(db)
    chains = [OWNER, *(audit.chain_of_owner(f"owner-{place}") for place in range(24))]
    each = {chain: [("thing-1", ("home",)), ("thing-2", ("home", "n:2"))] for chain in chains}

    def write(wanted: Sequence[str]) -> None:
        few = {chain: each[chain] for chain in wanted}
        audit.write_in_each(db, "looked", few, actor="019a-staff", role="worker", at=AT)

    write(chains)
    assert [row.seq for row in audit.list_rows(db, OWNER, most=9)] == [3, 2, 1]
    for chain in chains:
        second, first = audit.list_rows(db, chain, most=2)
        assert (first.about, second.about, second.before_hash) == ("thing-1", "thing-2", first.row_hash)
    assert audit.verify(db, at=AT).broken == ()
    with statements(db) as said:
        write(chains[:8])
    assert len(said) == 2
    with statements(db) as said:
        write([])
    assert said == []


def test_what_was_written_is_read_back_the_newest_first_and_page_by_page(db: Database) -> None:
    make_chains(db)
    rows = audit.list_rows(db, OWNER, most=2)
    assert [row.seq for row in rows] == [3, 2]
    assert [row.seq for row in audit.list_rows(db, OWNER, most=2, before_seq=2)] == [1]
    newest = rows[0]
    assert (newest.chain, newest.actor, newest.role, newest.action) == (OWNER, "019a-staff", "worker", "looked")
    assert (newest.about, newest.codes) == ("thing-2", ("home", "n:2"))


def test_texts_can_be_erased_and_the_rows_stay(db: Database) -> None:
    make_chains(db)
    assert audit.text_of(db, OWNER, 2) == "a reason 1"
    assert audit.text_of(db, OWNER, 9) is None
    before = audit.list_rows(db, OWNER, most=9)
    with db.transaction():
        assert audit.erase_texts(db, OWNER) == 3
    assert audit.text_of(db, OWNER, 2) is None
    assert audit.text_of(db, FAMILY, 2) == "a reason 1"
    assert audit.list_rows(db, OWNER, most=9) == before


def test_a_row_is_kept_or_undone_with_what_it_tells_of(db: Database) -> None:
    put(db)

    def stop_half_way() -> None:
        with db.transaction():
            put(db, text="a reason")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stop_half_way()
    assert [row.seq for row in audit.list_rows(db, OWNER, most=9)] == [1]
    assert audit.text_of(db, OWNER, 2) is None
    assert put(db) == 2


def test_it_takes_two_statements(db: Database) -> None:
    with statements(db) as seen:
        put(db)
    assert len(seen) == 2


def test_many_writers_at_once_leave_no_gap(committed_db: Database) -> None:
    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(lambda _: put(committed_db), range(80)))
    assert sorted(numbers) == list(range(1, 81))
    assert audit.verify(committed_db, at=AT).broken == ()


def test_writers_do_not_disturb_a_walk(committed_db: Database) -> None:
    make_chains(committed_db)
    with ThreadPoolExecutor(4) as threads:
        written = [threads.submit(put, committed_db, OWNER if n % 2 else FAMILY) for n in range(40)]
        walked = [threads.submit(audit.verify, committed_db, at=AT) for _ in range(8)]
    assert [one.result().broken for one in walked] == [()] * 8
    assert all(one.result() for one in written)


@pytest.mark.parametrize(
    "other",
    [
        {"action": "danced"},
        {"actor": "Amina Khan"},
        {"role": "worker\n2026-11-20 signed-in"},
        {"about": "tab\there"},
        {"about": "\x1b[2J"},
        {"about": ""},
        {"codes": ("two words",)},
        {"codes": ("aXk3_Zq-9TOKEN",)},
        {"codes": ("name@example.org",)},
        {"codes": ("x" * 101,)},
        {"codes": ("١٢",)},
        {"at": "2026-11-20"},
        {"chain": "person:1"},
        {"chain": "owner:"},
    ],
)
def test_only_ids_codes_and_moments_come_in(db: Database, other: dict[str, str]) -> None:
    before = everything(db)
    with pytest.raises(ValueError):
        put(db, **other)
    assert everything(db) == before


@pytest.mark.parametrize(
    "text", ["*", "2026-11-20T10:00:00.000000Z", "topics:home", "019a8f7e-0000-7000-8000-0", "2026.1"]
)
def test_ids_codes_and_moments_are_fit(text: str) -> None:
    assert is_fit(text)


@given(st.text())
def test_what_is_fit_has_no_character_that_could_end_a_line_or_a_field(text: str) -> None:
    assert not is_fit(text) or (text.isascii() and text.isprintable() and not set(text) & set(" ,;|<>\"'\\"))


@given(st.lists(st.sampled_from(["a", "a:b", "b", "c"])))
def test_other_codes_have_another_hash(codes: Sequence[str]) -> None:
    row = audit.AuditRow(OWNER, 1, AT, "a", "b", "looked", None, ("a", "b"), NOTHING)
    assert (hash_of(row) == hash_of(replace(row, codes=tuple(codes)))) == (tuple(codes) == ("a", "b"))


def test_a_mark_is_the_same_each_time_and_another_with_another_key() -> None:
    marks = {audit.mark(key, text) for key in (b"one", b"two") for text in ("192.0.2.1", "192.0.2.2") for _ in "ab"}
    assert len(marks) == 4
    assert all(is_fit(mark) for mark in marks)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_row SET role = 'family'",
        "UPDATE audit_row SET role = role WHERE seq = 2",
        "DELETE FROM audit_row WHERE seq = 3",
        "DELETE FROM audit_row",
    ],
)
def test_the_tables_refuse(db: Database, sql: str) -> None:
    make_chains(db)
    before = everything(db)

    def change() -> None:
        with db.transaction():
            db.execute(sql)

    with pytest.raises(NotAllowed):
        change()
    assert everything(db) == before


def test_nothing_takes_a_rows_place(db: Database) -> None:
    make_chains(db)
    before = everything(db)
    replace_all = "INSERT OR REPLACE INTO audit_row SELECT * FROM audit_row"
    sql = replace_all if db.engine == "sqlite" else "TRUNCATE audit_row"

    def change() -> None:
        with db.transaction():
            db.execute(sql)

    with pytest.raises(StorageError, match="only grows"):
        change()
    assert everything(db) == before


def test_a_long_chain_is_read_by_its_end(db: Database) -> None:
    plan = "EXPLAIN QUERY PLAN" if db.engine == "sqlite" else "EXPLAIN"
    with db.transaction():
        if db.engine == "postgresql":
            db.execute("SET LOCAL enable_seqscan = off")
        found = db.rows(f"{plan} SELECT seq, row_hash FROM audit_row WHERE chain = 'x' ORDER BY seq DESC LIMIT 1")
    assert "USE TEMP B-TREE" not in repr(found)
    assert "Sort" not in repr(found)
