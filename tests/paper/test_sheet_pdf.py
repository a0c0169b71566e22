"""Sheets on paper: on one sheet in every language, tagged, with every word, and a strip without any."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pypdf
import pytest
from flask import Flask

from tests.builders import library
from tests.paper.papers import make_facts
from tests.plan.test_pdf import A4, in_order, parts_of, told_by, words_in
from wheel_app.paper.numbers import new_number
from wheel_app.paper.sheets.document import SheetDocument, SheetHopes, SheetLine, SheetPart
from wheel_app.paper.sheets.drawing import document_of, sheets_pdf
from wheel_app.paper.sheets.rules import Kind, SheetFacts, words_of
from wheel_app.plan import PdfFailed
from wheel_app.tools import YOUNG_WHEEL, ways_in
from wheel_app.web.locale import Spoken, languages

POINTS = tuple(f"point-{number}" for number in range(1, 8))
SHEETS: list[tuple[Kind, str]] = [
    *(("point", point) for point in POINTS),
    *(("scale", point) for point in POINTS),
    *(("wheel", way.value) for way in ways_in(library())),
]
LARGEST = 300_000


@pytest.fixture(autouse=True)
def asked(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


def facts_of(kind: Kind, about: str) -> SheetFacts:
    way = next((one for one in ways_in(library()) if one.value == about), None)
    return make_facts(kind, way.about.key, wheel=way.tool.id) if way else make_facts(kind, about)


def spoken(code: str) -> Spoken:
    return next(one for one in languages() if one.code == code)


def document(kind: Kind, about: str, code: str = "en", copies: int = 1) -> SheetDocument:
    numbers = [new_number() for _ in range(copies)]
    return document_of(library(), facts_of(kind, about), numbers, spoken(code))


def pages_of(pdf: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def source_of(sheet: SheetDocument, *, below: bool = True) -> str:
    """Every text that is to be read on a sheet with a back, once as often as it stands there."""
    headings, (number,) = sheet.headings, sheet.numbers
    has_back = len(sheet.parts) > 1
    seen = [sheet.title, sheet.subtitle, headings.keep, headings.how, headings.strip, headings.leave, number, number]
    seen += [headings.leave, headings.turn_over, number] if has_back else []
    for part in sheet.parts:
        seen += [part.title, part.hint, part.number_label, *part.steps]
        for line in (line for group in part.groups for line in group):
            seen += [str(line.number), line.text, line.below if below else "", *part.signs]
    if sheet.hopes:
        seen += [sheet.hopes.title, sheet.hopes.hint, *sheet.hopes.lines]
    seen += [str(number) for number in range(1, sheet.strip_lines + 1)]
    return "\n".join(seen)


@pytest.mark.parametrize("code", ["en", "ur"])
@pytest.mark.parametrize(("kind", "about"), SHEETS, ids=lambda one: str(one))
def test_each_fits_on_one_sheet_in_each_language(kind: Kind, about: str, code: str) -> None:
    pdf = sheets_pdf(document(kind, about, code))
    assert pages_of(pdf) <= (2 if kind == "point" else 1)
    assert len(pdf) <= LARGEST
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pypdf.PdfReader(io.BytesIO(pdf)).root_object["/Metadata"].get_data()
    facts = told_by("pdfinfo", pdf)
    assert re.search(r"Tagged: +yes", facts)
    assert re.search(r"Page size: +595[.\d]* x 841", facts)


@pytest.mark.parametrize("code", ["en", "ur"])
def test_a_number_and_its_half_stay_in_their_order(code: str) -> None:
    sheet = replace(document("point", "point-7", code), title="3½ سال")
    assert "3½" in pypdf.PdfReader(io.BytesIO(sheets_pdf(sheet))).pages[0].extract_text()


@pytest.mark.parametrize(("kind", "about"), [("point", "point-4"), ("scale", "point-6")])
def test_every_word_is_on_it(kind: Kind, about: str) -> None:
    sheet = document(kind, about)
    assert words_in(told_by("pdftotext", sheets_pdf(sheet))) == words_in(source_of(sheet))


URDU_LINES = ("ہمارا گھر گرم اور خشک ہے", "میں جانتی ہوں کہ کس کو فون کرنا ہے", "ہم ہر روز مسکراتے ہیں")


def test_every_word_of_arabic_script_is_on_it() -> None:
    part = SheetPart(
        title="میں اور میرا بچہ",
        hint="چھ تک چنیں",
        steps=("ابھی نہیں", "کبھی کبھی", "آدھا وقت", "زیادہ تر", "قریب قریب ہمیشہ"),
        signs=tuple("12345"),
        groups=(tuple(SheetLine(number, text) for number, text in enumerate(URDU_LINES, 1)),),
        has_moons=True,
    )
    hopes = SheetHopes("میری امیدیں", "جتنا چاہیں لکھیں", ("میرے بچے کے لیے",))
    sheet = replace(document("point", "point-4", "ur"), parts=(part,), hopes=hopes, strip_lines=3, title="تین مہینے")
    pdf = sheets_pdf(sheet)
    assert words_in(told_by("pdftotext", pdf)) == words_in(source_of(sheet))
    told = [in_order(line) for line in told_by("pdftotext", pdf).splitlines()]
    assert [text for text in (*URDU_LINES, sheet.title) if in_order(text) not in told] == []


def test_it_is_tagged_with_headings_and_tables() -> None:
    kinds = [part["/S"] for part in parts_of(sheets_pdf(document("point", "point-4")))]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 2
    assert kinds.count("/Table") >= 2
    (figure,) = [one for one in parts_of(sheets_pdf(document("wheel", "little"))) if one["/S"] == "/Figure"]
    assert figure["/Alt"] == "An empty wheel to draw on."


def strip_words(sheet: SheetDocument) -> list[str]:
    """What stands below the cut line of the first page."""
    page = told_by("pdftotext", sheets_pdf(sheet), "-bbox", "-f", "1", "-l", "1")
    found = re.findall(r'yMin="([\d.]+)"[^>]*>([^<]*)</word>', page)
    top = min(float(y) for y, word in found if word == sheet.numbers[0].split()[0] and float(y) > A4[1] / 2)
    return [word for y, word in found if float(y) >= top - 1]


@pytest.mark.parametrize("code", ["en", "ur"])
@pytest.mark.parametrize(("kind", "about"), [("point", "point-6"), ("scale", "point-4"), ("wheel", "little")])
def test_the_strip_has_its_number_and_those_of_the_lines_and_no_word(kind: Kind, about: str, code: str) -> None:
    sheet = document(kind, about, code)
    words = strip_words(sheet)
    assert words[:3] == sheet.numbers[0].split()
    assert sorted(words[3:], key=int) == [str(number) for number in range(1, sheet.strip_lines + 1)]


def test_each_copy_has_its_own_number_on_sheet_and_strip() -> None:
    sheet = document("scale", "point-4", copies=50)
    pdf = sheets_pdf(sheet)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert len(pages) == 50
    for number, text in zip(sheet.numbers, pages, strict=True):
        assert text.count(number) == 2
    assert len(pdf) <= 50 * LARGEST


def test_nothing_asked_in_private_is_on_paper() -> None:
    for kind, about in SHEETS:
        facts = facts_of(kind, about)
        private = {
            topic.key for one in facts.asked for topic in library().get(one.tool_id, one.tool_version).private_topics
        }
        assert not private & {key for one in facts.asked for key in (*one.keys, *one.word_keys)}
    assert [topic.key for topic in words_of(library(), make_facts().asked)] == ["hope-child", "hope-me", "hope-family"]
    assert YOUNG_WHEEL in {one.tool_id for kind, about in SHEETS for one in facts_of(kind, about).asked}


def longer(sheet: SheetDocument, more: str) -> SheetDocument:
    """The same sheet with more to read on each line."""

    def lengthen(lines: tuple[SheetLine, ...]) -> tuple[SheetLine, ...]:
        return tuple(replace(line, text=f"{line.text} {more}") for line in lines)

    return replace(sheet, parts=tuple(replace(part, groups=tuple(map(lengthen, part.groups))) for part in sheet.parts))


def test_long_texts_of_an_area_fit_in_smaller_type_and_longer_ones_are_refused() -> None:
    sheet = document("point", "point-6")
    assert pages_of(sheets_pdf(longer(sheet, "most days"))) == 2
    with pytest.raises(PdfFailed) as refused:
        sheets_pdf(longer(sheet, "and more " * 14))
    assert refused.value.why == "too-long"
