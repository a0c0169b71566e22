"""Drawings from files, made safe to stand inside a page: only shapes, read and written anew."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from markupsafe import Markup

from wheel_app.tools.faults import Faults

LARGEST_PICTURE = 2000
_SVG = "{http://www.w3.org/2000/svg}"
SHAPES = ("svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon")
_PAINT = ("fill", "stroke")
_ATTRIBUTES = (
    "viewBox", "width", "height", "d", "points", "transform",
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry",
    "fill-opacity", "fill-rule", "opacity", "stroke-opacity", "stroke-width",
    "stroke-linecap", "stroke-linejoin", "stroke-dasharray", *_PAINT,
)  # fmt: skip
_PAINTS = ("none", "currentColor")
_VALUE = re.compile(r"[A-Za-z0-9 ,.()+\n\t-]*")
_SAVE_PLAIN = "Save it as plain SVG with shapes only"


def read_picture(path: Path, faults: Faults) -> Markup:
    """The drawing as markup of shapes only; empty after a fault."""
    before = len(faults)
    text = _read(path, faults)
    if text is None:
        return Markup()
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  (no entities: refused in _read)
    except ElementTree.ParseError as error:
        faults.add(path, error.position[0], "this picture is not well-formed SVG", _SAVE_PLAIN)
        return Markup()
    for what, mend in _shape_faults(root):
        faults.add(path, 1, what, mend)
    # Written anew from what was checked, so that no browser can read it otherwise than we did.
    return Markup(_write(root)) if len(faults) == before else Markup()  # noqa: S704


def _read(path: Path, faults: Faults) -> str | None:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_PICTURE + 1)
        text = raw.decode("utf-8")
    except OSError:
        faults.add(path, 1, "this picture is missing", "Put the drawing there as an SVG file")
        return None
    except UnicodeDecodeError:
        faults.add(path, 1, "this picture is not UTF-8 text", _SAVE_PLAIN)
        return None
    if len(raw) > LARGEST_PICTURE:
        what = f"this picture is larger than {LARGEST_PICTURE} bytes"
        faults.add(path, 1, what, "Draw it with fewer points")
        return None
    if "<!" in text or text.count("<?") > text.startswith("<?xml"):
        what = "this picture holds a comment, a document type or an instruction"
        faults.add(path, 1, what, "Keep the shapes only")
        return None
    return text


def _shape_faults(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    if root.tag != f"{_SVG}svg" or root.get("viewBox") != "0 0 64 64":
        mend = 'Begin it with <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        yield "this picture is not an SVG drawing of 64 by 64", mend
    for element in root.iter():
        name = str(element.tag).removeprefix(_SVG)
        if name not in SHAPES or (name == "svg" and element is not root):
            yield f"<{name}> is not allowed in a picture", f"Use only {', '.join(SHAPES[1:])}"
        if (element.text or "").strip() or (element.tail or "").strip():
            yield f"there is text in or after <{name}>", "Draw without words: they are translated"
        yield from _attribute_faults(name, element)


def _attribute_faults(name: str, element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for attribute, value in element.attrib.items():
        if attribute not in _ATTRIBUTES:
            yield f"“{attribute}” is not allowed on <{name}>", f"Take it out. {_SAVE_PLAIN}"
        elif attribute in _PAINT and value not in _PAINTS:
            mend = f"Use {' or '.join(_PAINTS)}: each topic has its colour, by day and by night"
            yield f"<{name}> is painted {value[:20]}", mend
        elif not _VALUE.fullmatch(value):
            yield f"“{attribute}” of <{name}> holds more than numbers", _SAVE_PLAIN


def _write(element: ElementTree.Element, outer: str = ' xmlns="http://www.w3.org/2000/svg"') -> str:
    name = str(element.tag).removeprefix(_SVG)
    attributes = "".join(f' {key}="{" ".join(value.split())}"' for key, value in element.attrib.items())
    inner = "".join(_write(child, "") for child in element)
    if not inner:
        return f"<{name}{outer}{attributes}/>"
    return f"<{name}{outer}{attributes}>{inner}</{name}>"
