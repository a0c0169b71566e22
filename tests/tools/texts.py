"""Every text of a tool that people read."""

from __future__ import annotations

from wheel_app.tools import Tool, Topic


def topic_texts(topic: Topic) -> list[str]:
    """What people read of a topic, in either voice."""
    together = topic.said_together()
    return [
        *(topic.label, topic.line, *topic.lines.values(), *topic.prompts, *topic.strengths),
        *(sub.label for sub in topic.sub_topics),
        *(step.text for step in topic.steps),
        *(together.label, together.line, *together.lines.values(), *together.strengths),
        *(step.text for step in together.steps),
    ]


def tool_texts(tool: Tool) -> list[str]:
    """What people read of a tool."""
    return [
        tool.name,
        *(band.label for band in tool.bands),
        *(group.label for group in tool.groups),
        *(text for about in tool.abouts for text in (about.label, about.said_together().label)),
        *(text for topic in (*tool.topics, *tool.private_topics) for text in topic_texts(topic)),
    ]
