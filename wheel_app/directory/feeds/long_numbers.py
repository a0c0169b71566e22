"""A page is watched for numbers of hundreds of digits before anything reads it.

The reader of JSON in C hands each number to Python, which refuses to read thousands of digits; some of these refusals
it does not survive, and the whole server with it.
"""

from __future__ import annotations

import re
from typing import IO

# Python itself can be told to read no more than 640.
MOST_DIGITS = 600
TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
TOO_LONG = re.compile(rb"[0-9]{%d}" % (MOST_DIGITS + 1))
DIGITS = re.compile(rb"[0-9]*\Z")


class LongNumber(ValueError):
    """A page holds a number that nobody can have meant."""


class Watched:
    """A file that gives what another one holds, and raises LongNumber before it gives the end of such a number."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        # How what was given so far ends, as far as it matters: digits, or the beginning of a text.
        self._end = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        piece = self._file.read(size)
        bare = TEXT.sub(b" ", self._end + piece)
        bare, quote, text = bare.partition(b'"')
        if TOO_LONG.search(bare):
            raise LongNumber
        is_escaped = (len(text) - len(text.rstrip(b"\\"))) % 2 == 1
        self._end = quote + b"\\" * is_escaped if quote else _digits(bare)
        return piece


def _digits(bare: bytes) -> bytes:
    found = DIGITS.search(bare[-MOST_DIGITS:])
    return found[0] if found else b""
