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
from wheel_app.checkins.drawing import wheel_of
from wheel_app.checkins.private.queries import export_private
from wheel_app.checkins.queries import answers_of_owner, erase, export, last_touch, list_checkins, list_picks
from wheel_app.checkins.reading import ToolGone, check_tools, fill, find_last_time, read_filling, tool_of, with_tool
from wheel_app.checkins.rules import Number, number

__all__ = [
    "OWN",
    "AlreadyFinished",
    "Answer",
    "Checkin",
    "Filling",
    "Given",
    "Number",
    "Pick",
    "Place",
    "Sitting",
    "ToolGone",
    "UnknownCheckin",
    "answers_of_owner",
    "begin",
    "check_tools",
    "create_person",
    "erase",
    "export",
    "export_private",
    "fill",
    "find_last_time",
    "finish",
    "forget_drafts",
    "going_well",
    "is_latest",
    "last_touch",
    "list_checkins",
    "list_picks",
    "number",
    "read_filling",
    "save_answer",
    "silence_drafts",
    "standing",
    "tool_of",
    "wheel_of",
    "with_tool",
]
