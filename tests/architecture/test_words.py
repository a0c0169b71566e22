"""The words that families read: kind, plain, set with true quotation marks, and whole sentences for translators."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from tests.support.messages import collect
from tests.support.readability import foreign_spellings, hard_sentences, unkind_words

STRAIGHT = re.compile(r"[\"']|\.\.\.|--")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{[a-z_]+\}")
MARKUP = re.compile(r"<[a-z/][^>]*>", re.IGNORECASE)
LOOSE = re.compile(r"^\W*$|^\s|\s$|%s|%d|\{\d*\}")
# Names that cannot be said more simply: a helpline, a button, a trade, a term of the law, a loss that has
# one word alone; on staff pages a role and whose they are.
NAMES = re.compile(
    r"Administrators?\b|Organisation\b|Safeguarding lead|(?<=\bas )administrator|[Pp]arental responsibility"
    r"|[Mm]iscarriage|National Domestic Abuse Helpline|Exit this page|(?<=\b[Aa]n )interpreter"
)


def texts() -> list[str]:
    return [form for text in collect() for form in text.forms]


def as_read(found: Iterable[str]) -> list[str]:
    """The texts with a number in place of each placeholder and a short name in place of a long one."""
    return [PLACEHOLDER.sub("5", NAMES.sub("Ann", text)) for text in found]


def typewriter_marks(found: Iterable[str]) -> list[str]:
    """Each text with straight quotation marks, three full stops or two hyphens."""
    return [text for text in found if STRAIGHT.search(MARKUP.sub("", text))]


def hard_to_translate(found: Iterable[str]) -> list[str]:
    """Each text that a translator cannot turn round: unnamed placeholders, blanks at an end, no words, markup."""
    return [text for text in found if LOOSE.search(text) or MARKUP.search(text) or not _has_words(text)]


def _has_words(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]", PLACEHOLDER.sub("", text))) or len(PLACEHOLDER.findall(text)) > 1


def test_there_are_texts() -> None:
    assert len(texts()) > 200


def test_texts_are_kind() -> None:
    assert unkind_words(texts()) == []


def test_texts_are_plain() -> None:
    assert hard_sentences(as_read(texts())) == []


def test_texts_are_spelt_as_families_spell() -> None:
    assert foreign_spellings(texts()) == []


def test_texts_are_well_set() -> None:
    assert typewriter_marks(texts()) == []


def test_texts_can_be_translated() -> None:
    assert hard_to_translate(texts()) == []


@pytest.mark.parametrize("text", ["It's yours", 'Say "yes"', "Wait...", "Stop -- or go on"])
def test_typewriter_marks_bite(text: str) -> None:
    assert typewriter_marks([text]) == [text]


@pytest.mark.parametrize("text", ["Hello %s", "from {}", " of ", "%(n)s", "Go <b>on</b>", "–"])
def test_hard_to_translate_bites(text: str) -> None:
    assert hard_to_translate([text]) == [text]


def test_good_texts_pass() -> None:
    good = ["It’s yours.", "Say “yes”", "%(topic)s: %(score)s out of 100", "Wait … then go on"]
    assert typewriter_marks(good) == hard_to_translate(good) == []


def test_kind_and_plain_bite() -> None:
    assert unkind_words(["What are your needs?"]) != []
    assert (
        hard_sentences(as_read(["Administrative considerations regarding %(n)s accommodation are complicated"])) != []
    )
