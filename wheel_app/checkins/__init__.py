"""Filling a tool in: drafts, answers saved as they are given, the number."""

from wheel_app.checkins.actions import (
    AlreadyFinished,
    Place,
    Unfit,
    UnknownCheckin,
    begin,
    create_person,
    finish,
    forget_drafts,
    save_answer,
    silence_drafts,
)
from wheel_app.checkins.checkin import (
    OWN,
    Answer,
    Checkin,
    Clash,
    Filling,
    Given,
    Pick,
    Saved,
    Sitting,
    going_well,
    is_latest,
    standing,
)
from wheel_app.checkins.circles.actions import (
    HasCopy,
    TurnOver,
    UnknownTurn,
    begin_circle,
    empty_circle,
    is_held,
    join_same,
    keep_with_circles,
    leave_circles,
    take_turn,
)
from wheel_app.checkins.circles.queries import (
    answers_together,
    find_circle,
    find_circle_of,
    forget_family,
    last_touch_of_all,
    list_checkins_together,
    list_circles,
    list_own_and_together,
)
from wheel_app.checkins.circles.rules import Circle, Maker
from wheel_app.checkins.drawing import wheel_of
from wheel_app.checkins.holding import erase, export
from wheel_app.checkins.lines.actions import begin_about, choose_lines
from wheel_app.checkins.lines.child import Child, find_own_child
from wheel_app.checkins.lines.forms import LineForm, Sheet, sheet_of
from wheel_app.checkins.lines.queries import find_anyones_lines, list_about, list_lines
from wheel_app.checkins.lines.queries import update_about as move_about
from wheel_app.checkins.lines.reading import finished_that_count, read_about
from wheel_app.checkins.lines.replies import answer_lines
from wheel_app.checkins.lines.saving import save_lines
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
from wheel_app.checkins.recording import record
from wheel_app.checkins.rules import Number, number
from wheel_app.checkins.several.queries import answers_of_owners, find_anyones, find_around, list_finished_of

__all__ = [
    "OWN",
    "AlreadyFinished",
    "Answer",
    "Checkin",
    "Child",
    "Circle",
    "Clash",
    "Filling",
    "Given",
    "HasCopy",
    "LineForm",
    "Maker",
    "Number",
    "Pick",
    "Place",
    "Saved",
    "Sheet",
    "Sitting",
    "ToolGone",
    "TurnOver",
    "Unfit",
    "UnknownCheckin",
    "UnknownTurn",
    "answer_lines",
    "answers_of_owner",
    "answers_of_owners",
    "answers_together",
    "begin",
    "begin_about",
    "begin_circle",
    "check_tools",
    "choose_lines",
    "create_person",
    "empty_circle",
    "erase",
    "erase_checkins",
    "export",
    "export_private",
    "fill",
    "find_anyones",
    "find_anyones_lines",
    "find_around",
    "find_circle",
    "find_circle_of",
    "find_last_time",
    "find_own_child",
    "finish",
    "finished_that_count",
    "forget_drafts",
    "forget_family",
    "going_well",
    "is_held",
    "is_latest",
    "is_young_person",
    "join_same",
    "keep_with_circles",
    "last_touch",
    "last_touch_of_all",
    "leave_circles",
    "list_about",
    "list_checkins",
    "list_checkins_together",
    "list_circles",
    "list_finished_of",
    "list_lines",
    "list_own_and_together",
    "list_picks",
    "move_about",
    "number",
    "read_about",
    "read_filling",
    "record",
    "save_answer",
    "save_lines",
    "sheet_of",
    "silence_drafts",
    "standing",
    "take_turn",
    "tool_of",
    "wheel_of",
    "with_tool",
]
