"""The plan on paper says what was said, to every reader, in every script."""

import io
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.plan.samples import ENGLISH, URDU, Words, make_plan
from wheel_app.plan.document import PlanDocument, PlanHelper
from wheel_app.plan.pdf import FONT_FILES, PROJECT, SHEET, PdfMaker, plan_pdf
from wheel_app.plan.rules import LONGEST_STEP, LONGEST_WHO, LONGEST_WORKS

BOTH = pytest.mark.parametrize("words", [ENGLISH, URDU], ids=["English", "Urdu"])
A4 = (595, 842)


@pytest.fixture(scope="module")
def maker() -> Iterator[PdfMaker]:
    maker = PdfMaker()
    yield maker
    maker.close()


def told_by(tool: str, pdf: bytes, *options: str) -> str:
    """What a poppler tool says of the PDF, without the marks it adds round right-to-left words."""
    ends = [] if tool in {"pdffonts", "pdfinfo"} else ["-"]
    said = subprocess.run([tool, *options, "-", *ends], input=pdf, capture_output=True, check=True).stdout.decode()
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFC", said))


def in_order(text: str) -> list[str]:
    # Between two scripts the tools drop a space: a Latin letter beside an Arabic word is a word of its own.
    return re.findall(r"[A-Za-z]+|(?:(?![A-Za-z])[^\W\d_])+|\d+", text)


def words_in(text: str) -> Counter[str]:
    return Counter(in_order(text))


def all_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from all_texts(inner)


def source_of(plan: PlanDocument) -> str:
    """Everything that is to be read on the paper, once as often as it stands there."""
    headings = plan.headings
    seen = [
        plan.title, plan.made_on_text, plan.number_text, *all_texts(tuple(map(astuple, plan.readings))), *plan.works,
        headings.readings, headings.topic, headings.value, headings.works, headings.goals if plan.goals else "",
        *re.findall(r">([^<>]+)</t", plan.wheel_svg),
    ]  # fmt: skip
    for goal in plan.goals:
        labels = (headings.step, headings.who, headings.when) + ((headings.helpers,) if goal.helpers else ())
        seen += [*labels, *all_texts(astuple(replace(goal, colour="")))]
    return "\n".join(text for text in seen if text)


@BOTH
def test_the_words_on_the_paper_are_the_words_that_were_said(maker: PdfMaker, words: Words) -> None:
    plan = make_plan(words)
    assert words_in(told_by("pdftotext", maker.make(plan))) == words_in(source_of(plan))


def test_the_comparison_of_words_bites(maker: PdfMaker) -> None:
    plan = make_plan(URDU)
    other = replace(plan, made_on_text=plan.made_on_text.replace("نومبر", "نومبرر"))
    assert words_in(told_by("pdftotext", maker.make(other))) != words_in(source_of(plan))


@BOTH
def test_each_line_keeps_the_order_of_its_words(maker: PdfMaker, words: Words) -> None:
    lines = [in_order(line) for line in told_by("pdftotext", maker.make(make_plan(words))).splitlines()]
    for text in (words.title, words.headings.readings, words.headings.works, words.headings.goals):
        assert in_order(text) in lines


@BOTH
def test_the_pdf_is_tagged_and_says_its_title_and_language(maker: PdfMaker, words: Words) -> None:
    plan = make_plan(words)
    pdf = maker.make(plan)
    facts = told_by("pdfinfo", pdf)
    assert re.search(r"Tagged: +yes", facts)
    assert re.search(rf"Title: +{words.title}\n", facts)
    catalog = pypdf.PdfReader(io.BytesIO(pdf)).root_object
    assert catalog["/Lang"] == plan.language
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data()


@BOTH
def test_every_font_is_inside_and_can_be_read_back(maker: PdfMaker, words: Words) -> None:
    rows = told_by("pdffonts", maker.make(make_plan(words))).splitlines()[2:]
    assert {row.split()[0].split("+")[1].split("-")[0] for row in rows} <= {"NotoSans", "NotoNaskhArabic"}
    assert all(re.search(r" yes yes yes +\d+ ", row) for row in rows)


def parts_of(pdf: bytes) -> list[Any]:
    """The parts of the structure tree, in reading order."""
    found = []

    def walk(part: Any) -> None:
        part = part.get_object() if hasattr(part, "get_object") else part
        if isinstance(part, list):
            for inner in part:
                walk(inner)
        elif isinstance(part, dict) and "/S" in part:
            found.append(part)
            walk(part.get("/K", []))

    walk(pypdf.PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"]["/K"])
    return found


@BOTH
def test_the_structure_has_headings_a_described_wheel_and_a_table(maker: PdfMaker, words: Words) -> None:
    parts = parts_of(maker.make(make_plan(words)))
    kinds = [part["/S"] for part in parts]
    assert [kind for kind in kinds if re.match(r"/H\d", kind)] == ["/H1", "/H2", "/H2", "/H2", "/H3", "/H3", "/H3"]
    assert [part["/Alt"] for part in parts if part["/S"] == "/Figure"] == [words.wheel]
    assert kinds.count("/TH") == 2
    assert kinds.count("/TD") == 2 * 13


def places(pdf: bytes) -> list[tuple[str, float]]:
    page = told_by("pdftotext", pdf, "-bbox")
    return [(word, float(x)) for x, word in re.findall(r'<word xMin="([\d.]+)"[^>]*>([^<]*)</word>', page)]


def test_urdu_is_mirrored_and_its_phone_numbers_are_not(maker: PdfMaker) -> None:
    english, urdu = (places(maker.make(make_plan(words))) for words in (ENGLISH, URDU))
    first_word = URDU.title.split()[0][::-1]  # this tool tells letters from left to right
    assert dict(reversed(english))["My"] < A4[0] / 2 < dict(reversed(urdu))[first_word]
    for number in ("0161 496 0101", "+44 161 496 0103", "0161 496 0107"):
        parts = number.split()
        runs = [urdu[i : i + len(parts)] for i in range(len(urdu)) if [w for w, _ in urdu[i : i + len(parts)]] == parts]
        assert runs, number
        assert all([x for _, x in run] == sorted(x for _, x in run) for run in runs)


def test_english_in_an_urdu_plan_keeps_its_full_stop_at_its_end(maker: PdfMaker) -> None:
    plan = make_plan(URDU)
    helper = PlanHelper("Mill Lane", "Come in. Tea is free.", "0161 496 0107")
    found = places(maker.make(replace(plan, goals=(replace(plan.goals[0], helpers=(helper,)),))))
    assert "free." in [word for word, _ in found]


@BOTH
def test_a_usual_plan_is_one_page_of_a4(maker: PdfMaker, words: Words) -> None:
    pages = pypdf.PdfReader(io.BytesIO(maker.make(make_plan(words)))).pages
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages] == [A4]


@BOTH
def test_a_full_plan_is_two_pages_with_the_goals_together(maker: PdfMaker, words: Words) -> None:
    plan = make_plan(words)
    full = tuple(replace(goal, helpers=words.helpers[:1] * 3) for goal in plan.goals)
    pages = told_by("pdftotext", maker.make(replace(plan, goals=full))).split("\f")[:-1]
    assert len(pages) == 2
    assert words.headings.goals not in pages[0]
    assert pages[1].count("0161 496 0101") == 9


def longest_plan(words: Words) -> PlanDocument:
    """Three goals with the longest own words and three lines of help each, and the longest of what works."""
    step, works = ((" ".join(words.steps) + " ") * 9 for _ in range(2))
    helper = PlanHelper(
        words.headings.helpers[:30], words.steps[1][:60], "0161 496 0107", "https://www.example.org/money"
    )
    goals = [
        replace(goal, step=step[:LONGEST_STEP], who=step[:LONGEST_WHO], when=step[:LONGEST_WHO], helpers=(helper,) * 3)
        for goal in make_plan(words).goals
    ]
    return make_plan(words, goals=tuple(goals), works=(*words.topics[:3], works[:LONGEST_WORKS]))


@BOTH
@pytest.mark.parametrize("other", [False, True], ids=["one script", "two scripts"])
def test_the_longest_plan_is_two_neat_pages(maker: PdfMaker, words: Words, other: bool) -> None:
    plan = longest_plan(words)
    if other:
        plan = replace(plan, goals=longest_plan(URDU if words is ENGLISH else ENGLISH).goals)
    paper = maker.make(plan)
    first, second = told_by("pdftotext", paper).split("\f")[:-1]
    # Wheel and list on the one, every goal under its heading on the other, and which page it is on both.
    assert words.headings.readings in first
    assert words.headings.goals not in first
    assert words.headings.goals in second
    assert second.count("0161 496 0107") >= 9
    for number, page in enumerate((first, second), 1):
        assert words_in(words.headings.page.format(page=number, pages=2)) <= words_in(page)
    assert is_all_on_the_paper(paper)
    assert words_in(told_by("pdftotext", paper)) >= words_in(source_of(plan))


def is_all_on_the_paper(paper: bytes) -> bool:
    """Whether no word runs over the end of a page."""
    low = [float(down) for down in re.findall(r'<word [^>]*yMax="([\d.]+)"', told_by("pdftotext", paper, "-bbox"))]
    return max(low) < A4[1] - 9


@BOTH
@pytest.mark.parametrize("helpers", [0, 1, 2, 3])
def test_a_plan_of_any_length_loses_nothing(maker: PdfMaker, words: Words, helpers: int) -> None:
    longest = longest_plan(words)
    for step in (words.steps[0], longest.goals[0].step):
        goals = [replace(goal, step=step, helpers=goal.helpers[:helpers]) for goal in longest.goals]
        for works in ((), longest.works):
            plan = replace(longest, goals=tuple(goals), works=works)
            paper = maker.make(plan)
            assert is_all_on_the_paper(paper)
            assert len(pypdf.PdfReader(io.BytesIO(paper)).pages) <= 2


def test_more_than_two_pages_of_goals_flow_whole(maker: PdfMaker) -> None:
    plan = longest_plan(ENGLISH)
    goals = tuple(replace(goal, step=goal.step * 4) for goal in plan.goals)
    paper = maker.make(replace(plan, goals=goals))
    assert len(pypdf.PdfReader(io.BytesIO(paper)).pages) > 2
    assert is_all_on_the_paper(paper)
    pages = told_by("pdftotext", paper).split("\f")[:-1]
    numbers = [f"Page {number} of {len(pages)}" for number in range(1, len(pages) + 1)]
    assert [number for number, page in zip(numbers, pages, strict=True) if number not in page] == []


def test_a_plan_may_be_nearly_empty(maker: PdfMaker) -> None:
    bare = make_plan(number_text=None, readings=(), goals=(), works=())
    said = told_by("pdftotext", maker.make(bare))
    assert ENGLISH.title in said
    assert ENGLISH.headings.goals not in said
    assert ENGLISH.headings.works not in said
    assert "/Table" not in [part["/S"] for part in parts_of(maker.make(bare))]


def test_a_plan_of_a_wheel_without_marks_has_no_picture(maker: PdfMaker) -> None:
    plan = make_plan(wheel_svg="", number_text=None)
    kinds = [part["/S"] for part in parts_of(maker.make(plan))]
    assert "/Figure" not in kinds
    assert kinds.count("/TD") == 2 * 13


@BOTH
def test_what_works_may_be_sentences(maker: PdfMaker, words: Words) -> None:
    plan = make_plan(words, works=(*words.topics[:3], *words.steps * 3, words.number), goals=())
    said = told_by("pdftotext", maker.make(plan))
    assert words_in(said) == words_in(source_of(plan))
    assert [part["/S"] for part in parts_of(maker.make(plan))].count("/LI") == 13


def test_the_same_plan_is_the_same_file(maker: PdfMaker) -> None:
    assert maker.make(make_plan()) == maker.make(make_plan())


def test_a_phone_number_can_be_tapped(maker: PdfMaker) -> None:
    page = pypdf.PdfReader(io.BytesIO(maker.make(make_plan()))).pages[0]
    links = [note.get_object()["/A"]["/URI"] for note in page["/Annots"]]
    assert links == ["tel:01614960101", "tel:+441614960103", "tel:+441614960103"]


def test_a_helper_without_a_number_to_dial_has_no_link(maker: PdfMaker) -> None:
    plan = make_plan()
    goal = replace(plan.goals[0], helpers=(PlanHelper("Front desk", phone="ask inside"),))
    page = pypdf.PdfReader(io.BytesIO(maker.make(replace(plan, goals=(goal,))))).pages[0]
    assert "/Annots" not in page
    assert "ask inside" in page.extract_text()


def test_the_door_makes_a_pdf() -> None:
    assert plan_pdf(make_plan()).startswith(b"%PDF-1.7")


def test_the_sheet_opens_nothing_and_runs_no_text() -> None:
    sheet = re.sub(r"//.*", "", SHEET.read_text())
    assert not re.findall(r"\b(import|include|eval|read|plugin|csv|toml|yaml|xml)\b", sheet)


def test_the_build_copies_the_fonts_that_are_looked_for() -> None:
    copied = re.findall(r'"[\w-]+/(\w+\.ttf)"', Path(PROJECT, "static", "src", "fonts.mjs").read_text())
    assert sorted(copied) == sorted(FONT_FILES)
