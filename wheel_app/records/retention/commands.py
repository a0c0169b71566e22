"""What the operator's commands say about lists and holds, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wheel_app.accounts import find_staff
from wheel_app.records.retention import queries
from wheel_app.records.retention.actions import ListChanged, SamePerson, confirm, list_now, preview
from wheel_app.records.retention.erasing import finish_confirmed
from wheel_app.records.retention.holds import lift_hold, set_hold
from wheel_app.records.retention.keepings import Keepings
from wheel_app.records.retention.rules import By, Item, Overdue
from wheel_app.web.house import House

ROLE = "operator"
MOST = 1000


class Refused(Exception):
    """It was not done; the message is one sentence that says why."""


def list_overdue(house: House, keepings: Keepings, by: str | None) -> Iterator[str]:
    """Show what is overdue, and store it as a list when somebody makes it."""
    lines: Sequence[Overdue | Item]
    if by is None:
        lines = preview(house.db, keepings, at=house.now())
    else:
        run = list_now(house.db, keepings, _by(house, by), at=house.now())
        lines = queries.list_items(house.db, run.run_id) if run else ()
        if run:
            yield f"List {run.run_id}, to be confirmed by somebody else: flask retention confirm {run.run_id} --by …"
    yield from (f"  {line.subject}  {line.why}  since {line.since[:10]}" for line in lines)
    yield f"Overdue: {len(lines)}"


def confirm_list(house: House, keepings: Keepings, run_id: str, by: str) -> Iterator[str]:
    """Confirm a list and erase what is on it."""
    run = queries.find_run(house.db, run_id)
    if run is None or run.confirmed_at is not None:
        raise Refused("There is no list of this name that waits to be confirmed.")
    try:
        confirm(house.db, keepings, run_id, run.digest, _by(house, by), at=house.now())
    except SamePerson:
        raise Refused("Whoever made a list cannot confirm it. Ask somebody else.") from None
    except ListChanged:
        raise Refused("Something on this list is held, or not due any more. Make a new one.") from None
    finish_confirmed(house.db, keepings, at=house.now())
    yield from (f"  {line.subject}  {line.became}" for line in queries.list_items(house.db, run_id))


def hold(house: House, keepings: Keepings, subject: str, by: str, reason: str) -> Iterator[str]:
    """Set a hold; where the record is of their organisation, its managers find it on their page."""
    who, at = _by(house, by), house.now()
    own = By(who.staff_id, ROLE, _organisation(house, by))
    made = set_hold(house.db, keepings, subject, reason, own, at=at) or set_hold(
        house.db, keepings, subject, reason, who, at=at
    )
    if made is None:
        raise Refused("There is no record of this name.")
    yield f"Held: {made.hold_id}"


def lift(house: House, hold_id: str, by: str, reason: str) -> Iterator[str]:
    """Lift a hold."""
    if not lift_hold(house.db, hold_id, reason, _by(house, by), at=house.now()):
        raise Refused("There is no hold of this name that stands.")
    yield "Lifted."


def show_holds(house: House) -> Iterator[str]:
    """Show the holds that stand."""
    yield from (f"  {one.hold_id}  {one.subject}  {one.set_at[:10]}" for one in queries.list_holds(house.db, most=MOST))


def _by(house: House, staff_id: str) -> By:
    _organisation(house, staff_id)
    return By(staff_id, ROLE)


def _organisation(house: House, staff_id: str) -> str:
    found = find_staff(house.db, staff_id)
    if found is None or not found.is_active:
        raise Refused("--by takes the id of a member of staff.")
    return found.organisation_id
