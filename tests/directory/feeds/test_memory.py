"""However long a feed is, or one page of it, it takes no more memory than a short one."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.directory.feeds.kept import reply_always
from tests.directory.feeds.serving import JSON, Reply, Served, as_json, feed_of, page_of, run, whole
from wheel_app.directory.feeds.json_pages import BrokenPage, JsonPage
from wheel_app.directory.feeds.rules import DONE
from wheel_app.storage import Database

A_PAGE = 20


def peak(work: Callable[[], None]) -> int:
    """The most bytes that Python held while something was done."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_long_page_is_read_row_by_row(tmp_path: Path) -> None:
    row = json.dumps(whole(1))

    def read(rows: int) -> None:
        with (tmp_path / str(rows)).open("rb") as file:
            assert sum(1 for _ in JsonPage(file).rows()) == rows

    for rows in (200, 4_000):
        with (tmp_path / str(rows)).open("w") as file:
            file.write('{"contents": [' + row)
            file.writelines(f",{row}" for _ in range(rows - 1))
            file.write("]}")
    read(200)
    few, many = peak(lambda: read(200)), peak(lambda: read(4_000))
    assert many <= few * 1.2 + 100_000, (few, many)


def test_a_page_of_nothing_but_names_is_left() -> None:
    page = b"{" + b",".join(b'"%x": 1' % number for number in range(400_000)) + b', "contents": []}'

    def read() -> None:
        with pytest.raises(BrokenPage) as refused:
            list(JsonPage(BytesIO(page)).rows())
        assert refused.value.code == "not-a-feed"

    assert peak(read) < 100_000_000


def test_heavy_rows_are_let_go_of_one_by_one(db: Database, feed: Served) -> None:
    row = json.dumps(whole(1, funding=[{} for _ in range(20_000)])).encode()
    mine = feed_of(db, f"{feed.address}/services")

    def read(rows: int) -> None:
        feed.answer = reply_always((200, JSON, b"[" + b",".join([row] * rows) + b"]"))
        assert run(db, mine).seen == rows

    read(1)
    few, many = peak(lambda: read(5)), peak(lambda: read(60))
    assert many <= few * 1.3 + len(row) * 60 * 4, (few, many)


def test_a_long_feed_takes_no_more_than_a_short_one(db: Database, feed: Served) -> None:
    def answer(pages: int) -> Callable[[str, dict[str, str]], Reply]:
        def page(path: str, asked: dict[str, str]) -> Reply:
            number = int(asked["page"])
            rows = [whole(n) for n in range((number - 1) * A_PAGE + 1, number * A_PAGE + 1)]
            return as_json(page_of(rows, number, pages))

        return page

    mine = feed_of(db, f"{feed.address}/services")

    def read(pages: int) -> None:
        feed.answer = answer(pages)
        ended = run(db, mine)
        assert (ended.state, ended.kept) == (DONE, pages * A_PAGE)

    read(2)
    few, many = peak(lambda: read(2)), peak(lambda: read(9))
    assert many <= few * 1.3 + 200_000, (few, many)
