"""A start that cannot be: one sentence an error, an exit code, and nothing is served."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.builders import make_finished, make_person
from tests.conftest import Addresses
from tests.tools.folders import write_files
from wheel_app.storage import connect, create, migrate


@pytest.fixture
def environ(address_of: Addresses, tmp_path: Path) -> dict[str, str]:
    """All that a start needs; the database is a fresh one."""
    address = address_of(f"stops_{abs(hash(tmp_path))}")
    store = create(address)
    migrate(store)
    store.close()
    return {
        "PATH": os.environ["PATH"],
        "WHEEL_DATABASE_URL": address,
        "WHEEL_SECRET_KEY": "s" * 40,
        "WHEEL_SEAL_KEY": "l" * 40,
        "WHEEL_BASE_URL": "http://localhost:1",
        "WHEEL_AREA": str(write_files(tmp_path / "area", {})),
    }


def start(environ: dict[str, str], *words: str) -> tuple[int, str]:
    command = [sys.executable, str(ROOT / "run.py"), *words]
    ended = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in ended.stderr
    return ended.returncode, ended.stderr


def test_a_broken_catalogue_of_the_area(environ: dict[str, str]) -> None:
    broken = Path(environ["WHEEL_AREA"]) / "translations/ur/LC_MESSAGES/messages.mo"
    write_files(broken.parent, {broken.name: "not a catalogue"})
    status, told = start(environ)
    assert status == 1
    assert told.startswith(f"wheel_app cannot start: {broken}:1: this catalogue cannot be read")


def test_a_tool_version_that_check_ins_stand_on_is_gone(environ: dict[str, str]) -> None:
    store = connect(environ["WHEEL_DATABASE_URL"])
    made = make_finished(store, make_person(store), {"home": 30})
    with store.transaction():
        store.execute("UPDATE checkin SET tool_version = '2026.7-town' WHERE checkin_id = :id", id=made.checkin_id)
    store.close()
    status, told = start(environ)
    assert status == 1
    assert told.startswith("wheel_app cannot start: family-wheel 2026.7-town is not here, and 1 of the stored")
    assert start(environ, "migrate")[0] == 0
