"""Whatever is done to rows that must not change is found, and named by chain and number."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from flask import Flask

from tests.audit.builders import FAMILY, OWNER, make_chains, meddle, put
from tests.builders import AT, everything, statements
from tests.conftest import Clock
from wheel_app import audit
from wheel_app.audit import AuditRow, Broken
from wheel_app.audit.queries import PAGE
from wheel_app.serving import verify_daily
from wheel_app.storage import Database

FIELDS = [field.name for field in fields(AuditRow)]
# Some other text that is as well formed as the true one.
OTHER = {
    "chain": "owner:019a-three",
    "seq": 7,
    "at": "2026-11-20T09:59:59.999999Z",
    "actor": "019a-other",
    "role": "manager",
    "action": "shared",
    "about": "thing-9",
    "codes": "n:9",
    "before_hash": "0" * 63 + "1",
    "row_hash": "f" * 64,
}


def broken(db: Database) -> set[tuple[str, int, str]]:
    return {(one.chain, one.seq, one.what) for one in audit.verify(db, at=AT).broken}


def test_what_nobody_touched_is_whole(db: Database) -> None:
    assert audit.verify(db, at=AT).broken == ()
    make_chains(db)
    found = audit.verify(db, at=AT)
    assert (found.rows, found.chains, found.broken) == (10, 3, ())
    assert audit.verify(db, at=AT).broken == ()


def test_every_field_is_tried() -> None:
    assert OTHER.keys() == set(FIELDS)


@pytest.mark.parametrize("seq", [1, 2, 3])
@pytest.mark.parametrize("field", FIELDS)
def test_one_altered_field_of_one_row_is_found(db: Database, field: str, seq: int) -> None:
    make_chains(db)
    meddle(
        db,
        f"UPDATE audit_row SET {field} = :value WHERE chain = :chain AND seq = :seq",
        value=OTHER[field],
        chain=OWNER,
        seq=seq,
    )
    found = broken(db)
    moved = {"chain": (OTHER["chain"], seq), "seq": (OWNER, OTHER["seq"])}.get(field, (OWNER, seq))
    assert (*moved, "altered") in found
    assert all(chain in (OWNER, moved[0]) for chain, _, _ in found)
    assert broken(db) >= found, "it is told again until somebody sees to it"


def test_an_altered_row_with_its_hash_put_right_is_found_by_the_next_one(db: Database) -> None:
    make_chains(db)
    make_again(db, seq=2)
    assert broken(db) == {(OWNER, 3, "parted")}


def make_again(db: Database, *, seq: int) -> None:
    """Alter a row as somebody would who knows how hashes are made."""
    row = audit.list_rows(db, OWNER, most=1, before_seq=seq + 1)[0]
    forged = AuditRow(**{**vars(row), "role": "manager"})
    meddle(
        db,
        "UPDATE audit_row SET role = 'manager', row_hash = :row_hash WHERE chain = :chain AND seq = :seq",
        row_hash=audit.rules.hash_of(forged),
        chain=OWNER,
        seq=seq,
    )


def test_an_altered_last_row_with_its_hash_put_right_is_found_after_an_anchor(db: Database) -> None:
    make_chains(db)
    assert broken(db) == set()
    make_again(db, seq=3)
    assert broken(db) == {(OWNER, 3, "altered")}


@pytest.mark.parametrize("seq", [1, 2])
def test_a_row_missing_from_the_middle_is_found(db: Database, seq: int) -> None:
    make_chains(db)
    meddle(db, "DELETE FROM audit_row WHERE chain = :chain AND seq = :seq", chain=FAMILY, seq=seq)
    assert broken(db) == {(FAMILY, seq, "missing")}


def test_a_removed_last_row_is_found_after_an_anchor_and_told_every_time(db: Database) -> None:
    make_chains(db)
    assert broken(db) == set()
    meddle(db, "DELETE FROM audit_row WHERE chain = :chain AND seq = 3", chain=FAMILY)
    for _ in range(3):
        assert broken(db) == {(FAMILY, 3, "cut-off")}
    put(db, FAMILY)
    assert broken(db) == {(FAMILY, 3, "altered")}, "another row in its place is not taken for it"


def test_a_chain_that_is_gone_is_found_after_an_anchor(db: Database) -> None:
    make_chains(db)
    assert broken(db) == set()
    meddle(db, "DELETE FROM audit_row WHERE chain = :chain", chain=OWNER)
    assert broken(db) == {(OWNER, 3, "cut-off")}


def test_after_something_was_found_the_other_chains_are_anchored_all_the_same(db: Database) -> None:
    make_chains(db)
    assert broken(db) == set()
    meddle(db, "DELETE FROM audit_row WHERE chain = :chain", chain=OWNER)
    put(db, FAMILY)
    assert broken(db) == {(OWNER, 3, "cut-off")}
    meddle(db, "DELETE FROM audit_row WHERE chain = :chain AND seq = 4", chain=FAMILY)
    assert broken(db) == {(OWNER, 3, "cut-off"), (FAMILY, 4, "cut-off")}


def test_a_removed_anchor_is_found(db: Database) -> None:
    make_chains(db)
    assert audit.verify(db, at=AT).broken == audit.verify(db, at=AT).broken == ()
    meddle(db, "DELETE FROM audit_row WHERE chain = 'system' AND seq = 5")
    assert broken(db) == {("system", 0, "heads-altered")}


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM audit_head",
        "DELETE FROM audit_head WHERE chain = 'system'",
        "UPDATE audit_head SET seq = 2 WHERE chain = 'system'",
        "INSERT INTO audit_head (chain, seq, row_hash) VALUES ('owner:0', 1, 'x')",
    ],
)
def test_altered_notes_of_the_ends_are_found_and_no_new_ones_made(db: Database, sql: str) -> None:
    make_chains(db)
    assert broken(db) == set()
    meddle(db, sql)
    for _ in range(2):
        found = audit.verify(db, at=AT)
        assert Broken("system", 0, "heads-altered") in found.broken
        assert found.anchor is None


def test_triggers_that_are_gone_are_found(db: Database) -> None:
    make_chains(db)
    with db.transaction():
        if db.engine == "sqlite":
            db.execute("DROP TRIGGER audit_row_only_grows_delete")
        else:
            db.execute("ALTER TABLE audit_row DISABLE TRIGGER audit_row_only_grows")
    assert broken(db) == {("system", 0, "unguarded")}


def test_an_altered_text_is_not_found(db: Database) -> None:
    make_chains(db)
    with db.transaction():
        db.execute("UPDATE audit_text SET text = 'another reason'")
    assert broken(db) == set()


def test_a_long_log_is_walked_a_page_at_a_time(db: Database) -> None:
    times = PAGE + 20
    for number in range(times):
        put(db, audit.chain_of_owner(f"n{number}"))
        put(db, FAMILY)
    with statements(db) as seen:
        found = audit.verify(db, at=AT)
    assert (found.rows, found.chains, found.broken) == (2 * times, times + 1, ())
    assert sum("LIMIT :most" in sql for sql in seen) > 2 * times // PAGE
    assert len(seen) < 20
    meddle(db, "DELETE FROM audit_row WHERE chain = :chain AND seq = :seq", chain=FAMILY, seq=times)
    meddle(db, "UPDATE audit_row SET role = 'x' WHERE chain = :chain", chain=audit.chain_of_owner("n519"))
    assert broken(db) == {(FAMILY, times, "cut-off"), (audit.chain_of_owner("n519"), 1, "altered")}


def test_the_command_says_where_and_fails(app: Flask, db: Database) -> None:
    make_chains(db)
    whole = app.test_cli_runner().invoke(args=["audit-verify"])
    assert whole.exit_code == 0
    anchor = audit.list_rows(db, audit.SYSTEM, most=1)[0]
    assert whole.output == f"Walked: 9 rows in 3 chains\nAnchor: {anchor.seq} {anchor.row_hash}\n"
    meddle(db, "UPDATE audit_row SET role = 'x' WHERE chain = :chain AND seq = 2", chain=OWNER)
    found = app.test_cli_runner().invoke(args=["audit-verify"])
    assert found.exit_code == 1
    assert f"altered: {OWNER} 2\n" in found.output


def rewrite(db: Database, chain: str) -> None:
    """Forge a whole chain as somebody would who knows how hashes are made and may write everything."""
    rows, before = reversed(audit.list_rows(db, chain, most=99)), audit.rules.NOTHING
    for row in rows:
        forged = replace(row, role="other", before_hash=before, row_hash="")
        before = audit.rules.hash_of(forged)
        meddle(
            db,
            "UPDATE audit_row SET role = 'other', before_hash = :before, row_hash = :row_hash"
            " WHERE chain = :chain AND seq = :seq",
            before=forged.before_hash,
            row_hash=before,
            chain=chain,
            seq=row.seq,
        )


def test_a_chain_that_was_forged_whole_is_found_by_an_anchor_that_was_kept_elsewhere(db: Database) -> None:
    make_chains(db)
    anchor = audit.verify(db, at=AT).anchor
    assert anchor is not None
    kept = (anchor.seq, anchor.row_hash)
    assert audit.verify(db, at=AT, kept=kept).broken == ()
    rewrite(db, audit.SYSTEM)
    meddle(
        db,
        "UPDATE audit_head SET row_hash = (SELECT r.row_hash FROM audit_row r"
        " WHERE r.chain = audit_head.chain AND r.seq = audit_head.seq)",
    )
    found = audit.verify(db, at=AT, kept=kept).broken
    assert Broken(audit.SYSTEM, anchor.seq, "altered") in found


def test_the_command_compares_an_anchor_that_was_kept(app: Flask, db: Database) -> None:
    make_chains(db)
    invoke = app.test_cli_runner().invoke
    seq, row_hash = invoke(args=["audit-verify"]).output.rpartition("Anchor: ")[2].split()
    assert invoke(args=["audit-verify", "--anchor", seq, row_hash]).exit_code == 0
    other = invoke(args=["audit-verify", "--anchor", seq, "0" * 64])
    assert other.exit_code == 1
    assert f"altered: system {seq}\n" in other.output
    assert invoke(args=["audit-verify", "--anchor", "999", row_hash]).exit_code == 1


def test_the_app_walks_them_once_a_day_and_logs_what_it_finds(
    app: Flask, db: Database, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    make_chains(db)
    for hours in (0, 12, 11):
        clock.forward(hours=hours)
        verify_daily(app)
    assert len([row for row in audit.list_rows(db, audit.SYSTEM, most=99) if row.action == "anchored"]) == 1
    meddle(db, "UPDATE audit_row SET role = 'x' WHERE chain = :chain AND seq = 2", chain=OWNER)
    clock.forward(hours=2)
    verify_daily(app)
    assert f"the audit was meddled with: altered at {OWNER} 2" in caplog.text
    assert "a reason" not in caplog.text


def test_a_walk_by_a_clock_that_was_wrong_keeps_off_none(app: Flask, db: Database, clock: Clock) -> None:
    make_chains(db)
    for days in (365, -365, 1):
        clock.forward(days=days)
        verify_daily(app)
    assert len([row for row in audit.list_rows(db, audit.SYSTEM, most=99) if row.action == "anchored"]) == 3


def test_a_walk_that_goes_wrong_is_logged_without_a_word_of_what_is_stored(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("canary")

    monkeypatch.setattr(audit, "verify", broken)
    verify_daily(app)
    assert "RuntimeError" in caplog.text
    assert "canary" not in caplog.text


def test_a_walk_changes_nothing_but_its_own_notes(db: Database) -> None:
    make_chains(db)
    before = everything(db)
    audit.verify(db, at=AT)
    after = everything(db)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"audit_row", "audit_head"}
    assert len(after["audit_row"]) == len(before["audit_row"]) + 1
