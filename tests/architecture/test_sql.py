"""SQL stands in the queries of a room, in migrations and in the storage, and is written for both engines."""

from __future__ import annotations

import ast
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


def sql_from_values(package: Path) -> list[str]:
    """Each SQL text of a room with something put into it that is not a name fixed in its own file."""
    return [
        f"{place(path, node.lineno, package.parent)}: {ast.unparse(value.value)}"
        for path in sorted(package.rglob("queries.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.JoinedStr) and SQL.match(_fixed_parts(node))
        for value in node.values
        if isinstance(value, ast.FormattedValue) and not _is_fixed(value.value, tree(path))
    ]


def _fixed_parts(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)


def _is_fixed(value: ast.expr, module: ast.Module) -> bool:
    """A constant in capitals, or the name of a loop over texts that stand in the code."""
    if not isinstance(value, ast.Name):
        return False
    loops = [node for node in ast.walk(module) if isinstance(node, ast.For | ast.comprehension)]
    fixed = [node for node in loops if isinstance(node.target, ast.Name) and node.target.id == value.id]
    return value.id.isupper() or (bool(fixed) and all(_are_texts(node.iter) for node in fixed))


def _are_texts(values: ast.expr) -> bool:
    if isinstance(values, ast.Name):
        return values.id.isupper()
    return isinstance(values, ast.Tuple) and all(isinstance(one, ast.Constant) for one in values.elts)


def _only_one(text: str) -> list[str]:
    code = re.sub(r"--[^\n]*|'[^']*'", "", text)
    return [match.group() for match in ONE_ENGINE_ONLY.finditer(code)]


def test_sql_stands_in_queries() -> None:
    assert sql_out_of_place(PACKAGE) == []


def test_sql_is_made_of_fixed_parts() -> None:
    assert sql_from_values(PACKAGE) == []


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
    "code",
    [
        'def f(db, name):\n    return db.rows(f"SELECT x FROM plan WHERE y = {name}")\n',
        'def f(db, names):\n    for n in names:\n        db.execute(f"DELETE FROM {n}")\n',
        'def f(db, plan):\n    return db.rows(f"SELECT {plan.x} FROM plan")\n',
    ],
)
def test_sql_from_values_bites(code: str, tmp_path: Path) -> None:
    package = _package(tmp_path, "queries.py")
    assert sql_from_values(package) == []
    (package / "plan" / "queries.py").write_text(code)
    assert len(sql_from_values(package)) == 1


def test_sql_from_fixed_names_passes(tmp_path: Path) -> None:
    package = _package(tmp_path, "queries.py")
    code = 'C = "x"\nA = f"SELECT {C} FROM plan"\nfor t in ("plan", "goal"):\n    f"DELETE FROM {t}"\n'
    (package / "plan" / "queries.py").write_text(code)
    assert sql_from_values(package) == []


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
