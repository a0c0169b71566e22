"""The measure of plain words finds what is hard, unkind or spelt elsewhere."""

import pytest

from tests.support.readability import foreign_spellings, grade, hard_sentences, sentences, syllables, unkind_words


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("home", 1), ("baby", 2), ("family", 3), ("area", 3), ("little", 2), ("bottles", 2), ("wanted", 2),
        ("helped", 1), ("changes", 2), ("makes", 1), ("going", 2), ("trying", 2), ("easier", 3), ("people", 2),
        ("yourself", 2),
        ("education", 4), ("emotional", 4), ("someone", 2), ("isn’t", 1), ("they’re", 1), ("screens", 1), ("idea", 3),
        ("wishes", 2), ("teacher", 2), ("really", 3), ("safely", 2), ("eyes", 1), ("the", 1), ("quiet", 2), ("I", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_are_measured_one_by_one() -> None:
    assert sentences("You choose. Is it yours? Yes: all of it.") == [
        "You choose.",
        "Is it yours?",
        "Yes:",
        "all of it.",
    ]


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    # 9 words, 9 syllables
    assert grade("The cat sat on the mat with a hat.") == pytest.approx(0.39 * 9 + 11.8 * 1 - 15.59)


def test_a_hard_sentence_bites() -> None:
    hard = "Consider accessing appropriate community provision."
    (found,) = hard_sentences(["Ask a friend to meet for a walk.", f"You can rest. {hard}"])
    assert found.endswith(hard)


def test_a_long_but_simple_sentence_bites() -> None:
    long = "Put the bag by the door and the coat on the hook and the " + "shoes by the mat and the " * 3 + "hat on top."
    assert hard_sentences([long])


def test_a_long_word_in_a_label_bites() -> None:
    assert hard_sentences(["Immunisation", "Benefits"]) == ["long word Immunisation: Immunisation"]


@pytest.mark.parametrize(
    "text",
    [
        "What do you need?", "Your needs", "An early help assessment", "Is this a problem?", "Money issues", "At risk",
        "You failed", "You should rest", "You scored badly", "a service user", "Engagement", "Effective parenting",
    ],
)  # fmt: skip
def test_an_unkind_word_bites(text: str) -> None:
    assert unkind_words(["A warm home", text]) != []


@pytest.mark.parametrize("text", ["Over the shoulder", "A brisk walk", "Tissues", "Asterisk", "Kneed the dough"])
def test_a_word_that_only_sounds_alike_is_let_through(text: str) -> None:
    assert unkind_words([text]) == []


def test_a_foreign_spelling_bites() -> None:
    assert foreign_spellings(["Your favourite colour", "Ask your mom"]) == ["“mom”: Ask your mom"]
