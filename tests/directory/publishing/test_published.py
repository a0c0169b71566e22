"""The green book as a feed for others: what it tells and leaves out, by how many statements, and without a cookie."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.green_book import AT, TODAY, make_service, whole_facts
from wheel_app import directory
from wheel_app.directory.categories import categories, category_key, subjects_of
from wheel_app.directory.feeds.reading import read_service
from wheel_app.directory.publishing.rules import id_of_category, id_of_part, whole
from wheel_app.storage import Database, new_id

NOBODYS = "01a20000-0000-7000-8000-000000000000"

STATEMENTS = 2


class Ours:
    """Words of our own list."""

    def codes_of(self, term_id: str, names: tuple[str, ...]) -> tuple[str, ...] | None:
        code = category_key(names[0])
        return (code,) if code else None

    def topics_of(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        return subjects_of(codes)


def ask(app: Flask, db: Database, path: str, **headers: str) -> Any:
    """Ask as another server does; at most so many statements are run for it, and no cookie is set."""
    said: list[str] = []
    db.observe(said.append)
    try:
        reply = app.test_client().get(path, headers=headers)
    finally:
        db.observe(None)
    assert len(said) <= STATEMENTS, said
    assert "Set-Cookie" not in reply.headers
    return reply


def names(app: Flask, db: Database, query: str = "") -> list[str]:
    reply = ask(app, db, f"/feed/services?{query}")
    assert reply.status_code == 200, reply.json
    return [one["name"] for one in reply.json["contents"]]


def test_a_list_tells_of_pages(app: Flask, db: Database) -> None:
    for number in range(7):
        make_service(db, f"Group {number}")
    first, last = (ask(app, db, f"/feed/services?per_page=3&page={page}").json for page in (1, 3))
    told = ("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty")
    assert [first[name] for name in told] == [7, 3, 1, 3, True, False, False]
    assert [last[name] for name in told] == [7, 3, 3, 1, False, True, False]
    assert ask(app, db, "/feed/services?page=9").json["empty"] is True


def test_only_what_is_listed_is_told(app: Flask, db: Database) -> None:
    make_service(db, "Here")
    closed = make_service(db, "Gone for good", status="defunct")
    retired = make_service(db, "Taken out")
    directory.retire_service(db, retired, by="somebody", at=AT)
    assert names(app, db) == ["Here"]
    for gone in (closed.service_id, retired.service_id, new_id()):
        assert ask(app, db, f"/feed/services/{gone}").status_code == 404


def test_nothing_is_kept_back_and_nothing_added_on_the_way_through(app: Flask, db: Database) -> None:
    made = directory.put_service(db, whole_facts(), by=None, at=AT)
    service = directory.find_service(db, made.service_id)
    assert service is not None
    assert ask(app, db, f"/feed/services/{service.service_id}").json == whole(service)
    read = read_service(whole(service), Ours(), feed_id="theirs", today=TODAY)
    assert read.faults == ()
    assert read.facts is not None
    old = service.facts
    assert read.facts.places == tuple(replace(one, place_id=None, external_id=one.place_id) for one in old.places)
    same = ("name", "summary", "status", "web", "email", "phone", "cost_words", "min_age_months", "days")
    same += ("max_age_months", "for_whom", "booking_words", "checked_on", "categories", "languages", "access")
    assert {name: getattr(read.facts, name) for name in same} == {name: getattr(old, name) for name in same}
    assert read.facts.provider is not None
    assert read.facts.provider.name == "Ferry Road Centre"


def test_a_language_of_signs_is_read_again(app: Flask, db: Database) -> None:
    service = make_service(db, languages=("bfi",))
    said = ask(app, db, f"/feed/services/{service.service_id}").json
    assert [one["name"] for one in said["languages"]] == ["British Sign Language"]
    for told in (said["languages"], [{**said["languages"][0], "code": ""}]):
        read = read_service({**said, "languages": told}, Ours(), feed_id="theirs", today=TODAY)
        assert read.facts is not None
        assert read.facts.languages == ("bfi",)


def test_the_word_list_and_each_word_can_be_asked_for(app: Flask, db: Database) -> None:
    whole_list = ask(app, db, "/feed/taxonomies").json
    assert (whole_list["total_items"], whole_list["last_page"]) == (1, True)
    (listed,) = whole_list["contents"]
    one = ask(app, db, f"/feed/taxonomies/{listed['id']}").json
    assert one == listed
    terms = ask(app, db, "/feed/taxonomy_terms?per_page=100").json["contents"]
    assert len(terms) == len(categories())
    assert {term["taxonomy_id"] for term in terms} == {listed["id"]}
    for term in (terms[0], terms[-1]):
        assert ask(app, db, f"/feed/taxonomy_terms/{term['id']}").json == term


def test_words_come_in_pages(app: Flask, db: Database) -> None:
    pages = [ask(app, db, f"/feed/taxonomy_terms?per_page=20&page={number}").json for number in (1, 2, 3, 4)]
    assert [(page["size"], page["last_page"], page["empty"]) for page in pages] == [
        (20, False, False), (20, False, False), (6, True, False), (0, True, True)
    ]  # fmt: skip
    found = [term["id"] for page in pages for term in page["contents"]]
    assert len(found) == len(set(found)) == pages[0]["total_items"]


def test_the_word_of_a_service_is_one_of_the_list(app: Flask, db: Database) -> None:
    made = directory.put_service(db, whole_facts(), by=None, at=AT)
    (attribute,) = ask(app, db, f"/feed/services/{made.service_id}").json["attributes"]
    term = attribute["taxonomy_term"]
    assert ask(app, db, f"/feed/taxonomy_terms/{term['id']}").json == term
    assert names(app, db, f"taxonomy_term_id={term['id']}") == ["Little Ducks"]


@pytest.mark.parametrize(
    "path", [f"taxonomies/{NOBODYS}", f"taxonomy_terms/{NOBODYS}", "organizations", f"organizations/{NOBODYS}"]
)
def test_words_that_are_not_ours_are_not_there(app: Flask, db: Database, path: str) -> None:
    reply = ask(app, db, f"/feed/{path}")
    assert reply.status_code == 404
    assert reply.json["error"]


@pytest.mark.parametrize("path", ["taxonomies", "taxonomy_terms"])
def test_an_unclear_page_of_words_is_refused_plainly(app: Flask, db: Database, path: str) -> None:
    assert ask(app, db, f"/feed/{path}?page=0").status_code == 400


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=ducks", ["Big Ducks", "Little Ducks"]),
        ("search=DUC+ferry", ["Little Ducks"]),
        ("search=nothing", []),
        ("day=TU", ["Little Ducks"]),
        ("day=Tuesday", ["Little Ducks"]),
        ("day=SU", []),
        ("minimum_age=3", ["Big Ducks"]),
        ("maximum_age=1.5", ["Little Ducks"]),
        ("start_time=13:00", ["Little Ducks"]),
        ("end_time=10:00", []),
        ("start_time=09:30&end_time=11:00", ["Little Ducks"]),
        (f"taxonomy_term_id={id_of_category('parent-baby-and-toddler-groups')}", ["Little Ducks"]),
        (f"taxonomy_id={id_of_part('taxonomy')}", ["Little Ducks"]),
        (f"taxonomy_term_id={NOBODYS}", []),
        (f"taxonomy_id={NOBODYS}", []),
        ("search=%25", ["Big Ducks", "Little Ducks"]),
    ],
)
def test_a_reader_narrows_the_list(app: Flask, db: Database, query: str, found: list[str]) -> None:
    directory.put_service(db, whole_facts(), by=None, at=AT)
    make_service(db, "Big Ducks", min_age_months=36, max_age_months=71)
    assert names(app, db, query) == found


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "per_page=1e9", "minimum_age=old", "start_time=25:00", "day=xx", "page=%00"],
)
def test_an_unclear_wish_is_refused_plainly(app: Flask, db: Database, query: str) -> None:
    reply = ask(app, db, f"/feed/services?{query}")
    assert reply.status_code == 400
    assert reply.json["error"]


def test_a_page_has_an_end(app: Flask, db: Database) -> None:
    assert ask(app, db, "/feed/services?per_page=9999999&page=9999999").json["page_number"] == 1_000_000


def test_what_did_not_change_is_not_sent_again(app: Flask, db: Database) -> None:
    service = make_service(db)
    for path in ("/feed/services", f"/feed/services/{service.service_id}", "/feed"):
        first = ask(app, db, path)
        assert "max-age" in first.headers["Cache-Control"]
        again = ask(app, db, path, **{"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_hostile_words_stay_words(app: Flask, db: Database) -> None:
    make_service(db, "<script>alert(1)</script>", web="javascript:alert(1)", email="nobody")
    reply = ask(app, db, "/feed/services")
    assert reply.content_type.startswith("application/json")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    (one,) = reply.json["contents"]
    assert one["name"] == "<script>alert(1)</script>"
    assert {"url", "email"} & one.keys() == set()


def test_ages_are_told_in_years(app: Flask, db: Database) -> None:
    unborn = make_service(db, "Before birth", min_age_months=directory.EXPECTING, max_age_months=18)
    said = ask(app, db, f"/feed/services/{unborn.service_id}").json
    assert "minimum_age" not in said
    assert said["maximum_age"] == 1.5


def test_the_whole_feed_says_what_it_is(app: Flask, db: Database) -> None:
    assert ask(app, db, "/feed").json["version"] == "HSDS-UK-3.0"
