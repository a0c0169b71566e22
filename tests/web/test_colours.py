"""Nothing is red: no colour of a page, a wheel or a picture alarms anybody."""

from __future__ import annotations

import colorsys
import re

import pytest

from wheel_app import PROJECT
from wheel_app.tools.rules import OWN_COLOUR, TOPIC_COLOURS

HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
RED_WORDS = re.compile(r"(?<![\w-])(?:red|crimson|firebrick|darkred|tomato|orangered|indianred)(?![\w-])")


# What a link to an error turns to under the mouse in the library's style; ours comes after it.
OVERRIDDEN = "#651b1b"


def is_red(colour: str) -> bool:
    """Whether a colour such as #d4351c looks red: strong, and between orange and pink."""
    digits = "".join(2 * digit for digit in colour) if len(colour := colour.lstrip("#")) == 3 else colour
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return (hue < 18 / 360 or hue > 338 / 360) and saturation > 0.4 and 0.2 < lightness < 0.85


def reds(text: str) -> list[str]:
    colours = [found[0] for found in HEX.finditer(text) if found[0] != OVERRIDDEN]
    return [colour for colour in colours if is_red(colour)] + RED_WORDS.findall(text)


def test_no_topic_is_red() -> None:
    assert [colour for colour in (*TOPIC_COLOURS, OWN_COLOUR) if is_red(colour)] == []


@pytest.mark.parametrize("folder", ["static/build", "wheel_app", "templates"])
def test_nothing_that_is_drawn_is_red(folder: str) -> None:
    files = [path for kind in ("*.css", "*.svg", "*.html", "*.typ") for path in (PROJECT / folder).rglob(kind)]
    assert files
    found = {str(path.relative_to(PROJECT)): reds(path.read_text(encoding="utf-8")) for path in files}
    assert {name: colours for name, colours in found.items() if colours} == {}


@pytest.mark.parametrize("colour", ["#d4351c", "#f00", "#aa2a16", "#e4002b", "#c00000"])
def test_red_bites(colour: str) -> None:
    assert is_red(colour)
    assert reds(f"a {{ color: {colour}; border: 1px solid red }}") == [colour, "red"]


@pytest.mark.parametrize("colour", ["#834b14", "#a36e9e", "#22303a", "#fbf8f3", "#006b6b", "#000", "#fff", "#ffdd00"])
def test_other_colours_pass(colour: str) -> None:
    assert not is_red(colour)
