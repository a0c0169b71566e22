"""Numbers of thousands of digits end the reading of a page, and never the server."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel_app.directory.feeds.json_pages import BrokenPage, JsonPage
from wheel_app.directory.feeds.long_numbers import MOST_DIGITS, LongNumber, Watched

# What such a number does to its reader shows after some of them only, and in a process of its own.
MANY_PAGES = """
from io import BytesIO
from wheel_app.directory.feeds.json_pages import BrokenPage, JsonPage
for digits in (4_301, 5_000, 9_000, 100_000) * 5:
    try:
        list(JsonPage(BytesIO(b'{"contents": [{"id": ' + b"9" * digits + b"}]}")).rows())
    except BrokenPage as broken:
        print(broken.code)
"""


def rows_of(page: bytes) -> list[object]:
    return list(JsonPage(BytesIO(page)).rows())


@pytest.mark.parametrize(
    "number", ["9" * 5_000, "-" + "1" * 601 + ".5", "1e99999999999999999999", "1e-9999999999999999999"]
)
def test_a_number_that_nobody_can_have_meant_breaks_its_page(number: str) -> None:
    with pytest.raises(BrokenPage) as broken:
        rows_of(f"[{number}]".encode())
    assert broken.value.code == "broken-json"


def test_page_after_page_of_them_is_survived() -> None:
    done = subprocess.run([sys.executable, "-c", MANY_PAGES], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["broken-json"] * 20), done.stderr


@pytest.mark.parametrize("text", ["9" * 5_000, '"' + "9" * 5_000, "\\" * 3 + "9" * 5_000, '\\"9' * 700])
def test_digits_inside_a_text_are_a_text(text: str) -> None:
    assert rows_of(json.dumps([text, 5]).encode()) == [text, 5]


@given(
    st.lists(st.one_of(st.text('9"\\x:,', max_size=900), st.just("8" * 700), st.integers(0, 10**500)), max_size=6),
    st.integers(1, 700),
    st.one_of(st.none(), st.integers(MOST_DIGITS - 1, MOST_DIGITS + 2)),
)
def test_wherever_pieces_end_only_long_numbers_are_met(given: list[object], size: int, digits: int | None) -> None:
    page = json.dumps(given).encode() + (b" " + b"7" * digits if digits else b"")
    file, read = Watched(BytesIO(page)), b""
    try:
        while piece := file.read(size):
            read += piece
    except LongNumber:
        assert digits is not None
        assert digits > MOST_DIGITS
    else:
        assert read == page
        assert digits is None or digits <= MOST_DIGITS
