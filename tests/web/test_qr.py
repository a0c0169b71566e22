"""The QR picture holds the text and nothing that the content policy would strip."""

import re
from xml.etree import ElementTree

import pytest
import segno

from wheel_app.web.qr import QUIET_ZONE, qr_svg

ADDRESS = "https://wheel.example.org/back#4821773095"


def dark_modules(svg: str) -> set[tuple[int, int]]:
    """Follow the strokes of the picture and return the modules (row, column) they cover, quiet zone left off."""
    dark: set[tuple[int, int]] = set()
    x, y = 0, 0.0
    for move, first, second in re.findall(r"([Mmh])(-?\d+)(?:[ ,](-?[\d.]+))?", re.findall(r' d="([^"]+)"', svg)[-1]):
        if move == "h":
            dark |= {(int(y) - QUIET_ZONE, column - QUIET_ZONE) for column in range(x, x + int(first))}
            x += int(first)
        elif move == "m":
            x, y = x + int(first), y + float(second)
        else:
            x, y = int(first), float(second)
    return dark


def modules_of(text: str) -> set[tuple[int, int]]:
    rows = enumerate(segno.make_qr(text, error="m").matrix)
    return {(i, j) for i, row in rows for j, module in enumerate(row) if module}


@pytest.mark.parametrize("text", [ADDRESS, "https://x.org/", "ہمارا گھر", "<script>alert(1)</script>"])
def test_the_picture_shows_the_modules_of_the_text(text: str) -> None:
    assert dark_modules(qr_svg(text)) == modules_of(text)


def test_the_comparison_of_modules_bites() -> None:
    assert dark_modules(qr_svg(ADDRESS)) != modules_of(ADDRESS.replace("5", "6"))


def test_the_picture_has_a_quiet_zone_all_round() -> None:
    size = len(segno.make_qr(ADDRESS, error="m").matrix)
    assert f'viewBox="0 0 {size + 2 * QUIET_ZONE} {size + 2 * QUIET_ZONE}"' in qr_svg(ADDRESS)


def test_the_picture_has_presentation_attributes_alone_and_does_not_hold_the_text() -> None:
    svg = qr_svg("</svg><script>alert(1)</script>")
    parts = list(ElementTree.fromstring(svg).iter())
    assert {name for part in parts for name in part.attrib} <= {
        "viewBox",
        "fill",
        "stroke",
        "transform",
        "d",
        "version",
    }
    assert {part.tag.rsplit("}")[-1] for part in parts} == {"svg", "path"}


def test_a_text_too_long_for_any_picture_is_an_error() -> None:
    with pytest.raises(ValueError, match="too large"):
        qr_svg("m" * 5000)
