"""Catalogues are whole: the template has every text of the app, and each language says all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.architecture.source import ROOT
from tests.support.messages import collect

FOLDER = ROOT / "translations"
CATALOGUES = sorted(FOLDER.glob("*/LC_MESSAGES/messages.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{[a-z_]+\}")


def read(path: Path) -> Catalog:
    with path.open("rb") as source:
        # The folder of a language is named after it; the template has none.
        return read_po(source, locale=None if path.suffix == ".pot" else path.parts[-3])


def forms(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list | tuple) else ()


def template_faults(template: Catalog, texts: set[tuple[str, ...]]) -> list[str]:
    """Each text that is only in the code or only in the template."""
    there = {forms(message.id) for message in template if message.id}
    return [f"not in the template: {one[0]}" for one in sorted(texts - there)] + [
        f"no longer in the app: {one[0]}" for one in sorted(there - texts)
    ]


def catalogue_faults(catalogue: Catalog, template: Catalog) -> list[str]:
    """Each text that a language does not say, is unsure of, or says with other placeholders."""
    faults = [f"not there: {forms(m.id)[0]}" for m in template if m.id and catalogue.get(m.id, m.context) is None]
    return faults + [
        fault for message in catalogue if message.id for fault in _message_faults(message, catalogue.num_plurals)
    ]


def _message_faults(message: Message, plurals: int) -> list[str]:
    said, name = forms(message.string), forms(message.id)[0]
    if message.fuzzy:
        return [f"fuzzy: {name}"]
    if not all(said) or len(said) != (plurals if message.pluralizable else 1):
        return [f"not said: {name}"]
    wanted = {frozenset(PLACEHOLDER.findall(form)) for form in forms(message.id)}
    return [f"other placeholders: {name} → {one}" for one in said if frozenset(PLACEHOLDER.findall(one)) not in wanted]


def test_the_template_has_every_text() -> None:
    faults = template_faults(read(FOLDER / "messages.pot"), {text.forms for text in collect()})
    assert faults == [], "run make translations"


def test_urdu_is_there() -> None:
    assert FOLDER / "ur" / "LC_MESSAGES" / "messages.po" in CATALOGUES


def test_each_language_says_everything() -> None:
    template = read(FOLDER / "messages.pot")
    assert {path.parts[-3]: faults for path in CATALOGUES if (faults := catalogue_faults(read(path), template))} == {}


def test_template_faults_bite() -> None:
    template = Catalog()
    template.add("Home")
    assert template_faults(template, {("Home",)}) == []
    assert template_faults(template, {("Home",), ("Money",)}) == ["not in the template: Money"]
    assert template_faults(template, set()) == ["no longer in the app: Home"]


@pytest.mark.parametrize(
    ("said", "flags"),
    [("", ()), ("%(m)s گھر", ()), ("گھر", ()), ("%(n)s گھر", ("fuzzy",)), (None, ())],
)
def test_catalogue_faults_bite(said: str | None, flags: tuple[str, ...]) -> None:
    template, catalogue = Catalog(), Catalog(locale="ur")
    template.add("%(n)s homes")
    if said is not None:
        catalogue.add("%(n)s homes", said, flags=flags)
    assert len(catalogue_faults(catalogue, template)) == 1


def test_plurals_are_all_said() -> None:
    template, catalogue = Catalog(), Catalog(locale="pl")
    template.add(("%(n)s day", "%(n)s days"))
    catalogue.add(("%(n)s day", "%(n)s days"), ("%(n)s dzień", "%(n)s dni", "%(n)s dnia"))
    assert catalogue_faults(catalogue, template) == []
    partly = Catalog(locale="pl")
    partly.add(("%(n)s day", "%(n)s days"), ("%(n)s dzień", "", "%(n)s dnia"))
    assert len(catalogue_faults(partly, template)) == 1
