"""Writing down what was done, and finding out whether somebody meddled with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wheel_app.audit import queries
from wheel_app.audit.rules import (
    SYSTEM,
    AuditRow,
    Broken,
    chain_of_family,
    chain_of_owner,
    faults,
    hash_of,
    refuse_unfit,
)
from wheel_app.storage import Database, list_guarded

MOST_TOLD = 1000


@dataclass(frozen=True)
class Verified:
    """How many rows and chains were walked, what is broken (a thousand faults at most), and the anchor that was set."""

    rows: int
    chains: int
    broken: tuple[Broken, ...]
    anchor: AuditRow | None


def write(
    db: Database,
    chain: str,
    action: str,
    *,
    actor: str,
    role: str,
    at: str,
    about: str | None = None,
    codes: Sequence[str] = (),
    text: str | None = None,
) -> int:
    """Add a row to a chain within the caller's transaction and return its number; `text` can be erased later.

    Raises ValueError for an unknown action and for whatever is no id, code or moment.
    """
    with db.transaction():  # Writers take turns on both engines, so nobody else adds to the chain meanwhile.
        seq, before = queries.find_head(db, chain)
        row = AuditRow(chain, seq + 1, at, actor, role, action, about, tuple(codes), before)
        refuse_unfit(row)
        queries.insert_row(db, replace(row, row_hash=hash_of(row)))
        if text:
            queries.insert_text(db, chain, row.seq, text)
    return row.seq


def write_each(
    db: Database,
    chain: str,
    action: str,
    each: Sequence[tuple[str, Sequence[str]]],
    *,
    actor: str,
    role: str,
    at: str,
    text: str | None = None,
) -> None:
    """Add a row for each of many things (its id, and codes) to which the same was done at once.

    `text` stands beside the first. It takes as few statements for twenty as for one. Raises as `write` does.
    """
    if not each:
        return
    with db.transaction():
        rows = _put_in_each(db, action, {chain: each}, actor=actor, role=role, at=at)
        if text:
            queries.insert_text(db, chain, rows[0].seq, text)


def write_in_each(
    db: Database,
    action: str,
    each: Mapping[str, Sequence[tuple[str, Sequence[str]]]],
    *,
    actor: str,
    role: str,
    at: str,
) -> None:
    """Do as `write_each` does in several chains at once, with as few statements for twenty chains as for one."""
    if any(each.values()):
        with db.transaction():
            _put_in_each(db, action, each, actor=actor, role=role, at=at)


def _put_in_each(
    db: Database,
    action: str,
    each: Mapping[str, Sequence[tuple[str, Sequence[str]]]],
    *,
    actor: str,
    role: str,
    at: str,
) -> list[AuditRow]:
    heads, rows = queries.find_heads(db, list(each)), list[AuditRow]()
    for chain, things in each.items():
        seq, before = heads[chain]
        for place, (about, codes) in enumerate(things, start=seq + 1):
            row = AuditRow(chain, place, at, actor, role, action, about, tuple(codes), before)
            refuse_unfit(row)
            rows.append(replace(row, row_hash=hash_of(row)))
            before = rows[-1].row_hash
    queries.insert_rows(db, rows)
    return rows


def erase(db: Database, owner_id: str) -> None:
    """Erase what staff wrote with the rows about one person; the rows, which hold ids and codes alone, stay."""
    queries.erase_texts(db, chain_of_owner(owner_id))


def erase_family(db: Database, family_id: str) -> None:
    """Erase what staff wrote with the rows about one family; the rows stay."""
    queries.erase_texts(db, chain_of_family(family_id))


def verify(db: Database, *, at: str, kept: tuple[int, str] | None = None) -> Verified:
    """Walk every chain, tell what is broken, and set an anchor by which a cut-off end is found the next time.

    `kept` is the number and the hash of an anchor that was written down elsewhere. Texts are not covered. Writers are
    held up only while the ends of the chains are noted.
    """
    broken: list[Broken] = []
    rows, chains, chain = 0, 0, ""
    for row, found in faults(queries.every_row(db)):
        rows, chains, chain = rows + 1, chains + (row.chain != chain), row.chain
        broken.extend(found[: MOST_TOLD - len(broken)])
    if kept and not _is_there(db, *kept):
        broken.append(Broken(SYSTEM, kept[0], "altered"))
    if "audit_row" not in list_guarded(db):
        broken.append(Broken(SYSTEM, 0, "unguarded"))
    known = set(broken)
    broken.extend(one for one in queries.heads_gone(db) if one not in known)
    with db.transaction():
        anchor = _anchor(db, at=at)
    if anchor is None:
        broken.append(Broken(SYSTEM, 0, "heads-altered"))
    return Verified(rows, chains, tuple(broken[:MOST_TOLD]), anchor)


def _is_there(db: Database, seq: int, row_hash: str) -> bool:
    row = queries.find_row(db, SYSTEM, seq)
    return row is not None and row.row_hash == row_hash


def _anchor(db: Database, *, at: str) -> AuditRow | None:
    """Note where each chain ends and write that down; None, and nothing noted, when the last notes were altered."""
    last = queries.last_anchor(db)
    if queries.digest_of_heads(db) != (last.codes[0] if last else queries.NO_HEADS):
        return None
    queries.note_heads(db)
    write(db, SYSTEM, "anchored", actor="system", role="system", at=at, codes=(queries.digest_of_heads(db),))
    return queries.last_anchor(db)
