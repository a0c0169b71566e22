"""The records are true: each room has its line, each setting is explained, each decision has a status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pytest

from tests.architecture.source import DOCS, PACKAGE, ROOT, modules

DECISIONS = DOCS / "decisions"
STATUS = re.compile(r"proposed|accepted|withdrawn|superseded by (\d{4})")
PARTS = ("## Context", "## Decision", "## Consequences")
SETTING = re.compile(r"WHEEL_[A-Z_]+[A-Z]")
ROOM_LINE = re.compile(r"^\| `(\w+)` \| (\S.*) \|$", re.MULTILINE)


def room_faults(page: str, rooms: set[str]) -> list[str]:
    """Each room that the page leaves out, names twice, or names though it is gone."""
    named = [match[1] for match in ROOM_LINE.finditer(page)]
    twice = {name for name in named if named.count(name) > 1}
    return [f"{name}: not in both" for name in sorted(rooms ^ set(named))] + [
        f"{name}: twice" for name in sorted(twice)
    ]


def decision_faults(decisions: Mapping[str, str]) -> list[str]:
    """What is wrong with the records of decisions: name, number, parts, status."""
    faults = [f"{name}: not NNNN-title.md" for name in decisions if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name)]
    numbers = [name[:4] for name in decisions]
    faults += [f"{name}: number used twice" for name in decisions if numbers.count(name[:4]) > 1]
    for name, text in decisions.items():
        faults += [f"{name}: no part “{part}”" for part in PARTS if f"\n{part}\n" not in text]
        status = re.search(r"^Status: (.*)$", text, re.MULTILINE)
        known = STATUS.fullmatch(status[1]) if status else None
        if known is None or (known[1] and known[1] not in numbers):
            faults.append(f"{name}: status is {status[1] if status else 'missing'}")
    return faults


def settings_left_out(settings: Iterable[str], pages: Mapping[str, str]) -> list[str]:
    """Each setting that one of the pages does not name."""
    return [
        f"{page}: {name}"
        for page, text in pages.items()
        for name in sorted(settings)
        if name not in SETTING.findall(text)
    ]


def settings_in_code() -> set[str]:
    """Every WHEEL_… name; each key may be in a file as well."""
    named = {name for path in modules(PACKAGE) for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    return named | {f"{name}_FILE" for name in named if name.endswith("_KEY")}


def test_each_room_has_its_line() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if (path / "__init__.py").exists() or path.suffix == ".py"}
    assert room_faults((DOCS / "architecture.md").read_text(encoding="utf-8"), rooms - {"__init__"}) == []


def test_each_decision_is_a_record() -> None:
    assert decision_faults({path.name: path.read_text(encoding="utf-8") for path in DECISIONS.iterdir()}) == []


def test_each_setting_is_in_the_docs() -> None:
    pages = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/settings.md")}
    assert settings_left_out(settings_in_code(), pages) == []


def test_each_named_setting_exists() -> None:
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    named = {name for name in SETTING.findall(text) if not name.startswith("WHEEL_TEST_")}
    assert named - settings_in_code() == set()


def test_rooms_bite() -> None:
    page = "| `home` | arriving |\n| `plan` | the plan |\n"
    assert room_faults(page, {"home", "plan"}) == []
    assert room_faults(page, {"home", "plan", "attic"}) == ["attic: not in both"]
    assert room_faults(page, {"home"}) == ["plan: not in both"]
    assert room_faults(page + page, {"home", "plan"}) == ["home: twice", "plan: twice"]


RECORD = "# Rooms\n\nStatus: accepted\n\n## Context\n\nx\n\n## Decision\n\nx\n\n## Consequences\n\nx\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rooms.md", RECORD),
        ("0001-second.md", RECORD),
        ("0002-x.md", RECORD.replace("accepted", "in progress")),
        ("0002-x.md", RECORD.replace("accepted", "superseded by 0009")),
        ("0002-x.md", RECORD.replace("Status: ", "")),
        ("0002-x.md", RECORD.replace("## Consequences", "## After")),
    ],
)
def test_decisions_bite(name: str, text: str) -> None:
    good = {"0001-rooms.md": RECORD, "0003-x.md": RECORD.replace("accepted", "superseded by 0001")}
    assert decision_faults(good) == []
    assert decision_faults({**good, name: text}) != []


def test_a_setting_left_out_bites() -> None:
    assert settings_left_out({"WHEEL_AREA"}, {"README.md": "WHEEL_AREA is a folder"}) == []
    assert settings_left_out({"WHEEL_AREA"}, {"README.md": "WHEEL_AREAS"}) == ["README.md: WHEEL_AREA"]
