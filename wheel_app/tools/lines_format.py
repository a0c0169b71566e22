"""The format of a scale or a checklist: lines in groups, each asked at some points and answered by the same steps."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from wheel_app.tools.rules import CHECKLIST, SCALE, About, Band, Group, Tool, Topic
from wheel_app.tools.subjects import PRIVATE_SUBJECTS
from wheel_app.tools.table import Format, Table
from wheel_app.tools.wheel_format import (
    LABEL_LENGTH,
    LINE_LENGTH,
    MOST_PRIVATE,
    SHARED_SUBJECTS,
    VERSION,
    read_meaning,
    read_topic_key,
)

PARENTAL_SCALE, EARLY_CHECKLIST = "parental-scale", "early-years-checklist"

LINES_FORMAT: Format = {
    "scale or checklist": (
        "id", "version", "kind", "name", "answers", "points", "groups", "items", "private_items",
    ),
    "answer": ("key", "label"),
    "point of a tool": ("key", "label"),
    "group": ("key", "label"),
    "item": ("key", "meaning", "subject", "group", "label", "points", "takes"),
    "private item": ("key", "meaning", "subject", "label", "points"),
}  # fmt: skip

# How many steps the answers of each kind have.
STEPS: Mapping[str, int] = MappingProxyType({SCALE: 5, CHECKLIST: 3})
LINES_KINDS = tuple(STEPS)
MOST_POINTS, MOST_GROUPS, MOST_ITEMS = 12, 12, 60
MARK, WORDS = "mark", "words"


def read_lines(table: Table) -> Tool:
    """The scale or checklist a file describes; when faults were noted on the way it is not fit for use."""
    table.refuse_unknown_fields()
    kind = table.one_of("kind", LINES_KINDS)
    points = tuple(_read_points(table, kind))
    groups = tuple(_read_groups(table))
    seen: set[str] = set()
    items = tuple(_read_items(table, seen, points, groups))
    _check_use(table, points, groups, items)
    return Tool(
        id=table.key("id"),
        version=table.key_like("version", VERSION, "Write the year and a number, such as 2026.1"),
        kind=kind,
        name=table.text("name", longest=40),
        low=1,
        high=STEPS[kind],
        bands=tuple(_read_answers(table, kind)),
        abouts=points,
        topics=items,
        private_topics=tuple(_read_private_items(table, seen, points)),
        groups=groups,
    )


def _read_answers(table: Table, kind: str) -> Iterator[Band]:
    many = STEPS[kind]
    parts = table.each("answers", "answer", at_least=many, at_most=many)
    for place, part in enumerate(parts, start=1):
        key = part.one_of("key", [str(step) for step in range(1, many + 1)])
        part.expect("key", key, str(place))
        label = part.text("label", longest=LABEL_LENGTH)
        if place <= many:
            yield Band(str(place), place, place, place, label, said_by=f"{kind}-")


def _read_points(table: Table, kind: str) -> Iterator[About]:
    seen: set[str] = set()
    for part in table.each("points", "point of a tool", at_least=1, at_most=MOST_POINTS):
        yield About(part.new_key(seen), part.text("label", longest=LABEL_LENGTH), picture="", said_by=f"{kind}-")


def _read_groups(table: Table) -> Iterator[Group]:
    seen: set[str] = set()
    for part in table.each("groups", "group", at_least=1, at_most=MOST_GROUPS):
        yield Group(part.new_key(seen), part.text("label", longest=LABEL_LENGTH))


def _read_items(table: Table, seen: set[str], points: Collection[About], groups: Collection[Group]) -> Iterator[Topic]:
    for part in table.each("items", "item", at_least=1, at_most=MOST_ITEMS):
        yield _item(
            part,
            read_topic_key(part, seen),
            table,
            points,
            subject=part.one_of("subject", SHARED_SUBJECTS),
            group=part.one_of("group", [group.key for group in groups]),
            takes=part.one_of("takes", (MARK, WORDS)) if "takes" in part.data else MARK,
        )


def _read_private_items(table: Table, seen: set[str], points: Collection[About]) -> Iterator[Topic]:
    for part in table.each("private_items", "private item", at_least=0, at_most=MOST_PRIVATE):
        yield _item(part, read_topic_key(part, seen), table, points, subject=part.one_of("subject", PRIVATE_SUBJECTS))


def _item(
    part: Table,
    key: str,
    table: Table,
    points: Collection[About],
    *,
    subject: str,
    group: str = "",
    takes: str = MARK,
) -> Topic:
    kind = str(table.data.get("kind"))
    return Topic(
        key=key,
        meaning=read_meaning(part),
        subject=subject,
        label=part.text("label", longest=LINE_LENGTH),
        colour="",
        picture="",
        line="",
        abouts=part.some_of("points", [point.key for point in points]),
        said_by=f"{kind}-",
        group=group,
        takes=takes,
    )


def _check_use(table: Table, points: Collection[About], groups: Collection[Group], items: Collection[Topic]) -> None:
    asked = {point for item in items for point in item.abouts}
    for point in points:
        if point.key and point.key not in asked:
            table.add("points", f"nothing is asked at “{point.key}”", f"Add “{point.key}” to the points of some items")
    used = {item.group for item in items}
    for group in groups:
        if group.key and group.key not in used:
            table.add("groups", f"no item is in the group “{group.key}”", "Give it an item, or take the group out")
