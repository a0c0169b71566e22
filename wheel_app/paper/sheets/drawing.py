"""A sheet as the PDF wants it: every text in the language of the sheet and in its place."""

from __future__ import annotations

import atexit
import os
from collections.abc import Sequence
from itertools import groupby

from flask_babel import gettext

from wheel_app.paper.numbers import in_groups
from wheel_app.paper.sheets.document import WAYS, SheetDocument, SheetHeadings, SheetHopes, SheetLine, SheetPart
from wheel_app.paper.sheets.rules import Line, SheetFacts, lines_of, words_of
from wheel_app.plan import PROJECT, PdfMaker
from wheel_app.tools import Library, Tool
from wheel_app.tools.geometry import Spoke, WheelDrawing, draw_wheel
from wheel_app.web import drawing
from wheel_app.web.locale import Spoken, speaking

SHEET = PROJECT / "templates" / "paper" / "sheet.typ"
# Fifty copies take about a second; it is asked for now and then, so it soon goes to rest.
SECONDS, REST = 20, 30
BAND_SIGNS = "ABCDE"

_maker = PdfMaker(sheet=SHEET, limit=SECONDS, rest=REST)
os.register_at_fork(after_in_child=_maker.forget)
atexit.register(_maker.close)


def sheets_pdf(document: SheetDocument) -> bytes:
    """Return the sheets as one tagged PDF (PDF/UA-1) on A4; raise PdfFailed when it cannot be had.

    `why` is 'too-long' where the texts do not fit on both sides of a sheet, 'script' where the fonts lack letters.
    """
    return _maker.make(document)


def document_of(library: Library, facts: SheetFacts, numbers: Sequence[str], language: Spoken) -> SheetDocument:
    """Return one printing, every word in the language of the sheet."""
    with speaking(language.code):
        return _document(library, facts, numbers, language)


def _document(library: Library, facts: SheetFacts, numbers: Sequence[str], language: Spoken) -> SheetDocument:
    lines, is_rtl = lines_of(library, facts.asked), language.direction == "rtl"
    is_wheel = facts.kind == "wheel"
    first = lines[0].tool
    return SheetDocument(
        language=language.text,
        direction="rtl" if is_rtl else "ltr",
        title=gettext(first.name) if is_wheel else gettext(first.about(facts.about).label),
        subtitle=gettext(first.about(facts.about).label) if is_wheel else gettext(first.name),
        parts=tuple(_part(tool, list(some), facts) for tool, some in groupby(lines, key=lambda line: line.tool)),
        hopes=_hopes(library, facts),
        wheel_svg=drawing("paper/_empty_wheel.svg", drawing=_empty_wheel(lines, is_rtl)) if is_wheel else "",
        wheel_description=gettext("An empty wheel to draw on.") if is_wheel else "",
        strip_lines=len(lines),
        wide_boxes=is_wheel,
        numbers=tuple(map(in_groups, numbers)),
        headings=_headings(is_wheel),
        ways=WAYS[facts.kind],
    )


def _part(tool: Tool, lines: list[Line], facts: SheetFacts) -> SheetPart:
    is_scale, is_wheel = tool.kind == "scale", tool.kind == "wheel"
    title = gettext(tool.name) if is_scale and facts.kind == "point" else ""
    groups = groupby(lines, key=lambda line: "" if is_wheel else line.topic.group)
    return SheetPart(
        title=title,
        hint=gettext("Choose up to six lines. Nobody fills in all of them.") if is_scale else "",
        steps=tuple(gettext(band.label) for band in tool.bands),
        signs=tuple(BAND_SIGNS[: len(tool.bands)]) if is_wheel else tuple(band.key for band in tool.bands),
        groups=tuple(tuple(_line(line, facts.about, is_wheel) for line in some) for _, some in groups),
        has_moons=not is_wheel and is_scale,
        number_label=gettext("or 1 to 100") if is_wheel else "",
    )


def _line(line: Line, about: str, is_wheel: bool) -> SheetLine:
    below = gettext(line.topic.line_for(about)) if is_wheel else ""
    return SheetLine(line.number, gettext(line.topic.label), below)


def _hopes(library: Library, facts: SheetFacts) -> SheetHopes | None:
    topics = words_of(library, facts.asked)
    if not topics:
        return None
    return SheetHopes(
        title=gettext("What you hope for"),
        hint=gettext("Write as much or as little as you like. These words stay here with you."),
        lines=tuple(gettext(topic.label) for topic in topics),
    )


def _empty_wheel(lines: Sequence[Line], is_rtl: bool) -> WheelDrawing:
    # Where a mark would stand, the number of the line stands.
    spokes = [Spoke(one.topic.key, gettext(one.topic.label), one.topic.colour, one.number) for one in lines]
    return draw_wheel(spokes, centre=None, rtl=is_rtl)


def _headings(is_wheel: bool) -> SheetHeadings:
    how = gettext("Tick one box on a line, or leave it out.")
    wheel_how = gettext("Tick a box, or write a number. Then draw it on the wheel. Leave out what you like.")
    return SheetHeadings(
        keep=gettext("This sheet is yours to keep."),
        how=wheel_how if is_wheel else how,
        strip=_strip_words(is_wheel),
        leave=gettext("Does it not apply yet? Write n on the strip. Rather not say? Write r."),
        turn_over=gettext("More on the back"),
        not_printed=gettext("◌ stands for a sign that could not be printed."),
        page=gettext("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
    )


def _strip_words(is_wheel: bool) -> str:
    if is_wheel:
        return gettext("Copy your letter or number for each line. Only the strip is taken away: no name, no words.")
    return gettext("Copy the number you ticked for each line. Only the strip is taken away: no name, no words.")
