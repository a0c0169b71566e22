"""Made-up people, check-ins and plans, put into the store by the app's own actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache

from wheel_app import checkins, plan
from wheel_app.checkins import Checkin, Given, Pick, Place, Sitting
from wheel_app.plan import Goal, Plan
from wheel_app.storage import Database, new_id
from wheel_app.tools import Library, Tool, load_tools

AT = "2026-11-20T10:00:00.000000Z"
SHARED = ("home", "money", "work", "health", "mood", "growing", "learning", "days", "parent", "people", "area", "hopes")
YOUNG = ("my-home", "school", "out", "caring", "friends", "body", "feelings", "future")
SITTING = Sitting("alone", None, "en", "a-device")


@cache
def library() -> Library:
    return load_tools(None)


def family_wheel() -> Tool:
    return library().current("family-wheel")


def young_wheel() -> Tool:
    return library().current("young-wheel")


def make_person(db: Database, *, at: str = AT) -> str:
    """A nameless person, kept for a day."""
    return checkins.create_person(db, at=at, purge_hours=24)


def make_draft(
    db: Database,
    owner_id: str,
    *,
    about: str = "little",
    at: str = AT,
    picks: Sequence[Pick] = (),
    sitting: Sitting = SITTING,
    tool: Tool | None = None,
) -> Checkin:
    return checkins.begin(db, tool or family_wheel(), owner_id, about, sitting, at=at, picks=picks)


def give(db: Database, draft: Checkin, topic_key: str, given: Given | int, *, at: str = AT, seen: int = 0) -> object:
    """Save one answer as a page would; a number is a mark on the arc."""
    answer = Given("scored", given, "arc") if isinstance(given, int) else given
    place = Place(draft.checkin_id, topic_key, checkins.tool_of(library(), draft))
    return checkins.save_answer(db, draft.owner_id, place, answer, save_id=new_id(), seen_seq=seen, at=at)


def make_finished(
    db: Database,
    owner_id: str,
    marks: Mapping[str, Given | int],
    *,
    about: str = "little",
    at: str = AT,
    tool: Tool | None = None,
) -> Checkin:
    """A finished check-in with these answers."""
    draft = make_draft(db, owner_id, about=about, at=at, tool=tool)
    for topic_key, given in marks.items():
        give(db, draft, topic_key, given, at=at)
    checkins.finish(db, owner_id, draft.checkin_id, at=at)
    return draft


def make_young(db: Database, owner_id: str, marks: Mapping[str, Given | int], *, at: str = AT) -> Checkin:
    """A finished check-in of a young person's own wheel."""
    return make_finished(db, owner_id, marks, about="young", at=at, tool=young_wheel())


def make_plan(db: Database, checkin: Checkin, *goals: Goal, works: str | None = None, at: str = AT) -> Plan:
    """The plan of a finished check-in."""
    keys = [goal.topic_key for goal in goals]
    chosen = plan.choose_topics(db, checkin.owner_id, checkin.checkin_id, keys, at=at)
    return plan.write_plan(db, checkin.owner_id, Plan(checkin.checkin_id, at, works, chosen.seq, goals))


def make_copies(db: Database, checkin: Checkin, times: int) -> None:
    """So many more check-ins of the same owner with the same answers."""
    numbers = "WITH RECURSIVE copy (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM copy WHERE number < :times)"
    with db.transaction():
        for table in ("checkin", "answer"):
            columns = sorted(tables(db)[table])
            copied = ["checkin_id || '-' || number" if name == "checkin_id" else name for name in columns]
            db.execute(
                f"{numbers} INSERT INTO {table} ({', '.join(columns)})"
                f" SELECT {', '.join(copied)} FROM {table}, copy WHERE checkin_id = :checkin_id",
                checkin_id=checkin.checkin_id,
                times=times,
            )


@contextmanager
def statements(db: Database) -> Iterator[list[str]]:
    """Every statement that the store is asked meanwhile."""
    seen: list[str] = []
    db.observe(seen.append)
    try:
        yield seen
    finally:
        db.observe(None)


def tables(db: Database) -> dict[str, set[str]]:
    """Every table of the store with its columns, but for the record of migrations."""
    if db.engine == "sqlite":
        names = [row["name"] for row in db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            name: {row["name"] for row in db.rows(f"SELECT name FROM pragma_table_info('{name}')")} for name in names
        }
    else:
        found = {}
        for row in db.rows(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        ):
            found.setdefault(row["table_name"], set()).add(row["column_name"])
    return {name: columns for name, columns in found.items() if name != "migration" and not name.startswith("sqlite_")}


def everything(db: Database) -> dict[str, list[tuple[tuple[str, object], ...]]]:
    """Every row of every table, in an order that does not depend on the engine."""
    return {
        name: sorted((tuple(sorted(row.items())) for row in db.rows(f"SELECT * FROM {name}")), key=repr)
        for name in sorted(tables(db))
    }
