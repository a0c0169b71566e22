"""A run of a feed from its first page to its end: asking, reading, writing, and saying what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Protocol

from wheel_app.directory.feeds.actions import (
    AT_ONCE,
    Lease,
    TakenOver,
    break_off,
    finish_page,
    hold_on,
    keep_rows,
    settle,
)
from wheel_app.directory.feeds.fetching import Limits
from wheel_app.directory.feeds.guarding import NotFetched
from wheel_app.directory.feeds.json_pages import BrokenPage
from wheel_app.directory.feeds.queries import find_run
from wheel_app.directory.feeds.rules import KeptFault, Onward, Paging, RowRead, Run, onward
from wheel_app.storage import Database, later

# A run holds on to itself at least this often while it only asks.
HOLD_MINUTES = 1
# A page that breaks off is asked for again; these are not, since the same would come again.
IN_VAIN = frozenset({"is-html", "not-a-feed", "empty-reply", "not-a-table", "broken-table"})


class Page(Protocol):
    """Rows, and after the last of them how the feed goes on."""

    @property
    def paging(self) -> Paging:
        """How the feed goes on."""

    def rows(self) -> Iterator[object]:
        """Give one row after the other; may raise BrokenPage."""

    def close(self) -> None:
        """Let go of the page."""


class Source(Protocol):
    """A feed as a run reads it."""

    def page(self, number: int) -> Page:
        """Return a page, from 1 on; raises NotFetched."""

    def read(self, row: object) -> RowRead:
        """Return what a row says."""

    def told(self) -> list[KeptFault]:
        """Return what was found wrong since the last time that is not about one row."""


class Reading:
    """Does one run. `now` gives the moment as UTC text; `note` is to be called while the source asks."""

    def __init__(self, db: Database, lease: Lease, *, now: Callable[[], str], limits: Limits) -> None:
        self._db = db
        self._lease = lease
        self._now = now
        self._limits = limits
        self._held_at = now()

    def note(self) -> None:
        """Hold on to the run while it asks for much; raises TakenOver."""
        at = self._now()
        if at >= later(self._held_at, minutes=HOLD_MINUTES):
            hold_on(self._db, self._lease, at=at)
            self._held_at = at

    def run(self, source: Source) -> Run:
        """Read the feed to its end, or as far as it can be read; return the run as it ended."""
        try:
            return self._run(source)
        except TakenOver:
            return find_run(self._db, self._lease.run.run_id) or self._lease.run

    def _run(self, source: Source) -> Run:
        try:
            while self._lease.run.next_page:
                trouble = self._pass_page(source)
                if trouble:
                    return break_off(self._db, self._lease, trouble, at=self._now())
        except NotFetched as failed:
            return break_off(self._db, self._lease, failed.code, at=self._now())
        return settle(self._db, self._lease, at=self._now())

    def _pass_page(self, source: Source) -> str | None:
        """Read the page that is next and note where it leads; return why it leads nowhere."""
        number = self._lease.run.next_page
        if number > self._limits.most_pages or self._lease.run.seen > self._limits.most_rows:
            return "never-ends"
        try:
            paging = self._read_page(source, number)
        except BrokenPage as broken:
            return broken.code
        step = onward(number, paging) if paging else Onward(trouble="pages-repeat")
        if step.trouble:
            return step.trouble
        self._lease = finish_page(
            self._db, self._lease, next_page=step.page or 0, pages=paging.total if paging else None, at=self._now()
        )
        return None

    def _read_page(self, source: Source, number: int) -> Paging | None:
        for tried in range(1, self._limits.tries + 1):
            page, before = source.page(number), self._lease.run
            try:
                paging = self._keep(source, page, number)
                return None if self._is_all_known(before) else paging
            except BrokenPage as broken:
                if broken.code in IN_VAIN or tried == self._limits.tries:
                    raise
            finally:
                page.close()
        return None

    def _is_all_known(self, before: Run) -> bool:
        """Return whether a page held nothing but what this run met on pages before it."""
        run = self._lease.run
        return run.seen > before.seen and run.twice - before.twice == run.seen - before.seen

    def _keep(self, source: Source, page: Page, number: int) -> Paging:
        """Write the rows of a page, some at a time, from the row on that is next."""
        rows = page.rows()
        for _ in islice(rows, self._lease.run.next_row):
            pass
        while True:
            some, broken = _some(source, rows)
            if page.paging.number not in (None, number):
                return page.paging  # It is not the page that was asked for, and nothing of it is taken.
            self._keep_some(source, some)
            if broken is not None:
                raise broken
            if len(some) < AT_ONCE:
                return page.paging
            if self._lease.run.seen > self._limits.most_rows:
                raise BrokenPage("never-ends")

    def _keep_some(self, source: Source, read: list[RowRead]) -> None:
        notes = source.told()
        if read or notes:
            self._lease = keep_rows(self._db, self._lease, read, notes, at=self._now())
            self._held_at = self._now()


def _some(source: Source, rows: Iterator[object]) -> tuple[list[RowRead], BrokenPage | None]:
    """Return what the next rows say, and with the last good ones why there are no more.

    Each row is let go of as soon as it is read: together a hundred could be more than there is room for.
    """
    some: list[RowRead] = []
    try:
        for row in islice(rows, AT_ONCE):
            some.append(source.read(row))
    except BrokenPage as broken:
        return some, broken
    return some, None
