"""Feeds as the standard's own validator serves them: the good one goes in, the doubtful one goes in with warnings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.directory.feeds.kept import counts, faults, told
from tests.directory.feeds.serving import AT, Answer, Reply, Served, as_json, feed_of, run
from wheel_app import directory
from wheel_app.directory.feeds.rules import DONE, FAILED
from wheel_app.storage import Database, later

KNOWN = "ac148810-d857-441c-9679-408f346de14b"


def mock(folder: Path) -> Answer:
    """Serve a folder of replies as the validator's own server does: lists, single things, and the page of the whole."""
    names = {"services": "service", "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term"}

    def answer(path: str, asked: dict[str, str]) -> Reply:
        kind, _, name = path.strip("/").partition("/")
        if not kind:
            return _file(folder / "api_details.json")
        if kind not in names:
            return as_json({}, 404)
        if not name:
            return _file(folder / f"{names[kind]}_list.json")
        full = folder / f"{names[kind]}_full.json"
        return _file(full if full.exists() else folder / f"{names[kind]}.json")

    return answer


def _file(path: Path) -> Reply:
    return 200, "application/json", path.read_bytes()


@pytest.mark.parametrize("below", ["", "/", "/services"])
@pytest.mark.parametrize("case", ["V3.0-UK-Default", "V3.0-UK-Warn"])
def test_the_validators_feeds_go_in(db: Database, feed: Served, given_data: Path, case: str, below: str) -> None:
    feed.answer = mock(given_data / "open-referral-uk" / "mocks" / case)
    mine = feed_of(db, feed.address + below)
    ended = run(db, mine)
    assert (ended.state, counts(ended)) == (DONE, (1, 1, 0))
    assert not any(one.fault.is_refusal for one in faults(db, ended))
    found = directory.find_by_external_id(db, mine.feed_id, KNOWN)
    assert found is not None
    assert found.facts.name == "Community Counselling"
    assert found.facts.provider is not None
    assert len(found.facts.places) == 1
    again = run(db, mine, at=later(AT, days=1))
    assert (again.state, counts(again), again.gone) == (DONE, (1, 1, 0), 0)
    assert directory.find_by_external_id(db, mine.feed_id, KNOWN) == found


def test_what_is_doubtful_is_told(db: Database, feed: Served, given_data: Path) -> None:
    mocks = given_data / "open-referral-uk" / "mocks"
    feed.answer = mock(mocks / "V3.0-UK-Default")
    good = told(db, run(db, feed_of(db, feed.address)))
    feed.answer = mock(mocks / "V3.0-UK-Warn")
    doubtful = told(db, run(db, feed_of(db, f"{feed.address}/")))
    assert set(doubtful) - set(good) == {("description", "missing"), ("term_uri", "not-url")}


BREAKS: list[tuple[str, Any]] = [
    ("name", None),
    ("url", "example_com"),
    ("email", "email_example.com"),
    ("status", "x"),
]


@pytest.mark.parametrize(("field", "value"), BREAKS)
def test_the_same_feed_with_a_broken_row_beside_a_good_one(
    db: Database, feed: Served, given_data: Path, field: str, value: Any
) -> None:
    folder = given_data / "open-referral-uk" / "mocks" / "V3.0-UK-Default"
    listed = json.loads((folder / "service_list.json").read_text(encoding="utf-8"))
    good = listed["contents"][0]
    broken = {**good, "id": KNOWN.replace("a", "b"), field: value}
    if value is None:
        del broken[field]
    served_as = mock(folder)
    feed.answer = lambda path, asked: (
        as_json({**listed, "contents": [broken, good]}) if path == "/services" else served_as(path, asked)
    )
    ended = run(db, feed_of(db, f"{feed.address}/services"))
    assert (ended.state, counts(ended)) == (DONE, (2, 1, 1))
    (refusal,) = [one.fault for one in faults(db, ended) if one.fault.is_refusal]
    assert refusal.where == field


def test_the_profiles_own_list_says_ten_pages_and_gives_one(db: Database, feed: Served, given_data: Path) -> None:
    examples = given_data / "open-referral-uk" / "examples"
    feed.answer = mock(examples)
    ended = run(db, feed_of(db, f"{feed.address}/services"))
    assert (ended.state, ended.reason, counts(ended)) == (FAILED, "pages-repeat", (1, 1, 0))


def test_a_single_service_is_a_feed_of_one(db: Database, feed: Served, given_data: Path) -> None:
    feed.answer = lambda path, asked: _file(given_data / "open-referral-uk" / "examples" / "service_full.json")
    ended = run(db, feed_of(db, f"{feed.address}/service_full.json"))
    assert (ended.state, counts(ended)) == (DONE, (1, 1, 0))
