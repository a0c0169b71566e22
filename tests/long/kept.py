"""What the store holds, against what was answered as saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tests.long.writers import Writer
from wheel_app.storage import Database

Receipts = dict[str, tuple[str, int]]


@dataclass(frozen=True)
class Kept:
    """Each save that the store took, with its check-in and place; each check-in's answers: the place and the mark."""

    receipts: Receipts
    answers: dict[str, dict[int, int]]


def read_kept(db: Database) -> Kept:
    """Read all of it."""
    receipts = {row["save_id"]: (row["checkin_id"], row["seq"]) for row in db.rows("SELECT * FROM save_receipt")}
    answers: dict[str, dict[int, int]] = {}
    for row in db.rows("SELECT checkin_id, seq, score FROM answer"):
        answers.setdefault(row["checkin_id"], {})[row["seq"]] = row["score"]
    return Kept(receipts, answers)


def lost(kept: Kept, writers: Iterable[Writer]) -> list[str]:
    """Each save that was answered and is not in the store as it was answered."""
    return [
        f"{save.save_id}: answered as {save.seq}, kept as {kept.receipts.get(save.save_id)}"
        for writer in writers
        for save in writer.taken
        if kept.receipts.get(save.save_id) != (writer.checkin_id, save.seq)
    ]


def counted_twice(kept: Kept) -> list[str]:
    """Each place of a check-in that two saves were given."""
    places = Counter(kept.receipts.values())
    return [f"{place}: {number} times" for place, number in places.items() if number > 1]


def unlike(kept: Kept, writers: Iterable[Writer]) -> list[str]:
    """Each check-in whose answers are not exactly those that its writer was last told of."""
    told = {writer.checkin_id: {line.seq: line.score for line in writer.lines} for writer in writers}
    return [
        f"{checkin_id}: told {answers}, kept {kept.answers.get(checkin_id)}"
        for checkin_id, answers in told.items()
        if kept.answers.get(checkin_id) != answers
    ]


def never_sent(kept: Kept, before: Kept, writers: Iterable[Writer]) -> list[str]:
    """Each save in the store that nobody was told of; there is none once all that was under way is answered."""
    known = {save.save_id for writer in writers for save in writer.taken} | before.receipts.keys()
    return sorted(kept.receipts.keys() - known)
