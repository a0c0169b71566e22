"""Reading HTML in tests: a strict parse and a small set of CSS selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and self.node is other.node

    def __hash__(self) -> int:
        return id(self.node)

    def __repr__(self) -> str:
        attributes = "".join(f' {k}="{v}"' for k, v in self.node.attrib.items() if k in ("id", "name", "href", "class"))
        return f"<{self.tag}{attributes}>"

    @property
    def tag(self) -> str:
        return re.sub(r"^\{.*\}", "", str(self.node.tag))

    @property
    def attributes(self) -> dict[str, str]:
        return {re.sub(r"^\{.*\}", "", name): value or "" for name, value in self.node.attrib.items()}

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
        below = (Element(n, self._parents) for n in self.node.iter() if isinstance(n.tag, str) and n is not self.node)
        return [element for element in below if element.matches(selector)]

    def first(self, selector: str) -> Element | None:
        return next(iter(self.all(selector)), None)

    def one(self, selector: str) -> Element:
        """The only match; it is an error when there are more or none."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r}, expected one"
        return found[0]

    def matches(self, selector: str) -> bool:
        """Whether a selector of tags, #ids, .classes, [attributes], blanks (inside) and commas fits."""
        return any(self._fits(STEPS.findall(part)) for part in _split(selector))

    def _fits(self, steps: list[str]) -> bool:
        *outer, last = steps
        if not _fits_step(self, last):
            return False
        return not outer or any(above._fits(outer) for above in self.ancestors)


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


def _fits_step(element: Element, step: str) -> bool:
    end = 0
    for match in STEP.finditer(step):
        assert match.start() == end, f"cannot read the selector {step!r}"
        end = match.end()
        if not _fits_piece(element, match.groupdict()):
            return False
    assert end == len(step) > 0, f"cannot read the selector {step!r}"
    return True


def _fits_piece(element: Element, piece: dict[str, str | None]) -> bool:
    if piece["tag"]:
        return piece["tag"] in ("*", element.tag)
    if piece["id"]:
        return element.get("id") == piece["id"]
    if piece["cls"]:
        return piece["cls"] in element.classes
    return _fits_attribute(element, piece["name"] or "", piece["op"], piece["value"] or "")


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
