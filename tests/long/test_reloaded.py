"""Fresh processes, a new version and the end of the app drop nothing of what people are just sending."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.served import start_bound
from tests.long.conftest import Running, Say, crowd, kept_by, taken
from tests.long.kept import Kept, counted_twice, lost, never_sent, unlike
from tests.long.writers import Writer, finish_what_was_under_way, write_all

pytestmark = pytest.mark.long
TIMES, WRITERS, BETWEEN, MOST = 3, 24, 300, 60_000
Run = Callable[..., Running]


class Changes:
    """Ends the writing after so many changes of processes, each made in the middle of it and seen through."""

    def __init__(self, writers: list[Writer], change: Callable[[], object], pids: Callable[[], set[int]]) -> None:
        self.writers, self.change, self.pids = writers, change, pids
        self.left, self.is_over = TIMES, False
        self.old: set[int] = set()
        self.next_look = BETWEEN

    def __call__(self) -> bool:
        """Whether it is over; called between any two saves."""
        if self.is_over or taken(self.writers) < self.next_look:
            return self.is_over
        self.next_look += BETWEEN
        assert self.next_look < MOST, "the processes stay as they are"
        found = self.pids()
        if found.isdisjoint(self.old):
            self.is_over = not self.left
            self.old, self.left = found, self.left - 1
        if not self.is_over and found <= self.old:
            # Asked for too soon after the change before, it is not heard; then it is asked for again.
            self.change()
        return self.is_over


def wrong(running: Running, writers: list[Writer], before: Kept) -> list[str]:
    """Each save that was refused, or is not in the store once and as it was answered."""
    kept, refused = kept_by(running), [refused for writer in writers for refused in writer.refused]
    there = lost(kept, writers) + counted_twice(kept) + unlike(kept, writers)
    return refused + there + never_sent(kept, before, writers)


def broken_off(writers: list[Writer]) -> int:
    return sum(writer.unanswered + writer.turned_away for writer in writers)


def test_fresh_processes_drop_nothing(run: Run, measured: Say) -> None:
    running = run()
    writers, before = crowd(running, WRITERS), kept_by(running)
    server = running.server
    fresh = Changes(writers, lambda: server.process.send_signal(signal.SIGHUP), lambda: set(server.workers()))
    write_all(writers, fresh)
    assert (wrong(running, writers, before), broken_off(writers)) == ([], 0)
    measured(f"{taken(writers)} saves over {TIMES} times HUP, 0 requests failed, 0 lost, 0 twice")


def test_a_new_version_drops_nothing(run: Run, measured: Say) -> None:
    running = run(start_bound)
    writers, before = crowd(running, WRITERS), kept_by(running)
    group = running.server.process.pid
    new = Changes(writers, lambda: os.kill(first_of(group), signal.SIGUSR2), lambda: processes_of(group))
    write_all(writers, new)
    running.server.process.wait(30)
    assert (wrong(running, writers, before), broken_off(writers)) == ([], 0)
    measured(f"{taken(writers)} saves over {TIMES} new versions, 0 requests failed, 0 lost, 0 twice")


def processes_of(group: int) -> set[int]:
    """Every running process of the app."""
    return {int(stat[0]) for stat in map(stat_of, Path("/proc").glob("[0-9]*")) if stat[4:5] == [str(group)]}


def first_of(group: int) -> int:
    """The process of the app that all others of it were started by."""
    found = processes_of(group)
    return next(pid for pid in found if int(stat_of(Path(f"/proc/{pid}"))[3]) not in found)


def stat_of(process: Path) -> list[str]:
    """Number, name, state, parent and group; of a process that has ended, nothing."""
    try:
        number, _, rest = (process / "stat").read_text().partition(" ")
    except OSError:
        return []
    words = [number, "", *rest.rpartition(") ")[2].split()]
    return [] if words[2] == "Z" else words


def test_the_end_finishes_what_was_accepted(run: Run, measured: Say) -> None:
    running = run()
    writers, before = crowd(running, WRITERS), kept_by(running)
    is_told = False

    def is_over() -> bool:
        nonlocal is_told
        if not is_told and taken(writers) >= BETWEEN:
            is_told = True
            running.server.process.send_signal(signal.SIGTERM)
        return False

    write_all(writers, is_over, again=False)
    assert running.server.process.wait(30) == 0
    assert sum(writer.unanswered for writer in writers) == 0
    come_again = sum(writer.pending is not None for writer in writers)
    running.begin_again()
    finish_what_was_under_way(writers)
    assert wrong(running, writers, before) == []
    measured(f"{taken(writers)} saves, each on an accepted line answered, 0 lost; {come_again} found the door closed")
