"""Names as they are compared: without capitals, accents and apostrophes, in any script."""

from __future__ import annotations

import unicodedata

LONGEST_WORD = 40
# Letters that do not come apart into a letter and a sign, as they are often typed instead.
PLAIN = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا", "ـ": "",
    }
)  # fmt: skip
JOINING = frozenset("'’‘ʼ`´-‐‑–.·")
# Written without blanks between the parts of a name.
UNSPACED = (("぀", "ヿ"), ("㐀", "鿿"), ("豈", "﫿"))


def fold(text: str) -> str:
    """Return a text as it is compared: its letters and digits in small letters, single blanks between words."""
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(PLAIN)
    kept = (c for c in apart if not unicodedata.combining(c) and c not in JOINING)
    return " ".join("".join(c if _is_letter(c) else " " for c in kept).split())


def _is_letter(character: str) -> bool:
    # Vowel signs of many scripts are marks of their own and belong to the word.
    return unicodedata.category(character)[0] in "LNM"


def one_word(name: str) -> str:
    """Return a whole name folded into one word, as it is kept among its words."""
    return fold(name).replace(" ", "")[:LONGEST_WORD]


def words_of(*names: str) -> frozenset[str]:
    """Return each folded word of some names, each name in one word, and the ends of names that know no blanks."""
    folded = [fold(name) for name in names]
    words = {word[:LONGEST_WORD] for name in folded for word in (*name.split(), name.replace(" ", "")) if word}
    return frozenset(words | {word[at:] for word in words if _is_unspaced(word) for at in range(1, len(word))})


def typed_words(typed: str) -> list[str]:
    """Return the folded words of what was typed, and all of it in one word, the longest first."""
    folded = fold(typed)
    words = {word[:LONGEST_WORD] for word in (*folded.split(), folded.replace(" ", "")) if word}
    return sorted(words, key=lambda word: (-len(word), word))


def _is_unspaced(word: str) -> bool:
    return all(any(first <= c <= last for first, last in UNSPACED) for c in word)


def pieces_of(words: frozenset[str]) -> frozenset[str]:
    """Return every piece of three letters of some words, their beginnings and ends marked."""
    marked = [f"^{word}$" for word in words]
    return frozenset(word[at : at + 3] for word in marked for at in range(len(word) - 2))
