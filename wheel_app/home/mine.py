"""What a person finds on their own page. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wheel_app.checkins import Answer, Checkin, Circle, Filling, standing, tool_of, with_tool
from wheel_app.people import Change
from wheel_app.tools import FAMILY_WHEEL, Library, Topic


@dataclass(frozen=True)
class Stands:
    """Finished check-ins that are not put away (the newest first), and drafts to go on with."""

    finished: tuple[Filling, ...]
    drafts: tuple[Filling, ...]

    @property
    def is_mixed(self) -> bool:
        """Whether there are wheels of several kinds, so that a list has to say which one each is."""
        return len({one.tool.id for one in (*self.finished, *self.drafts)}) > 1

    @property
    def twice(self) -> tuple[Filling, ...]:
        """The newest of each kind of wheel that was finished more than once: then and now can be seen."""
        many = Counter(one.tool.id for one in self.finished)
        newest: dict[str, Filling] = {}
        for one in self.finished:
            newest.setdefault(one.tool.id, one)
        return tuple(one for tool_id, one in newest.items() if many[tool_id] > 1)


def what_stands(
    checkins: Sequence[Checkin], answers: Mapping[str, dict[str, Answer]], changes: Sequence[Change], library: Library
) -> Stands:
    """Sort a person's check-ins into those to look at and those to go on with; put-away ones are left out."""
    known = with_tool(library, checkins)
    finished = [_filling(one, answers, library) for one in standing(known)]
    shown = [one for one in finished if not one.is_put_away(changes)]
    open_ones = (_filling(one, answers, library) for one in known if one.is_draft)
    drafts = [one for one in open_ones if not one.is_put_away(changes)]
    return Stands(tuple(reversed(shown)), tuple(reversed(drafts)))


@dataclass(frozen=True)
class Together:
    """What somebody did with the same people, the newest first, and what those others are called."""

    circle_id: str
    others: tuple[str, ...]
    has_unnamed: bool
    finished: tuple[Filling, ...]


def by_people(circles: Sequence[Circle], stands: Stands, owner_id: str) -> tuple[Together, ...]:
    """Sort what a person did together with others by who they are, the newest first."""
    mine = {circle.circle_id: circle for circle in circles}
    found = dict.fromkeys(one.checkin.owner_id for one in stands.finished)
    # A turn may have ended between the two looks at the store.
    return tuple(_together(mine[circle_id], owner_id, stands) for circle_id in found if circle_id in mine)


def _together(circle: Circle, owner_id: str, stands: Stands) -> Together:
    others = circle.others(owner_id)
    return Together(
        circle.circle_id,
        others,
        len(others) + 1 < len(circle.makers),
        tuple(one for one in stands.finished if one.checkin.owner_id == circle.circle_id),
    )


def _filling(checkin: Checkin, answers: Mapping[str, dict[str, Answer]], library: Library) -> Filling:
    return Filling(checkin, tool_of(library, checkin), answers.get(checkin.checkin_id, {}))


def topics_asked(checkins: Sequence[Checkin], library: Library) -> tuple[Topic, ...]:
    """Return a topic for each subject that a person may be asked about: those of the wheels they have, else the first.

    Of two topics on one subject the newer wheel's stands for both.
    """
    mine = [one.tool_id for one in reversed(with_tool(library, checkins))] or [FAMILY_WHEEL]
    topics = [topic for tool_id in dict.fromkeys(mine) for topic in library.current(tool_id).topics]
    by_subject = {topic.subject: topic for topic in reversed(topics)}
    return tuple(topic for topic in topics if by_subject[topic.subject] is topic)
