"""Reading portable SQL."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wheel_app.storage.sql_text import split, understand


@pytest.mark.parametrize(
    ("sql", "translated"),
    [
        ("SELECT :a", "SELECT %(a)s"),
        ("SELECT :a, :a_2 ,:B", "SELECT %(a)s, %(a_2)s ,%(B)s"),
        ("a=:a AND b>=:b", "a=%(a)s AND b>=%(b)s"),
        ("(:a)", "(%(a)s)"),
        ("':a' || :a", "':a' || %(a)s"),
        ("'it''s :a' || :a", "'it''s :a' || %(a)s"),
        ("'' || :a", "'' || %(a)s"),
        ('":a" = :a', '":a" = %(a)s'),
        ("E'\\':a' || :a", "E'\\':a' || %(a)s"),
        ("nice':a' || :a", "nice':a' || %(a)s"),
        ("$$ :a $$ || :a", "$$ :a $$ || %(a)s"),
        ("$t$ $$ :a $t$ || :a", "$t$ $$ :a $t$ || %(a)s"),
        ("a -- :a 'x\n = :a", "a -- :a 'x\n = %(a)s"),
        ("a /* :a \n 'x */ = :a", "a /* :a \n 'x */ = %(a)s"),
        ("a::text = :a::text", "a::text = %(a)s::text"),
        ("'10:30' = :time", "'10:30' = %(time)s"),
        ("7 % 4", "7 %% 4"),
        ("x LIKE 'a%' || '%s%(b)s'", "x LIKE 'a%%' || '%%s%%(b)s'"),
        ("a -- 100%", "a -- 100%%"),
        ("SELECT :1", "SELECT :1"),
        ("گھر = :a", "گھر = %(a)s"),
    ],
)
def test_parameters(sql: str, translated: str) -> None:
    assert understand(sql).for_psycopg == translated


@given(st.text(alphabet="ab1':\"%-/*;$ \n\\E(", max_size=40))
def test_nothing_is_lost_on_the_way(sql: str) -> None:
    translated = understand(sql).for_psycopg
    back = translated.replace("%%", "\0").replace("%(", ":").replace("\0", "%")
    assert back.replace(")s", "").replace(")", "") == sql.replace(")", "")


@given(st.text(max_size=40))
def test_a_literal_is_left_alone(text: str) -> None:
    literal = "'" + text.replace("'", "''") + "'"
    assert understand(f"SELECT {literal}, :a").for_psycopg == f"SELECT {literal.replace('%', '%%')}, %(a)s"


@pytest.mark.parametrize(
    ("sql", "changes"),
    [
        ("SELECT 1", False),
        ("  select 'INSERT'", False),
        ("-- UPDATE\nSELECT 1", False),
        ("/* DELETE */ VALUES (1)", False),
        ("WITH a AS (SELECT 'DELETE') SELECT * FROM a", False),
        ("PRAGMA synchronous", False),
        ("EXPLAIN QUERY PLAN SELECT 1", False),
        ("INSERT INTO a VALUES (1)", True),
        ("update a set b = 1", True),
        ("-- SELECT\nDELETE FROM a", True),
        ("WITH a AS (DELETE FROM b RETURNING *) SELECT * FROM a", True),
        ("with a as (select 1) insert into b select * from a", True),
        ("CREATE TABLE a (b TEXT)", True),
        ("TRUNCATE a", True),
        ("SET synchronous_commit = off", True),
        ("", True),
    ],
)
def test_changes(sql: str, changes: bool) -> None:
    assert understand(sql).changes is changes


@pytest.mark.parametrize(
    ("script", "statements"),
    [
        ("", []),
        ("-- only this\n", []),
        ("A;\nB;\n", ["A", "B"]),
        ("A;\nB", ["A", "B"]),
        (";;\nA;;", ["A"]),
        ("A (\n  b TEXT -- the b; not the c\n);\nB;", ["A (\n  b TEXT  \n)", "B"]),
        ("INSERT 'a;\nb';\nB;", ["INSERT 'a;\nb'", "B"]),
        ("A/* x; */B;", ["A B"]),
    ],
)
def test_split(script: str, statements: list[str]) -> None:
    assert split(script) == statements
