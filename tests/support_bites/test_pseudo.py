"""The made-up language: longer, accented, bracketed, with every placeholder kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from babel.support import Translations

from tests.support.dom import parse
from tests.support.pseudo import PSEUDO, english_left_over, make_pseudo_area, pseudo
from wheel_app.tools import load_tools


@pytest.mark.parametrize("text", ["Home", "How is home for you?", "%(n)s of %(most)s said so", "50%% of it"])
def test_pseudo_is_longer_and_bracketed(text: str) -> None:
    assert len(pseudo(text)) >= 1.4 * len(text)
    assert pseudo(text).startswith("⟦")
    assert pseudo(text).endswith("⟧")


def test_pseudo_keeps_placeholders() -> None:
    assert pseudo("%(name)s has %(n)s") % {"name": "Ann", "n": 2} == "⟦Ann ĥàš 2 áéíóúáé⟧"
    assert "{name}" in pseudo("Picture {name}")


def test_an_area_speaks_it(tmp_path: Path) -> None:
    template = Catalog()
    template.add("Home")
    template.add(("%(n)s day", "%(n)s days"))
    with (tmp_path / "messages.pot").open("wb") as out:
        write_po(out, template)
    area = tmp_path / "area"
    area.mkdir()
    library = load_tools(make_pseudo_area(area, tmp_path / "messages.pot"))
    assert [language.code for language in library.languages][-1] == PSEUDO
    spoken = Translations.load(library.translations, [PSEUDO])
    assert spoken.gettext("Home") == pseudo("Home")
    assert spoken.ngettext("%(n)s day", "%(n)s days", 2) == pseudo("%(n)s days")


@pytest.mark.parametrize(
    "html",
    [
        "<p>⟦Höme⟧</p>",
        "<p>⟦Ĝö⟧ <b>⟦öñ⟧</b> 12</p>",
        '<p>⟦Ĝö tö <a href="/">5 Ann</a> ñöŵ⟧</p>',
        '<p translate="no">Own words</p>',
        '<p lang="ur">اردو</p>',
        "<p>⟦Üp fřöm “<strong>5 <span>Ann</span></strong>” ţö 7⟧</p>",
        "<textarea>own words</textarea>",
        "<p>http://localhost/back</p>",
        "<p>2026-Novembro-20</p>",
        "<script>let x = home</script>",
    ],
)
def test_translated_html_passes(html: str) -> None:
    assert english_left_over(parse(f"<div>{html}</div>", piece=True).root) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>Home</p>",
        "<p>⟦Höme⟧ and more</p>",
        "<p>⟦Höme⟧<!-- --> and more</p>",
        "<p>Go <b>⟦öñ⟧</b></p>",
        "<p>⟦Ĝö⟧ <b><i>on</i></b></p>",
        "<p>⟦Ĝö⟧ <span><svg><title>A wheel</title></svg></span></p>",
        "<p hidden>Later</p>",
        '<img alt="A wheel">',
        '<input type="submit" value="Send">',
        '<button data-say="Home">⟦Höme⟧</button>',
        "<svg><title>A wheel</title></svg>",
        "<svg><text>Home</text></svg>",
        '<p translate="no">Own</p><p>Home</p>',
    ],
)
def test_english_left_over_bites(html: str) -> None:
    assert len(english_left_over(parse(f"<div>{html}</div>", piece=True).root)) == 1
