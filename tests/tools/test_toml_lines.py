"""The line of every value of a TOML text is found, whatever way it is written."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.folders import WHEEL
from wheel_app.tools.definitions import SHIPPED
from wheel_app.tools.toml_lines import Place, line_of, place_lines

TEXT = '''\
# a comment with [brackets] and "quotes
title = "a # in a text"  # [not] = a table
"quoted key" = 'x = [1'
dotted.inner.key = 1

many = [
  "one", # comment, with a comma
  "two", "three",
  { a = 1, b = [1, 2] },

  ["x",
   "y"],
]
flat = [1, 2]
long = """
first = 1
[second]
"""
after_long = \'\'\'
]]]\'\'\'
in_line = { a = 1, b = { c = 2 } }

[table]
key = 1

[table.inside]
key = 2

[[list]]
key = "first"
[list.sub]
key = 3
[[list.deep]]
key = 4
[[list.deep]]
key = 5

[[list]]
key = "second"
[[ list . deep ]]
"a.b" = 6
when = 2026-11-20T10:00:00Z
'''

PLACES: dict[Place, str] = {
    ("title",): 'title = "a',
    ("quoted key",): '"quoted key"',
    ("dotted", "inner", "key"): "dotted",
    ("many",): "many = [",
    ("many", 0): '"one"',
    ("many", 1): '"two"',
    ("many", 2): '"two"',
    ("many", 3): "{ a = 1, b = [",
    ("many", 3, "a"): "{ a = 1, b = [",
    ("many", 4): '["x",',
    ("flat", 1): "flat",
    ("long",): "long = ",
    ("after_long",): "after_long",
    ("in_line", "b", "c"): "in_line",
    ("table",): "[table]",
    ("table", "key"): "key = 1",
    ("table", "inside", "key"): "key = 2",
    ("list",): "[[list]]",
    ("list", 0, "key"): 'key = "first"',
    ("list", 0, "sub", "key"): "key = 3",
    ("list", 0, "deep", 0, "key"): "key = 4",
    ("list", 0, "deep", 1, "key"): "key = 5",
    ("list", 1, "key"): 'key = "second"',
    ("list", 1, "deep", 0): "[[ list . deep ]]",
    ("list", 1, "deep", 0, "a.b"): '"a.b"',
    ("list", 1, "deep", 0, "when"): "when",
}


@pytest.mark.parametrize("place", PLACES)
def test_the_line_of_a_place_is_found(place: Place) -> None:
    lines = TEXT.split("\n")
    expected = next(n for n, line in enumerate(lines, 1) if line.strip().startswith(PLACES[place].strip()))
    assert line_of(place_lines(TEXT), place) == expected


def test_a_place_that_is_not_there_has_the_line_of_what_is_round_it() -> None:
    lines = place_lines(TEXT)
    assert line_of(lines, ("table", "missing", 3)) == line_of(lines, ("table",))
    assert line_of(lines, ("nothing",)) == 1


def leaves(value: Any, place: Place = ()) -> list[tuple[Place, Any]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if parts is None:
        return [(place, value)]
    return [leaf for name, part in parts for leaf in leaves(part, (*place, name))]


def test_every_text_of_the_family_wheel_is_on_the_line_found_for_it() -> None:
    text = (SHIPPED / WHEEL).read_text("utf-8")
    lines, found = text.split("\n"), place_lines(text)
    wrong = [
        place for place, value in leaves(tomllib.loads(text)) if str(value) not in lines[line_of(found, place) - 1]
    ]
    assert wrong == []


@given(st.lists(st.text(max_size=8), min_size=1, max_size=6), st.integers(0, 3))
def test_no_text_leads_the_count_astray(values: list[str], gap: int) -> None:
    written = [_quoted(value) for value in values]
    text = "first = [\n" + ("\n" * gap).join(f"  {value}, # note\n" for value in written) + "]\nlast = 1\n"
    assert tomllib.loads(text)["first"] == values
    lines = place_lines(text)
    assert [lines["first", n] for n in range(len(values))] == [2 + n * (gap + 1) for n in range(len(values))]
    assert lines[("last",)] == text.count("\n")


def _quoted(value: str) -> str:
    return '"' + "".join(f"\\U{ord(c):08x}" if c in '"\\' or not c.isprintable() else c for c in value) + '"'
