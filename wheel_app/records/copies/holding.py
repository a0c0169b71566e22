"""Everything that is held about one person, from every room, as a copy that is theirs to take home."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from wheel_app import audit
from wheel_app.accounts import names_of
from wheel_app.people import list_changes
from wheel_app.records.copies.rules import Copy, make_copy
from wheel_app.sharing import looks_told
from wheel_app.storage import Database

Exporter = Callable[[Database, str], dict[str, Any]]
MOST_ROWS = 100_000
# What a room calls the rows that somebody made together with others.
WITH_OTHERS = "_together_with_others"


def own_copy(db: Database, exporters: Iterable[Exporter], owner_id: str, *, at: str) -> Copy:
    """Return what is held about somebody, and write down that a copy was made.

    Nothing of anybody else is in it, nothing that they answered in private, and of the log only what they may be told.
    """
    with db.transaction():
        given = held_of(db, exporters, owner_id)
        chain = audit.chain_of_owner(owner_id)
        audit.write(db, chain, "exported", actor=owner_id, role="family", at=at, codes=("own-copy",))
    return make_copy(given, at=at)


def held_of(db: Database, exporters: Iterable[Exporter], owner_id: str) -> dict[str, list[dict[str, Any]]]:
    """Return every part that the rooms give of somebody."""
    given: dict[str, Any] = {}
    for export in exporters:
        given |= export(db, owner_id)
    for name in [name for name in given if name.endswith(WITH_OTHERS)]:
        given[f"together_{name.removesuffix(WITH_OTHERS)}"] = given.pop(name)
    looks = looks_told(db, owner_id, list_changes(db, owner_id), most=MOST_ROWS)
    return given | _with_names(db, given["sharing"], looks[::-1])


def _with_names(
    db: Database, sharing: Sequence[dict[str, Any]], looks: Sequence[audit.AuditRow]
) -> dict[str, list[dict[str, Any]]]:
    """Say of staff what they are to a family, and of teams their name; who they are stays out."""
    asked = [(row["to_kind"], row["to_id"]) for row in sharing] + [("staff", row.actor) for row in looks]
    names = names_of(db, asked)
    said = {key: one.title if one.kind == "staff" else one.name for key, one in names.items()}
    # Of one reader and day there is one look, however many pages it took.
    lines = {
        (row.at[:10], row.actor, _what(row)): {
            "at": row.at,
            "title": said.get(("staff", row.actor)),
            "what": _what(row),
        }
        for row in looks
    }
    shared = [{**row, "to": said.get((row["to_kind"], row["to_id"]))} for row in sharing]
    return {"sharing": shared, "looks": list(lines.values())}


def _what(row: audit.AuditRow) -> str:
    if row.chain.startswith("family:"):
        return "household"
    return "kept-safe" if row.action == "safeguarding-share" else "wheel"
