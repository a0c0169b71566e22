"""Checks of a page as a whole: its parse, its title and headings, its pictures, its words, its script and style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from babel import Locale, UnknownLocaleError

from tests.support.dom import Element
from tests.support.names import ERROR, focus_order, name_of
from tests.support.pseudo import PSEUDO, english_left_over
from tests.support.seen import Seen

HEADINGS = "h1, h2, h3, h4, h5, h6"
HAS_ERROR = f".govuk-error-summary, {ERROR}, [aria-invalid=true]"
LEFT_OVERS = re.compile(
    r"%\(\w+\)|%[sd]\b|\{\{|\}\}|\{%|%\}"  # a placeholder or a tag that nothing filled
    r"|&(?:amp|lt|gt|quot|#\d+);"  # escaped twice
    r"|\bTODO\b|\bFIXME\b|lorem ipsum|\bUndefined\b|<Lazy",
    re.IGNORECASE,
)
BROWSER_BAR = "meta[name=viewport]"


def parses(seen: Seen) -> Iterator[str]:
    if seen.is_piece:
        return
    yield from seen.document.complaints


def one_h1(seen: Seen) -> Iterator[str]:
    found = seen.root.all("h1")
    if seen.is_piece:
        if len(found) > 1:
            yield f"{len(found)} h1 in one piece"
        return
    if len(found) != 1:
        yield f"{len(found)} h1, expected one"
    elif not found[0].text:
        yield "the h1 is empty"


def heading_order(seen: Seen) -> Iterator[str]:
    levels = [int(heading.tag[1]) for heading in seen.root.all(HEADINGS)]
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"h{after} follows h{before}"


def title(seen: Seen) -> Iterator[str]:
    headings, titles = seen.root.all("h1"), seen.root.all("head title")
    if seen.is_piece or not headings:
        return
    if len(titles) != 1:
        yield f"{len(titles)} title elements"
        return
    # Where the heading may not stand in the browser's list of pages, the page itself names what does.
    text, heading = _fold(titles[0].raw_text), (seen.root.first("[data-page-name]") or headings[0]).text
    if seen.root.first(HAS_ERROR) or seen.status == 422:
        yield from _title_with_errors(seen, text, heading)
    elif seen.status == 409:
        # Another page was quicker: the title may say so first.
        yield from () if heading in text else (f"the title “{text}” is without the h1 “{heading}”",)
    elif not text.startswith(heading):
        yield f"the title “{text}” does not start with the h1 “{heading}”"


def _title_with_errors(seen: Seen, text: str, heading: str) -> Iterator[str]:
    if seen.language.startswith("en"):
        if not text.startswith(f"Error: {heading}"):
            yield f"the form has errors, so the title “{text}” must start with “Error: {heading}”"
    elif heading not in text or text.startswith(heading):
        yield f"the form has errors, but nothing in the title “{text}” before the h1 says so"


def language_and_direction(seen: Seen) -> Iterator[str]:
    if seen.is_piece:
        return
    html = seen.root if seen.root.tag == "html" else seen.root.one("html")
    code, direction = html.get("lang"), html.get("dir")
    if not code:
        yield "html has no lang"
        return
    try:
        expected = Locale.parse(code, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        yield f"html has lang={code}, which names no written language"
        return
    if direction != expected:
        yield f"html has lang={code} and dir={direction or '(none)'}, expected {expected}"


def unique_ids(seen: Seen) -> Iterator[str]:
    for name, count in Counter(element.get("id") for element in seen.root.all("[id]")).items():
        if count > 1 or not name or " " in name:
            yield f"id “{name}” is there {count} times" if count > 1 else f"“{name}” is no id"


def landmarks(seen: Seen) -> Iterator[str]:
    if seen.is_piece:
        if seen.root.all("html, body, head, main main"):
            yield "a piece for htmx holds the layout of a page"
        return
    if len(seen.root.all("main")) != 1:
        yield f"{len(seen.root.all('main'))} main elements, expected one"
    bar = seen.root.first(BROWSER_BAR)
    if bar is None or "width=device-width" not in bar.get("content"):
        yield "no meta viewport for phones"
    elif re.search(r"user-scalable\s*=\s*no|maximum-scale", bar.get("content")):
        yield "meta viewport forbids zooming"


def pictures_and_links(seen: Seen) -> Iterator[str]:
    yield from (f"{picture} has no alt" for picture in seen.root.all("img") if not picture.has("alt"))
    yield from (f"{link} has no words" for link in seen.root.all("a[href]") if not name_of(link, seen.root))
    for svg in seen.root.all("svg"):
        if svg.get("role") == "img":
            if not name_of(svg, seen.root):
                yield "an svg with role=img has no name"
        elif not any(one.matches("[aria-hidden=true], [role=img]") for one in (svg, *svg.ancestors)):
            yield f"an svg in {svg.parent} is neither role=img nor aria-hidden"


def nothing_inline(seen: Seen) -> Iterator[str]:
    for script in seen.root.all("script"):
        if not script.get("src"):
            yield "an inline script"
    if seen.root.all("style"):
        yield "an inline style element"
    for element in seen.root.all("*"):
        for name, value in element.attributes.items():
            if name == "style" or re.match(r"on[a-z]+$|hx-on", name):
                yield f"{element} has {name}="
            elif re.match(r"\s*(?:javascript|js):", value, re.IGNORECASE):
                yield f"{element} has script in {name}="


def nothing_from_outside(seen: Seen) -> Iterator[str]:
    for element in seen.root.all("[src], [srcset], link[href], [poster], use[href], image[href]"):
        for name in ("src", "srcset", "href", "poster"):
            if re.match(r"\s*(?:[a-z][a-z0-9+.-]*:)?//|\s*(?:data|blob):", element.get(name), re.IGNORECASE):
                yield f"{element} loads {element.get(name)[:60]}"


def words(seen: Seen) -> Iterator[str]:
    texts = [seen.root.text, *_spoken_attributes(seen.root)]
    for text in texts:
        for left in LEFT_OVERS.findall(text):
            yield f"“{left}” is left in the words"
    if seen.language == PSEUDO:
        for text in english_left_over(seen.root):
            yield f"“{text}” is not translated"


def _spoken_attributes(root: Element) -> list[str]:
    names = ("aria-label", "alt", "title", "placeholder", "data-say", "content")
    return [element.get(name) for element in root.all("*") for name in names if element.has(name)]


def exit_first(seen: Seen) -> Iterator[str]:
    if seen.is_piece:
        return
    order = focus_order(seen.root)
    if seen.root.first("body.staff"):
        yield from _skip_first(order)
    elif not order or "exit" not in order[0].classes or not order[0].get("href"):
        yield f"the Tab key reaches {order[0] if order else 'nothing'} first, not the exit link"
    for element in seen.root.all("[tabindex]"):
        if not re.fullmatch(r"0|-1", element.get("tabindex")):
            yield f"{element} has tabindex={element.get('tabindex')}"


def _skip_first(order: list[Element]) -> Iterator[str]:
    # Staff sign out; a way to leave at once is the families'.
    if not order or "skip" not in order[0].classes:
        yield f"the Tab key reaches {order[0] if order else 'nothing'} first, not the way past the header"


def _fold(text: str) -> str:
    return " ".join(text.split())
