"""Telling whoever answers for safeguarding, or for a family, what somebody has to know or to do."""

from __future__ import annotations

from dataclasses import replace

from wheel_app.accounts import Staff, list_answering
from wheel_app.storage import Database
from wheel_app.tasks import Charge, charge_of_family, list_of_family, open_task

DISAGREEMENT, PAUSED = "household-disagreement", "household-paused"


def tell_lead(
    db: Database, staff: Staff, kind: str, *, ref: str, words: str, at: str, family_id: str | None = None
) -> tuple[str, ...]:
    """Give the safeguarding lead of somebody's organisation a task, in the caller's transaction; return who has one.

    Without a lead, or where it was the lead, it is the managers'. Nobody is told of what they did themselves, but a
    lead where there is nobody else.
    """
    told = who_is_told(db, staff)
    for one in told:
        open_task(db, kind, Charge(one.staff_id, None, family_id), at=at, ref=ref, words=words)
    return tuple(one.staff_id for one in told)


def who_is_told(db: Database, staff: Staff) -> list[Staff]:
    """Return who is told of what somebody opens or passes on without a yes; nobody where nobody is named."""
    answering = list_answering(db, staff.organisation_id)
    leads = [one for one, is_lead in answering if is_lead]
    if leads and leads[0].staff_id != staff.staff_id:
        return leads
    return [one for one, is_lead in answering if not is_lead and one.staff_id != staff.staff_id] or leads


def tell_coordinator(db: Database, family_id: str, kind: str, *, ref: str, asked_by: str, at: str) -> None:
    """Give a family's coordinator, else who asked, a task about who may see its page; once while it is open."""
    if any(task.ref == ref for task in list_of_family(db, family_id, kind)):
        return
    charge = charge_of_family(db, family_id)
    open_task(db, kind, replace(charge, staff_id=charge.staff_id or asked_by), at=at, ref=ref)
