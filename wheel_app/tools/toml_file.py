"""Reading one TOML file, with every way in which it can be unreadable told plainly."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wheel_app.tools.faults import Faults
from wheel_app.tools.toml_lines import Place, line_of, place_lines

LARGEST_FILE = 256 * 1024


@dataclass(frozen=True, slots=True)
class TomlFile:
    path: Path
    data: dict[str, Any]
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """The line on which this place of the file stands."""
        return line_of(self.lines, place)


def read_toml(path: Path, faults: Faults) -> TomlFile | None:
    """The file with its line numbers, or None when it cannot be read (then there is a fault)."""
    text = _read_text(path, faults)
    if text is None:
        return None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _add_broken(path, text, str(error), faults)
        return None
    except RecursionError:
        faults.add(path, 1, "this file is nested too deeply", "Keep lists inside lists to a few")
        return None
    return TomlFile(path, data, place_lines(text))


def _read_text(path: Path, faults: Faults) -> str | None:
    try:
        if path.stat().st_size > LARGEST_FILE:
            what = f"this file is larger than {LARGEST_FILE // 1024} KiB"
            faults.add(path, 1, what, "Check that it is the right file, and shorten it")
            return None
        raw = path.read_bytes()
    except OSError as error:
        what = f"this file cannot be read ({error.strerror})"
        faults.add(path, 1, what, "Check its name and who may read it")
        return None
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        faults.add(path, line, "this line is not UTF-8 text", "Save the file again as UTF-8")
        return None
    if text.startswith("\ufeff"):
        text = text[1:]
    if not text.strip():
        faults.add(path, 1, "this file is empty", "Fill it in, or take it away")
        return None
    return text


def _add_broken(path: Path, text: str, message: str, faults: Faults) -> None:
    place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", message)
    last = text.count("\n", 0, len(text.rstrip())) + 1
    line = int(place[1]) if place and place[1] else last
    said = message[: place.start()] if place else message
    if said.startswith(("Cannot overwrite", "Cannot declare", "Duplicate")):
        what, mend = "this key is given a second time", "Keep one of the two"
    else:
        what = f"this line is not TOML ({said[:1].lower()}{said[1:]})"
        mend = "Look for a missing quote, bracket or = here or just above"
    faults.add(path, line, what, mend)
