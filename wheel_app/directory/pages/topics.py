"""The topics that families choose from, with their pictures: those of the wheels."""

from __future__ import annotations

from wheel_app.tools import FAMILY_WHEEL, YOUNG_WHEEL, Topic, library


def topics() -> tuple[Topic, ...]:
    """Return a topic for each subject that a family may look for: the family wheel’s, then what only the young have."""
    found: dict[str, Topic] = {}
    wheels = [library().current(tool_id) for tool_id in (FAMILY_WHEEL, YOUNG_WHEEL)]
    for topic in (*wheels[0].topics, *wheels[1].topics, *wheels[0].private_topics):
        found.setdefault(topic.subject, topic)
    return tuple(found.values())


def topic_of(subject: str) -> Topic | None:
    """Return the topic of one subject."""
    return next((topic for topic in topics() if topic.subject == subject), None)
