"""What a tool is: plain frozen values, with every look-up prepared when the tool is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def no_texts() -> Mapping[str, str]:
    """The empty mapping that stands where a topic or help line says the same to everyone."""
    return _NO_TEXTS


_NO_TEXTS: Mapping[str, str] = MappingProxyType({})

TOPIC_COLOURS = (
    "#006b6b", "#368fae", "#2c5e8e", "#737ebc", "#634d88", "#a36e9e",
    "#834b14", "#a37c35", "#635d0c", "#708f50", "#2d693d", "#3d967a",
)  # fmt: skip
OWN_COLOUR = "#51606b"
OWN_KEY = "own"
GROWN_UP = 18
WHEEL, SCALE, CHECKLIST = "wheel", "scale", "checklist"
# Recordings of what is said where several people do a wheel together are named with this in front.
TOGETHER = "together-"


class UnknownTool(KeyError):
    """No tool, topic, band or version of this name is in the library."""


class UnknownVersion(UnknownTool):
    """A stored check-in was made with a tool version that is not here."""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the scale with its words; a tap on it stores its middle."""

    key: str
    low: int
    high: int
    middle: int
    label: str
    said_by: str = ""

    @property
    def audio_key(self) -> str:
        """The name of the recording of this band."""
        return f"{self.said_by}band-{self.key}"


@dataclass(frozen=True, slots=True)
class Ages:
    """The ages that a tool is made for, both ends included, in years."""

    youngest: int
    oldest: int


@dataclass(frozen=True, slots=True)
class About:
    """Who a check-in can be about."""

    key: str
    label: str
    picture: str
    label_together: str = ""
    said_by: str = ""

    @property
    def audio_key(self) -> str:
        """The name of the recording of this choice."""
        return f"{self.said_by}about-{self.key}"

    def said_together(self) -> "About":
        """The same choice where several people do a wheel together."""
        return replace(self, label=self.label_together, said_by=TOGETHER) if self.label_together else self


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a scale or checklist that belong together."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class SubTopic:
    """A part of a topic to look closer at; never in the number."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    """A suggested first step."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class SaidTogether:
    """What a topic says instead where several people do a wheel together; what is empty stays as it is."""

    label: str = ""
    line: str = ""
    lines: Mapping[str, str] = field(default_factory=no_texts, hash=False)
    strengths: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A spoke of a wheel, or a line of a scale or checklist; a line has no drawing."""

    key: str
    meaning: int
    subject: str
    label: str
    colour: str
    picture: str
    line: str
    lines: Mapping[str, str] = field(default_factory=no_texts, hash=False)
    prompts: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    sub_topics: tuple[SubTopic, ...] = ()
    steps: tuple[Step, ...] = ()
    abouts: tuple[str, ...] = ()
    together: SaidTogether | None = None
    said_by: str = ""
    group: str = ""
    takes: str = "mark"

    @property
    def takes_words(self) -> bool:
        """Whether it is answered in one’s own words, and never by a mark."""
        return self.takes == "words"

    @property
    def is_own(self) -> bool:
        """Whether this is the free topic, whose label is the person's own words."""
        return self.key == OWN_KEY

    def line_for(self, about: str) -> str:
        """The one plain line of this topic, in the sense it has for this `about`."""
        return self.lines.get(about, self.line)

    def audio_key_for(self, about: str) -> str:
        """The name of the recording that says what `line_for(about)` shows."""
        key = f"{self.said_by}topic-{self.key}"
        return f"{key}-{about}" if about in self.lines else key

    @property
    def name_audio_key(self) -> str:
        """The name of the recording of the label alone."""
        return f"{self.said_by}topic-name-{self.key}"

    def step_audio_key(self, step: Step) -> str:
        """The name of the recording of a suggested first step."""
        return f"{self.said_by}step-{self.key}-{step.key}"

    def said_together(self) -> "Topic":
        """The same topic where several people do a wheel together."""
        if self.together is None:
            return self
        said = self.together
        return replace(
            self,
            label=said.label or self.label,
            line=said.line or self.line,
            lines=MappingProxyType({**self.lines, **said.lines}),
            strengths=said.strengths or self.strengths,
            steps=said.steps or self.steps,
            said_by=TOGETHER,
        )

    def step(self, key: str) -> Step:
        """The suggested first step with this key; raises UnknownTool."""
        for step in self.steps:
            if step.key == key:
                return step
        raise UnknownTool(f"{self.key}: step {key}")


@dataclass(frozen=True, slots=True)
class Tool:
    """One version of something that can be filled in. What it asks in private stands apart from its `topics`."""

    id: str
    version: str
    name: str
    kind: str
    low: int
    high: int
    bands: tuple[Band, ...]
    abouts: tuple[About, ...]
    topics: tuple[Topic, ...]
    private_topics: tuple[Topic, ...] = ()
    for_ages: Ages | None = None
    voice: str = "own"
    groups: tuple[Group, ...] = ()
    _topics: Mapping[str, Topic] = field(init=False, repr=False, compare=False)
    _topics_for: Mapping[str, tuple[Topic, ...]] = field(init=False, repr=False, compare=False)
    _bands: Mapping[str, Band] = field(init=False, repr=False, compare=False)
    _band_of: Mapping[int, Band] = field(init=False, repr=False, compare=False)
    _abouts: Mapping[str, About] = field(init=False, repr=False, compare=False)
    _together: "Tool" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare every look-up once, because pages ask all the time."""
        topics_for = {
            about.key: tuple(topic for topic in self.topics if about.key in topic.abouts) for about in self.abouts
        }
        band_of = {score: band for band in self.bands for score in range(band.low, band.high + 1)}
        self._prepare("_topics", {topic.key: topic for topic in self.topics})
        self._prepare("_topics_for", topics_for)
        self._prepare("_bands", {band.key: band for band in self.bands})
        self._prepare("_band_of", band_of)
        self._prepare("_abouts", {about.key: about for about in self.abouts})
        object.__setattr__(self, "_together", self if self.voice == "together" else self._said_together())

    def _prepare(self, name: str, mapping: Mapping[K, V]) -> None:
        object.__setattr__(self, name, MappingProxyType(mapping))

    @property
    def is_young(self) -> bool:
        """Whether it is made for people under 18: whoever fills it in is a young person, and it is theirs."""
        return self.for_ages is not None and self.for_ages.oldest < GROWN_UP

    @property
    def is_wheel(self) -> bool:
        """Whether it is a wheel; scales and checklists are made of lines."""
        return self.kind == WHEEL

    def private_for(self, about: str) -> tuple[Topic, ...]:
        """What it asks in private when the check-in is about this; a wheel asks the same of everybody."""
        return tuple(topic for topic in self.private_topics if not topic.abouts or about in topic.abouts)

    def _said_together(self) -> "Tool":
        return replace(
            self,
            abouts=tuple(about.said_together() for about in self.abouts),
            topics=tuple(topic.said_together() for topic in self.topics),
            # Nobody is asked in private beside somebody else.
            private_topics=(),
            voice="together",
        )

    def in_voice(self, voice: str) -> "Tool":
        """The same version as it speaks to one person, or to several who do it together."""
        return self._together if voice == "together" else self

    def topic(self, key: str) -> Topic:
        """The topic with this key; raises UnknownTool."""
        return _find(self._topics, key, self.id)

    def topics_for(self, about: str) -> tuple[Topic, ...]:
        """The topics offered when the check-in is about this, in order; raises UnknownTool."""
        return _find(self._topics_for, about, self.id)

    def about(self, key: str) -> About:
        """Who a check-in can be about; raises UnknownTool."""
        return _find(self._abouts, key, self.id)

    def band(self, key: str) -> Band:
        """The band with this key; raises UnknownTool."""
        return _find(self._bands, key, self.id)

    def band_of(self, score: int) -> Band:
        """The band a score lies in; raises UnknownTool for a score off the scale."""
        return _find(self._band_of, score, self.id)


def _find(where: Mapping[K, V], key: K, tool_id: str) -> V:
    try:
        return where[key]
    except KeyError:
        raise UnknownTool(f"{tool_id}: {key}") from None
