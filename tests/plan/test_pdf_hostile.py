"""Whatever is written on a plan is shown or refused plainly, and never runs."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.plan.samples import ENGLISH, URDU, Words, make_plan
from tests.plan.test_pdf import told_by, words_in
from wheel_app.plan.document import PlanDocument
from wheel_app.plan.letters import STAND_IN, Letters
from wheel_app.plan.pdf import LONGEST, PdfFailed, PdfMaker, find_fonts

NOTE = ENGLISH.headings.not_printed.split(" ", 1)[1]


@pytest.fixture(scope="module")
def maker() -> Iterator[PdfMaker]:
    maker = PdfMaker()
    yield maker
    maker.close()


def with_step(step: str) -> PlanDocument:
    plan = make_plan()
    return replace(plan, goals=(replace(plan.goals[0], step=step, helpers=()),))


@pytest.mark.parametrize(
    "text",
    [
        '#panic("run")', '#read("/etc/passwd")', "#{1+1}", "$x^2$", r"a \ b \u{41}", "*strong* _soft_ `raw`",
        "= Not a heading", "@nobody", "<label>", "// not a comment", "/* nor this */", "[a](b)", "#sys.inputs.plan",
        '"}, "goals": []}', "{{ 7*7 }} {% x %}", "</text><script>alert(1)</script>", "&amp; &lt;", "~ -- --- ...",
        "“true” quotation ’ marks", "https://example.org/a_b*c", "Zażółć gęślą jaźń", "ہمارا گھر",
    ],
)  # fmt: skip
def test_markup_is_shown_letter_for_letter(maker: PdfMaker, text: str) -> None:
    said = told_by("pdftotext", maker.make(with_step(text)))
    assert "".join(text.split()) in "".join(said.split())
    assert NOTE not in said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Call school 😀 today", "Call school ◌ today"),
        ("We 👨‍👩‍👧‍👦 go ❤️", "We ◌ go ◌"),
        ("আমি go", "◌ ◌ go"),
        ("a\ue000b", "a◌b"),
        ("a\U0010ffffb", "a◌b"),
    ],
)
def test_a_sign_that_cannot_be_printed_is_marked_and_told(maker: PdfMaker, text: str, shown: str) -> None:
    said = told_by("pdftotext", maker.make(with_step(text)))
    assert shown.replace("◌ ◌", "◌") in said.replace("◌ ◌", "◌")
    assert NOTE in said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\x00two", "onetwo"),
        ("one\x1b[31mtwo", "one[31mtwo"),
        ("one\ntwo\tthree", "one two three"),
        ("one \u202eowt\u202c three", "one owt three"),
        ("one \u2066two\u2069 three\u200f", "one two three"),
        ("one\ud800two", "onetwo"),
    ],
)
def test_signs_that_only_steer_leave_no_trace(maker: PdfMaker, text: str, shown: str) -> None:
    said = told_by("pdftotext", maker.make(with_step(text)))
    assert shown in said
    assert NOTE not in said


def test_very_long_words_of_a_family_are_all_there(maker: PdfMaker) -> None:
    said = told_by("pdftotext", maker.make(with_step("one small thing " * 6_250)))
    assert words_in(said)["thing"] == 6_250


def test_a_hundred_thousand_letters_without_a_gap_stay_on_the_paper(maker: PdfMaker) -> None:
    said = told_by("pdftotext", maker.make(with_step("m" * 100_000)))
    assert said.count("m") >= 100_000
    assert max(len(line) for line in said.splitlines()) < 100


@pytest.mark.parametrize("name", ["Ọ̀rẹ́ mi", "Che rãg̃e", "हमारा कुत्ता", "بچّے اُردو میں", "x\u0301" * 20, "ا\u200dب"])
@pytest.mark.parametrize("words", [ENGLISH, URDU])
def test_a_name_with_signs_over_its_letters_can_stand_on_the_wheel(maker: PdfMaker, words: Words, name: str) -> None:
    pdf = maker.make(make_plan(replace(words, own_topic=name)))
    assert re.search(r"Tagged: +yes", told_by("pdfinfo", pdf))
    said = told_by("pdftotext", pdf)
    assert words_in(words.title) <= words_in(said)
    assert STAND_IN not in said


@pytest.mark.parametrize("words", [ENGLISH, URDU])
@pytest.mark.parametrize(("name", "plain"), [("Ọ̀rẹ́", "Ore"), ("Tiếng", "Tieng"), ("Ж́ук", "Жук"), ("g̃ɛ́", "gɛ")])
def test_no_letter_vanishes_under_its_sign(maker: PdfMaker, words: Words, name: str, plain: str) -> None:
    assert abs(width_in_list(maker, words, name) - width_in_list(maker, words, plain)) < 0.5


def width_in_list(maker: PdfMaker, words: Words, name: str) -> float:
    """How wide a name of one word stands on the paper, between two plain words."""
    plan = make_plan(words, works=(f"Aaa {name} Zzz",))
    boxes = re.findall(
        r'xMin="([\d.]+)" .*xMax="([\d.]+)".*>(Aaa|Zzz)<', told_by("pdftotext", maker.make(plan), "-bbox")
    )
    (_, start, _), (end, _, _) = sorted(boxes, key=lambda box: str(box[2]))
    return float(end) - float(start)


def test_other_plans_keep_to_the_standard(maker: PdfMaker) -> None:
    for words in (ENGLISH, URDU):
        assert b"pdfuaid" in maker.make(make_plan(words))


def test_a_plan_past_all_measure_is_refused(maker: PdfMaker) -> None:
    with pytest.raises(PdfFailed) as failed:
        maker.make(with_step("m" * LONGEST))
    assert failed.value.why == "too-long"


def test_a_language_without_fonts_is_refused_before_it_is_drawn(maker: PdfMaker) -> None:
    with pytest.raises(PdfFailed) as failed:
        maker.make(make_plan(language="bn", title="আমার পরিকল্পনা"))
    assert failed.value.why == "script"


@pytest.mark.parametrize("language", ["en-GB", "pa-Arab", "", "x", "none; drop", "EN"])
def test_any_language_tag_makes_a_pdf(maker: PdfMaker, language: str) -> None:
    assert maker.make(make_plan(language=language)).startswith(b"%PDF")


@pytest.mark.parametrize("svg", ["not a picture", "<svg", "<svg></svg"])
def test_a_broken_wheel_is_refused_without_a_word_of_the_plan(maker: PdfMaker, svg: str) -> None:
    with pytest.raises(PdfFailed) as failed:
        maker.make(make_plan(wheel_svg=svg))
    assert failed.value.why == "refused"
    assert str(failed.value) == "This plan could not be drawn."


def test_a_picture_inside_the_wheel_opens_no_file(maker: PdfMaker, tmp_path: Path) -> None:
    inner = tmp_path / "inner.svg"
    inner.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="9">SECRET</text></svg>')
    outer = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image width="9" height="9" href="{}"/></svg>'
    for address in (str(inner), f"file://{inner}", "../../pyproject.toml", "http://127.0.0.1:9/x.png"):
        with suppress(PdfFailed):
            pdf = maker.make(make_plan(wheel_svg=outer.format(address)))
            assert "SECRET" not in told_by("pdftotext", pdf)


def test_a_bad_colour_is_refused(maker: PdfMaker) -> None:
    plan = make_plan()
    with pytest.raises(PdfFailed, match="could not be drawn"):
        maker.make(replace(plan, goals=(replace(plan.goals[0], colour="url(x)"),)))


def test_all_fonts_hold_the_letters_of_their_script() -> None:
    for regular, bold in (("Sans_400Regular", "Sans_700Bold"), ("Arabic_400Regular", "Arabic_700Bold")):
        thin, thick = ([font for font in find_fonts() if name in font.name] for name in (regular, bold))
        assert Letters(thin).pattern == Letters(thick).pattern


def test_a_missing_font_is_named_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(PdfFailed, match=r"lacks NotoNaskhArabic_400Regular\.ttf.*npm run build") as failed:
        PdfMaker(tmp_path).make(make_plan())
    assert failed.value.why == "no-fonts"


@pytest.mark.parametrize("own", ["چڑیا dog طوطا!", "dog چڑیا cat."])
@pytest.mark.parametrize("words", [ENGLISH, URDU], ids=["English", "Urdu"])
def test_words_of_another_script_keep_their_order_among_others(maker: PdfMaker, words: Words, own: str) -> None:
    plan = make_plan(words)
    goal = replace(plan.goals[0], topic=own, step=own, who=own, helpers=())
    readings = (*plan.readings[:-1], replace(plan.readings[-1], label=own))
    paper = maker.make(replace(plan, wheel_svg="", goals=(goal,), readings=readings))
    lines = places_of(paper, own.strip("!.").split())
    # In the list, and three times in the goal.
    assert len(lines) == 4
    for first, middle, last in lines:
        assert first < middle < last if own[0].isascii() else first > middle > last


def places_of(paper: bytes, parts: list[str]) -> list[list[float]]:
    """Where the parts stand across the page, line by line."""
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word', told_by("pdftotext", paper, "-bbox"))
    lines: dict[int, dict[str, float]] = {}
    for across, down, word in found:
        # Arabic script lies in the file in the order of the eye.
        for part in {word.strip("!."), word.strip("!.")[::-1]} & set(parts):
            lines.setdefault(round(float(down) / 3), {})[part] = float(across)
    return [[line[part] for part in parts] for line in lines.values()]
