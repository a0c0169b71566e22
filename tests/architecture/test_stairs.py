"""Rooms look down the stairs only, and inside a room routes look down to rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.skeleton import MODULES, ROOT, build, contracts, lint, rooms_in_order

BROKEN = {
    "wheel_app.web": "import wheel_app.plan",
    "wheel_app.people.actions": "import wheel_app.checkins",
    "wheel_app.home": "import wheel_app.records",
    "wheel_app.accounts": "import wheel_app.tools",
    "wheel_app.config": "import wheel_app.storage",
    "wheel_app.plan.queries": "import wheel_app.plan.actions",
    "wheel_app.plan.rules": "import wheel_app.plan.queries",
    "wheel_app.progress.forms": "import wheel_app.progress.routes",
    "wheel_app.checkins.rules": "import flask",
    "wheel_app.progress.rules": "import wheel_app.storage",
    "wheel_app.checkins.actions": "import flask_login",
    "wheel_app.checkins.queries": "import wheel_app.web",
    "wheel_app.records.queries": "import sqlite_utils",
    "wheel_app.tools": "import psycopg",
}


def test_the_contracts_are_kept() -> None:
    kept, said = lint(ROOT)
    assert kept, said


def test_stairs_name_each_room_that_exists() -> None:
    named = {room for step in rooms_in_order() for room in step}
    folder = ROOT / "wheel_app"
    there = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert named == there - {"__init__"}


def test_furniture_and_drivers_name_each_room() -> None:
    rooms = {room for step in rooms_in_order() for room in step}
    by_id = {contract["id"]: contract for contract in contracts()}
    furnished = {str(name).removeprefix("wheel_app.") for name in _list(by_id["furniture"]["containers"])}
    kept_from_drivers = {str(name).removeprefix("wheel_app.") for name in _list(by_id["drivers"]["source_modules"])}
    assert furnished == rooms - {"serving", "cli", "web", "storage", "config", "doors"}
    assert kept_from_drivers == rooms - {"storage"}


def test_a_good_skeleton_passes(tmp_path: Path) -> None:
    files = {
        "wheel_app.plan.routes": "import flask, wheel_app.web, wheel_app.plan.actions",
        "wheel_app.plan.actions": "import wheel_app.plan.queries, wheel_app.plan.rules, wheel_app.checkins",
        "wheel_app.plan.queries": "import wheel_app.storage",
        "wheel_app.plan.rules": "import wheel_app.checkins.rules",
        "wheel_app.storage.sqlite": "import sqlite_utils",
    }
    kept, said = lint(build(tmp_path, files))
    assert kept, said


@pytest.fixture(scope="module")
def what_was_said(tmp_path_factory: pytest.TempPathFactory) -> str:
    kept, said = lint(build(tmp_path_factory.mktemp("broken"), _as_files(BROKEN)))
    assert not kept
    return said


@pytest.mark.parametrize("importer", BROKEN)
def test_contracts_bite(importer: str, what_was_said: str) -> None:
    imported = BROKEN[importer].removeprefix("import ")
    assert f"{importer} -> {imported}" in " ".join(what_was_said.split())


def test_each_contract_is_broken_by_a_bite(what_was_said: str) -> None:
    for contract in contracts():
        assert f"{contract['name']} BROKEN" in what_was_said


def test_a_room_without_a_step_bites(tmp_path: Path) -> None:
    kept, said = lint(build(tmp_path, {"wheel_app.attic.__init__": ""}))
    assert not kept
    assert "attic" in said


def _as_files(broken: dict[str, str]) -> dict[str, str]:
    rooms = {name for name in broken if name.count(".") == 1 and name.rpartition(".")[2] not in MODULES}
    return {(f"{name}.__init__" if name in rooms else name): source for name, source in broken.items()}


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value
