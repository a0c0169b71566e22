"""The words of the shipped tools: plain, warm, British, and our own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.readability import foreign_spellings, hard_sentences, unkind_words
from tests.tools.texts import tool_texts, topic_texts
from wheel_app.tools import EARLY_CHECKLIST, PARENTAL_SCALE, load_tools, own_topic
from wheel_app.tools.definitions import SHIPPED
from wheel_app.tools.extract import extract_toml

SAMPLE_HELP = SHIPPED.parent / "sample_area" / "help.toml"


def shown(path: Path) -> list[str]:
    with path.open("rb") as file:
        return [text for _, _, text, _ in extract_toml(file, {}, (), {})]


TEXTS = [
    *(text for path in SHIPPED.glob("*/*.toml") for text in shown(path)),
    *topic_texts(own_topic()),
]


WHEELS = [load_tools().current(tool_id) for tool_id in ("family-wheel", "young-wheel")]
LINES = [load_tools().current(tool_id) for tool_id in (PARENTAL_SCALE, EARLY_CHECKLIST)]


def test_all_texts_of_the_tools_are_measured() -> None:
    for tool in (*WHEELS, *LINES):
        assert {text for text in tool_texts(tool) if text} <= set(TEXTS)


def test_every_sentence_is_easy_to_read() -> None:
    assert hard_sentences(TEXTS) == []


def test_the_made_up_help_lines_are_easy_to_read() -> None:
    texts = [text for text in shown(SAMPLE_HELP) if "Wheelbury" not in text]
    assert hard_sentences(texts) == []
    assert unkind_words(texts) == []


def test_no_text_measures_or_blames() -> None:
    assert unkind_words(TEXTS) == []


def test_texts_are_spelt_as_families_here_spell() -> None:
    assert foreign_spellings(TEXTS) == []


# Names of areas and stages of a protected instrument, that no topic, band or line of ours may take over.
OTHERS = (
    "physical health", "well-being", "wellbeing", "emotional needs", "keeping your children safe", "social networks",
    "education and learning", "boundaries and behaviour", "family routine", "home and money", "progress to work",
    "stuck", "accepting help", "believing", "learning what works", "finding what works", "effective parent",
    "self-reliance", "journey of change",
)  # fmt: skip


def of_others(texts: list[str]) -> list[str]:
    return [text for text in texts if any(name in text.lower() for name in OTHERS)]


def test_the_words_are_our_own() -> None:
    assert of_others(TEXTS) == []


def test_words_of_others_bite() -> None:
    assert of_others(["Our home", "Stuck", "Home and money"]) == ["Stuck", "Home and money"]


def test_inner_topics_say_my_and_outer_ones_our() -> None:
    labels = {topic.key: topic.label for topic in load_tools().current("family-wheel").topics}
    assert all(re.search(r"\b(My|Me)\b", labels[key]) for key in ("work", "health", "mood", "parent", "hopes"))
    assert all(
        re.search(r"\b(our|us)\b", labels[key], re.IGNORECASE) for key in ("home", "money", "days", "people", "area")
    )


def test_a_line_speaks_to_the_person_and_a_strength_for_them() -> None:
    for topic in (topic for wheel in WHEELS for topic in wheel.topics):
        for line in (topic.line, *topic.lines.values()):
            assert not re.search(r"\b(I|my|our|we)\b", line, re.IGNORECASE), line
        for strength in topic.strengths:
            assert not re.search(r"\byour?\b", strength, re.IGNORECASE), strength


@pytest.mark.parametrize("mark", ["'", '"', "...", " - ", "  "])
def test_texts_use_true_marks(mark: str) -> None:
    assert [text for text in TEXTS if mark in text] == []


def test_questions_ask_and_steps_begin_with_what_to_do() -> None:
    verbs = {
        "Ask", "Book", "Choose", "Clear", "Do", "Find", "Get", "Go", "Look", "Pack", "Pick", "Plan", "Put", "Ring",
        "Send", "Sit", "Spend", "Tell", "Try", "Write",
    }  # fmt: skip
    for topic in (*(topic for wheel in WHEELS for topic in wheel.topics), own_topic()):
        assert all(prompt.endswith("?") for prompt in topic.prompts)
        assert {step.text.split()[0] for step in topic.steps} <= verbs
        assert not any(step.text.endswith(".") for step in topic.steps)
