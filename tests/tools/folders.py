"""Folders of tools on the disk for tests: a copy of the family wheel that can be spoilt, and an area."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from wheel_app.tools import Fault, ToolError, load_tools, publish
from wheel_app.tools.definitions import SHIPPED

WHEEL = "family-wheel/2026.2.toml"


@dataclass(frozen=True)
class Folder:
    """A folder of tools as the app ships it, not published yet."""

    root: Path

    @property
    def wheel(self) -> Path:
        return self.root / WHEEL

    @property
    def text(self) -> str:
        return self.wheel.read_text("utf-8")

    def write(self, text: str) -> None:
        self.wheel.write_text(text, "utf-8")

    def replace(self, old: str, new: str) -> None:
        """Change the first place where the wheel says `old`."""
        assert old in self.text, f"the family wheel does not say {old!r}"
        self.write(self.text.replace(old, new, 1))

    def line_of(self, words: str, which: int = 1) -> int:
        """The line of the wheel that is the first (or a later one) to hold these words."""
        return [n for n, line in enumerate(self.text.split("\n"), 1) if words in line][which - 1]

    def faults(self, area: Path | None = None) -> tuple[Fault, ...]:
        """What a start says of this folder, published or not."""
        with pytest.raises(ToolError) as caught:
            load_tools(area, shipped=self.root, with_unpublished=True)
        return caught.value.faults

    def publish(self, area: Path | None = None) -> tuple[str, ...]:
        return publish(area, shipped=self.root)


def shipped_names() -> tuple[str, ...]:
    """Every tool that the app ships, as the list of published files names it."""
    return tuple(sorted(str(path.relative_to(SHIPPED)) for path in SHIPPED.glob("*/*.toml")))


def copy_shipped(to: Path) -> Folder:
    """A copy of the family wheel of today and its drawings alone, without the list of published files."""
    shutil.copytree(SHIPPED, to / "definitions")
    for path in (to / "definitions").rglob("*.toml"):
        if not path.match(WHEEL):
            path.unlink()
    return Folder(to / "definitions")


def write_files(root: Path, files: dict[str, str | bytes]) -> Path:
    """A folder with these files in it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    root.mkdir(exist_ok=True)
    return root
