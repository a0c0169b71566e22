"""What stands on a sheet on paper, in the reader’s language: the child that draws it knows no translations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# The size of the type, how it is laid out, and on how many pages that is taken.
Way = tuple[str, str, int]
# In type that is read at arm's length: on one side, else on both; smaller only where that does not do. A “bare” wheel
# has no second line to its topics: the empty wheel, to be drawn on, is worth more.
WAYS: dict[str, tuple[Way, ...]] = {
    "point": (
        ("13", "no", 1), ("12", "no", 1), ("11.2", "no", 1),
        ("13", "yes", 2), ("12", "yes", 2), ("11.2", "yes", 2), ("10.4", "yes", 2),
    ),
    "scale": (
        ("13", "no", 1), ("12", "no", 1), ("11.2", "no", 1), ("10.6", "no", 1), ("12", "no", 2), ("10.4", "no", 2),
    ),
    "wheel": (
        ("12.4", "no", 1), ("13", "bare", 1), ("12", "bare", 1), ("11.2", "bare", 1), ("10.6", "bare", 1),
        ("12", "bare", 2), ("10.4", "bare", 2),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class SheetLine:
    """One line to answer: the number it has on the sheet and on the strip, what it says, and a line below that."""

    number: int
    text: str
    below: str = ""


@dataclass(frozen=True)
class SheetPart:
    """Lines that are answered by the same steps, in `groups`; `signs` stand in the boxes and are what is typed.

    With `has_moons` each step is drawn too; with a `number_label` a number may be written beside the boxes.
    """

    title: str
    hint: str
    steps: tuple[str, ...]
    signs: tuple[str, ...]
    groups: tuple[tuple[SheetLine, ...], ...]
    has_moons: bool = False
    number_label: str = ""


@dataclass(frozen=True)
class SheetHopes:
    """What somebody may write in their own words; it stays on the sheet."""

    title: str
    hint: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SheetHeadings:
    """The fixed words of the sheet.

    `page` holds {page} and {pages}; `not_printed` explains ◌ and shows only where a sign could not be printed.
    """

    keep: str
    how: str
    strip: str
    leave: str
    turn_over: str
    not_printed: str
    page: str


@dataclass(frozen=True)
class SheetDocument:
    """A whole sheet, every text ready to print, once for each of its `numbers` (as they are printed, in groups).

    On the strip stand the number, boxes for a day and one box for each of `strip_lines`; `wide_boxes` take 100.
    """

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    subtitle: str
    parts: tuple[SheetPart, ...]
    hopes: SheetHopes | None
    wheel_svg: str
    wheel_description: str
    strip_lines: int
    wide_boxes: bool
    numbers: tuple[str, ...]
    headings: SheetHeadings
    ways: tuple[Way, ...]
