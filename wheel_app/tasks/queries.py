"""All SQL of tasks."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import Any

from wheel_app.storage import Database
from wheel_app.tasks.rules import BREAK_GLASS, SAFEGUARDING_SHARE, TALK, Desk, Task

_COLUMNS = tuple(one.name for one in fields(Task))
_WORKS = "s.is_active = 1 AND s.role IN ('worker', 'manager')"
# Of somebody whose account is closed, or who does other work now, it is nobody's by name.
_TASK = (
    "SELECT t.task_id, t.kind, "
    f"CASE WHEN {_WORKS} THEN t.staff_id END AS staff_id, t.team_id, t.family_id,"
    " t.owner_id, t.device_id, t.ref, t.way, t.made_at, t.due_at, t.acknowledged_at, t.acknowledged_by, t.done_at,"
    f" t.done_by, CASE WHEN NOT ({_WORKS}) THEN s.organisation_id END AS left_organisation"
)
_FROM = " FROM task t LEFT JOIN staff s ON s.staff_id = t.staff_id"
# The open tasks that may be somebody's to do; the desk says which are.
_NEAR = (
    "SELECT t.task_id FROM task t WHERE t.done_at IS NULL AND t.staff_id = :staff_id"
    " UNION SELECT t.task_id FROM staff_team m JOIN task t ON t.team_id = m.team_id"
    " WHERE m.staff_id = :staff_id AND t.done_at IS NULL"
    " UNION SELECT t.task_id FROM appointment a JOIN task t ON t.team_id = a.place_id"
    " WHERE a.staff_id = :staff_id AND a.until IS NULL AND a.kind = 'team-lead' AND t.done_at IS NULL"
    " UNION SELECT t.task_id FROM appointment a"
    f" JOIN staff s ON s.organisation_id = a.place_id AND NOT ({_WORKS}) JOIN task t ON t.staff_id = s.staff_id"
    " WHERE a.staff_id = :staff_id AND a.until IS NULL AND a.kind = 'safeguarding-lead' AND t.done_at IS NULL"
    " AND t.kind IN (:break_glass, :safeguarding_share)"
)


def insert_task(db: Database, task: Task, words: str | None) -> None:
    """Store a task, and what was written beside it."""
    db.execute(
        "INSERT INTO task (task_id, kind, staff_id, team_id, family_id, owner_id, device_id, ref, way, made_at, due_at,"
        " acknowledged_at, acknowledged_by, done_at, done_by)"
        " VALUES (:task_id, :kind, :staff_id, :team_id, :family_id, :owner_id, :device_id, :ref, :way, :made_at,"
        " :due_at, :acknowledged_at, :acknowledged_by, :done_at, :done_by)",
        **{name: value for name, value in zip(_COLUMNS, astuple(task), strict=True) if name != "left_organisation"},
    )
    _insert_words(db, task.task_id, words)


def _insert_words(db: Database, task_id: str, words: str | None) -> None:
    if words:
        db.execute("INSERT INTO task_text (task_id, words) VALUES (:task_id, :words)", task_id=task_id, words=words)


def find_task(db: Database, task_id: str) -> Task | None:
    """Return a task, done or not."""
    row = db.one(f"{_TASK}{_FROM} WHERE t.task_id = :task_id", task_id=task_id)
    return Task(**row) if row else None


def find_open_talk(db: Database, owner_id: str | None, save_id: str = "") -> Task | None:
    """Return the wish to talk that somebody has open; whoever is not anybody yet, by the page that they sent."""
    row = db.one(
        f"{_TASK}{_FROM} WHERE t.kind = :kind AND t.done_at IS NULL AND t.owner_id = :owner_id"
        f" UNION {_TASK}{_FROM} WHERE t.kind = :kind AND t.done_at IS NULL AND t.owner_id IS NULL"
        " AND t.ref = :save_id AND :save_id <> ''",
        kind=TALK,
        owner_id=owner_id or "",
        save_id=save_id if owner_id is None else "",
    )
    return Task(**row) if row else None


def list_untaken(db: Database, team_id: str, device_id: str, way: str, *, most: int) -> tuple[Task, ...]:
    """Return the newest wishes to talk that a team has from one device and nobody has taken on, at most `most`."""
    found = db.rows(
        f"{_TASK}{_FROM} WHERE t.team_id = :team_id AND t.device_id = :device_id AND t.kind = :kind AND t.way = :way"
        " AND t.done_at IS NULL AND t.acknowledged_at IS NULL ORDER BY t.made_at DESC, t.task_id DESC LIMIT :most",
        team_id=team_id,
        device_id=device_id,
        kind=TALK,
        way=way,
        most=most,
    )
    return tuple(Task(**row) for row in found)


def list_open(db: Database, desk: Desk) -> tuple[tuple[Task, str | None, str | None], ...]:
    """Return every open task that may be somebody's to do, the first due first; the desk says which of them are.

    With each what was written beside it, and what the hub's device is called on which somebody asked.
    """
    found = db.rows(
        f"{_TASK}, w.words, d.label FROM ({_NEAR}) n JOIN task t ON t.task_id = n.task_id"
        " LEFT JOIN staff s ON s.staff_id = t.staff_id LEFT JOIN task_text w ON w.task_id = t.task_id"
        " LEFT JOIN hub_device d ON d.device_id = t.device_id AND d.team_id = t.team_id"
        " ORDER BY t.due_at, t.task_id",
        staff_id=desk.staff_id,
        break_glass=BREAK_GLASS,
        safeguarding_share=SAFEGUARDING_SHARE,
    )
    return tuple((Task(**{name: row[name] for name in _COLUMNS}), row["words"], row["label"]) for row in found)


def list_of_family(db: Database, family_id: str, kind: str) -> tuple[Task, ...]:
    """Return the open tasks of one kind about a family, the first due first."""
    found = db.rows(
        f"{_TASK}{_FROM} WHERE t.family_id = :family_id AND t.kind = :kind AND t.done_at IS NULL"
        " ORDER BY t.due_at, t.task_id",
        family_id=family_id,
        kind=kind,
    )
    return tuple(Task(**row) for row in found)


def update_acknowledged(db: Database, task_id: str, staff_id: str, *, at: str) -> bool:
    """Note who takes a task on; the first stands. False when somebody has or it is done."""
    touched = db.execute(
        "UPDATE task SET acknowledged_at = :at, acknowledged_by = :staff_id"
        " WHERE task_id = :task_id AND acknowledged_at IS NULL AND done_at IS NULL",
        task_id=task_id,
        staff_id=staff_id,
        at=at,
    )
    return touched == 1


def update_done(db: Database, task_id: str, staff_id: str | None, *, at: str) -> bool:
    """Note that a task is done, or (without a name) that whoever asked needs it no more. False when it was before."""
    touched = db.execute(
        "UPDATE task SET done_at = :at, done_by = :staff_id WHERE task_id = :task_id AND done_at IS NULL",
        task_id=task_id,
        staff_id=staff_id,
        at=at,
    )
    return touched == 1


def delete_words(db: Database, task_id: str) -> None:
    """Forget what was written beside a task."""
    db.execute("DELETE FROM task_text WHERE task_id = :task_id", task_id=task_id)


def update_asked(db: Database, task: Task, words: str | None) -> None:
    """Change how somebody who asked to talk can be reached."""
    db.execute(
        "UPDATE task SET way = :way, device_id = :device_id WHERE task_id = :task_id",
        way=task.way,
        device_id=task.device_id,
        task_id=task.task_id,
    )
    delete_words(db, task.task_id)
    _insert_words(db, task.task_id, words)


def update_family_staff(db: Database, family_id: str, staff_id: str | None) -> None:
    """Hand a family's open tasks to its new coordinator; without one they are the team's.

    What the lead for keeping people safe was told stays with the lead.
    """
    db.execute(
        "UPDATE task SET staff_id = :staff_id WHERE family_id = :family_id AND done_at IS NULL"
        " AND kind NOT IN (:break_glass, :safeguarding_share)",
        family_id=family_id,
        staff_id=staff_id,
        break_glass=BREAK_GLASS,
        safeguarding_share=SAFEGUARDING_SHARE,
    )


def update_family_team(db: Database, family_id: str, team_id: str, following: str | None) -> None:
    """Hand a family's open tasks from one team to another."""
    db.execute(
        "UPDATE task SET team_id = :following WHERE family_id = :family_id AND team_id = :team_id AND done_at IS NULL",
        family_id=family_id,
        team_id=team_id,
        following=following,
    )


def erase(db: Database, owner_id: str) -> None:
    """Remove what somebody asked for. A wish to talk that is still open was sent to somebody: it stays until it is met,
    and names nobody any more.
    """
    db.execute(
        "DELETE FROM task_text WHERE task_id IN"
        " (SELECT task_id FROM task WHERE owner_id = :owner_id AND (done_at IS NOT NULL OR kind <> :kind))",
        owner_id=owner_id,
        kind=TALK,
    )
    db.execute(
        "DELETE FROM task WHERE owner_id = :owner_id AND (done_at IS NOT NULL OR kind <> :kind)",
        owner_id=owner_id,
        kind=TALK,
    )
    db.execute("UPDATE task SET owner_id = NULL, ref = NULL WHERE owner_id = :owner_id", owner_id=owner_id)


def erase_family(db: Database, family_id: str) -> None:
    """Remove the tasks about a family; what one of its people asked for is theirs and stays."""
    db.execute(
        "DELETE FROM task_text WHERE task_id IN"
        " (SELECT task_id FROM task WHERE family_id = :family_id AND owner_id IS NULL)",
        family_id=family_id,
    )
    db.execute("DELETE FROM task WHERE family_id = :family_id AND owner_id IS NULL", family_id=family_id)
    db.execute("UPDATE task SET family_id = NULL WHERE family_id = :family_id", family_id=family_id)


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return when somebody asked to talk, and what they wrote, as plain data."""
    return {
        "asked_to_talk": db.rows(
            "SELECT t.made_at, t.way, t.acknowledged_at, t.done_at, w.words FROM task t"
            " LEFT JOIN task_text w ON w.task_id = t.task_id"
            " WHERE t.owner_id = :owner_id AND t.kind = :kind ORDER BY t.made_at",
            owner_id=owner_id,
            kind=TALK,
        )
    }
