"""The tasks that somebody of the staff sees."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.storage import Database
from wheel_app.tasks import queries
from wheel_app.tasks.rules import Desk, Task


@dataclass(frozen=True)
class Shown:
    """A task as one reader may see it: a host sees no words."""

    task: Task
    words: str | None
    is_late: bool
    is_mine: bool


def list_shown(db: Database, desk: Desk, *, at: str) -> tuple[Shown, ...]:
    """Return the open tasks that are somebody's to do, the first due first."""
    held = [task for task in queries.list_open(db, desk) if desk.holds(task, at=at)]
    words = {} if desk.is_host or not held else queries.words_of_all(db, desk)
    return tuple(
        Shown(task, words.get(task.task_id), task.is_late(at), desk.staff_id in (task.staff_id, task.acknowledged_by))
        for task in held
    )
