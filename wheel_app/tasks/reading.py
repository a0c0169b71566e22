"""The tasks that somebody of the staff sees."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.storage import Database
from wheel_app.tasks import queries
from wheel_app.tasks.rules import Desk, Task


@dataclass(frozen=True)
class Shown:
    """A task as one reader may see it: a host sees no words. `device` is what the hub calls the device it came from."""

    task: Task
    words: str | None
    device: str | None
    is_late: bool
    is_mine: bool


def list_shown(db: Database, desk: Desk, *, at: str) -> tuple[Shown, ...]:
    """Return the open tasks that are somebody's to do, the first due first."""
    return tuple(
        Shown(
            task,
            None if desk.is_host else words,
            device,
            task.is_late(at),
            desk.staff_id in (task.staff_id, task.acknowledged_by),
        )
        for task, words, device in queries.list_open(db, desk)
        if desk.holds(task, at=at)
    )
