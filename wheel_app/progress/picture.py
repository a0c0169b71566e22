"""The page put together: rows, the overlaid wheel and the lines, in the reader's language and direction. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wheel_app.progress.drawing import HEIGHT, LOW_HEIGHT, Line, draw_line
from wheel_app.progress.history import Way, way_of, way_of_the_number
from wheel_app.progress.rules import Change, Comparison, Moment, Reading, Sense
from wheel_app.tools import Library, own_topic
from wheel_app.tools.geometry import Spoke, WheelDrawing, draw_wheel
from wheel_app.tools.rules import Tool, Topic

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Told:
    """A reading as it is told: in the words of its band, or by its number when `words` is empty."""

    score: int
    words: str

    @property
    def text(self) -> str:
        """What is written where no sentence stands around it."""
        return self.words or str(self.score)


@dataclass(frozen=True, slots=True)
class Row:
    """One topic that was marked both times."""

    topic: Topic
    label: str
    change: Change
    then: Told
    now: Told


@dataclass(frozen=True, slots=True)
class Track:
    """One topic, or the number, through all times: a text for each (empty where it was not marked) and a line."""

    label: str
    colour: str
    marks: tuple[str, ...]
    line: Line | None


@dataclass(frozen=True, slots=True)
class NumberTrack:
    """The number through all times, and on how many topics it rests."""

    marks: tuple[str, ...]
    line: Line | None
    rests_on: int


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the page draws."""

    broad: WheelDrawing
    narrow: WheelDrawing
    rows: tuple[Row, ...]
    tracks: tuple[Track, ...]
    number: NumberTrack | None
    only_then: tuple[str, ...]
    only_now: tuple[str, ...]

    @property
    def has_lines(self) -> bool:
        """Whether any topic was marked often enough for a line over time."""
        return any(track.line for track in self.tracks)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who the page is drawn for: how a text is said in their language, and which way they read."""

    say: Say
    is_rtl: bool


class Pen:
    """Draws one person's comparison for one reader."""

    def __init__(self, library: Library, times: Sequence[Moment], reader: Reader) -> None:
        self.tools = {one.checkin_id: library.get(one.tool_id, one.tool_version).in_voice(one.voice) for one in times}
        self.times = times
        self.reader = reader
        self.first, self.last = times[0].filled_on, times[-1].filled_on

    def draw(self, then: Moment, now: Moment, found: Comparison) -> Picture:
        """Return all that the page draws of two times and of those around them."""
        before, after = self.tools[then.checkin_id], self.tools[now.checkin_id]
        rows = tuple(self._row(change, before, after) for change in found.changes)
        only_now = [(_topic(one, after), one) for one in found.only_now]
        only_then = [(_topic(one, before), one) for one in found.only_then]
        both = [(row.topic, row.change.now) for row in rows]
        return Picture(
            *self._wheels(rows, after, found),
            rows=rows,
            tracks=tuple(self._track(topic, one.sense) for topic, one in (*both, *only_now, *only_then)),
            number=self._number(then, now, found),
            only_then=tuple(self._label(topic) for topic, _ in only_then),
            only_now=tuple(self._label(topic) for topic, _ in only_now),
        )

    def _row(self, change: Change, before: Tool, after: Tool) -> Row:
        topic = _topic(change.now, after)
        return Row(
            topic=topic,
            label=self._label(topic),
            change=change,
            then=self._told(change.then, before, in_words=change.told_in_bands),
            now=self._told(change.now, after, in_words=change.told_in_bands),
        )

    def _track(self, topic: Topic, sense: Sense) -> Track:
        marks = ((one.by_sense.get(sense), self.tools[one.checkin_id]) for one in self.times)
        texts = (self._told(mark, tool, in_words=mark.how == "band").text if mark else "" for mark, tool in marks)
        return Track(self._label(topic), topic.colour, tuple(texts), self._line(way_of(sense, self.times)))

    def _number(self, then: Moment, now: Moment, found: Comparison) -> NumberTrack | None:
        way = way_of_the_number(self.times)
        if way is not None:
            scores = {point.checkin_id: point.score for point in way.points}
        elif found.number_then and found.number_now:
            scores = {then.checkin_id: found.number_then.value, now.checkin_id: found.number_now.value}
        else:
            return None
        return NumberTrack(
            marks=tuple(str(scores.get(one.checkin_id, "")) for one in self.times),
            line=self._line(way, LOW_HEIGHT),
            rests_on=way.rests_on if way else found.rests_on,
        )

    def _told(self, reading: Reading, tool: Tool, *, in_words: bool) -> Told:
        return Told(reading.score, self.reader.say(tool.bands[reading.band].label) if in_words else "")

    def _line(self, way: Way | None, height: int = HEIGHT) -> Line | None:
        if way is None:
            return None
        return draw_line(way.points, first=self.first, last=self.last, rtl=self.reader.is_rtl, height=height)

    def _wheels(self, rows: Sequence[Row], tool: Tool, found: Comparison) -> tuple[WheelDrawing, WheelDrawing]:
        place = {topic.key: at for at, topic in enumerate(tool.topics)}
        spokes = [
            Spoke(row.topic.key, row.label, row.topic.colour, row.now.score, was=row.then.score, is_done=True)
            for row in sorted(rows, key=lambda row: place.get(row.topic.key, len(place)))
        ]
        centre = str(found.number_now.value) if found.number_now else None
        rtl = self.reader.is_rtl
        return (
            draw_wheel(spokes, centre=centre, rtl=rtl),
            draw_wheel(spokes, centre=centre, rtl=rtl, large_type=True),
        )

    def _label(self, topic: Topic) -> str:
        return topic.label if topic.is_own else self.reader.say(topic.label)


def _topic(reading: Reading, tool: Tool) -> Topic:
    return own_topic(reading.own_label or "") if reading.own_label is not None else tool.topic(reading.topic_key)
