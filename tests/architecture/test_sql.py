"""SQL stands in the queries of a room, in migrations and in the storage, and is written for both engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, modules, place, strings, tree

SQL = re.compile(
    r"^\s*(select\b[\s\S]+\bfrom\b|select\s+\d|insert\s+(or\s+\w+\s+)?into\b|update\s+\w+\s+set\b|delete\s+from\b"
    r"|with\s+\w+\s+as\s*\(|(create|alter|drop)\s+(table|index|view)\b|pragma\b)",
    re.IGNORECASE,
)
ONE_ENGINE_ONLY = re.compile(
    r"\binsert\s+or\s+\w+|\bcurrent_timestamp\b|\bnow\(\)|\bdatetime\(|\bgroup_concat\b|\bstring_agg\b|\bilike\b|\browid\b"
    r"|::\w+|\bautoincrement\b|\bserial\b|\bboolean\b|\bvarchar\b|\bjson_\w+\(|->>|\bglob\b",
    re.IGNORECASE,
)


def sql_out_of_place(package: Path) -> list[str]:
    """Each SQL text that stands in another file than a room's queries or the storage."""
    return [
        f"{place(path, line, package.parent)}: {text.strip()[:60]}"
        for path in modules(package)
        if path.name != "queries.py" and path.relative_to(package).parts[0] != "storage"
        for line, text in strings(tree(path))
        if SQL.match(text)
    ]


def sql_for_one_engine(package: Path) -> list[str]:
    """Each query or migration that only one of the engines understands."""
    queries = [
        (place(p, n, package.parent), s)
        for p in package.rglob("queries.py")
        for n, s in strings(tree(p))
        if SQL.match(s)
    ]
    files = [(place(p, 1, package.parent), p.read_text(encoding="utf-8")) for p in package.rglob("migrations/*.sql")]
    return [f"{where}: {found}" for where, text in [*queries, *files] for found in _only_one(text)]


def _only_one(text: str) -> list[str]:
    code = re.sub(r"--[^\n]*|'[^']*'", "", text)
    return [match.group() for match in ONE_ENGINE_ONLY.finditer(code)]


def test_sql_stands_in_queries() -> None:
    assert sql_out_of_place(PACKAGE) == []


def test_sql_is_for_both_engines() -> None:
    assert sql_for_one_engine(PACKAGE) == []


@pytest.mark.parametrize(
    "text",
    [
        "SELECT plan_id FROM plan",
        "\\n  insert into plan VALUES (1)",
        "update plan set seq = 1",
        "DELETE FROM plan",
        "WITH newest AS (SELECT 1) SELECT 1",
        "CREATE TABLE x (y TEXT)",
        "SELECT 1",
    ],
)
def test_sql_out_of_place_bites(text: str, tmp_path: Path) -> None:
    package = _package(tmp_path, "actions.py", text)
    assert len(sql_out_of_place(package)) == 1
    assert sql_out_of_place(_package(tmp_path / "other", "queries.py", text)) == []


def test_plain_words_are_no_sql(tmp_path: Path) -> None:
    package = _package(
        tmp_path, "forms.py", "Select what fits", "Update your plan", "With you, as you like", "Delete it"
    )
    assert sql_out_of_place(package) == []


@pytest.mark.parametrize(
    "text",
    [
        "INSERT OR IGNORE INTO plan VALUES (1)",
        "SELECT x FROM plan WHERE made_at < CURRENT_TIMESTAMP",
        "SELECT group_concat(x) FROM plan",
        "SELECT x::int FROM plan",
    ],
)
def test_sql_for_one_engine_bites(text: str, tmp_path: Path) -> None:
    assert len(sql_for_one_engine(_package(tmp_path, "queries.py", text))) == 1


def test_a_migration_for_one_engine_bites(tmp_path: Path) -> None:
    package = _package(tmp_path, "queries.py", "")
    folder = package / "storage" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_plan.sql").write_text("-- room: plan, boolean is not used\nCREATE TABLE x (y BOOLEAN);\n")
    assert len(sql_for_one_engine(package)) == 1


def _package(folder: Path, file: str, *texts: str) -> Path:
    package = folder / "wheel_app"
    (package / "plan").mkdir(parents=True)
    source = '"""SELECT nothing FROM a docstring."""\n' + "\n".join(f"X{i} = {text!r}" for i, text in enumerate(texts))
    (package / "plan" / file).write_text(source.replace("\\\\n", "\\n"))
    return package
