"""Deleting and purging what is held about a person."""

from wheel_app.records.actions import erase_person, purge

__all__ = ["erase_person", "purge"]
