"""What a hand-back PIN may be. Pure."""

from __future__ import annotations

import unicodedata

PIN_LENGTH = 6
LONGEST_PIN_TEXT = 100
# Whoever holds the device next tries these first.
RUNS = ("01234567890", "09876543210")


class BadPin(ValueError):
    """The text cannot be a PIN. `reason` is 'empty', 'letters', 'length' or 'easy'."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_pin(text: str) -> str:
    """Return the six digits of a PIN as somebody typed it, in any script; BadPin when it is none."""
    kept = "".join(unicodedata.normalize("NFKC", text[:LONGEST_PIN_TEXT]).split())
    if not kept:
        raise BadPin("empty")
    digits = [unicodedata.decimal(character, None) for character in kept]
    if any(digit is None for digit in digits):
        raise BadPin("letters")
    if len(digits) != PIN_LENGTH:
        raise BadPin("length")
    return "".join(map(str, digits))


def read_new_pin(text: str) -> str:
    """Return the six digits of a PIN that somebody chooses; BadPin also for one that is guessed at once."""
    pin = read_pin(text)
    half = PIN_LENGTH // 2
    if len(set(pin)) < 3 or pin[:half] == pin[half:] or any(pin in run for run in RUNS):
        raise BadPin("easy")
    return pin
