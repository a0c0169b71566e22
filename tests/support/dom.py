"""Reading HTML in tests: a strict parse and a small set of CSS selectors."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from xml.etree import ElementTree

import html5lib
from html5lib.constants import E as MESSAGES

INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "code",
    "em",
    "i",
    "mark",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "tspan",
    "u",
}
# What a step of a selector asks: the kind and name of a thing and, for attributes, the operator and value.
Piece = tuple[str, str, tuple[str | None, str]]
Step = tuple[Piece, ...]
STEPS = re.compile(r"(?:\[[^\]]*\]|\S)+")
SILENT = {"script", "style", "template", "title", "desc", "noscript"}
STEP = re.compile(
    r"(?P<tag>[a-z][\w-]*|\*)|#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)"
    r"|\[(?P<name>[\w:-]+)(?:(?P<op>[~^$*]?=)[\"']?(?P<value>[^\]\"']*)[\"']?)?\]",
    re.IGNORECASE,
)


class Element:
    """One element of a page; there is one object for each, made when the page is read."""

    def __init__(self, node: ElementTree.Element, page: list[Element], parent: Element | None) -> None:
        self.node = node
        self.tag = str(node.tag).rpartition("}")[2]
        self.parent = parent
        # All elements of the page in their order, the place of this one among them, and that after the last below it.
        self._page = page
        self._place = self._end = len(page)
        self._found: dict[str, list[Element]] = {}

    def __repr__(self) -> str:
        attributes = "".join(f' {k}="{v}"' for k, v in self.node.attrib.items() if k in ("id", "name", "href", "class"))
        return f"<{self.tag}{attributes}>"

    @cached_property
    def attributes(self) -> dict[str, str]:
        return {name.rpartition("}")[2]: value or "" for name, value in self.node.attrib.items()}

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def has(self, name: str) -> bool:
        return name in self.attributes

    @cached_property
    def classes(self) -> set[str]:
        return set(self.get("class").split())

    @cached_property
    def text(self) -> str:
        """The words a reader meets, with white space folded."""
        return " ".join("".join(_words(self.node)).split())

    @property
    def raw_text(self) -> str:
        """The text exactly as in the source; what a textarea or a script holds."""
        return "".join(self.node.itertext())

    @property
    def ancestors(self) -> Iterator[Element]:
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @cached_property
    def children(self) -> list[Element]:
        return [below for below in self._page[self._place + 1 : self._end] if below.parent is self]

    @property
    def content(self) -> Iterator[str | Element]:
        """Text and elements in the order of the source, without comments."""
        yield self.node.text or ""
        elements = iter(self.children)
        for child in self.node:
            if isinstance(child.tag, str):
                yield next(elements)
            yield child.tail or ""

    def inside(self, selector: str) -> Element | None:
        """The nearest element around this one that matches, or None."""
        return next((above for above in self.ancestors if above.matches(selector)), None)

    @cached_property
    def is_hidden(self) -> bool:
        return self.has("hidden") or (self.parent is not None and self.parent.is_hidden)

    def all(self, selector: str) -> list[Element]:
        """Elements below this one that match, in the order of the page."""
        if selector not in self._found:
            found = {place for steps in _read(selector) for place in self._fitting(steps)}
            self._found[selector] = [self._page[place] for place in sorted(found)]
        return list(self._found[selector])

    def _fitting(self, steps: tuple[Step, ...]) -> Iterator[int]:
        kind, value, _ = steps[-1][0]
        if value == "*":
            places: Sequence[int] = range(self._place + 1, self._end)
        else:
            marked = self._page[0]._places.get((kind, value), [])
            places = marked[bisect_right(marked, self._place) : bisect_left(marked, self._end)]
        return (place for place in places if self._page[place]._fits(steps))

    @cached_property
    def _places(self) -> dict[tuple[str, str], list[int]]:
        """Where on the page each tag, id, class and attribute stands: a page is asked hundreds of times."""
        found: dict[tuple[str, str], list[int]] = {}
        for place, element in enumerate(self._page):
            for mark in element._marks():
                found.setdefault(mark, []).append(place)
        return found

    def _marks(self) -> Iterator[tuple[str, str]]:
        yield "tag", self.tag
        yield "id", self.get("id")
        yield from (("cls", name) for name in self.classes)
        yield from (("name", name) for name in self.attributes)

    def with_id(self, wanted: str) -> list[Element]:
        """Elements below this one that have this id."""
        places = self._page[0]._places.get(("id", wanted), []) if wanted else []
        return [self._page[place] for place in places if self._place < place < self._end]

    def first(self, selector: str) -> Element | None:
        return next(iter(self.all(selector)), None)

    def one(self, selector: str) -> Element:
        """The only match; it is an error when there are more or none."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r}, expected one"
        return found[0]

    def matches(self, selector: str) -> bool:
        """Whether a selector of tags, #ids, .classes, [attributes], blanks (inside) and commas fits."""
        return any(map(self._fits, _read(selector)))

    def _fits(self, steps: tuple[Step, ...]) -> bool:
        for piece in steps[-1]:
            if not _fits_piece(self, piece):
                return False
        return len(steps) == 1 or any(above._fits(steps[:-1]) for above in self.ancestors)


def _elements(top: ElementTree.Element) -> Element:
    """Make the elements of a page, and return the one on top."""
    page: list[Element] = []

    def add(node: ElementTree.Element, parent: Element | None) -> Element:
        made = Element(node, page, parent)
        page.append(made)
        for child in node:
            if isinstance(child.tag, str):
                add(child, made)
        made._end = len(page)
        return made

    return add(top, None)


@dataclass(frozen=True)
class Document:
    """A parsed page or piece of one, and what the HTML parser complained about."""

    root: Element
    complaints: tuple[str, ...]


def parse(html: str, *, piece: bool = False) -> Document:
    """Parse as browsers do; `piece` is for what htmx fetches, which has no html element of its own."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parseFragment(html) if piece else parser.parse(html)
    complaints = tuple(
        f"line {line}: {MESSAGES.get(code, code) % details}" for (line, _), code, details in parser.errors
    )
    return Document(_elements(tree), complaints)


def _words(node: ElementTree.Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else None
        if name and name not in SILENT and "hidden" not in child.attrib:
            yield from _words(child)
            yield "" if name in INLINE else " "
        yield child.tail or ""


def _split(selector: str) -> list[str]:
    return [part.strip() for part in re.split(r",(?![^\[]*\])", selector)]


@cache
def _read(selector: str) -> tuple[tuple[Step, ...], ...]:
    """Each part of a selector as its steps; read once, because a page is asked hundreds of times."""
    return tuple(tuple(_read_step(step) for step in STEPS.findall(part)) for part in _split(selector))


def _read_step(step: str) -> Step:
    found = list(STEP.finditer(step))
    assert found, f"cannot read the selector {step!r}"
    ends = [0, *(match.end() for match in found)]
    assert ends == [*(match.start() for match in found), len(step)], f"cannot read the selector {step!r}"
    return tuple(_piece(match.groupdict()) for match in found)


def _piece(groups: dict[str, str | None]) -> Piece:
    kind = next(kind for kind in ("tag", "id", "cls", "name") if groups[kind])
    return kind, groups[kind] or "", (groups["op"], groups["value"] or "")


def _fits_piece(element: Element, piece: Piece) -> bool:
    kind, value, attribute = piece
    if kind == "tag":
        return value in ("*", element.tag)
    if kind == "id":
        return element.node.get("id") == value
    if kind == "cls":
        return value in element.classes
    return _fits_attribute(element, value, *attribute)


OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "=": str.__eq__,
    "^=": str.startswith,
    "$=": str.endswith,
    "*=": str.__contains__,
    "~=": lambda actual, wanted: wanted in actual.split(),
}


def _fits_attribute(element: Element, name: str, operator: str | None, wanted: str) -> bool:
    if not element.has(name):
        return False
    return operator is None or OPERATORS[operator](element.get(name), wanted)
