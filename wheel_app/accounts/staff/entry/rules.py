"""What staff may use as a password, how their numbers and codes are read, and how long each lasts. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

PASSWORD_LEAST, PASSWORD_MOST = 15, 1000
# Of a password this much must be left once the words that everybody tries are taken out of it.
OWN_LEAST = 8
KINDS_LEAST = 5
LONGEST_EMAIL, LONGEST_TEXT = 254, 100

NUMBER_LENGTH, NUMBER_SECONDS = 6, 30
RECOVERY_LENGTH, RECOVERY_CODES = 12, 10
SETUP_LENGTH = 12
# Without those that are read for one another.
SETUP_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
STEP_SECONDS, SETUP_STEP_SECONDS = 300, 1800

# The lists of passwords that leak are mostly shorter than ours must be; what is left of them is made of these.
COMMON = (
    "correcthorsebatterystaple", "onceuponatime", "tobeornottobe", "maytheforcebewithyou", "supercalifragilistic",
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwerty", "azerty", "qwertz", "1q2w3e4r5t", "1qaz2wsx3edc", "password",
    "passphrase", "passwort", "passw0rd", "p@ssword", "p@ssw0rd", "letmein", "welcome", "iloveyou", "trustno1",
    "sunshine", "princess", "football", "baseball", "superman", "batman", "dragon", "monkey", "master", "shadow",
    "charlie", "liverpool", "arsenal", "chelsea", "everton", "manchester", "united", "england", "secret", "changeme",
    "default", "administrator", "admin", "manager", "worker", "login", "signin", "testing", "test", "temporary",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "june", "july", "august", "september", "october", "november", "december", "spring", "summer", "autumn",
    "winter", "family", "families", "wheel", "council", "children", "health", "visitor", "abcdefghijklmnopqrstuvwxyz",
    "abcdefghijkl", "abcdef", "abc", "12345678901234567890", "0123456789", "9876543210", "1234567890", "123456789",
    "12345678", "123456", "12345", "1234", "123",
)  # fmt: skip


class BadPassword(ValueError):
    """This cannot be somebody's password. `reason` is 'empty', 'short', 'long' or 'easy'."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def fold_email(text: str) -> str:
    """Return an address as it is kept and compared."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def is_email(text: str) -> bool:
    """Whether a folded text may be an address: that there is somebody behind it only a letter would tell."""
    return len(text) <= LONGEST_EMAIL and bool(
        re.fullmatch(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+\.[^@\s\x00-\x1f]+", text)
    )


def read_new_password(text: str, *, own_words: Iterable[str] = ()) -> str:
    """Return a password that somebody chooses, as it is compared; BadPassword for one that is guessed soon.

    `own_words` are what a stranger knows of them: their name, address and organisation.
    """
    password = as_typed(text)
    if not password.strip():
        raise BadPassword("empty")
    if len(password) < PASSWORD_LEAST:
        raise BadPassword("short")
    if len(password) > PASSWORD_MOST:
        raise BadPassword("long")
    if is_easy(password, own_words):
        raise BadPassword("easy")
    return password


def as_typed(text: str) -> str:
    """Return a password in the one form that every keyboard's way of writing it comes to."""
    return unicodedata.normalize("NFKC", text)


def is_easy(password: str, own_words: Iterable[str] = ()) -> bool:
    """Whether little is left of a password without common words, own words and repetition."""
    left = re.sub(r"[\W_]+", "", password.casefold()) or password
    known = {part for word in own_words for part in re.split(r"[\W_]+", word.casefold()) if len(part) > 2}
    for word in sorted({*COMMON, *known}, key=len, reverse=True):
        left = left.replace(word, "")
    left = _once(re.sub(r"(.)\1+", r"\1", left))
    return len(left) < OWN_LEAST or len(set(left)) < KINDS_LEAST


def _once(text: str) -> str:
    """Return the piece that a text repeats, or the text."""
    again = (text + text).find(text, 1)
    return text[:again] if 0 < again < len(text) else text


def read_digits(text: str) -> str:
    """Return the digits of a number or code as somebody typed it, in any script and spacing; empty where it is none."""
    kept = [c for c in unicodedata.normalize("NFKC", text[:LONGEST_TEXT]) if not (c.isspace() or c == "-")]
    digits = [unicodedata.decimal(character, None) for character in kept]
    return "" if any(digit is None for digit in digits) else "".join(map(str, digits))


def read_setup_code(text: str) -> str:
    """Return a set-up code as it was made, however it was typed; empty where it can be none."""
    kept = "".join(c for c in unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).lower() if c.isalnum())
    return kept if len(kept) == SETUP_LENGTH else ""


def in_fours(code: str) -> str:
    """Return a code in groups of four that are easy to copy."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def number_step(at: str) -> int:
    """Return the half minute that a moment (UTC text) lies in."""
    return int(datetime.fromisoformat(at).timestamp()) // NUMBER_SECONDS


@dataclass(frozen=True)
class Step:
    """What a browser carries between two pages of signing in or setting up; it opens nothing by itself."""

    staff_id: str
    mark: str
    made_at: str

    def is_over(self, at: str, *, seconds: int) -> bool:
        """Whether it was made too long ago, or in a future that a clock has come back from."""
        age = (datetime.fromisoformat(at) - datetime.fromisoformat(self.made_at)).total_seconds()
        return not 0 <= age <= seconds


def machine_of(user_agent: str) -> str:
    """Return in one word on what kind of machine a browser says it runs."""
    known = {"ipad": "ipad", "iphone": "iphone", "android": "android", "windows": "windows", "mac os": "mac"}
    text = user_agent.lower()
    return next((word for sign, word in known.items() if sign in text), "linux" if "linux" in text else "other")
