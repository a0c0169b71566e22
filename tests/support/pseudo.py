"""A made-up language: English with accents, forty per cent longer and in brackets. What stands outside the brackets was
never translated; what breaks on the page had no room to grow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.support.dom import INLINE, SILENT, Element

# Babel knows no locale made for this. Esperanto it knows; no area offers it, and its plural is like the English one.
PSEUDO = "eo"
TEMPLATE = Path(__file__).parents[2] / "translations" / "messages.pot"
OPEN, CLOSE = "⟦", "⟧"
ACCENTS = str.maketrans("aAcCdDeEgGhHiIjJlLnNoOrRsStTuUwWyYzZ", "àÀçÇđĐéÉĝĜĥĤîÎĵĴłŁñÑöÖřŘšŠţŢüÜŵŴýÝžŽ")
KEPT = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|\{[a-z_]+\}|<[^>]*>|&\w+;|\n")
# A textarea holds what somebody wrote themselves.
NOT_SHOWN = (SILENT - {"title", "desc"}) | {"textarea"}
# Ids and addresses are said in no language.
EMAIL = re.compile(r"\S+@\S+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
ADDRESS = re.compile(r"https?://\S+")
VOWELS = "áéíóú"
SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-say", "aria-valuetext", "aria-roledescription")


def pseudo(text: str) -> str:
    """Return the text with accents, padded to at least 140 % and bracketed; placeholders and tags stay as they are."""
    if not text:
        return text
    kept = KEPT.findall(text)
    words = [part.translate(ACCENTS) for part in KEPT.split(text)]
    mixed = "".join(a + b for a, b in zip(words, [*kept, ""], strict=True))
    missing = max(1, round(len(text) * 0.4))
    return f"{OPEN}{mixed} {(VOWELS * missing)[:missing]}{CLOSE}"


def make_pseudo_area(folder: Path, template: Path = TEMPLATE) -> Path:
    """Lay out the folder of an area whose one further language is the made-up one; return the folder."""
    languages = f'[[languages]]\ncode = "{PSEUDO}"\nname = "{pseudo("English")}"\n'
    (folder / "languages.toml").write_text(languages, encoding="utf-8")
    write_pseudo_catalogue(template, folder / "translations")
    return folder


def write_pseudo_catalogue(template: Path, folder: Path) -> None:
    """Write `folder`/eo/LC_MESSAGES/messages.mo from a messages.pot."""
    with template.open("rb") as source:
        messages = read_po(source)
    catalogue = Catalog(locale=Locale.parse(PSEUDO), fuzzy=False)
    for message in messages:
        if message.id:
            catalogue.add(message.id, _translated(message.id), context=message.context, flags=message.flags - {"fuzzy"})
    target = folder / PSEUDO / "LC_MESSAGES"
    target.mkdir(parents=True, exist_ok=True)
    with (target / "messages.mo").open("wb") as out:
        write_mo(out, catalogue)


def _translated(message_id: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    return pseudo(message_id) if isinstance(message_id, str) else tuple(pseudo(one) for one in message_id)


def english_left_over(root: Element) -> list[str]:
    """Return each text outside the brackets that holds a word, but for what is marked with a lang or translate=no."""
    texts = [*_texts(root), *_attributes(root)]
    return [left for left in (_plain(text) for text in texts) if left]


# How the locale that lends its calendar joins the last two of a list.
LIST_WORDS = ("kaj", "aŭ")


def _plain(text: str) -> str:
    depth, outside = 0, []
    for letter in text:
        depth += letter == OPEN
        if depth == 0:
            outside.append(letter)
        depth = max(0, depth - (letter == CLOSE))
    left = POSTCODE.sub(" ", EMAIL.sub(" ", ADDRESS.sub(" ", "".join(outside))))
    left = _lent().sub(" ", left)
    return " ".join(left.split()) if re.search(r"[^\W\d_]{2,}", left) else ""


@cache
def _lent() -> re.Pattern[str]:
    """The words that the locale lends: months, days, what languages are called, what joins the last two of a list."""
    locale = Locale.parse(PSEUDO)
    names = [
        name
        for width in ("wide", "abbreviated")
        for table in (locale.months, locale.days)
        for name in table["format"][width].values()
    ]
    longest_first = sorted({*names, *locale.languages.values(), *LIST_WORDS}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def _is_foreign(element: Element) -> bool:
    return element.get("translate") == "no" or (element.tag != "html" and element.get("lang") not in ("", PSEUDO))


def _texts(root: Element) -> Iterator[str]:
    """The text of each block, with the inline elements in it taken as part of the line."""
    if root.tag in NOT_SHOWN or _is_foreign(root):
        return
    line, blocks = _line(root)
    yield line
    for block in blocks:
        yield from _texts(block)


def _line(element: Element) -> tuple[str, list[Element]]:
    line, blocks = "", []
    for piece in element.content:
        if isinstance(piece, str):
            line += piece
        elif piece.tag not in INLINE:
            blocks.append(piece)
            line += " "
        elif not _is_foreign(piece):
            inner, further = _line(piece)
            line += inner
            blocks += further
    return line, blocks


def _is_said_otherwise(element: Element, name: str) -> bool:
    """Whether a text is there to be said in another language, as the name of that language is."""
    return name == "data-say" and element.get("data-lang") not in ("", PSEUDO)


def _attributes(root: Element) -> Iterator[str]:
    for element in root.all("*"):
        if not _is_foreign(element) and not any(_is_foreign(above) for above in element.ancestors):
            yield from (
                element.get(name) for name in SPOKEN if element.has(name) and not _is_said_otherwise(element, name)
            )
            if element.tag in ("input", "button") and element.get("type") in ("submit", "button"):
                yield element.get("value") if element.tag == "input" else ""
