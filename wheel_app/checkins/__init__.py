"""Filling a tool in: drafts, answers saved as they are given, the number."""

from wheel_app.checkins.actions import (
    AlreadyFinished,
    Place,
    Sitting,
    UnknownCheckin,
    begin,
    create_person,
    finish,
    forget_drafts,
    save_answer,
    silence_drafts,
)
from wheel_app.checkins.checkin import OWN, Answer, Checkin, Filling, Given, Pick, going_well, is_latest, standing
from wheel_app.checkins.circles.actions import (
    HasCopy,
    TurnOver,
    UnknownTurn,
    begin_circle,
    empty_circle,
    is_held,
    join_same,
    keep_circles,
    leave_circles,
    take_turn,
)
from wheel_app.checkins.circles.queries import (
    answers_together,
    find_circle,
    find_circle_of,
    list_checkins_together,
    list_circles,
)
from wheel_app.checkins.circles.rules import Circle, Maker
from wheel_app.checkins.drawing import wheel_of
from wheel_app.checkins.holding import erase, export
from wheel_app.checkins.private.queries import export_private
from wheel_app.checkins.queries import answers_of_owner, last_touch, list_checkins, list_picks
from wheel_app.checkins.queries import erase as erase_checkins
from wheel_app.checkins.reading import (
    ToolGone,
    check_tools,
    fill,
    find_last_time,
    is_young_person,
    read_filling,
    tool_of,
    with_tool,
)
from wheel_app.checkins.rules import Number, number

__all__ = [
    "OWN",
    "AlreadyFinished",
    "Answer",
    "Checkin",
    "Circle",
    "Filling",
    "Given",
    "HasCopy",
    "Maker",
    "Number",
    "Pick",
    "Place",
    "Sitting",
    "ToolGone",
    "TurnOver",
    "UnknownCheckin",
    "UnknownTurn",
    "answers_of_owner",
    "answers_together",
    "begin",
    "begin_circle",
    "check_tools",
    "create_person",
    "empty_circle",
    "erase",
    "erase_checkins",
    "export",
    "export_private",
    "fill",
    "find_circle",
    "find_circle_of",
    "find_last_time",
    "finish",
    "forget_drafts",
    "going_well",
    "is_held",
    "is_latest",
    "is_young_person",
    "join_same",
    "keep_circles",
    "last_touch",
    "leave_circles",
    "list_checkins",
    "list_checkins_together",
    "list_circles",
    "list_picks",
    "number",
    "read_filling",
    "save_answer",
    "silence_drafts",
    "standing",
    "take_turn",
    "tool_of",
    "wheel_of",
    "with_tool",
]
