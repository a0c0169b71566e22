"""What each catalogue says is fit to be read: its letters, its marks, its order, and whether it is a draft.

That nothing is missing, unsure or without its placeholders is held by tests/architecture/test_translations.py.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from tests.architecture.source import tracked
from tests.architecture.test_translations import CATALOGUES, FOLDER, PLACEHOLDER, forms, read
from tests.support.page import PageClient
from wheel_app.tools import load_tools

DRAFT = "This translation is still being checked."
# Names that stay in Latin letters in every script.
# What is typed just as it stands: signs on a strip, an address, the name of a standard.
LATIN_NAMES = {"n", "r", "a", "b", "e", "https", "example", "org", "name", "Open", "Referral", "UK"}
# What a keyboard for Arabic gives where Urdu has a letter of its own, and digits that codes are not told in.
NOT_URDU = {"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ۃ", **dict.fromkeys("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0–9")}
LATIN_MARKS = {"?": "؟", ",": "،", ";": "؛", ".": "۔", '"': "“ ”", "'": "’"}
UNKIND = {
    "مسئلہ", "مسئلے", "مسائل", "ناکام", "ناکامی", "ضرورت", "ضروریات", "تشخیص", "جائزہ", "نگرانی", "کمزور", "کمزوری",
    "خطرہ", "خطرے",
}  # fmt: skip
# Said of a moment in which somebody calls for help, and never of a person.
IN_DANGER = "In danger right now"

LANGUAGES = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])


def said(message: Message) -> tuple[str, ...]:
    return tuple(PLACEHOLDER.sub("", one) for one in forms(message.string))


def edges_of(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def edge_faults(message: Message) -> list[str]:
    """A space at an end that only one of the languages has: it runs words together, or parts them."""
    wanted = {edges_of(one) for one in forms(message.id)}
    return [f"other ends: {one!r}" for one in forms(message.string) if edges_of(one) not in wanted]


def repeated_faults(message: Message) -> list[str]:
    """A placeholder that is said twice, or in one form of a plural only."""
    wanted = [Counter(PLACEHOLDER.findall(one)) for one in forms(message.id)]
    return [
        f"placeholders: {one!r}" for one in forms(message.string) if Counter(PLACEHOLDER.findall(one)) not in wanted
    ]


def script_faults(message: Message) -> list[str]:
    """Latin words and marks, and letters of Arabic, in a text of Urdu."""
    faults = []
    for one in said(message):
        faults += [f"Latin word {word}: {one}" for word in re.findall("[A-Za-z]+", one) if word not in LATIN_NAMES]
        wrong = {**NOT_URDU, **LATIN_MARKS}
        # A dot inside an address or a number ends no sentence.
        written = set(re.sub(r"(?<=\w)\.(?=\w)", "", one))
        faults += [f"{letter} for {wrong[letter]}: {one}" for letter in sorted(written & set(wrong))]
        faults += [f"quotes: {one}"] * (one.count("“") != one.count("”"))
    return faults


def unkind_faults(message: Message) -> list[str]:
    """Words that judge, or belong to an office."""
    if forms(message.id)[0].startswith(IN_DANGER):
        return []
    return [f"{word}: {one}" for one in said(message) for word in sorted(set(re.findall(r"\w+", one)) & UNKIND)]


def draft_faults(catalogue: Catalog, is_draft: bool) -> list[str]:
    """The head of a catalogue and the language itself say the same about being a draft."""
    heads = {"the comment": catalogue.header_comment, "Language-Team": catalogue.language_team}
    return [where for where, text in heads.items() if bool(re.search(r"\bdraft\b", text, re.I)) is not is_draft]


def order_faults(catalogue: Catalog, template: Catalog) -> list[str]:
    """Each text that does not stand where `make translations` puts it."""
    here, there = ([message.id for message in one if message.id] for one in (catalogue, template))
    return [f"{mine} where {ours} stands" for mine, ours in zip(here, there, strict=False) if mine != ours]


def built(paths: list[Path]) -> list[Path]:
    return [path for path in paths if path.suffix == ".mo"]


def faults_of(catalogue: Catalog, *checks: object) -> list[str]:
    return [fault for message in catalogue if message.id for check in checks for fault in check(message)]  # type: ignore[operator]


def one_text(text: str | tuple[str, ...], in_urdu: str | tuple[str, ...]) -> Catalog:
    catalogue = Catalog(locale="ur")
    catalogue.add(text, in_urdu)
    return catalogue


@LANGUAGES
def test_ends_and_placeholders_are_those_of_the_english(path: Path) -> None:
    assert faults_of(read(path), edge_faults, repeated_faults) == []


def test_urdu_is_written_in_urdu() -> None:
    assert faults_of(read(FOLDER / "ur" / "LC_MESSAGES" / "messages.po"), script_faults) == []


def test_urdu_judges_nobody() -> None:
    assert faults_of(read(FOLDER / "ur" / "LC_MESSAGES" / "messages.po"), unkind_faults) == []


@LANGUAGES
def test_the_order_is_that_of_the_template(path: Path) -> None:
    catalogue = read(path)
    assert order_faults(catalogue, read(FOLDER / "messages.pot")) == [], "run make translations"
    assert not catalogue.obsolete


@LANGUAGES
def test_a_draft_says_so_in_its_head(path: Path) -> None:
    spoken = {one.code: one for one in load_tools().languages}
    assert draft_faults(read(path), spoken[path.parts[-3]].is_draft) == []


@pytest.mark.parametrize("language", [one.code for one in load_tools().languages])
def test_a_draft_says_so_on_its_pages(language: str, client: PageClient) -> None:
    spoken = {one.code: one for one in load_tools().languages}[language]
    page = client.get("/", headers={"Accept-Language": language})
    # Untranslated where the catalogues are not built yet.
    words = {DRAFT, *(text for path in CATALOGUES for text in forms(read(path)[DRAFT].string))}
    assert any(text in page.one("footer").text for text in words) is spoken.is_draft


def test_no_built_catalogue_is_kept() -> None:
    assert built(tracked()) == []


@pytest.mark.parametrize(
    ("english", "urdu", "check"),
    [
        ("Home ", "گھر", edge_faults),
        ("Home", "گھر\n", edge_faults),
        ("%(n)s of %(m)s", "%(n)s میں سے %(m)s، %(n)s", repeated_faults),
        ("{number}: {name}", "{number}: {number}", repeated_faults),
        (("%(num)s home", "%(num)s homes"), ("%(num)s گھر", "گھر"), repeated_faults),
        ("My hub", "میرا hub", script_faults),
        ("Drink", "پيو", script_faults),
        ("Drink?", "پیو?", script_faults),
        ("3 homes", "۳ گھر", script_faults),
        ("“Home”", "“گھر“", script_faults),
        ("A struggle", "ایک مسئلہ ہے", unkind_faults),
    ],
)
def test_the_checks_of_one_text_bite(english: str, urdu: str, check: object) -> None:
    assert faults_of(one_text(english, urdu), check) != []


def test_good_urdu_has_no_faults() -> None:
    catalogue = one_text(
        ("%(num)s of “{name}”", "%(num)s of “{name}”!"), ("“{name}” میں سے %(num)s۔", "{name}، %(num)s؟")
    )
    assert faults_of(catalogue, edge_faults, repeated_faults, script_faults, unkind_faults) == []


def test_the_head_of_a_draft_bites() -> None:
    catalogue = Catalog(locale="ur", header_comment="# Urdu.")
    assert draft_faults(catalogue, is_draft=True) == ["the comment", "Language-Team"]
    catalogue.header_comment, catalogue.language_team = "# A DRAFT.", "draft, until it is read"
    assert draft_faults(catalogue, is_draft=True) == []
    assert draft_faults(catalogue, is_draft=False) == ["the comment", "Language-Team"]


def test_the_order_bites() -> None:
    one, other = Catalog(), Catalog()
    for text in ("Home", "Money"):
        one.add(text)
    for text in ("Money", "Home"):
        other.add(text)
    assert order_faults(one, one) == []
    assert len(order_faults(one, other)) == 2


def test_a_built_catalogue_bites() -> None:
    assert built([Path("messages.po"), Path("messages.mo")]) == [Path("messages.mo")]
