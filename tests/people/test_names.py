"""Finding somebody by name: folded, mistyped, a part of it, in any script; only whom one may see; by an index."""

from __future__ import annotations

import re

import pytest

from tests import staffing
from tests.builders import statements
from tests.households import make_family, make_member
from tests.staffing import make_staff, make_team
from tests.support.page import PageClient
from wheel_app import people
from wheel_app.accounts import Staff, Team
from wheel_app.people.naming.queries import find_by_name
from wheel_app.people.naming.rules import fold, words_of
from wheel_app.storage import Database

NAMES = {
    "Maeve Ó Briain": (
        "Ó Briain", "o briain", "obriain", "O'Briain", "O’BRIAIN", "obrien", "Obrian", "briain", "riain",
        "maeve obriain",
    ),
    "Zoë Müller-Lüdenscheidt": ("zoe", "Muller", "muller ludenscheidt", "ludens", "Zoe Müler"),
    "Łukasz Wójcik": ("lukasz", "wojcik", "Lukaz"),
    "Søren Æbelø": ("soren", "aebelo"),
    "Anne-Marie": ("annemarie", "anne marie", "Ann Marie", "marie"),
    "عائشہ خان": ("عائشه", "خان", "عائشة"),
    "李小龙": ("李小龙", "小龙", "李"),
    "শ্রেয়া দাস": ("শ্রেয়া", "দাস"),
    "Владимир": ("владимир", "владмир"),
    "Nguyễn Thị Ánh": ("nguyen", "Thi Anh", "nguyem"),
}  # fmt: skip


@pytest.fixture
def worker(db: Database, team: Team) -> Staff:
    return make_staff(db, team)


def found(db: Database, worker: Staff, typed: str) -> list[str]:
    return [one.member.facts.full_name for one in find_by_name(db, worker.staff_id, typed, most=20)]


def test_each_name_is_found_however_it_is_typed(db: Database, team: Team, worker: Staff) -> None:
    family = make_family(db, team)
    for name in NAMES:
        known_as, _, last_name = name.partition(" ")
        make_member(db, family, known_as, last_name=last_name)
    for name, ways in NAMES.items():
        for typed in ways:
            assert found(db, worker, typed)[:1] == [name], typed


def test_nothing_like_it_is_not_found(db: Database, team: Team, worker: Staff) -> None:
    make_member(db, make_family(db, team), "Maeve", last_name="Ó Briain")
    for typed in ("Wojcik", "xyz", "%", "_", "", "🐝", "'; DROP TABLE member; --"):
        assert found(db, worker, typed) == [], typed


def test_only_whom_one_may_see(db: Database, worker: Staff) -> None:
    make_member(db, make_family(db, make_team(db, "Others")), "Maeve")
    assert found(db, worker, "Maeve") == []


def test_a_former_name_is_no_longer_found(db: Database, team: Team, worker: Staff) -> None:
    member = make_member(db, make_family(db, team), "Maeve")
    people.correct(db, member, people.Facts("adult", "Niamh"), why="", by=worker, at=staffing.AT)
    assert found(db, worker, "Maeve") == []
    assert found(db, worker, "niamh") == ["Niamh"]


def test_who_is_likest_comes_first(db: Database, team: Team, worker: Staff) -> None:
    family = make_family(db, team)
    for name in ("Marian", "Maria", "Mariam"):
        make_member(db, family, name)
    assert found(db, worker, "maria")[0] == "Maria"


def test_the_same_family_by_two_reasons_is_found_once(db: Database, team: Team, worker: Staff) -> None:
    make_member(db, make_family(db, team, coordinator=worker), "Maeve")
    assert found(db, worker, "maeve") == ["Maeve"]


@pytest.mark.parametrize("odd", ["x" * 200, "a" * 5000, "\u202eabc", "e\u0301" * 100, "\x00", "a b " * 300])
def test_an_odd_name_does_no_harm(client: PageClient, db: Database, worker: Staff, odd: str) -> None:
    staffing.sign_in(client, db, worker)
    client.get("/families")
    client.submit({"q": odd}, form="form[role=search]")


def test_folding_is_the_same_done_twice() -> None:
    for name in NAMES:
        assert fold(fold(name)) == fold(name)
        assert words_of(name) <= words_of(fold(name)) | words_of(name)


def test_the_search_goes_by_the_index(db: Database, team: Team, worker: Staff) -> None:
    with statements(db) as seen:
        find_by_name(db, worker.staff_id, "obriain", most=20)
    (sql,) = seen
    names = dict.fromkeys(re.findall(r":([a-z]\w*)", sql), "x") | {"least": 1, "most": 20, "skip": 0, "last_reason": 3}
    explain = "EXPLAIN QUERY PLAN" if db.engine == "sqlite" else "EXPLAIN"
    if db.engine == "postgresql":
        with db.transaction():
            db.execute("SET LOCAL enable_seqscan = off")
            plan = [" ".join(map(str, row.values())) for row in db.rows(f"{explain} {sql}", **names)]
        assert not [line for line in plan if "Seq Scan on name_word" in line]
        assert [line for line in plan if "name_word" in line and "Index" in line]
    else:
        plan = [row["detail"] for row in db.rows(f"{explain} {sql}", **names)]
        assert [line for line in plan if line.startswith("SEARCH n ")]
        assert not [line for line in plan if line.startswith("SCAN n")]


def test_five_hundred_families_are_listed_and_searched_in_few_statements(
    client: PageClient, db: Database, team: Team, worker: Staff
) -> None:
    for number in range(500):
        make_member(db, make_family(db, team, f"Family {number:03}"), f"Person {number:03}", last_name="Ó Briain")
    staffing.sign_in(client, db, worker)
    page = client.get("/families", statements=12)
    assert page.one("#mine").text == "500 families"
    seen = [link.text for link in page.all(".plain-list a")]
    while page.all("main a[href*=skip]"):
        page = client.get(page.link("More families"), statements=12)
        seen += [link.text for link in page.all(".plain-list a")]
    assert seen == [f"Family {number:03}" for number in range(500)]
    page = client.submit({"q": "obriain"}, statements=12)
    found = [link.text for link in page.all(".plain-list a[href*='/people/']")]
    while more := page.all("main button[name=skip]"):
        page = client.post("/families", {"q": "obriain", "skip": more[0].get("value")}, statements=12)
        found += [link.text for link in page.all(".plain-list a[href*='/people/']")]
    assert len(found) == len(set(found)) == 500
    page = client.submit({"q": "person 123 obrian"}, form="form[role=search]", statements=12)
    assert page.all(".plain-list a")[0].text == "Person 123 Ó Briain"
