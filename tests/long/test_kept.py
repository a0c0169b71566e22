"""The comparison of what was answered with what is kept finds each way in which they can differ."""

from __future__ import annotations

import pytest

from tests.long.kept import Kept, counted_twice, lost, never_sent, unlike
from tests.long.writers import Line, Save, Writer

NOTHING = Kept({}, {})
GOOD = Kept({"save": ("wheel", 3)}, {"wheel": {3: 40}})


@pytest.fixture
def writer() -> Writer:
    """Somebody who was told that 40 is saved, at the third place."""
    line = Line("/", {}, seq=3, score=40)
    return Writer(0, "", "wheel", [line], taken=[Save(line, "save", 40, seq=3)])


def all_faults(kept: Kept, writer: Writer) -> list[str]:
    return [*lost(kept, [writer]), *counted_twice(kept), *unlike(kept, [writer]), *never_sent(kept, NOTHING, [writer])]


def test_what_is_kept_as_it_was_answered_passes(writer: Writer) -> None:
    assert all_faults(GOOD, writer) == []


@pytest.mark.parametrize(
    "kept",
    [
        Kept({}, GOOD.answers),
        Kept({"save": ("wheel", 4)}, GOOD.answers),
        Kept({"save": ("another", 3)}, GOOD.answers),
        Kept({**GOOD.receipts, "again": ("wheel", 3)}, GOOD.answers),
        Kept({**GOOD.receipts, "unasked": ("wheel", 9)}, GOOD.answers),
        Kept(GOOD.receipts, {}),
        Kept(GOOD.receipts, {"wheel": {3: 41}}),
        Kept(GOOD.receipts, {"wheel": {3: 40, 5: 60}}),
    ],
)
def test_each_difference_bites(kept: Kept, writer: Writer) -> None:
    assert all_faults(kept, writer) != []
