"""Locks pin every package by hash and name no place to fetch it from: the installer's own settings do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import ROOT

PYTHON_LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-build.txt")
PLACE = re.compile(r"://|--(extra-)?index-url|--find-links|--trusted-host|^\s*-[if]\b|\s@\s", re.MULTILINE)
PINNED = re.compile(r"^[A-Za-z0-9][\w.-]*(\[[\w,-]+\])?==[^\s;]+", re.MULTILINE)


def python_faults(text: str) -> list[str]:
    """What is wrong with a Python lock: an address, a package without a version or without a hash."""
    faults = [match.group() for match in PLACE.finditer(text)]
    packages = re.split(r"\n(?=[A-Za-z0-9])", "\n" + re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))[1:]
    for package in packages:
        if not PINNED.match(package) or "--hash=sha256:" not in package:
            faults.append(f"not pinned by version and hash: {package.splitlines()[0]}")
    return faults


def pins(text: str) -> set[str]:
    """Every package with its version."""
    return {match.group() for match in PINNED.finditer(text)}


def npm_faults(lock: dict[str, object]) -> list[str]:
    """What is wrong with the npm lock: a place to fetch from, or a package without its hash."""
    faults = []
    for path, key, value in _leaves(lock):
        if key == "resolved" or (isinstance(value, str) and "://" in value and key != "url"):
            faults.append(f"{path}: {key} = {value}")
    packages = lock.get("packages")
    assert isinstance(packages, dict)
    faults.extend(f"{name}: no hash" for name, one in packages.items() if name and "integrity" not in one)
    return faults


def _leaves(value: object, path: str = "", key: str = "") -> Iterator[tuple[str, str, object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}/{name}", name)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, path, key)
    else:
        yield path, key, value


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_python_locks(name: str) -> None:
    assert python_faults((ROOT / name).read_text(encoding="utf-8")) == []


def test_what_is_tested_is_what_is_served() -> None:
    served, tested = ((ROOT / name).read_text(encoding="utf-8") for name in PYTHON_LOCKS[:2])
    assert pins(served) - pins(tested) == set()


def test_npm_lock() -> None:
    assert npm_faults(json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url somewhere",
        "flask @ file:flask.whl",
        "flask==3.1.3",
        "flask>=3 \\\n    --hash=sha256:00",
        "flask==3.1.3 \\\n    --hash=sha256:00\n    # from https://example.org/",
    ],
)
def test_python_lock_bites(line: str) -> None:
    good = "# made by make lock\nclick==8.5.1 \\\n    --hash=sha256:00\n    # via flask\n"
    assert python_faults(good) == []
    assert python_faults(f"{good}{line}\n") != []


@pytest.mark.parametrize(
    "package",
    [
        {"version": "1"},
        {"integrity": "sha512-0", "resolved": "https://example.org/a.tgz"},
        {"integrity": "sha512-0", "tarball": "https://x/"},
    ],
)
def test_npm_lock_bites(package: dict[str, str]) -> None:
    good = {"packages": {"": {}, "a": {"integrity": "sha512-0", "funding": {"url": "https://example.org"}}}}
    assert npm_faults(good) == []
    assert npm_faults({"packages": {**good["packages"], "b": package}}) != []
