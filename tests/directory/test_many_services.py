"""The search at the size of a county: few statements, each by an index, on both engines; the same page each time."""

from __future__ import annotations

import random

import pytest

from tests.builders import statements
from tests.conftest import without_triggers
from tests.green_book import MIDDLE, facts, place
from wheel_app import directory
from wheel_app.directory import Access, Day, Point, Provider, Wanted
from wheel_app.directory.searching import queries
from wheel_app.directory.searching.rules import way_of
from wheel_app.storage import Database

MANY = 20_000
MADE = 200
HERE = Point(*MIDDLE)
TOPICS = ("housing", "money", "work", "health", "feelings", "child-growth", "parenting", "social-ties")
WORDS = (
    "baby", "toddler", "family", "sunny", "music", "debt", "food", "talk", "play", "forest", "garden", "calm", "school",
    "chess", "art", "group", "club", "café",
)  # fmt: skip
ASKED = {
    "everything": Wanted(),
    "topic": Wanted(subjects=("money",)),
    "topics": Wanted(subjects=("money", "work")),
    "age": Wanted(age_months=4, age_to=11),
    "near": Wanted(near=HERE, miles=3),
    "far": Wanted(near=HERE, miles=20, subjects=("money",), age_months=12),
    "words": Wanted(words="debt club"),
    "slip": Wanted(words="todler grup"),
    "words near": Wanted(words="baby", near=HERE, miles=10),
    "language": Wanted(language="ur", is_free=True, weekday=3),
    "access": Wanted(access="quiet", subjects=("work",)),
    "free": Wanted(is_free=True),
    "all": Wanted(
        words="group", near=HERE, subjects=("money", "work"), age_months=12, language="ur", is_free=True, weekday=3,
        access="quiet",
    ),
    "kept": Wanted(words="baby", with_unlisted=True),
}  # fmt: skip
# All that hangs on an entry, by which each further one is a copy of one of the first.
TABLES = (
    "provider", "service", "service_place", "service_topic", "service_category", "service_day", "service_language",
    "service_access", "service_facet", "service_word",
)  # fmt: skip
# What tells one from the other; a copy belongs to whom the first belongs to.
COUNTED = {table: {"service_id", "place_id", "sort_name"} for table in TABLES} | {"provider": {"provider_id"}}


@pytest.fixture
def county(db: Database) -> Database:
    """So many services: a few written by the app’s own action, and copies of them made in the store."""
    chance = random.Random(4)
    for number in range(MADE):
        name = f"{' '.join(chance.sample(WORDS, 3))} {number}"
        said = facts(
            name, summary=" ".join(chance.choices(WORDS, k=3)), provider=Provider(f"Provider {number}"),
            topics=tuple(chance.sample(TOPICS, 2)), categories=("activities",),
            min_age_months=chance.choice((None, 0, 24, 216)), max_age_months=chance.choice((None, 59)),
            languages=tuple({"en", chance.choice(("en", "en", "ur", "pl"))}),
            is_free=chance.choice((True, False, None)),
            access=(Access(chance.choice(("quiet", "step-free"))),), days=(Day(chance.randint(1, 7)),),
            places=(place(chance.randint(-200, 200), chance.randint(-200, 200), postcode=f"OL{number % 16} 1AA"),),
        )  # fmt: skip
        directory.put_service(db, said, by=None, at="2026-11-20T10:00:00.000000Z")
    with db.transaction():
        with without_triggers(db):
            copy_rows(db)
        if db.engine == "postgresql":
            db.execute("ANALYZE")
    return db


def copy_rows(db: Database) -> None:
    numbers = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :times)"
    kept = {table: db.rows(f"SELECT * FROM {table} LIMIT 1")[0].keys() for table in TABLES}
    for table in TABLES:
        columns = ", ".join(kept[table])
        copied = ", ".join(f"t.{name} || '-' || c.n" if name in COUNTED[table] else f"t.{name}" for name in kept[table])
        db.execute(
            f"INSERT INTO {table} ({columns}) {numbers} SELECT {copied} FROM {table} t, c", times=MANY // MADE - 1
        )


def plan_of(db: Database, wanted: Wanted, sql: str, ids: list[str]) -> list[str]:
    words = queries.fold(wanted.words).split()
    way, wishes = way_of(wanted, has_words=bool(words))
    params = queries._params(wanted, words, way, wishes, queries.Place(-1, "", "")) | directory_slots(ids)
    explain = "EXPLAIN QUERY PLAN" if db.engine == "sqlite" else "EXPLAIN"
    return [str(list(row.values())[-1]) for row in db.rows(f"{explain} {sql}", **params)]


def directory_slots(ids: list[str]) -> dict[str, str]:
    return {f"id_{at}": ids[at] if at < len(ids) else "" for at in range(31)}


def walks(plan: list[str]) -> list[str]:
    """Each line of a plan by which a stored table is gone through from its beginning to its end."""
    inner = ("SCAN (", "SCAN v", "SCAN r", "SCAN m", "SCAN b", "SCAN h", "SCAN CONSTANT", "SCAN SUBQUERY")
    return [line for line in plan if "Seq Scan" in line or (line.startswith("SCAN") and not line.startswith(inner))]


def test_walks_bite() -> None:
    assert walks(["SCAN s", "  ->  Seq Scan on service s", "SCAN service_place"]) != []
    assert walks(["SEARCH s USING INDEX x", "SCAN v", "SCAN (subquery-3)", "  ->  Index Scan using y on service"]) == []


def test_each_question_goes_by_an_index_and_each_page_in_its_turn(county: Database) -> None:
    assert county.value("SELECT count(*) FROM service") == MANY
    wrong = {}
    for name, wanted in ASKED.items():
        with statements(county) as seen:
            found = directory.find_services(county, wanted).found
        ids = [one.service.service_id for one in found]
        assert len(seen) == (2 if found else 1), name
        wrong |= {(name, sql[:40]): bad for sql in seen if (bad := walks(plan_of(county, wanted, sql, ids)))}
    assert wrong == {}
    check_pages(county)


def check_pages(county: Database) -> None:
    """Pages follow each other without a gap or a repetition, and the same one is the same each time."""
    for name in ("topic", "near", "words", "words near", "free"):
        seen: list[str] = []
        after = None
        for _ in range(5):
            page = directory.find_services(county, ASKED[name], after)
            assert page == directory.find_services(county, ASKED[name], after)
            seen += [one.service.service_id for one in page.found]
            after = page.after
            assert after is not None
        assert len(seen) == len(set(seen)) == 100, name
