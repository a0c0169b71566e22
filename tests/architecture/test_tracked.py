"""What the repository keeps: only what belongs to the app, speaking of the app alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, tracked

TOP = {
    "wheel_app", "static", "templates", "translations", "tests", "pyproject.toml", "run.py", "README.md",
    "CHANGELOG.md", "LICENSE", "Makefile", "package.json", "package-lock.json", "requirements.txt",
    "requirements-dev.txt",
    "requirements-build.txt", "docs", ".ci", ".gitignore", ".gitattributes", ".editorconfig",
}  # fmt: skip
# Put together here, so that this file does not hold what it looks for.
FOREIGN = re.compile(
    "|".join(
        [
            r"(?<![\w.])/work" + "/",
            "/home" + r"/\w+/",
            "shared" + "/(design|domain|reference|look|seeds|bench)",
            r"(style|reliability|mission|performance)" + "-anchors",
            r"design" + r"\.md",
            r"domain" + r"\.md",
            "contract" + r"\.md",
            "scratch" + "/",
            r"pypi" + r"\.org",
            "pythonhosted" + r"\.org",
            "registry" + r"\.npmjs",
            r"\bR(?:[1-9]|[1-9]\d|1[01]\d|120)\b(?=[,):]| applies| asks)",
            r"\bclau" + r"de\b|\banthro" + r"pic\b|\bchat" + r"gpt\b|\bcopi" + r"lot\b",
        ]
    ),
    re.IGNORECASE,
)
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".html",
    ".js",
    ".mjs",
    ".scss",
    ".css",
    ".sql",
    ".txt",
    ".json",
    ".po",
    ".pot",
    ".svg",
    ".typ",
    "",
}
LOCKS = {"package-lock.json"}
LARGEST = 1_000_000


def strangers(files: list[Path], root: Path) -> list[str]:
    """Each file or folder at the top level that has no place there."""
    return sorted({path.relative_to(root).parts[0] for path in files} - TOP)


def foreign_words(files: list[Path], root: Path) -> list[str]:
    """Each place that speaks of where and how the app was written."""
    return [
        f"{path.relative_to(root)}:{number}: {found.group()}"
        for path in files
        if path.suffix in TEXT and path.name not in LOCKS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for found in FOREIGN.finditer(line)
    ]


def test_the_top_level_is_fixed() -> None:
    assert strangers(tracked(), ROOT) == []


def test_files_speak_of_the_app_alone() -> None:
    assert foreign_words(tracked(), ROOT) == []


def test_nothing_large_is_kept() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > LARGEST] == []


def test_a_stranger_bites(tmp_path: Path) -> None:
    assert strangers([tmp_path / "wheel_app" / "x.py", tmp_path / "notes.txt"], tmp_path) == ["notes.txt"]


@pytest.mark.parametrize(
    "line",
    ["see /work" + "/main", "as in design" + ".md", "from pypi" + ".org", "registry" + ".npmjs", "R11" + "1: words"],
)
def test_foreign_words_bite(line: str, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text(f"# {line}\n")
    (tmp_path / "good.py").write_text("# the network/protocol works; Room 1, see docs/tool-format.md\n")
    assert len(foreign_words(sorted(tmp_path.iterdir()), tmp_path)) == 1
