"""Twenty-four people save for a minute without a pause: nobody is refused, and nobody waits long for their turn."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import pytest

from tests.long.conftest import Running, Say, crowd, kept_by, taken
from tests.long.kept import counted_twice, lost, never_sent, unlike
from tests.long.writers import write_all

pytestmark = pytest.mark.long
WRITERS, SECONDS = 24, 60
P99, WORST = 0.250, 1.0


def test_nobody_is_refused_and_nobody_waits_long(run: Callable[..., Running], measured: Say) -> None:
    running = run()
    writers = crowd(running, WRITERS)
    before, end = kept_by(running), monotonic() + SECONDS
    write_all(writers, lambda: monotonic() > end)
    waits = sorted(wait for writer in writers for wait in writer.waits)
    p50, p99, worst = waits[len(waits) // 2], waits[len(waits) * 99 // 100], waits[-1]
    fewest, most = (limit(len(writer.taken) for writer in writers) for limit in (min, max))
    measured(
        f"{taken(writers)} saves in {SECONDS} s, {fewest} to {most} each; waited {p50 * 1000:.0f} ms in the middle,"
        f" 99 of 100 at most {p99 * 1000:.0f} ms, at worst {worst * 1000:.0f} ms"
    )
    assert [refused for writer in writers for refused in writer.refused] == []
    assert sum(writer.unanswered + writer.turned_away for writer in writers) == 0
    kept = kept_by(running)
    assert lost(kept, writers) + counted_twice(kept) + unlike(kept, writers) + never_sent(kept, before, writers) == []
    assert (p99 <= P99, worst <= WORST) == (True, True), (p99, worst)
