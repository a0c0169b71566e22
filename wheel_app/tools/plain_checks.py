"""Checks of single words and texts, without a place."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

KEY = re.compile(r"(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*")
KEY_MEND = "Use small letters, digits and single hyphens, such as early-years"
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069<>]")


def text_faults(value: str, longest: int) -> Iterator[tuple[str, str]]:
    """What keeps a text from being shown, each with its mend."""
    if not value.strip():
        yield "this text is empty", "Write it, or take the line out"
    if value != value.strip():
        yield "this text begins or ends with a space", "Take the space away"
    if len(value) > longest:
        yield f"this text has {len(value)} characters; {longest} fit", "Say it shorter"
    if UNSEEN.search(value):
        yield "this text holds a mark that people cannot see, a line break, < or >", "Take it out"
    if "%" in value:
        # Translated texts go through %-formatting, where a bare % is an error.
        yield "this text holds a % sign", "Write “per cent”"


def nearest(value: str, known: Collection[str], otherwise: str = "") -> str:
    """A mend that names the most similar known word, or else all of them."""
    close = get_close_matches(value, known, n=1)
    if close:
        return f"Did you mean “{close[0]}”?"
    every = ", ".join(known)
    return f"{otherwise}; known are: {every}" if otherwise else f"Use one of: {every}"


def a(kind: str) -> str:
    """A kind of table with its article, as it reads in a sentence."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
