"""What a page says and offers, as plain text: stable under a change of look, readable in a review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.support.dom import Element
from tests.support.names import described_by, label_of, name_of, picture_name
from tests.support.opened import Page

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
LANDMARKS = "header, nav, main, footer, aside, form, search, fieldset, details, dialog, [role=status], [role=alert]"
HEADINGS = "h1, h2, h3, h4, h5, h6"
PRESSED = "button, input[type=submit], [role=button]"
FILLED = "input, select, textarea"


def outline(page: Page) -> str:
    """Return the outline of a page, one thing a line, indented by the landmarks around it."""
    html = page.root
    head = [] if page.is_piece else [f"title: {page.title}", f"html: lang={html.get('lang')} dir={html.get('dir')}"]
    return "\n".join([*head, *_lines(html, html, 0)]) + "\n"


def _lines(element: Element, root: Element, depth: int) -> Iterator[str]:
    for child in element.children:
        if child.tag in ("head", "script", "template"):
            continue
        line, inner = _line(child, root), depth
        if line:
            yield "  " * depth + line
            inner = depth + 1 if child.matches(LANDMARKS) else depth
        if not _is_whole(child):
            yield from _lines(child, root, inner)


def _is_whole(element: Element) -> bool:
    """Whether the line of an element already says what is inside it."""
    return element.matches(f"a[href], button, select, textarea, svg, th, label, legend, summary, {HEADINGS}")


def _line(element: Element, root: Element) -> str:
    hidden = " (hidden)" if element.has("hidden") else ""
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
            written = write(element, root)
            return written + hidden if written else ""
    return _text(element, hidden)


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
    return "error" if "govuk-error-message" in element.classes else "hint"


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


def _text(element: Element, hidden: str) -> str:
    """A paragraph or list item that stands on its own; its words belong to what the page says."""
    if element.tag not in ("p", "li", "dt", "dd", "td", "caption", "output") or element.all(f"p, li, {FILLED}"):
        return ""
    return f"{element.tag}: {element.text}{hidden}" if element.text and not element.all("a[href], button") else ""
