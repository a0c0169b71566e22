"""Printing sheets, and forgetting those that never came back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wheel_app import audit
from wheel_app.accounts import Staff
from wheel_app.paper.numbers import new_number
from wheel_app.paper.sheets import queries
from wheel_app.paper.sheets.drawing import document_of, sheets_pdf
from wheel_app.paper.sheets.rules import SheetFacts
from wheel_app.storage import Database, NotUnique, later, new_id
from wheel_app.tools import Library
from wheel_app.web.locale import Spoken

# A sheet that nobody typed in for so long is not in anybody's bag any more.
KEEP_DAYS = 400


@dataclass(frozen=True)
class Order:
    """What is to be printed: how many copies, in which language, for the stock of which team.

    `print_id` names one press of the button: pressed twice it is the same sheets.
    """

    facts: SheetFacts
    language: Spoken
    copies: int
    team_id: str
    print_id: str


def print_sheets(db: Database, library: Library, order: Order, *, by: Staff, at: str) -> bytes:
    """Draw the sheets, each with a number of its own, and put them into the stock; raise PdfFailed.

    Nothing is kept of sheets that could not be drawn.
    """
    numbers = queries.find_numbers(db, order.print_id, by.staff_id)
    if numbers:
        is_same = len(numbers) == order.copies and queries.find_printing(db, order.print_id, by.staff_id) == order.facts
        if is_same:
            return sheets_pdf(document_of(library, order.facts, numbers, order.language))
    print_id = new_id() if numbers else order.print_id
    numbers = _draw(order.copies)
    pdf = sheets_pdf(document_of(library, order.facts, numbers, order.language))
    try:
        _keep(db, print_id, order, numbers, by=by, at=at)
    except NotUnique:
        # Pressed twice at once: the sheets that are kept are the ones to print. Else a number was there already.
        is_kept = queries.find_numbers(db, order.print_id, by.staff_id) and print_id == order.print_id
        again = order if is_kept else replace(order, print_id=new_id())
        return print_sheets(db, library, again, by=by, at=at)
    return pdf


def _draw(copies: int) -> tuple[str, ...]:
    drawn: set[str] = set()
    while len(drawn) < copies:
        drawn.add(new_number())
    return tuple(sorted(drawn))


def _keep(db: Database, print_id: str, order: Order, numbers: tuple[str, ...], *, by: Staff, at: str) -> None:
    with db.transaction():
        queries.insert_printing(db, print_id, order.facts, numbers, staff_id=by.staff_id, team_id=order.team_id, at=at)
        codes = (f"{order.facts.kind}:{order.facts.about}", f"copies:{order.copies}")
        audit.write(
            db, audit.SYSTEM, "sheets-printed", actor=by.staff_id, role=by.role, at=at, about=order.team_id, codes=codes
        )


def forget_old_sheets(db: Database, *, at: str) -> None:
    """Remove the sheets that nobody typed in for `KEEP_DAYS` days, and those that were nobody’s."""
    with db.transaction():
        queries.delete_untyped(db, before=later(at, days=-KEEP_DAYS))
