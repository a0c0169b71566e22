"""A start that cannot be: one sentence an error, an exit code, and nothing is served."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.conftest import Addresses
from tests.tools.folders import write_files
from wheel_app.storage import Database, create, migrate

Words = tuple[str, ...]


@pytest.fixture
def environ(address_of: Addresses, tmp_path: Path) -> dict[str, str]:
    """All that a start needs; the database is a fresh one."""
    address = address_of(f"stops_{abs(hash(tmp_path))}")
    store: Database = create(address)
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
