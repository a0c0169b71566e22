"""Telling whoever answers for safeguarding that something was opened or passed on without a yes."""

from __future__ import annotations

from wheel_app.accounts import Staff, find_lead, list_staff
from wheel_app.people import find_coordinator
from wheel_app.storage import Database
from wheel_app.tasks import Charge, list_of_family, open_task

BREAK_GLASS, SAFEGUARDING_SHARE, DISAGREEMENT = "break-glass", "safeguarding-share", "household-disagreement"


def tell_lead(
    db: Database, staff: Staff, kind: str, *, ref: str, words: str, at: str, family_id: str | None = None
) -> tuple[str, ...]:
    """Give the safeguarding lead of somebody's organisation a task, in the caller's transaction; return who has one.

    Without a lead, or where it was the lead, it is the managers'. Nobody is told of what they did themselves, unless
    there is nobody else.
    """
    told = _who_is_told(db, staff)
    for one in told:
        open_task(db, kind, Charge(one.staff_id, None, family_id), at=at, ref=ref, words=words)
    return tuple(one.staff_id for one in told)


def _who_is_told(db: Database, staff: Staff) -> list[Staff]:
    lead = find_lead(db, "safeguarding-lead", staff.organisation_id)
    if lead and lead.staff_id != staff.staff_id:
        return [lead]
    everybody = list_staff(db, staff.organisation_id)
    managers = [one for one in everybody if one.role == "manager" and one.is_active]
    return [one for one in managers if one.staff_id != staff.staff_id] or managers or ([lead] if lead else [])


def tell_coordinator(db: Database, family_id: str, *, ref: str, asked_by: str, at: str) -> None:
    """Give a family's coordinator, else who asked, the task to talk about a disagreement; once while it is open."""
    if any(task.ref == ref for task in list_of_family(db, family_id, DISAGREEMENT)):
        return
    coordinator = find_coordinator(db, family_id)
    staff_id = coordinator.staff_id if coordinator else asked_by
    open_task(db, DISAGREEMENT, Charge(staff_id, None, family_id), at=at, ref=ref)
