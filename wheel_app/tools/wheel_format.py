"""The format of a wheel: which fields its file has, and how they become a Tool."""

import re
from collections.abc import Callable, Collection, Iterator
from types import MappingProxyType

from wheel_app.tools.rules import (
    CHECKLIST,
    OWN_COLOUR,
    OWN_KEY,
    SCALE,
    TOPIC_COLOURS,
    WHEEL,
    About,
    Ages,
    Band,
    SaidTogether,
    Step,
    SubTopic,
    Tool,
    Topic,
)  # fmt: skip
from wheel_app.tools.subjects import PRIVATE_SUBJECTS, RESERVED_SUBJECTS, SUBJECTS
from wheel_app.tools.table import Format, Table

FORMAT: Format = {
    "tool": ("id", "version", "kind", "name", "for_ages", "scale", "bands", "abouts", "topics", "private_topics"),
    "age range": ("from", "to"),
    "scale": ("low", "high"),
    "band": ("key", "low", "high", "middle", "label"),
    "about": ("key", "label", "label_together", "picture"),
    "topic": (
        "key", "meaning", "subject", "label", "picture", "abouts", "line", "line_for",
        "prompts", "strengths", "sub_topics", "steps", "together",
    ),
    "private topic": ("key", "meaning", "subject", "label", "picture", "line"),
    "together table": ("label", "line", "line_for", "strengths", "steps"),
    "sub-topic": ("key", "label"),
    "step": ("key", "text"),
}  # fmt: skip

# The fields that people read, and that are therefore translated.
SHOWN = frozenset({"name", "label", "label_together", "line", "line_for", "prompts", "strengths", "text", "examples"})

KINDS = (WHEEL, SCALE, CHECKLIST)
VERSION = re.compile(r"(20\d\d)\.([1-9]\d{0,2})(?:-([a-z][a-z0-9]{0,19}))?")
LOWEST, HIGHEST = 1, 100
FEWEST_TOPICS = 4
MOST_PRIVATE = 2
OLDEST = 120
LABEL_LENGTH, LINE_LENGTH, STEP_LENGTH = 24, 120, 80

SHARED_SUBJECTS = tuple(subject for subject in SUBJECTS if subject not in (*RESERVED_SUBJECTS, *PRIVATE_SUBJECTS))

# Gives the markup of the drawing with this name, and notes a fault when it has none.
Pictures = Callable[[Table, str], str]


def read_wheel(table: Table, pictures: Pictures) -> Tool:
    """The tool a file describes; when faults were noted on the way it is not fit for use."""
    table.refuse_unknown_fields()
    version = table.key_like("version", VERSION, "Write the year and a number, such as 2026.1")
    low, high = _read_scale(table)
    abouts = tuple(_read_abouts(table, pictures))
    topics = tuple(_read_topics(table, [about.key for about in abouts], pictures))
    return Tool(
        id=table.key("id"),
        version=version,
        kind=table.one_of("kind", KINDS),
        name=table.text("name", longest=40),
        low=low,
        high=high,
        bands=_read_bands(table, low, high),
        abouts=abouts,
        topics=topics,
        private_topics=tuple(_read_private_topics(table, {topic.key for topic in topics}, pictures)),
        for_ages=_read_ages(table),
    )


def version_order(version: str) -> tuple[int, int]:
    """Where a version stands among the others: by year, then by number."""
    match = VERSION.fullmatch(version)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _read_ages(table: Table) -> Ages | None:
    part = table.inside("for_ages", "age range") if "for_ages" in table.data else None
    if part is None:
        return None
    ages = Ages(part.number("from"), part.number("to"))
    if not 0 <= ages.youngest <= ages.oldest <= OLDEST:
        part.add("from", f"nobody is from {ages.youngest} to {ages.oldest}", f"Write two ages, up to {OLDEST}")
    return ages


def _read_scale(table: Table) -> tuple[int, int]:
    scale = table.inside("scale", "scale")
    if scale is None:
        return LOWEST, HIGHEST
    low, high = scale.number("low"), scale.number("high")
    if (low, high) != (LOWEST, HIGHEST):
        what = f"a wheel goes from {LOWEST} to {HIGHEST}, not from {low} to {high}"
        scale.add("low", what, f"Write low = {LOWEST} and high = {HIGHEST}")
    return LOWEST, HIGHEST


def _read_bands(table: Table, low: int, high: int) -> tuple[Band, ...]:
    bands: list[Band] = []
    expected = low
    for part in table.each("bands", "band", at_least=2, at_most=9):
        band = Band(
            key=str(len(bands) + 1),
            low=part.number("low"),
            high=part.number("high"),
            middle=part.number("middle"),
            label=part.text("label", longest=LABEL_LENGTH),
        )
        part.expect("key", part.one_of("key", [str(n) for n in range(1, 10)]), band.key)
        _check_band(part, band, expected)
        bands.append(band)
        expected = band.high + 1
    if bands and bands[-1].high != high:
        table.add("bands", f"the bands end at {bands[-1].high}", f"Let the last end at {high}")
    # A faulty span could be very long; the bands are then not fit for use anyway.
    return tuple(band for band in bands if low <= band.low <= band.high <= high)


def _check_band(part: Table, band: Band, expected: int) -> None:
    if band.low != expected:
        what = "overlaps the band before" if band.low < expected else "leaves a gap before it"
        part.add("low", f"this band begins at {band.low} and {what}", f"Write low = {expected}")
    if band.high < band.low:
        part.add("high", "this band ends before it begins", "Write a higher number")
    elif not band.low <= band.middle <= band.high:
        mend = f"Write a number from {band.low} to {band.high}"
        part.add("middle", f"{band.middle} does not lie in this band", mend)


def _read_abouts(table: Table, pictures: Pictures) -> Iterator[About]:
    seen: set[str] = set()
    for part in table.each("abouts", "about", at_least=1, at_most=8):
        key = part.new_key(seen)
        yield About(
            key=key,
            label=part.text("label", longest=LABEL_LENGTH),
            picture=pictures(part, f"about-{key}"),
            label_together=part.optional_text("label_together", longest=LABEL_LENGTH),
        )


def _read_topics(table: Table, abouts: Collection[str], pictures: Pictures) -> Iterator[Topic]:
    seen: set[str] = set()
    offered = dict.fromkeys(abouts, 0)
    for place, part in enumerate(table.each("topics", "topic", at_least=FEWEST_TOPICS, at_most=len(TOPIC_COLOURS))):
        topic = _read_topic(part, seen, abouts, pictures, place)
        for about in topic.abouts:
            offered[about] += 1
        yield topic
    for about, count in offered.items():
        if count < FEWEST_TOPICS:
            what = f"“{about}” has {count} topics; a first touch takes {FEWEST_TOPICS}"
            table.add("topics", what, f"Add “{about}” to the abouts of more topics")


def _read_topic(part: Table, seen: set[str], abouts: Collection[str], pictures: Pictures, place: int) -> Topic:
    key = read_topic_key(part, seen)
    steps = tuple(_read_steps(part))
    strengths = part.texts("strengths", at_least=3, at_most=4, longest=STEP_LENGTH)
    return Topic(
        key=key,
        meaning=read_meaning(part),
        subject=part.one_of("subject", SHARED_SUBJECTS),
        label=part.text("label", longest=LABEL_LENGTH),
        colour=TOPIC_COLOURS[place % len(TOPIC_COLOURS)],
        picture=pictures(part, key),
        line=part.text("line", longest=LINE_LENGTH),
        lines=MappingProxyType(part.texts_by("line_for", abouts, longest=LINE_LENGTH)),
        prompts=part.texts("prompts", at_least=3, at_most=4, longest=LINE_LENGTH),
        strengths=strengths,
        sub_topics=tuple(_read_sub_topics(part)),
        steps=steps,
        abouts=part.some_of("abouts", abouts),
        together=_read_together(part, abouts, len(strengths), [step.key for step in steps]),
    )


def _read_private_topics(table: Table, seen: set[str], pictures: Pictures) -> Iterator[Topic]:
    for part in table.each("private_topics", "private topic", at_least=0, at_most=MOST_PRIVATE):
        key = read_topic_key(part, seen)
        yield Topic(
            key=key,
            meaning=read_meaning(part),
            subject=part.one_of("subject", PRIVATE_SUBJECTS),
            label=part.text("label", longest=LABEL_LENGTH),
            colour=OWN_COLOUR,
            picture=pictures(part, key),
            line=part.text("line", longest=LINE_LENGTH),
        )


def read_topic_key(part: Table, seen: set[str]) -> str:
    """The key of a topic or line, which no earlier one of its tool has."""
    key = part.new_key(seen)
    if key == OWN_KEY:
        part.add("key", f"“{OWN_KEY}” is the person’s own free topic", "Choose another key")
    return key


def read_meaning(part: Table) -> int:
    """The number of the sense of a topic or line."""
    meaning = part.number("meaning")
    if "meaning" in part.data and meaning < 1:
        part.add("meaning", "a meaning is counted from 1", "Write meaning = 1")
    return meaning


def _read_together(
    topic: Table, abouts: Collection[str], strengths: int, step_keys: Collection[str]
) -> SaidTogether | None:
    part = topic.inside("together", "together table") if "together" in topic.data else None
    if part is None:
        return None
    said = SaidTogether(
        label=part.optional_text("label", longest=LABEL_LENGTH),
        line=part.optional_text("line", longest=LINE_LENGTH),
        lines=MappingProxyType(part.texts_by("line_for", abouts, longest=LINE_LENGTH)),
        strengths=part.texts("strengths", at_least=strengths, at_most=strengths, longest=STEP_LENGTH)
        if "strengths" in part.data
        else (),
        steps=tuple(_read_steps(part)) if "steps" in part.data else (),
    )
    # Plans keep the key of a step and the place of a strength: both stand for the same in either voice.
    if said.steps and [step.key for step in said.steps] != list(step_keys):
        part.add("steps", "these are not the steps of the topic", f"Use the keys {', '.join(step_keys)} in this order")
    return said


def _read_sub_topics(topic: Table) -> Iterator[SubTopic]:
    seen: set[str] = set()
    for part in topic.each("sub_topics", "sub-topic", at_least=2, at_most=4):
        yield SubTopic(part.new_key(seen), part.text("label", longest=LABEL_LENGTH))


def _read_steps(topic: Table) -> Iterator[Step]:
    seen: set[str] = set()
    for part in topic.each("steps", "step", at_least=3, at_most=3):
        yield Step(part.new_key(seen), part.text("text", longest=STEP_LENGTH))
