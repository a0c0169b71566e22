"""Legal holds, and erasing what has been kept for its time: one lists, another confirms exactly that list."""

from wheel_app.records.retention.actions import ListChanged, SamePerson, confirm, list_now, preview
from wheel_app.records.retention.erasing import finish_confirmed
from wheel_app.records.retention.families import keeping_of_families
from wheel_app.records.retention.holds import Held, lift_hold, reason_of, refuse_on_hold, set_hold, set_hold_on
from wheel_app.records.retention.keepings import Keeping, Keepings
from wheel_app.records.retention.persons import every_overdue, keeping_of_persons, waits_for_two
from wheel_app.records.retention.queries import find_run, is_on_hold, list_holds, list_items, list_runs
from wheel_app.records.retention.rooms import Eraser, erase_from_rooms
from wheel_app.records.retention.rules import By, Hold, Item, Overdue, Run, digest_of

__all__ = [
    "By",
    "Eraser",
    "Held",
    "Hold",
    "Item",
    "Keeping",
    "Keepings",
    "ListChanged",
    "Overdue",
    "Run",
    "SamePerson",
    "confirm",
    "digest_of",
    "erase_from_rooms",
    "every_overdue",
    "find_run",
    "finish_confirmed",
    "is_on_hold",
    "keeping_of_families",
    "keeping_of_persons",
    "lift_hold",
    "list_holds",
    "list_items",
    "list_now",
    "list_runs",
    "preview",
    "reason_of",
    "refuse_on_hold",
    "set_hold",
    "set_hold_on",
    "waits_for_two",
]
