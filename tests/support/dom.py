"""Reading HTML in tests: a strict parse and a small set of CSS selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    """One element of a page; compares by place, not by content."""

    def __init__(self, node: ElementTree.Element, parents: dict[ElementTree.Element, ElementTree.Element]) -> None:
        self.node = node
        self._parents = parents
        self._found: dict[str, list[Element]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and self.node is other.node

    def __hash__(self) -> int:
        return id(self.node)

    def __repr__(self) -> str:
        attributes = "".join(f' {k}="{v}"' for k, v in self.node.attrib.items() if k in ("id", "name", "href", "class"))
        return f"<{self.tag}{attributes}>"

    @property
    def tag(self) -> str:
        return str(self.node.tag).rpartition("}")[2]

    @cached_property
    def attributes(self) -> dict[str, str]:
        return {name.rpartition("}")[2]: value or "" for name, value in self.node.attrib.items()}

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def has(self, name: str) -> bool:
        return name in self.attributes

    @property
    def classes(self) -> set[str]:
        return set(self.get("class").split())

    @property
    def text(self) -> str:
        """The words a reader meets, with white space folded."""
        return " ".join("".join(_words(self.node)).split())

    @property
    def raw_text(self) -> str:
        """The text exactly as in the source; what a textarea or a script holds."""
        return "".join(self.node.itertext())

    @property
    def parent(self) -> Element | None:
        above = self._parents.get(self.node)
        return None if above is None else Element(above, self._parents)

    @property
    def ancestors(self) -> Iterator[Element]:
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @property
    def children(self) -> list[Element]:
        return [Element(child, self._parents) for child in self.node if isinstance(child.tag, str)]

    @property
    def content(self) -> Iterator[str | Element]:
        """Text and elements in the order of the source, without comments."""
        yield self.node.text or ""
        for child in self.node:
            if isinstance(child.tag, str):
                yield Element(child, self._parents)
            yield child.tail or ""

    def inside(self, selector: str) -> Element | None:
        """The nearest element around this one that matches, or None."""
        return next((above for above in self.ancestors if above.matches(selector)), None)

    @property
    def is_hidden(self) -> bool:
        return any(one.has("hidden") for one in (self, *self.ancestors))

    def all(self, selector: str) -> list[Element]:
        """Elements below this one that match, in the order of the page."""
        if selector not in self._found:
            found = {place for steps in _read(selector) for place in self._fitting(steps)}
            self._found[selector] = [self._below[place] for place in sorted(found)]
        return list(self._found[selector])

    def _fitting(self, steps: tuple[Step, ...]) -> Iterator[int]:
        kind, value, _ = steps[-1][0]
        places = range(len(self._below)) if value == "*" else self._places.get((kind, value), ())
        return (place for place in places if self._below[place]._fits(steps))

    @cached_property
    def _places(self) -> dict[tuple[str, str], list[int]]:
        """Where below this one each tag, id, class and attribute stands: a page is asked hundreds of times."""
        found: dict[tuple[str, str], list[int]] = {}
        for place, element in enumerate(self._below):
            for mark in element._marks():
                found.setdefault(mark, []).append(place)
        return found

    def _marks(self) -> Iterator[tuple[str, str]]:
        yield "tag", self.tag
        yield "id", self.get("id")
        yield from (("cls", name) for name in self.classes)
        yield from (("name", name) for name in self.attributes)

    @cached_property
    def _below(self) -> list[Element]:
        nodes = (node for node in self.node.iter() if isinstance(node.tag, str) and node is not self.node)
        return [Element(node, self._parents) for node in nodes]

    def first(self, selector: str) -> Element | None:
        return next(iter(self.all(selector)), None)

    def one(self, selector: str) -> Element:
        """The only match; it is an error when there are more or none."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r}, expected one"
        return found[0]

    def matches(self, selector: str) -> bool:
        """Whether a selector of tags, #ids, .classes, [attributes], blanks (inside) and commas fits."""
        return any(self._fits(steps) for steps in _read(selector))

    def _fits(self, steps: tuple[Step, ...]) -> bool:
        *outer, last = steps
        if not all(_fits_piece(self, piece) for piece in last):
            return False
        return not outer or any(above._fits(tuple(outer)) for above in self.ancestors)


@dataclass(frozen=True)
class Document:
    """A parsed page or piece of one, and what the HTML parser complained about."""

    root: Element
    complaints: tuple[str, ...]


def parse(html: str, *, piece: bool = False) -> Document:
    """Parse as browsers do; `piece` is for what htmx fetches, which has no html element of its own."""
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parseFragment(html) if piece else parser.parse(html)
    parents = {child: above for above in tree.iter() for child in above}
    complaints = tuple(
        f"line {line}: {MESSAGES.get(code, code) % details}" for (line, _), code, details in parser.errors
    )
    return Document(Element(tree, parents), complaints)


def _words(node: ElementTree.Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        name = re.sub(r"^\{.*\}", "", str(child.tag)) if isinstance(child.tag, str) else "!--"
        if name != "!--" and name not in SILENT and "hidden" not in child.attrib:
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


def _fits_attribute(element: Element, name: str, operator: str | None, wanted: str) -> bool:
    if not element.has(name):
        return False
    actual = element.get(name)
    tests = {
        None: True,
        "=": actual == wanted,
        "^=": actual.startswith(wanted),
        "$=": actual.endswith(wanted),
        "*=": wanted in actual,
        "~=": wanted in actual.split(),
    }
    return tests[operator]
