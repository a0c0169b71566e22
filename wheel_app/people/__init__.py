"""Who someone is, how long we keep them, and what has changed in their life."""

from wheel_app.people.actions import bring_back, note_change
from wheel_app.people.queries import (
    erase,
    export,
    get_keep_until,
    has_anyone,
    insert_person,
    knows_change,
    list_changes,
    list_overdue,
    set_keep_until,
)
from wheel_app.people.rules import EVERYTHING, KINDS, Change, is_put_away, silenced, silent_in, suggested, touched_since

__all__ = [
    "EVERYTHING",
    "KINDS",
    "Change",
    "bring_back",
    "erase",
    "export",
    "get_keep_until",
    "has_anyone",
    "insert_person",
    "is_put_away",
    "knows_change",
    "list_changes",
    "list_overdue",
    "note_change",
    "set_keep_until",
    "silenced",
    "silent_in",
    "suggested",
    "touched_since",
]
