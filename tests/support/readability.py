"""How hard an English text is to read, and which words families are never met with."""

from __future__ import annotations

import re
from collections.abc import Iterable

HARDEST_GRADE = 5.0
FEWEST_WORDS = 4
MOST_SYLLABLES = 3

_WORD = re.compile(r"[a-z]+(?:[’'][a-z]+)?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
_VOWELS = re.compile(r"[aeiouy]+")
_APART = re.compile(r"i[ao]|eo|ia|ua|uie|[aeouy]ing|(?<=[a-z]{2})ier$|ye[rst]")
_TOGETHER = re.compile(r"[ctsgx]io|[ctsg]ia|qua|gua|peop|[ctsg]eo|eyes|yest|yes$|yet$")
# What the rules below get wrong.
_KNOWN = {"someone": 2, "something": 2, "sometimes": 2, "somewhere": 2, "idea": 3, "area": 3, "really": 3}

# Words that make a family feel measured or blamed. Stems: “assess” also finds “assessment”.
_FORBIDDEN = re.compile(
    r"\b(?:assess\w*|needs?|needed|needing|needy|problem\w*|issues?|risk\w*|fail\w*|should(?:n[’']t)?"
    r"|scor(?:e|ed|es|ing)\s+(?:\w+\s+)?bad\w*|compliance|engagement|service\s+users?|chaotic|troubled|deficit\w*"
    r"|effective\s+parent\w*|troublesome|vulnerab\w*)\b",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    r"\b(?:moms?|mommy|color\w*|favorite\w*|neighbor\w*|center\w*|behavior\w*|program|diaper\w*|apartment\w*|daycare"
    r"|sidewalk\w*|vacation\w*|pediatric\w*|gotten|crib|stroller\w*|grade\s+school|organize\w*|realize\w*)\b",
    re.IGNORECASE,
)


def syllables(word: str) -> int:
    """Roughly how many syllables an English word has."""
    bare = re.sub(r"[’'](?:s|re|ve|ll|d|m|t)$", "", word.lower())
    if bare in _KNOWN:
        return _KNOWN[bare]
    spoken = re.sub(r"[’']", "", bare)
    if not re.search(r"[^aeiou]l(?:es?|ed)$", spoken):
        spoken = re.sub(r"(?<=[^aeiou])(?:e|(?<![szxcg])(?<!sh)(?<!ch)es|(?<![td])ed)$", "", spoken) or spoken
    spoken = re.sub(r"(?<=[aeiou][^aeiou])e(?=(?:ly|ful|less|ment)$)", "", spoken)
    return max(1, len(_VOWELS.findall(_parted(spoken))))


def _parted(word: str) -> str:
    """The word with a mark between vowels that are said one after the other."""
    kept = _TOGETHER.sub(lambda match: match[0][0] + "a", word)
    return _APART.sub(lambda match: f"{match[0][0]}-{match[0][1:]}", kept)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def grade(sentence: str) -> float:
    """The Flesch-Kincaid grade of one sentence: the years of school it takes to read it."""
    words = _WORD.findall(sentence)
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) + 11.8 * spoken / len(words) - 15.59


def hard_sentences(texts: Iterable[str]) -> list[str]:
    """Each sentence that is too hard for a family page, with the reason."""
    found = []
    for sentence in (part for text in texts for part in sentences(text)):
        words = _WORD.findall(sentence)
        if len(words) >= FEWEST_WORDS and grade(sentence) > HARDEST_GRADE:
            found.append(f"grade {grade(sentence):.1f}: {sentence}")
        # The formula says nothing of a label of two words: there each word is looked at by itself.
        long = [word for word in words if syllables(word) > MOST_SYLLABLES]
        if len(words) < FEWEST_WORDS and long:
            found.append(f"long word {', '.join(long)}: {sentence}")
    return found


def unkind_words(texts: Iterable[str]) -> list[str]:
    """Each text that holds a word families are never met with."""
    return [f"“{match[0]}”: {text}" for text in texts for match in _FORBIDDEN.finditer(text)]


def foreign_spellings(texts: Iterable[str]) -> list[str]:
    """Each text that holds an American word or spelling."""
    return [f"“{match[0]}”: {text}" for text in texts for match in _AMERICAN.finditer(text)]
