"""Every page is opened in English, in Urdu and in the made-up language, checked, and compared with its kept outline."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask, template_rendered

from tests.architecture.test_templates import pages, sources
from tests.conftest import Clock, settings_for
from tests.support.outline import SNAPSHOTS
from tests.support.page import PageClient
from tests.support.pseudo import PSEUDO
from tests.support.snapshots import KeepsOutline
from tests.support.walk import MIXED, every_page
from wheel_app import create_app
from wheel_app.storage import Database

LANGUAGES = ("en", "ur", PSEUDO)
# Shown only when the PDF cannot be made; a test in tests/plan opens it.
NOT_WALKED = {
    "directory/no_pdf.html",
    "plan/no_pdf.html",
    "records/copies/no_pdf.html",
    "visits/copy/no_pdf.html",
    "visits/copy/no_pdf_staff.html",
}


@contextmanager
def rendered(app: Flask) -> Iterator[set[str]]:
    """The names of all templates rendered meanwhile."""
    names: set[str] = set()

    def note(sender: Flask, template: object, **_: object) -> None:
        names.add(str(getattr(template, "name", "")))

    with template_rendered.connected_to(note, app):
        yield names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page(language: str, db: Database, clock: Clock, pseudo_area: Path, keeps_outline: KeepsOutline) -> None:
    app = create_app(settings_for(area=pseudo_area), db=db, now=clock)
    walked, changed = set(), []
    with rendered(app) as names:
        for name, page in every_page(PageClient(app, db=db), language, lambda: clock.forward(days=90)):
            walked.add(name)
            assert page.root.get("lang") == language, name
            try:
                keeps_outline(page, name, MIXED.get(name, ""))
            except AssertionError as difference:
                changed.append(str(difference))
    assert not changed, "\n\n".join(changed)
    unwalked = sorted(set(pages(sources())) - names - NOT_WALKED)
    assert not unwalked, f"these pages are not walked: {unwalked}"
    assert {path.stem for path in (SNAPSHOTS / language).iterdir()} == walked, "outlines of pages that are gone"


def test_every_page_over_https(db: Database, clock: Clock) -> None:
    address = "https://localhost"
    app = create_app(settings_for(base_url=address), db=db, now=clock)
    client = PageClient(app, db=db, base_url=address)
    assert [page.status for _, page in every_page(client, "en", lambda: clock.forward(days=90))]


def test_rendered_templates_are_noted(app: Flask) -> None:
    with rendered(app) as names:
        app.test_client().get("/")
    assert "home/index.html" in names
    assert "home/mine.html" not in names
