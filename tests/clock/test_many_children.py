"""Five thousand children: each page of each list in few statements, every one of them by an index, on both engines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests import staffing
from tests.builders import AT, statements
from tests.clock.children import seven
from tests.conftest import rolled_back, undone, without_triggers
from wheel_app.accounts import Staff
from wheel_app.clock.due import queries
from wheel_app.clock.due.rules import ALL, COMING, DUE, LATE, TEAMS, Wish, days_from
from wheel_app.clock.rules import Child, windows_for
from wheel_app.storage import Database, later

HOW_MANY = 5000
MOST_STATEMENTS = 8
LONG_AGO = "2021-01-01T10:00:00.000000Z"
DAYS = days_from(AT[:10])
# Tables that hold a row or more for each family or child.
BIG = {"due_window", "birthday_wanted", "member", "family", "family_team", "coordinator", "point_delivery"}


@pytest.fixture(scope="module")
def spans() -> list[tuple[str, ...]]:
    """For each age in days what the windows of a child are, as one row of values for SQL."""
    return [
        tuple(
            f"'{one.point_key}'|{one.point_number}|'{one.opens_on}'|'{one.due_on}'|'{one.late_from}'|'{one.passes_on}'"
            for one in windows_for(seven(), Child(later(AT, days=-age)[:10], "", LONG_AGO[:10]), ())
        )
        for age in range(0, 1600, 40)
    ]


@pytest.fixture(scope="module")
def jo(migrated: Database, spans: list[tuple[str, ...]]) -> Iterator[Staff]:
    """A worker of a team with as many children, one to a family; as many are another team's. All tests look at them."""
    with rolled_back(migrated):
        yield made(migrated, spans)


@pytest.fixture
def db(migrated: Database, jo: Staff) -> Iterator[Database]:
    """The store with all of them; what a test writes besides is rolled back."""
    with undone(migrated):
        yield migrated


def made(db: Database, spans: list[tuple[str, ...]]) -> Staff:
    team, other = staffing.make_team(db), staffing.make_team(db, "Others")
    jo = staffing.make_staff(db, team)
    with db.transaction():
        with without_triggers(db):
            for prefix, team_id in (("a", team.team_id), ("b", other.team_id)):
                for sql in rows(prefix, team_id, jo.staff_id, spans):
                    db.execute(sql)
        if db.engine == "postgresql":
            db.execute("ANALYZE")
            # Whoever sees half of all families may well be shown them by reading all: it is asked whether it has to be.
            db.execute("SET LOCAL enable_seqscan = off")
    return jo


def rows(prefix: str, team_id: str, staff_id: str, spans: list[tuple[str, ...]]) -> Iterator[str]:
    numbers = f"WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {HOW_MANY})"
    family, member = f"'{prefix}-family-' || n", f"'{prefix}-member-' || n"
    yield (
        f"{numbers} INSERT INTO family (family_id, name, sort_name, area, made_at)"
        f" SELECT {family}, 'Family ' || n, 'family', 'Area ' || (n % 7), '{LONG_AGO}' FROM n"
    )
    yield (
        f"{numbers} INSERT INTO family_team (family_id, team_id, since)"
        f" SELECT {family}, '{team_id}', '{LONG_AGO}' FROM n"
    )
    yield (
        f"{numbers} INSERT INTO coordinator (coordinator_id, family_id, staff_id, chosen_with_family, since)"
        f" SELECT {family}, {family}, '{staff_id}', 0, '{LONG_AGO}' FROM n WHERE n % 5 = 0 AND '{prefix}' = 'a'"
    )
    yield (
        f"{numbers} INSERT INTO member (member_id, family_id, who_id, kind, known_as, last_name, born_on, due_on,"
        " languages, interpreter, interpreter_language, access_needs, safe_way, safe_time, seq, made_at)"
        f" SELECT {member}, {family}, {member}, 'child', 'Child ' || n, '', '', '', '', '', '', '', '', '', 1,"
        f" '{LONG_AGO}' FROM n"
    )
    for place, windows in enumerate(spans):
        for window in windows:
            key, number, *days = window.split("|")
            yield (
                f"{numbers} INSERT INTO due_window (member_id, point_key, point_number, family_id, set_key,"
                " set_version, opens_on, due_on, late_from, passes_on, is_silent, delivered_on)"
                f" SELECT {member}, {key}, {number}, {family}, 'seven', '2026.1', {', '.join(days)}, 0,"
                f" CASE WHEN n % 3 = 0 THEN {days[1]} ELSE NULL END FROM n WHERE n % {len(spans)} = {place}"
            )
    yield (
        f"{numbers} INSERT INTO birthday_wanted (member_id, family_id, why, from_on, is_silent)"
        f" SELECT {member}, {family}, 'birthday', '', 0 FROM n WHERE n % 50 = 0"
    )


def scanned(db: Database, sql: str, values: dict[str, object]) -> set[str]:
    """Each big table that a statement reads from end to end."""
    if db.engine == "sqlite":
        plan = [row["detail"] for row in db.rows(f"EXPLAIN QUERY PLAN {sql}", **values)]  # type: ignore[arg-type]
        found = [re.match(r"SCAN (\w+)(?! USING)", line) for line in plan]
        names = {match[1] for match in found if match}
        return {table for table, alias in re.findall(r"(?:FROM|JOIN) (\w+) (\w+)", sql) if alias in names} & BIG
    plan = [row["QUERY PLAN"] for row in db.rows(f"EXPLAIN {sql}", **values)]  # type: ignore[arg-type]
    return {name for line in plan for name in re.findall(r"Seq Scan on (\w+)", line)} & BIG


def test_every_page_of_every_list_takes_few_statements(db: Database, jo: Staff) -> None:
    counts = queries.count_lines(db, jo.staff_id, Wish(), DAYS)
    assert counts.wanted == HOW_MANY // 50
    for which, size in ((DUE, counts.due), (LATE, counts.late), (COMING, counts.coming)):
        assert size > 100
        seen, place = 0, None
        while True:
            with statements(db) as asked:
                after = {"after": place} if place else {}
                found = queries.list_lines(db, jo.staff_id, which, Wish(), DAYS, most=200, **after)
            assert len(asked) == 1
            seen += len(found)
            if len(found) < 200:
                break
            place = found[-1].place_in(which)
        assert seen == size


def test_the_page_itself_does_too(client: object, db: Database, jo: Staff) -> None:
    staffing.sign_in(client, db, jo)  # type: ignore[arg-type]
    for query in ("", "?list=late", "?list=coming", "?list=wanted", "?list=late&whose=mine"):
        page = client.get(f"/due{query}", statements=MOST_STATEMENTS)  # type: ignore[attr-defined]
        assert page.all("main .due-line")


def test_no_table_is_read_from_end_to_end(db: Database, jo: Staff) -> None:
    behind = {"day": "", "family_id": "", "member_id": "", "point_key": "", "most": 30}
    with statements(db) as asked:
        queries.count_lines(db, jo.staff_id, Wish(), DAYS)
        queries.list_wanted(db, jo.staff_id, Wish(), DAYS.today, most=30)
        queries.list_areas(db, jo.staff_id)
        queries.list_contacts(db, jo.staff_id)
        for which in (DUE, LATE, COMING):
            queries.list_lines(db, jo.staff_id, which, Wish(), DAYS, most=30)
    assert len(asked) == 7
    for sql in asked:
        for whose in (ALL, TEAMS):
            given = {"staff_id": jo.staff_id, "whose": whose, "area": "", **behind, **vars(DAYS)}
            named = {name: given[name] for name in set(re.findall(r":(\w+)", sql)) & given.keys()}
            assert scanned(db, sql, named) == set(), sql


def test_reading_a_table_from_end_to_end_bites(db: Database) -> None:
    if db.engine == "postgresql":
        db.execute("SET LOCAL enable_seqscan = on")
    sql = "SELECT w.member_id FROM due_window w WHERE w.set_key = :staff_id"
    assert scanned(db, sql, {"staff_id": "x"}) == {"due_window"}
