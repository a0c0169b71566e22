"""What a page says and offers, as plain text: stable under a change of look, readable in a review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.dom import INLINE, Element
from tests.support.names import ERROR, described_by, label_of, name_of, picture_name
from tests.support.opened import Page

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
LANDMARKS = "header, nav, main, footer, aside, form, search, fieldset, details, dialog, [role=status], [role=alert]"
CODE = re.compile(r"\b\d{3} \d{3} \d{4}\b")
# What is made anew for each person: ids, letters for an app, codes to set up with, to register, to be invited by.
MADE_ANEW = (
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "an-id"),
    (re.compile(r"\b[A-Z2-7]{4}( [A-Z2-7]{4}){7}\b"), "ABCD EFGH"),
    (re.compile(r"\b[a-z0-9]{4}(-[a-z0-9]{4}){1,3}\b"), "ab12-cd34"),
    (re.compile(r"\b\d{4}( \d{4}){1,2}\b"), "1234 5678"),
    (re.compile(r"(?m)^( *p: )\d{4}$"), r"\g<1>1234"),
    (CODE, "123 456 7890"),
)
HEADINGS = "h1, h2, h3, h4, h5, h6"
PRESSED = "button, input[type=submit], [role=button]"
FILLED = "input, select, textarea"
# What is inside these is already said by their own line.
WHOLE = f"a[href], button, select, textarea, svg, th, legend, summary, {HEADINGS}"


def outline(page: Page, mixed: str = "") -> str:
    """Return the outline of a page, one thing a line, indented by the landmarks around it.

    What matches the selector `mixed` is shown in another order on each visit, and is sorted here.
    """
    html = page.root
    head = [] if page.is_piece else [f"title: {page.title}", f"html: lang={html.get('lang')} dir={html.get('dir')}"]
    lines = [*head, *_lines(html, html, 0, is_said=False)]
    shuffled = {_line(element, html) for element in page.all(mixed)} if mixed else set()
    places = [number for number, line in enumerate(lines) if line.strip() in shuffled]
    for place, line in zip(places, sorted(lines[place] for place in places), strict=True):
        lines[place] = line
    whole = "\n".join(lines)
    for pattern, stands_for in MADE_ANEW:
        whole = pattern.sub(stands_for, whole)
    return whole + "\n"


def _lines(element: Element, root: Element, depth: int, *, is_said: bool) -> Iterator[str]:
    """One line for each thing below an element; `is_said` when its own words stand in a line already."""
    for child in element.children:
        if child.tag in ("head", "script", "template", "style"):
            continue
        line = _line(child, root) or ("" if is_said and child.tag in INLINE else _text(child))
        if line:
            yield "  " * depth + line + (" (hidden)" if child.is_hidden else "")
        if not child.matches(WHOLE):
            inner = depth + 1 if line and child.matches(LANDMARKS) else depth
            said = (
                child.tag == "label"
                or (bool(line) and not child.matches(LANDMARKS))
                or (is_said and child.tag in INLINE)
            )
            yield from _lines(child, root, inner, is_said=said)


def _line(element: Element, root: Element) -> str:
    for selector, write in (
        (HEADINGS, _heading),
        (PRESSED, _button),
        (FILLED, _field),
        ("a[href]", _link),
        ("svg, img", _picture),
        ("th", _header),
        ("legend, summary", _legend),
        (LANDMARKS, _landmark),
    ):
        if element.matches(selector):
            return write(element, root)
    return ""


def _text(element: Element) -> str:
    """The words that stand in an element itself, with its links and other pieces of the line."""
    if element.tag == "label" or element.matches(f"{WHOLE}, {FILLED}"):
        return ""
    pieces = list(element.content)
    words = " ".join("".join(piece if isinstance(piece, str) else _inline(piece) for piece in pieces).split())
    beside_links = "".join(
        _inline(piece) if isinstance(piece, Element) and piece.tag != "a" else "" for piece in pieces
    )
    own = beside_links + "".join(piece for piece in pieces if isinstance(piece, str))
    return f"{element.tag}: {words}" if re.search(r"\w", own) else ""


def _inline(piece: Element) -> str:
    return piece.text if piece.tag in INLINE and not piece.has("hidden") else " "


def _heading(element: Element, root: Element) -> str:
    return f"{element.tag}: {element.text}"


def _button(element: Element, root: Element) -> str:
    return f"button: {name_of(element, root)}"


def _field(element: Element, root: Element) -> str:
    kind = element.get("type", "text") if element.tag == "input" else element.tag
    if kind == "hidden":
        return ""
    told = [f"{_role(one)}: {one.text}" for one in described_by(element, root)]
    state = [word for word in ("checked", "required", "disabled") if element.has(word)]
    label = label_of(element, root) or name_of(element, root)
    return " | ".join([f"{kind}: {' '.join([label, *(f'({word})' for word in state)])}", *told])


def _role(element: Element) -> str:
    return "error" if element.matches(ERROR) else "hint"


def _link(element: Element, root: Element) -> str:
    return f"link: {name_of(element, root)}"


def _picture(element: Element, root: Element) -> str:
    name = picture_name(element)
    return f"picture: {name}" if name else ""


def _header(element: Element, root: Element) -> str:
    return f"table header: {element.text}"


def _legend(element: Element, root: Element) -> str:
    return f"{element.tag}: {element.text}"


def _landmark(element: Element, root: Element) -> str:
    name = element.get("aria-label") or " ".join(one.text for one in root.all("[id]") if _labels(one, element))
    role = element.get("role") or element.tag
    return f"[{role}{f' “{name}”' if name else ''}]"


def _labels(one: Element, element: Element) -> bool:
    return bool(one.get("id")) and one.get("id") in element.get("aria-labelledby").split()
