"""What makes tasks and gets them done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wheel_app.storage import Database, new_id
from wheel_app.tasks import queries
from wheel_app.tasks.rules import LOOK_IN, TALK, Task, start_of, working_days_later

# So many wishes of one device may wait at once: whoever has it could else bury everybody else's under theirs.
MOST_WAITING = 10


class TooMany(Exception):
    """So many wishes from this device wait already that nobody would find one more."""


@dataclass(frozen=True)
class Wish:
    """That somebody would like to talk, how (“here”, “safe-way” or “words”), and which page said so."""

    way: str
    words: str | None
    save_id: str


@dataclass(frozen=True)
class Charge:
    """Whose a task is: somebody's, or with no name the team's."""

    staff_id: str | None
    team_id: str | None
    family_id: str | None = None


def open_task(
    db: Database,
    kind: str,
    charge: Charge,
    *,
    at: str,
    due_at: str | None = None,
    owner_id: str | None = None,
    device_id: str | None = None,
    ref: str | None = None,
    way: str | None = None,
    words: str | None = None,
) -> Task:
    """Give somebody something to do, by one working day from now unless `due_at` says otherwise."""
    task = Task(
        task_id=new_id(),
        kind=kind,
        staff_id=charge.staff_id,
        team_id=charge.team_id,
        family_id=charge.family_id,
        owner_id=owner_id,
        device_id=device_id,
        ref=ref,
        way=way,
        made_at=at,
        due_at=due_at or working_days_later(at, 1),
    )
    with db.transaction():
        queries.insert_task(db, task, words)
    return task


def open_look_in(db: Database, charge: Charge, *, due_on: str, at: str) -> Task:
    """Put a look-in at a family on the coordinator's list for a day (ISO date), until it is done."""
    return open_task(db, LOOK_IN, charge, at=at, due_at=start_of(due_on))


def ask_to_talk(db: Database, charge: Charge, wish: Wish, *, owner_id: str | None, device_id: str, at: str) -> Task:
    """Pass on that somebody would like to talk. Asked again before it is done, the same task says the new way.

    Where the new way makes it somebody else's, it is another task, and the one before is taken back. Of a device from
    which many wait for a team untaken, one of those that say “here” says it for all; more words raise TooMany.
    """
    with db.transaction():
        standing = queries.find_open_talk(db, owner_id, wish.save_id)
        if standing is not None and (standing.staff_id, standing.team_id) != (charge.staff_id, charge.team_id):
            _take_back(db, standing, at=at)
            standing = None
        if standing is None:
            crowd = queries.list_untaken(db, charge.team_id or "", device_id, wish.way, most=MOST_WAITING)
            if len(crowd) == MOST_WAITING:
                return _one_for_all(crowd)
            return open_task(
                db,
                TALK,
                charge,
                at=at,
                owner_id=owner_id,
                device_id=device_id,
                ref=wish.save_id,
                way=wish.way,
                words=wish.words,
            )
        changed = replace(standing, way=wish.way, device_id=device_id)
        queries.update_asked(db, changed, wish.words)
        return changed


def _one_for_all(crowd: Sequence[Task]) -> Task:
    if crowd[0].way != "here":
        raise TooMany
    return crowd[0]


def take_back_wish(db: Database, owner_id: str | None, save_id: str, *, at: str) -> None:
    """Whoever would have liked to talk needs it no more; pressed twice it is the same."""
    with db.transaction():
        standing = queries.find_open_talk(db, owner_id, save_id)
        if standing is not None:
            _take_back(db, standing, at=at)


def _take_back(db: Database, task: Task, *, at: str) -> None:
    queries.update_done(db, task.task_id, None, at=at)
    _forget(db, task)


def _forget(db: Database, task: Task) -> None:
    # Nobody is left who could ask for it to be erased.
    if task.owner_id is None:
        queries.delete_words(db, task.task_id)


def acknowledge(db: Database, task: Task, staff_id: str, *, at: str) -> bool:
    """Take a task on; False when somebody else was quicker."""
    with db.transaction():
        return queries.update_acknowledged(db, task.task_id, staff_id, at=at)


def finish(db: Database, task: Task, staff_id: str | None, *, at: str) -> None:
    """Note that a task is done, taken on or not before."""
    with db.transaction():
        if staff_id is not None:
            queries.update_acknowledged(db, task.task_id, staff_id, at=at)
        queries.update_done(db, task.task_id, staff_id, at=at)
        _forget(db, task)


def hand_over_tasks(db: Database, family_id: str, staff_id: str | None) -> None:
    """A family has a new coordinator: what is open about it is theirs."""
    with db.transaction():
        queries.update_family_staff(db, family_id, staff_id)
