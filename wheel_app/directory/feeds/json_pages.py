"""A page of a feed read as it comes, row by row: however large or odd it is, only one row is in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import IO, Any

import ijson

from wheel_app.directory.feeds.checking import TOO_DEEP
from wheel_app.directory.feeds.long_numbers import Watched
from wheel_app.directory.feeds.rules import Paging

# Where a page keeps its rows; the second is how the version before the standard named it.
LISTS = ("contents", "content")
MOST_LEVELS = 16
MOST_VALUES = 300_000
OPENING, CLOSING = frozenset({"start_map", "start_array"}), frozenset({"end_map", "end_array"})
BOM = b"\xef\xbb\xbf"


class BrokenPage(Exception):
    """A page cannot be read on; `code` says why, and what was read of it stands."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class IsRoot(Exception):
    """It is not a list of services but the page that tells of the whole feed."""


class JsonPage:
    """One page. Walk through `rows` to the end; after that `paging` says where the feed goes on."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._said: dict[str, Any] = {}
        self._count = self._values = 0

    def rows(self) -> Iterator[object]:
        """Give one row after the other; raise BrokenPage where it breaks off or is no page at all, or IsRoot."""
        _refuse_other(self._file)
        try:
            for row in self._walk(ijson.basic_parse(Watched(self._file), use_float=False)):
                self._count += 1
                yield row
        except (ijson.JSONError, ValueError, ArithmeticError):
            # The last is what becomes of 1e99999999999999999999.
            raise BrokenPage("broken-json") from None

    def close(self) -> None:
        """Let go of the page."""
        self._file.close()

    @property
    def paging(self) -> Paging:
        """What the page said of itself."""
        said = self._said
        following = said.get("next_page", said.get("next"))
        is_last = next((said[name] for name in ("last_page", "last") if isinstance(said.get(name), bool)), None)
        return Paging(
            number=_whole(said.get("page_number", said.get("page"))),
            total=_whole(said.get("total_pages", said.get("totalPages"))),
            is_last=is_last,
            next_page=_page_in(following),
            has_next_address=isinstance(following, str) and bool(following) and _page_in(following) is None,
            rows=self._count,
        )

    def _walk(self, events: Iterator[tuple[str, Any]]) -> Iterator[object]:
        first, _ = next(events, ("", None))
        if first == "start_array":
            yield from _items(events)
        elif first == "start_map":
            yield from self._walk_map(events)
        else:
            raise BrokenPage("not-a-feed")

    def _walk_map(self, events: Iterator[tuple[str, Any]]) -> Iterator[object]:
        has_list = False
        for event, key in events:
            if event == "end_map":
                continue
            opening, value = next(events)
            if key in LISTS and opening == "start_array" and not has_list:
                has_list = True
                yield from _items(events)
            else:
                self._said[key], values = _built(opening, value, events)
                self._values += values
                if self._values > MOST_VALUES:
                    raise BrokenPage("not-a-feed")
        if not has_list:
            yield self._alone()

    def _alone(self) -> object:
        """Return the page itself as a row, where it is a single service."""
        if {"version", "openapi_url"} & self._said.keys() and "id" not in self._said:
            raise IsRoot
        if not {"id", "status"} & self._said.keys():
            raise BrokenPage("not-a-feed")
        row, self._said = self._said, {}
        return row


def _refuse_other(file: IO[bytes]) -> None:
    begins = file.read(512)
    text = begins.removeprefix(BOM).lstrip()
    if not text:
        raise BrokenPage("empty-reply")
    if text.startswith(b"<"):
        raise BrokenPage("is-html")
    file.seek(len(BOM) if begins.startswith(BOM) else 0)


def _items(events: Iterator[tuple[str, Any]]) -> Iterator[object]:
    for event, value in events:
        if event == "end_array":
            return
        yield _built(event, value, events)[0]


def _built(event: str, value: Any, events: Iterator[tuple[str, Any]]) -> tuple[Any, int]:
    """Build one value from its events, and say of how many it is.

    TOO_DEEP stands for what is nested too deeply or has too many parts.
    """
    if event not in OPENING:
        return _plain(value), 1
    builder = _Builder({} if event == "start_map" else [])
    for following, told in events:
        if builder.is_whole_after(following, told):
            return builder.made, builder.count
    raise BrokenPage("broken-json")


class _Builder:
    """Puts a value together, and lets go of what is too much."""

    def __init__(self, top: dict[str, Any] | list[Any]) -> None:
        self._stack: list[dict[str, Any] | list[Any]] = [top]
        self._top, self._key, self.count, self._below = top, "", 0, 0

    @property
    def made(self) -> Any:
        return self._top if self.count <= MOST_VALUES else TOO_DEEP

    def is_whole_after(self, event: str, value: Any) -> bool:
        self.count += not self._below
        if event in CLOSING:
            return self._close()
        if self._below or self.count > MOST_VALUES:
            self._below += event in OPENING
        elif event == "map_key":
            self._key = value
        else:
            self._add(_opened(event, value, len(self._stack)))
        return False

    def _close(self) -> bool:
        if self._below:
            self._below -= 1
        else:
            self._stack.pop()
        return not self._stack

    def _add(self, made: Any) -> None:
        self._below += made is TOO_DEEP
        _put(self._stack[-1], self._key, made)
        if isinstance(made, dict | list):
            self._stack.append(made)


def _opened(event: str, value: Any, level: int) -> Any:
    if event not in OPENING:
        return _plain(value)
    if level >= MOST_LEVELS:
        return TOO_DEEP
    return {} if event == "start_map" else []


def _put(holder: dict[str, Any] | list[Any], key: str, value: Any) -> None:
    if isinstance(holder, dict):
        holder[key] = value
    else:
        holder.append(value)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _whole(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def _page_in(value: object) -> int | None:
    """Return the number of a page that is named as a number, or in an address as `page=2`."""
    if isinstance(value, str) and "page=" in value:
        digits = value.rpartition("page=")[2].partition("&")[0]
        return _whole(digits)
    return _whole(value)
