"""Deleting and purging what is held about a person; legal holds, and erasing what has been kept for its time."""

from wheel_app.records.actions import erase_myself, erase_person, purge
from wheel_app.records.copies.erasing import erase_family
from wheel_app.records.retention import Keepings, finish_confirmed, keeping_of_families, keeping_of_persons

__all__ = [
    "Keepings",
    "erase_family",
    "erase_myself",
    "erase_person",
    "finish_confirmed",
    "keeping_of_families",
    "keeping_of_persons",
    "purge",
]
