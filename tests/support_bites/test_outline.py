"""Outlines say what a page offers, are compared, and are never rewritten unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.outline import outline
from tests.support.snapshots import compare
from tests.support_bites.tiny import GOOD_ERROR, GOOD_PAGE, tiny_client

EXPECTED = """title: Error: Your wheel – The wheel
html: lang=en dir=ltr
link: Exit this page
link: Skip to the page
[main]
  p: Look again
  link: Say it shorter
  h1: Your wheel
  h2: A part
  [form]
    p: Nobody reads this.
    p: Say it shorter
    textarea: Your words | hint: Nobody reads this. | error: Say it shorter
    [fieldset]
      legend: How is it?
      radio: Hard
      radio: Good (checked)
    select: Who
    button: Go on
    button: Go back
  link: The list
  picture: A wheel
"""


def test_outline_says_what_the_page_offers() -> None:
    assert outline(tiny_client(GOOD_ERROR).get("/")) == EXPECTED


def test_a_kept_outline_passes_and_the_look_is_free(tmp_path: Path) -> None:
    compare(tiny_client().get("/"), "wheel", tmp_path, update=True)
    compare(tiny_client(GOOD_PAGE.replace("<h2>", '<h2 class="big">')).get("/"), "wheel", tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A part", "Another part"),
        (">Go back</button>", ">Back</button>"),
        ("<title>A wheel", "<title>Wheel"),
        ("Hard", "Bad"),
    ],
)
def test_a_changed_page_bites(old: str, new: str, tmp_path: Path) -> None:
    compare(tiny_client().get("/"), "wheel", tmp_path, update=True)
    before = (tmp_path / "en" / "wheel.txt").read_text()
    with pytest.raises(AssertionError, match="differs from the page"):
        compare(tiny_client(GOOD_PAGE.replace(old, new)).get("/"), "wheel", tmp_path)
    assert (tmp_path / "en" / "wheel.txt").read_text() == before


def test_a_missing_outline_bites(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="no outline is kept"):
        compare(tiny_client().get("/"), "wheel", tmp_path)
    assert list(tmp_path.iterdir()) == []
