"""The number of a sheet and of its strip: nameless, short to type, and wrong when one sign is. Pure."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable

# 19 signs, a prime: see `check_sign`. Of those that handwriting mixes up (0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V W) one
# at most, and no vowel: no number can spell a word.
SIGNS = "2346789CDFHJKMNPRTX"
LENGTH = 9
GROUP = 3


class NotANumber(ValueError):
    """This cannot be the number of a sheet: `why` is 'empty', 'length', 'sign' or 'mistyped'."""

    def __init__(self, why: str, sign: str = "") -> None:
        super().__init__(why)
        self.why, self.sign = why, sign


def new_number(choose: Callable[[str], str] = secrets.choice) -> str:
    """Return a number of eight signs by chance and one that checks them."""
    chosen = "".join(choose(SIGNS) for _ in range(LENGTH - 1))
    return chosen + check_sign(chosen)


def check_sign(chosen: str) -> str:
    """Return the sign that the first eight ask for.

    The signs are weighted by 9 to 2, the last by 1, and the sum is a multiple of 19, a prime. So one wrong sign never
    goes unseen, nor do two that changed places: the weights differ, and so do the signs, by less than 19.
    """
    total = sum((LENGTH - place) * SIGNS.index(sign) for place, sign in enumerate(chosen))
    return SIGNS[-total % len(SIGNS)]


def read_number(typed: str) -> str:
    """Return the number that somebody typed, with or without gaps and capitals; raise NotANumber."""
    found = "".join(_sign(c) for c in unicodedata.normalize("NFKC", typed) if c.isalnum())
    if not found:
        raise NotANumber("empty")
    if odd := next((sign for sign in found if sign not in SIGNS), ""):
        raise NotANumber("sign", odd)
    if len(found) != LENGTH:
        raise NotANumber("length")
    if check_sign(found[:-1]) != found[-1]:
        raise NotANumber("mistyped")
    return found


def _sign(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character.upper() if digit is None else str(digit)


def in_groups(number: str) -> str:
    """Return a number as it is printed and read out: three signs at a time."""
    return " ".join(number[at : at + GROUP] for at in range(0, len(number), GROUP))
