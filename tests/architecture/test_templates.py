"""Every template compiles, is used, and a page has a title. No template says an address, a script or a style itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, TemplateSyntaxError, nodes

from tests.architecture.source import PACKAGE, TEMPLATES, modules, strings, tree

NAMED = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
TEMPLATE_NAME = re.compile(r"[\w/-]+\.html|[\w-]+/_[\w-]+\.svg")
NO_PAGE = ("components/", "layouts/")
COMMA = re.compile(r"(?:[}%]\}|</\w+>)[,;] [{<]|\{\{ \"[,;] ")
HARD_ADDRESS = re.compile(r"""(?:href|action|src|hx-get|hx-post)=["']/(?!/)""")


def sources(folder: Path = TEMPLATES) -> dict[str, str]:
    """Every template of the app: its name and its text."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".svg"))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def that_do_not_compile(environment: Environment, found: Mapping[str, str]) -> list[str]:
    """Each template that Jinja cannot read, with the line."""
    faults = []
    for name, text in found.items():
        try:
            environment.compile(text, name)
        except TemplateSyntaxError as error:
            faults.append(f"{name}:{error.lineno}: {error.message}")
    return faults


def named_templates(environment: Environment, found: Mapping[str, str]) -> set[str]:
    """Every template that another one extends, includes or imports."""
    return {
        node.template.value
        for text in found.values()
        for node in environment.parse(text).find_all(NAMED)
        if isinstance(node.template, nodes.Const)
    }


def unused(environment: Environment, found: Mapping[str, str], in_code: set[str]) -> list[str]:
    """Each template that no view renders and no template names."""
    return sorted(set(found) - in_code - named_templates(environment, found))


def commas_between_pieces(found: Mapping[str, str]) -> list[str]:
    """Each line that joins what it says with a comma of the Latin script: a text, `list_text` or “ · ” does in all."""
    return [
        f"{name}:{number}"
        for name, text in found.items()
        for number, line in enumerate(text.split("\n"), 1)
        if COMMA.search(line)
    ]


def missing(environment: Environment, found: Mapping[str, str], in_code: set[str]) -> list[str]:
    """Each of our templates that is named and not there."""
    named = {
        name for name in named_templates(environment, found) | in_code if not name.startswith("govuk_frontend_jinja/")
    }
    return sorted(named - set(found))


def pages(found: Mapping[str, str]) -> dict[str, str]:
    """The templates that are whole pages."""
    return {name: text for name, text in found.items() if not name.startswith(NO_PAGE) and "/_" not in name}


def without_title(environment: Environment, found: Mapping[str, str]) -> list[str]:
    """Each page that leaves the title to its layout."""
    return [name for name, text in pages(found).items() if not _has_title(environment, text)]


def _has_title(environment: Environment, text: str) -> bool:
    parsed = environment.parse(text)
    titles = [block for block in parsed.find_all(nodes.Block) if block.name == "title"]
    return any(block.body for block in titles)


def hard_addresses(found: Mapping[str, str]) -> list[str]:
    """Each address that a template writes itself in place of url_for or asset."""
    return [f"{name}: {match.group()}" for name, text in found.items() for match in HARD_ADDRESS.finditer(text)]


def in_code() -> set[str]:
    return {
        text
        for path in modules(PACKAGE)
        for _, text in strings(tree(path))
        if re.fullmatch(r"[\w/-]+\.html|[\w-]+/_[\w-]+\.svg", text)
    }


def test_every_template_compiles(app: Flask) -> None:
    assert that_do_not_compile(app.jinja_env, sources()) == []


def test_every_template_is_used(app: Flask) -> None:
    assert unused(app.jinja_env, sources(), in_code()) == []


def test_every_named_template_is_there(app: Flask) -> None:
    assert missing(app.jinja_env, sources(), in_code()) == []


def test_every_page_has_a_title(app: Flask) -> None:
    assert without_title(app.jinja_env, sources()) == []


def test_addresses_come_from_the_app() -> None:
    assert hard_addresses(sources()) == []


GOOD = {
    "layouts/family.html": "<title>{% block title %}{% endblock %}</title>{% block main %}{% endblock %}",
    "home/calm.html": "{% extends 'layouts/family.html' %}{% block title %}Hello{% endblock %}"
    "{% include 'home/_bit.html' %}",
    "home/_bit.html": "<a href=\"{{ url_for('home.calm') }}\">Home</a>",
}


def test_good_templates_pass() -> None:
    environment = Environment(autoescape=True)
    assert that_do_not_compile(environment, GOOD) == []
    assert unused(environment, GOOD, {"home/calm.html"}) == []
    assert missing(environment, GOOD, {"home/calm.html"}) == []
    assert without_title(environment, GOOD) == []
    assert hard_addresses(GOOD) == []


def test_a_broken_template_bites() -> None:
    assert that_do_not_compile(Environment(autoescape=True), GOOD | {"home/x.html": "\n{% if %}"}) != []


def test_an_unused_template_bites() -> None:
    assert unused(Environment(autoescape=True), GOOD | {"home/_x.html": ""}, {"home/calm.html"}) == ["home/_x.html"]


def test_a_missing_template_bites() -> None:
    assert missing(Environment(autoescape=True), GOOD, {"home/away.html"}) == ["home/away.html"]


@pytest.mark.parametrize("text", ["<p></p>", "{% block title %}{% endblock %}", "{% extends 'layouts/family.html' %}"])
def test_a_page_without_title_bites(text: str) -> None:
    assert without_title(Environment(autoescape=True), GOOD | {"home/x.html": text}) == ["home/x.html"]


def test_a_hard_address_bites() -> None:
    assert hard_addresses({"home/x.html": '<a href="/plans">'}) == ['home/x.html: href="/']


def test_no_comma_joins_pieces() -> None:
    assert commas_between_pieces(sources()) == [], "join with list_text or “ · ”"


@pytest.mark.parametrize("text", ["{{ a }}, {{ b }}", "<bdi>{{ a }}</bdi>; {{ b }}", '{{ ", " if not loop.last }}'])
def test_a_comma_between_pieces_bites(text: str) -> None:
    assert commas_between_pieces({"one.html": text, "two.html": "{{ a }} · {{ list_text(b) }}, or not"}) != []
