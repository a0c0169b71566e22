"""What is found in a feed, and what is to be done about it: decided without the store, the clock or the network."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.directory.rules import Facts

# A run: under way, over, waiting for a person, over with nothing taken away since a person said so, broken off.
RUNNING, DONE, HELD, REFUSED, FAILED = "running", "done", "held", "refused", "failed"
# Kinds of feeds: the standard’s own over the network, and files.
JSON, CSV = "json", "csv"
# How much of a value is repeated where something is wrong with it.
MOST_REPEATED = 60


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a row: where (`contacts[1].email`), why (a code of `telling.py`), and what stands there.

    A refusal keeps the row out; a warning leaves something out of it or doubts it.
    """

    where: str
    reason: str
    is_refusal: bool = False
    value: str = ""


@dataclass(frozen=True)
class RowRead:
    """What became of one row: facts, or none where it is refused. `external_id` is empty where it names none."""

    external_id: str
    facts: Facts | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Paging:
    """What a page says of itself. None where it does not say."""

    number: int | None = None
    total: int | None = None
    is_last: bool | None = None
    next_page: int | None = None
    has_next_address: bool = False
    rows: int = 0


@dataclass(frozen=True)
class Onward:
    """The next page to ask for, None after the last one; `trouble` is a code where the feed leads nowhere."""

    page: int | None = None
    trouble: str | None = None


def onward(asked: int, paging: Paging) -> Onward:
    """Return where a feed goes on after the page that was asked for."""
    if paging.number is not None and paging.number != asked:
        return Onward(trouble="pages-repeat")
    if paging.next_page is not None and paging.is_last is not True:
        return Onward(page=paging.next_page) if paging.next_page > asked else Onward(trouble="pages-repeat")
    if paging.has_next_address and paging.is_last is not True:
        return Onward(trouble="odd-next")
    if paging.is_last or (paging.total is not None and asked >= paging.total):
        return Onward()
    if not paging.rows:
        # It promised more than there is: what is missing is not known to be gone.
        return Onward(trouble="pages-missing") if paging.total is not None else Onward()
    if paging.total is None and paging.is_last is None:
        return Onward()
    return Onward(page=asked + 1)


def is_to_be_held(before: int, gone: int) -> bool:
    """Return whether a run would take away so much of what its feed gave that a person has to look first."""
    return gone > 0 and gone * 2 >= before


def repeated(value: object) -> str:
    """Return the beginning of a value as a text that can be kept and shown anywhere."""
    text = value if isinstance(value, str) else repr(value)[: MOST_REPEATED * 2]
    seen = "".join(c if c.isprintable() else " " for c in text[: MOST_REPEATED + 1])
    return seen if len(seen) <= MOST_REPEATED else f"{seen[:MOST_REPEATED]}…"


@dataclass(frozen=True)
class Feed:
    """A list of services that somebody else keeps: `kind` is 'json' for the standard, 'csv' for files."""

    feed_id: str
    name: str
    address: str
    kind: str
    made_at: str
    made_by: str | None = None
    closed_at: str | None = None


@dataclass(frozen=True)
class Run:
    """One reading of a feed. Numbers count rows; `before` is how many entries the feed gave before it.

    It goes on at row `next_row` of page `next_page`; page 0 says that every page was read. `twice` is not kept.
    """

    run_id: str
    feed_id: str
    state: str
    started_at: str
    started_by: str | None
    next_page: int = 1
    next_row: int = 0
    pages: int | None = None
    seen: int = 0
    kept: int = 0
    warned: int = 0
    refused: int = 0
    gone: int = 0
    before: int = 0
    faults: int = 0
    twice: int = 0
    reason: str = ""
    lease_until: str | None = None
    ended_at: str | None = None
    decided_at: str | None = None
    decided_by: str | None = None

    @property
    def percent(self) -> int | None:
        """How much of the feed was read, where its number of pages is known."""
        if self.state != RUNNING:
            return 100 if self.state in (DONE, HELD, REFUSED) else None
        if not self.pages:
            return None
        return 99 if self.next_page == 0 else min(99, (self.next_page - 1) * 100 // self.pages)


@dataclass(frozen=True)
class KeptFault:
    """A fault as it is kept: of which row, as the feed names it."""

    position: int
    external_id: str
    fault: Fault


TWICE = "twice"
# What may be better on another try: the run goes on where it stopped. After everything else it begins anew.
PASSING = frozenset({"no-answer", "no-connection", "cut-off", "in-trouble", "unknown-host", "broken-json", "stopped"})
# Later the pages of a feed are likely to be others.
GOES_ON_HOURS = 12


def goes_on(last: Run | None, at: str, *, hours_ago: str) -> bool:
    """Return whether a run that broke off is gone on with. `hours_ago` is the moment GOES_ON_HOURS before `at`."""
    if last is None:
        return False
    if last.state == RUNNING:
        return (last.lease_until or "") <= at and last.started_at > hours_ago
    return last.state == FAILED and last.reason in PASSING and (last.ended_at or "") > hours_ago
