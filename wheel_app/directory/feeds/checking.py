"""Rows against the standard: what is wrong is gathered one by one, and what is not wrong can be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wheel_app.directory.feeds.formats import KINDS, cleaned, has_unfit
from wheel_app.directory.feeds.rules import Fault, repeated
from wheel_app.directory.feeds.standard import Table

# A text beyond this is no description any more, but an attack or an accident.
MOST_LETTERS = 100_000
# More than this many parts of one kind no family reads.
MOST_PARTS = 200
MOST_FAULTS = 50
NEVER_EMPTY = frozenset({"id", "name", "status", "location_type", "number"})
# Stands where the reader of pages met a value that is nested too deeply to be kept.
TOO_DEEP = object()

RowOf = Mapping[str, Any]


class Findings:
    """The faults of one row, in the order in which they are found."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def refuse(self, where: str, reason: str, value: object = "") -> None:
        """Keep the row out."""
        self._add(Fault(where, reason, True, repeated(value)))

    def warn(self, where: str, reason: str, value: object = "") -> None:
        """Say what was left out or is doubtful."""
        self._add(Fault(where, reason, False, repeated(value)))

    def _add(self, fault: Fault) -> None:
        # However bad a row is, a refusal is never lost behind its warnings.
        if len(self.faults) < MOST_FAULTS or (fault.is_refusal and not self.is_refused):
            self.faults.append(fault)

    @property
    def is_refused(self) -> bool:
        """Whether anything keeps the row out."""
        return any(fault.is_refusal for fault in self.faults)


def is_given(value: object) -> bool:
    """Return whether a field says anything: null and blank texts do not."""
    return value is not None and not (isinstance(value, str) and not cleaned(value))


def breaks(row: RowOf, table: Table, where: str = "") -> Iterator[Fault]:
    """Give each break of the standard in the fields of one row; parts are not looked into."""
    for name in sorted(table.required):
        # That something is empty says something too, but not of what is called or found by it.
        if not is_given(row.get(name)) and (row.get(name) is None or name in NEVER_EMPTY):
            yield Fault(where + name, "missing", True)
    for name, kind in table.kinds.items():
        value = row.get(name)
        if is_given(value) and (reason := _break(value, kind, table.choices.get(name))):
            yield Fault(where + name, reason, True, repeated(value))


def _break(value: object, kind: str, choices: frozenset[str] | None) -> str | None:
    if value is TOO_DEEP:
        return "too-deep"
    reason, is_fit = KINDS[kind]
    if isinstance(value, str):
        if len(value) > MOST_LETTERS:
            return "too-long"
        value = value.strip()
    if not is_fit(value):
        return reason
    return "unknown-word" if choices and value not in choices else None


def parts(row: RowOf, name: str, table: Table, found: Findings, where: str = "") -> Iterator[tuple[str, RowOf]]:
    """Give the parts of a row that keep to the standard, each with where it is; the others are left out and told."""
    given = row.get(name)
    if not isinstance(given, list):
        return
    for position, part in enumerate(given[:MOST_PARTS], 1):
        place = f"{where}{name}[{position}]"
        if is_sound(part, table, found, place):
            yield f"{place}.", part
    if len(given) > MOST_PARTS:
        found.warn(where + name, "too-many", str(len(given)))


def part(row: RowOf, name: str, table: Table, found: Findings, where: str = "") -> RowOf | None:
    """Return the one part of this name where it keeps to the standard; else it is left out and told."""
    given = row.get(name)
    if not is_given(given) or not is_sound(given, table, found, where + name):
        return None
    return given if isinstance(given, dict) else None


def is_sound(row: object, table: Table, found: Findings, where: str) -> bool:
    """Return whether a part keeps to the standard; each break is a warning, since it is left out."""
    if row is TOO_DEEP or not isinstance(row, dict):
        found.warn(where, "too-deep" if row is TOO_DEEP else "not-row", "" if row is TOO_DEEP else row)
        return False
    broken = list(breaks(row, table, f"{where}."))
    for fault in broken:
        found.warn(fault.where, fault.reason, fault.value)
    return not broken


def text_in(row: RowOf, name: str, most: int, found: Findings, where: str = "") -> str:
    """Return the text of a field as it can be kept: shortened where it is longer than `most`, which is told."""
    given = row.get(name)
    if not isinstance(given, str):
        return ""
    text = cleaned(given)
    if has_unfit(given):
        found.warn(where + name, "control-characters")
    if len(text) > most:
        found.warn(where + name, "shortened", str(len(text)))
        text = shortened(text, most)
    return text


def shortened(text: str, most: int) -> str:
    """Return the beginning of a text, cut between words where it can be, with a sign that more was there."""
    begins = text[: most - 2]
    cut = begins.rfind(" ")
    return f"{begins[:cut] if cut > most // 2 else begins} …"
