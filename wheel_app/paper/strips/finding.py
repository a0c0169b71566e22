"""From a typed number to its sheet, as far as it is one of the stock of whoever types."""

from __future__ import annotations

from wheel_app.accounts import Staff
from wheel_app.paper.numbers import NotANumber, read_number
from wheel_app.paper.sheets.queries import find_sheet
from wheel_app.paper.sheets.rules import Sheet
from wheel_app.paper.strips import queries
from wheel_app.paper.strips.saying import number_fault, of_another_team, unknown_number
from wheel_app.storage import Database


class NoSheet(LookupError):
    """There is no sheet to be typed in by this number; the message says why, to be shown at its field."""


def find_own_sheet(db: Database, sheet_no: str, staff: Staff) -> Sheet | None:
    """Return a sheet of the stock of one’s own teams; None for any other number."""
    sheet = find_sheet(db, sheet_no)
    return sheet if sheet and queries.is_of_team(db, sheet.team_id, staff.staff_id) else None


def find_by_typed(db: Database, typed: str, staff: Staff) -> Sheet:
    """Return the sheet whose number was typed; raise NoSheet with what is wrong."""
    try:
        sheet = find_sheet(db, read_number(typed))
    except NotANumber as bad:
        raise NoSheet(number_fault(bad)) from None
    if sheet is None:
        raise NoSheet(unknown_number())
    if not queries.is_of_team(db, sheet.team_id, staff.staff_id):
        team = queries.name_of_team(db, sheet.team_id, staff.organisation_id)
        raise NoSheet(of_another_team(team) if team else unknown_number())
    return sheet
