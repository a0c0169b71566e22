"""All SQL of the audit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from wheel_app.audit.rules import NOTHING, SYSTEM, AuditRow, Broken, chain_of_owner
from wheel_app.storage import Database

PAGE = 500
HEADS = "SELECT h.chain, h.seq, h.row_hash FROM audit_head h"
HEADS_AND_ROWS = (
    "SELECT h.chain, h.seq, h.row_hash, r.row_hash AS found FROM audit_head h"
    " LEFT JOIN audit_row r ON r.chain = h.chain AND r.seq = h.seq"
)
NO_HEADS = hashlib.sha256().hexdigest()
COLUMNS = "chain, seq, at, actor, role, action, about, codes, before_hash, row_hash"
NAMES = COLUMNS.split(", ")
AT_ONCE = 20
CHAINS = ", ".join(f"(:chain_{place})" for place in range(AT_ONCE))
ROWS = ", ".join(
    "(" + ", ".join(f"CAST(:{name}_{place} AS {'INTEGER' if name == 'seq' else 'TEXT'})" for name in NAMES) + ")"
    for place in range(AT_ONCE)
)


def find_head(db: Database, chain: str) -> tuple[int, str]:
    """Return the number and the hash of a chain's last row; of an empty chain what stands before its first."""
    found = db.one("SELECT seq, row_hash FROM audit_row WHERE chain = :chain ORDER BY seq DESC LIMIT 1", chain=chain)
    return (found["seq"], found["row_hash"]) if found else (0, NOTHING)


def find_heads(db: Database, chains: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return the same of several chains, by chain; twenty with one statement."""
    found = dict.fromkeys(chains, (0, NOTHING))
    for start in range(0, len(chains), AT_ONCE):
        part = chains[start : start + AT_ONCE]
        rows = db.rows(
            f"WITH asked (chain) AS (VALUES {CHAINS}) SELECT r.chain, r.seq, r.row_hash FROM asked a"
            " JOIN audit_row r ON r.chain = a.chain"
            " WHERE r.seq = (SELECT max(n.seq) FROM audit_row n WHERE n.chain = a.chain)",
            **{f"chain_{place}": part[place] if place < len(part) else None for place in range(AT_ONCE)},
        )
        found |= {row["chain"]: (row["seq"], row["row_hash"]) for row in rows}
    return found


def has_rows(db: Database, chain: str) -> bool:
    """Whether anything was ever written down in a chain."""
    return find_head(db, chain)[0] > 0


def insert_row(db: Database, row: AuditRow) -> None:
    """Add a row to its chain."""
    db.execute(
        f"INSERT INTO audit_row ({COLUMNS}) VALUES"
        " (:chain, :seq, :at, :actor, :role, :action, :about, :codes, :before_hash, :row_hash)",
        **{**vars(row), "codes": " ".join(row.codes)},
    )


def insert_rows(db: Database, rows: Sequence[AuditRow]) -> None:
    """Add rows to their chains, twenty with one statement."""
    for start in range(0, len(rows), AT_ONCE):
        part = [{**vars(row), "codes": " ".join(row.codes)} for row in rows[start : start + AT_ONCE]]
        part += [dict.fromkeys(NAMES)] * (AT_ONCE - len(part))
        db.execute(
            f"INSERT INTO audit_row ({COLUMNS}) SELECT * FROM (VALUES {ROWS}) g WHERE g.column1 IS NOT NULL",
            **{f"{name}_{place}": row[name] for place, row in enumerate(part) for name in NAMES},
        )


def insert_text(db: Database, chain: str, seq: int, text: str) -> None:
    """Put beside a row what somebody wrote."""
    db.execute(
        "INSERT INTO audit_text (chain, seq, text) VALUES (:chain, :seq, :text)", chain=chain, seq=seq, text=text
    )


def list_rows(db: Database, chain: str, *, most: int, before_seq: int | None = None) -> tuple[AuditRow, ...]:
    """Return the newest rows of a chain, the newest first, at most `most`; those before `before_seq` if it is given."""
    found = db.rows(
        f"SELECT {COLUMNS} FROM audit_row WHERE chain = :chain AND (CAST(:before AS INTEGER) IS NULL OR seq < :before)"
        " ORDER BY seq DESC LIMIT :most",
        chain=chain,
        before=before_seq,
        most=most,
    )
    return tuple(_row(row) for row in found)


def actions_in(db: Database, chain: str) -> frozenset[str]:
    """Return the codes of all that was ever done in a chain."""
    found = db.rows("SELECT DISTINCT action FROM audit_row WHERE chain = :chain", chain=chain)
    return frozenset(row["action"] for row in found)


def abouts_of(db: Database, actor: str, action: str) -> frozenset[str]:
    """Return the ids of all that somebody has ever done this to."""
    found = db.rows(
        "SELECT DISTINCT about FROM audit_row WHERE actor = :actor AND action = :action AND about IS NOT NULL",
        actor=actor,
        action=action,
    )
    return frozenset(row["about"] for row in found)


def text_of(db: Database, chain: str, seq: int) -> str | None:
    """Return what was written with a row; None when nothing was, or when it was erased."""
    return db.value("SELECT text FROM audit_text WHERE chain = :chain AND seq = :seq", chain=chain, seq=seq)


def text_about(db: Database, chain: str, action: str, about: str) -> str | None:
    """Return what was written when this was done to something; None when nothing was, or when it was erased."""
    return db.value(
        "SELECT t.text FROM audit_row r JOIN audit_text t ON t.chain = r.chain AND t.seq = r.seq"
        " WHERE r.chain = :chain AND r.action = :action AND r.about = :about ORDER BY r.seq DESC LIMIT 1",
        chain=chain,
        action=action,
        about=about,
    )


def erase_texts(db: Database, chain: str) -> int:
    """Erase all that was written with the rows of a chain; return how many texts that were."""
    return db.execute("DELETE FROM audit_text WHERE chain = :chain", chain=chain)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return what one person did themselves, as plain data, and what they wrote beside it; what others did stays out.

    Who looked is asked elsewhere: there are looks that a person must not be told of.
    """
    return {
        "done": db.rows(
            "SELECT r.at, r.action, r.codes, t.text FROM audit_row r"
            " LEFT JOIN audit_text t ON t.chain = r.chain AND t.seq = r.seq"
            " WHERE r.chain = :chain AND r.actor = :owner_id ORDER BY r.seq",
            chain=chain_of_owner(owner_id),
            owner_id=owner_id,
        )
    }


def every_row(db: Database) -> Iterator[AuditRow]:
    """Give each row of each chain in order, a page at a time."""
    chain, seq = "", 0
    while True:
        page = db.rows(
            f"SELECT {COLUMNS} FROM audit_row WHERE (chain, seq) > (:chain, :seq) ORDER BY chain, seq LIMIT :most",
            chain=chain,
            seq=seq,
            most=PAGE,
        )
        yield from map(_row, page)
        if len(page) < PAGE:
            return
        chain, seq = page[-1]["chain"], page[-1]["seq"]


def last_anchor(db: Database) -> AuditRow | None:
    """Return the row that was written when all chains were last walked."""
    found = db.one(
        f"SELECT {COLUMNS} FROM audit_row WHERE chain = :chain AND action = 'anchored' ORDER BY seq DESC LIMIT 1",
        chain=SYSTEM,
    )
    return _row(found) if found else None


def was_verified(db: Database, *, since: str, at: str) -> bool:
    """Whether all chains were walked, and found to be in order or told to be broken, between two moments (UTC text)."""
    anchor = last_anchor(db)
    # One that lies ahead is of a clock that was wrong: by it nothing would be walked until then.
    return anchor is not None and since < anchor.at <= at


def find_row(db: Database, chain: str, seq: int) -> AuditRow | None:
    """Return one row of a chain."""
    found = db.one(f"SELECT {COLUMNS} FROM audit_row WHERE chain = :chain AND seq = :seq", chain=chain, seq=seq)
    return _row(found) if found else None


def digest_of_heads(db: Database) -> str:
    """Return one hash over where each chain ended when all were last walked."""
    digest = hashlib.sha256()
    for head in _heads(db, HEADS):
        digest.update(f"{head['chain']} {head['seq']} {head['row_hash']}\n".encode())
    return digest.hexdigest()


def heads_gone(db: Database) -> Iterator[Broken]:
    """Give each chain whose last row at the time of the last walk is no longer there, or is another one."""
    for head in _heads(db, HEADS_AND_ROWS):
        if head["found"] != head["row_hash"]:
            yield Broken(head["chain"], head["seq"], "altered" if head["found"] else "cut-off")


def _heads(db: Database, asked: str) -> Iterator[dict[str, Any]]:
    chain = ""
    while True:
        page = db.rows(f"{asked} WHERE h.chain > :chain ORDER BY h.chain LIMIT :most", chain=chain, most=PAGE)
        yield from page
        if len(page) < PAGE:
            return
        chain = page[-1]["chain"]


def note_heads(db: Database) -> None:
    """Note where each chain ends; one whose last known end is gone keeps that, and is found again the next time."""
    # From chain to chain by the index: the rows between are not read.
    db.execute(
        "WITH RECURSIVE chains (chain) AS (SELECT min(chain) FROM audit_row UNION ALL"
        " SELECT (SELECT min(r.chain) FROM audit_row r WHERE r.chain > chains.chain) FROM chains"
        " WHERE chains.chain IS NOT NULL)"
        " INSERT INTO audit_head (chain, seq, row_hash) SELECT r.chain, r.seq, r.row_hash FROM chains"
        " JOIN audit_row r ON r.chain = chains.chain"
        " AND r.seq = (SELECT max(n.seq) FROM audit_row n WHERE n.chain = chains.chain)"
        " LEFT JOIN audit_head h ON h.chain = r.chain WHERE h.seq IS NULL OR h.seq <> r.seq"
        " ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, row_hash = excluded.row_hash"
        " WHERE EXISTS (SELECT 1 FROM audit_row o WHERE o.chain = audit_head.chain AND o.seq = audit_head.seq"
        " AND o.row_hash = audit_head.row_hash)"
    )


def _row(row: dict[str, Any]) -> AuditRow:
    return AuditRow(**{**row, "codes": tuple(row["codes"].split())})
