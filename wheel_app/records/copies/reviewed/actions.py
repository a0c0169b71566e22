"""Asking for a reviewed copy, deciding what is in it, and opening it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wheel_app import audit
from wheel_app.accounts import Staff
from wheel_app.checkins import export_private
from wheel_app.people import Member, owner_of_member
from wheel_app.records.copies.reviewed import queries
from wheel_app.records.copies.reviewed.rules import DAYS_OPEN, Choice, Item, Request
from wheel_app.records.copies.rules import Copy, make_copy, read_file, write_file
from wheel_app.sharing.rules import day_later
from wheel_app.storage import Database, later, new_id
from wheel_app.tasks import charge_of_family, find_task, finish, open_task
from wheel_app.tasks.rules import start_of

TASK = "copy-asked"
CODE = "reviewed-copy"


def ask_for_copy(db: Database, member: Member, *, asked_by: str, asked_on: str, by: Staff, at: str) -> Request:
    """Write down that somebody asked on a day (ISO date); it is due a calendar month later, as a task.

    What was asked for and is not made yet is the request.
    """
    with db.transaction():
        standing = [one for one in queries.list_requests(db, member.member_id) if one.finished_at is None]
        if standing:
            return standing[0]
        request = _new_request(db, member, asked_by, asked_on, by=by, at=at)
        queries.insert_request(db, request)
        _note(db, request, by.staff_id, by.role, "asked", at=at)
    return request


def _new_request(db: Database, member: Member, asked_by: str, asked_on: str, *, by: Staff, at: str) -> Request:
    due_on, copy_id = day_later(asked_on, 1), new_id()
    charge = charge_of_family(db, member.family_id)
    task = open_task(db, TASK, charge, at=at, due_at=start_of(due_on), ref=copy_id)
    return Request(
        copy_id=copy_id,
        family_id=member.family_id,
        member_id=member.member_id,
        asked_by=asked_by,
        asked_on=asked_on,
        due_on=due_on,
        task_id=task.task_id,
        made_at=at,
        made_by=by.staff_id,
        with_private=False,
        finished_at=None,
        finished_by=None,
        until=None,
    )


def save_choices(db: Database, request: Request, choices: Mapping[str, Choice], *, with_private: bool) -> None:
    """Keep what was decided so far."""
    with db.transaction():
        queries.put_choices(db, request.copy_id, choices, with_private=with_private)


def finish_copy(
    db: Database, request: Request, given: Sequence[Item], *, with_private: bool, by: Staff, at: str
) -> bool:
    """Make the copy of these lines, to be opened for DAYS_OPEN days; False when it is finished already."""
    content = write_file(make_copy({"staff_items": [one.row for one in given]}, at=at))
    with db.transaction():
        until = later(at, days=DAYS_OPEN)
        if not queries.update_finished(db, request.copy_id, content, by=by.staff_id, at=at, until=until):
            return False
        task = find_task(db, request.task_id)
        if task is not None:
            finish(db, task, by.staff_id, at=at)
        _note(db, request, by.staff_id, by.role, "with-private" if with_private else "staff-only", at=at)
    return True


def is_theirs(db: Database, request: Request, owner_id: str | None) -> bool:
    """Whether whoever is at the device may open a copy: with private answers in it, its owner alone."""
    return not request.with_private or (owner_id is not None and owner_of_member(db, request.member_id) == owner_id)


def note_opened(db: Database, request: Request, owner_id: str | None, *, at: str) -> None:
    """Write down that a copy was opened by whom it is about."""
    with db.transaction():
        _note(db, request, owner_id or request.member_id, "family", "opened", at=at)


def read_copy(db: Database, request: Request, owner_id: str | None) -> Copy:
    """Return what stands in a finished copy; what was answered in private is read now, and for its owner alone."""
    copy = read_file(queries.content_of(db, request.copy_id) or write_file(Copy(request.finished_at or "", {})))
    if not request.with_private or owner_id is None or not is_theirs(db, request, owner_id):
        return copy
    private = make_copy({"private_answers": export_private(db, owner_id)}, at=copy.made_at)
    return Copy(copy.made_at, {**copy.parts, **private.parts})


def _note(db: Database, request: Request, actor: str, role: str, code: str, *, at: str) -> None:
    chain = audit.chain_of_family(request.family_id)
    audit.write(db, chain, "exported", actor=actor, role=role, at=at, about=request.member_id, codes=(CODE, code))
