"""What has to be done, by whom and by when; and “I’d like someone to talk to me”."""

from wheel_app.tasks.actions import Charge, finish, hand_over_tasks, open_look_in, open_task
from wheel_app.tasks.for_families import charge_of_family, leave_team, look_in_at_family, look_into_dispute
from wheel_app.tasks.queries import erase, erase_family, export, find_task, list_of_family
from wheel_app.tasks.reading import Shown, list_shown
from wheel_app.tasks.rules import (
    BREAK_GLASS,
    FOR_LEADS,
    LOOK_IN,
    SAFEGUARDING_SHARE,
    TALK,
    Task,
    working_days_later,
)
from wheel_app.tasks.whose import desk_of

__all__ = [
    "BREAK_GLASS",
    "FOR_LEADS",
    "LOOK_IN",
    "SAFEGUARDING_SHARE",
    "TALK",
    "Charge",
    "Shown",
    "Task",
    "charge_of_family",
    "desk_of",
    "erase",
    "erase_family",
    "export",
    "find_task",
    "finish",
    "hand_over_tasks",
    "leave_team",
    "list_of_family",
    "list_shown",
    "look_in_at_family",
    "look_into_dispute",
    "open_look_in",
    "open_task",
    "working_days_later",
]
