"""What somebody wrote themselves, on every page that shows it: letter for letter, apart from the words around it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import visits
from tests.builders import SHARED, give, make_draft, make_finished, make_person
from tests.conftest import Clock
from tests.support.dom import Element, parse
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.checkins.actions import finish
from wheel_app.storage import Database, later

APART = "\u2068"
MIXED = "چڑیا dog طوطا!"
NAMES = ["100% me", "%(a)s %s", '"><b>x</b>', "{{7*7}} {% raw %}", "&amp; &lt;", "Topic", "dog\u202e god", MIXED]


@pytest.fixture
def owner_id(db: Database, client: PageClient, clock: Clock) -> str:
    made = make_person(db)
    visits.sign_in(client, db, made, at=clock.at)
    return made


def pages(client: PageClient, db: Database, owner_id: str, clock: Clock, name: str) -> Iterator[Page]:
    """Every page on which words of one's own stand."""
    make_finished(db, owner_id, dict.fromkeys(SHARED[:6], 40), at=later(clock.at, days=-90))
    draft = make_draft(db, owner_id, at=clock.at)
    client.get(f"/check-ins/{draft.checkin_id}/so-far")
    yield client.submit({"name": name}, form="form[action$=own-topic]", words=False)
    yield client.get(client.page.path, htmx=True, words=False) if client.page else client.get("/")
    given = {"band": "5", "note": name}
    yield client.submit(given, form=visits.TOPIC, button="go=so-far", words=False)
    give(db, draft, "home", 80, at=clock.at)
    finish(db, owner_id, draft.checkin_id, at=clock.at)
    yield client.get(f"/check-ins/{draft.checkin_id}", words=False)
    path = f"/check-ins/{draft.checkin_id}/plan"
    yield client.get(f"{path}/choose", words=False)
    yield client.submit({"topics": ["own"]}, words=False)
    written = {"own_words": name, "own_who": name, "own_when": name, "works": name, "csrf_token": client.token()}
    yield client.submit({**written, "seq": "0"}, status=409, words=False)
    yield client.submit(written, words=False)
    yield client.get("/then-and-now", words=False)


@pytest.mark.parametrize("name", NAMES)
def test_own_words_are_shown_letter_for_letter(
    client: PageClient, db: Database, owner_id: str, clock: Clock, name: str
) -> None:
    shown = [page for page in pages(client, db, owner_id, clock, name) if page.is_html]
    assert len(shown) >= 8
    for page in shown:
        assert name.replace("\u202e", "") in page.root.text.replace("\u202e", ""), page.path
        assert page.all("main b") == []


@pytest.mark.parametrize("language", ["en", "ur"])
def test_own_words_stand_apart_from_the_words_around_them(
    client: PageClient, db: Database, owner_id: str, clock: Clock, language: str
) -> None:
    client.get("/language")
    client.submit(button=f"language={language}")
    for page in pages(client, db, owner_id, clock, MIXED):
        assert mixed_in(page.root) == [], page.path


def mixed_in(root: Element) -> list[str]:
    """Where the name stands in a text together with others and nothing keeps it apart."""
    parts = MIXED.split()
    return [
        repr(element)
        for element in (root, *root.all("*"))
        for text in element.content
        if isinstance(text, str) and any(part in text for part in parts)
        if element.tag not in ("bdi", "textarea", "title") and not (element.tag == "tspan" and text.startswith(APART))
    ]


@pytest.mark.parametrize("html", [f"<p>{MIXED}</p>", f"<p>a <b>{MIXED}</b></p>", f"<tspan>{MIXED}</tspan>"])
def test_words_that_stand_among_others_bite(html: str) -> None:
    assert mixed_in(parse(html, piece=True).root)
    assert not mixed_in(parse(f"<p>a <bdi>{MIXED}</bdi></p>", piece=True).root)
