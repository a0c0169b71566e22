"""Sheets that are printed, stay with the parent, and are typed in later by the number on their strip."""

from wheel_app.paper.holding import erase, erase_family, export, take_from_person
from wheel_app.paper.sheets.actions import forget_old_sheets

__all__ = ["erase", "erase_family", "export", "forget_old_sheets", "take_from_person"]
