"""All SQL of the windows of children, and of what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wheel_app.clock.rules import OF_ANOTHER_SET, Delivery, Reckoned, Wanted, Window
from wheel_app.storage import Database

# As many points as a set can have, and what was done in another one.
AT_ONCE = 16
PLACES = range(AT_ONCE)
TEXTS = (
    "point_key",
    "set_key",
    "set_version",
    "opens_on",
    "due_on",
    "late_from",
    "passes_on",
    "delivered_on",
    "visit_id",
)
GIVEN = ", ".join(
    "(" + ", ".join(f"CAST(:{name}_{place} AS TEXT)" for name in TEXTS) + f", CAST(:point_number_{place} AS INTEGER))"
    for place in PLACES
)
WINDOW = (
    "SELECT member_id, point_key, point_number, set_key, set_version, opens_on, due_on, late_from, passes_on,"
    " is_silent, delivered_on, visit_id FROM due_window"
)
MEMBERS = ", ".join(f":member_{place}" for place in PLACES)
TABLES = ("due_window", "point_delivery", "birthday_wanted")
# The windows that silence reaches, whether a child's clock runs or not.
SILENCED = ("due_window", "birthday_wanted")


# Whether anything about a child is silent, whichever row says so.
SAID_SILENT = (
    "SELECT is_silent FROM due_window WHERE member_id = :member_id"
    " UNION ALL SELECT is_silent FROM birthday_wanted WHERE member_id = :member_id"
)


def list_windows(db: Database, member_id: str) -> tuple[Window, ...]:
    """Return every window of a child in the order of its points."""
    found = db.rows(f"{WINDOW} WHERE member_id = :member_id ORDER BY point_number, point_key", member_id=member_id)
    return tuple(map(_window, found))


def list_windows_of(db: Database, member_ids: Iterable[str]) -> dict[str, tuple[Window, ...]]:
    """Return the windows of several children, by child: of at most sixteen, in one statement."""
    ids = list(dict.fromkeys(member_ids))[:AT_ONCE]
    rows = db.rows(
        f"{WINDOW} WHERE member_id IN ({MEMBERS}) ORDER BY point_number, point_key",
        **{f"member_{place}": ids[place] if place < len(ids) else "" for place in PLACES},
    )
    found: dict[str, tuple[Window, ...]] = dict.fromkeys(ids, ())
    for row in rows:
        found[row["member_id"]] = (*found[row["member_id"]], _window(row))
    return found


def _window(row: dict[str, Any]) -> Window:
    return Window(**{name: row[name] for name in (*TEXTS, "point_number")}, is_silent=row["is_silent"] == 1)


def delete_windows(db: Database, member_id: str) -> None:
    """Take away the windows of a child."""
    db.execute("DELETE FROM due_window WHERE member_id = :member_id", member_id=member_id)


def insert_windows(db: Database, member_id: str, family_id: str, windows: Sequence[Window]) -> None:
    """Store the windows of a child."""
    for start in range(0, len(windows), AT_ONCE):
        some = windows[start : start + AT_ONCE]
        db.execute(
            "INSERT INTO due_window (member_id, family_id, is_silent, point_key, set_key, set_version,"
            " opens_on, due_on, late_from, passes_on, delivered_on, visit_id, point_number)"
            " SELECT :member_id, :family_id, :is_silent, g.column1, g.column2, g.column3,"
            " g.column4, g.column5, g.column6, g.column7, g.column8, g.column9, g.column10"
            f" FROM (VALUES {GIVEN}) g WHERE g.column1 IS NOT NULL",
            member_id=member_id,
            family_id=family_id,
            is_silent=int(some[0].is_silent),
            **_slots(some),
        )


def _slots(windows: Sequence[Window]) -> dict[str, Any]:
    given = [vars(window) for window in windows] + [{}] * (AT_ONCE - len(windows))
    names = (*TEXTS, "point_number")
    return {f"{name}_{place}": one.get(name) for place, one in enumerate(given) for name in names}


def put_wanted(db: Database, member_id: str, family_id: str, wanted: Wanted | None, *, is_silent: bool) -> None:
    """Store what staff should put in about a child, or that there is nothing."""
    if wanted is None:
        db.execute("DELETE FROM birthday_wanted WHERE member_id = :member_id", member_id=member_id)
        return
    db.execute(
        "INSERT INTO birthday_wanted (member_id, family_id, why, from_on, is_silent)"
        " VALUES (:member_id, :family_id, :why, :from_on, :is_silent) ON CONFLICT (member_id)"
        " DO UPDATE SET why = excluded.why, from_on = excluded.from_on, is_silent = excluded.is_silent",
        member_id=member_id,
        family_id=family_id,
        why=wanted.why,
        from_on=wanted.from_on,
        is_silent=int(is_silent),
    )


def list_deliveries(db: Database, member_id: str) -> tuple[Delivery, ...]:
    """Return what was done for a child, the first visit first."""
    found = db.rows(
        "SELECT visit_id, point_key, delivered_on FROM point_delivery WHERE member_id = :member_id"
        " ORDER BY delivered_on, visit_id",
        member_id=member_id,
    )
    return tuple(Delivery(**row) for row in found)


def put_delivery(db: Database, member_id: str, delivery: Delivery) -> None:
    """Store what was done at a visit, in place of what was said of that visit before."""
    db.execute(
        "INSERT INTO point_delivery (visit_id, member_id, family_id, point_key, delivered_on)"
        " SELECT :visit_id, m.member_id, m.family_id, :point_key, :delivered_on FROM member m"
        " WHERE m.member_id = :member_id ON CONFLICT (visit_id) DO UPDATE SET member_id = excluded.member_id,"
        " family_id = excluded.family_id, point_key = excluded.point_key, delivered_on = excluded.delivered_on",
        member_id=member_id,
        **vars(delivery),
    )


def find_delivery(db: Database, visit_id: str) -> tuple[str, str] | None:
    """Return the child and the point of a visit."""
    row = db.one("SELECT member_id, point_key FROM point_delivery WHERE visit_id = :visit_id", visit_id=visit_id)
    return (row["member_id"], row["point_key"]) if row else None


def delete_delivery(db: Database, visit_id: str) -> None:
    """Take away what was said of a visit."""
    db.execute("DELETE FROM point_delivery WHERE visit_id = :visit_id", visit_id=visit_id)


def tell_window(db: Database, member_id: str, point_key: str) -> None:
    """Let the window of a point say what the first visit at it says; one without days where there was no window."""
    db.execute(
        "INSERT INTO due_window (member_id, point_key, point_number, family_id, set_key, set_version, is_silent,"
        " delivered_on, visit_id)"
        " SELECT d.member_id, d.point_key, :number, d.family_id, '', '',"
        f" (SELECT coalesce(max(s.is_silent), 0) FROM ({SAID_SILENT}) s), d.delivered_on, d.visit_id"
        " FROM point_delivery d WHERE d.member_id = :member_id AND d.point_key = :point_key"
        " ORDER BY d.delivered_on, d.visit_id LIMIT 1"
        " ON CONFLICT (member_id, point_key) DO UPDATE SET delivered_on = excluded.delivered_on,"
        " visit_id = excluded.visit_id",
        member_id=member_id,
        point_key=point_key,
        number=OF_ANOTHER_SET,
    )


def forget_in_window(db: Database, visit_id: str) -> None:
    """Let no window name a visit any more; one that had no days goes."""
    db.execute("DELETE FROM due_window WHERE visit_id = :visit_id AND opens_on IS NULL", visit_id=visit_id)
    db.execute(
        "UPDATE due_window SET delivered_on = NULL, visit_id = NULL WHERE visit_id = :visit_id", visit_id=visit_id
    )


def update_silent(db: Database, member_id: str, *, is_silent: bool) -> None:
    """Let everything here about a child fall silent, or be told again."""
    for table in SILENCED:
        db.execute(
            f"UPDATE {table} SET is_silent = :is_silent WHERE member_id = :member_id",
            is_silent=int(is_silent),
            member_id=member_id,
        )


def erase_family(db: Database, family_id: str) -> None:
    """Remove the windows of a family’s children, and what was done."""
    for table in TABLES:
        db.execute(f"DELETE FROM {table} WHERE family_id = :family_id", family_id=family_id)


def export_windows(db: Database, owner_id: str) -> list[dict[str, Any]]:
    """Return the windows of the members that a person has joined as."""
    return db.rows(
        "SELECT w.point_key, w.opens_on, w.due_on, w.passes_on, w.delivered_on FROM member_owner o"
        " JOIN due_window w ON w.member_id = o.member_id WHERE o.owner_id = :owner_id AND w.is_silent = 0"
        " ORDER BY w.member_id, w.point_number, w.point_key",
        owner_id=owner_id,
    )


def list_stored(db: Database, *, after: str, last: str) -> dict[str, Reckoned]:
    """Return what is stored of the members behind the id `after` up to `last`, by member."""
    windows: dict[str, list[Window]] = {}
    for row in db.rows(
        f"{WINDOW} WHERE member_id > :after AND member_id <= :last ORDER BY member_id, point_number, point_key",
        after=after,
        last=last,
    ):
        windows.setdefault(row["member_id"], []).append(_window(row))
    asked = db.rows(
        "SELECT member_id, why, from_on, is_silent FROM birthday_wanted"
        " WHERE member_id > :after AND member_id <= :last",
        after=after,
        last=last,
    )
    wanted = {row["member_id"]: (Wanted(row["why"], row["from_on"]), row["is_silent"] == 1) for row in asked}
    found = {}
    for member_id in {*windows, *wanted}:
        here = tuple(windows.get(member_id, ()))
        why, is_silent = wanted.get(member_id, (None, here[0].is_silent if here else False))
        found[member_id] = Reckoned(here, why, is_silent)
    return found


def list_all_deliveries(db: Database, *, after: str, last: str) -> dict[str, tuple[Delivery, ...]]:
    """Return what was done for the members behind the id `after` up to `last`, by member."""
    found: dict[str, tuple[Delivery, ...]] = {}
    for row in db.rows(
        "SELECT member_id, visit_id, point_key, delivered_on FROM point_delivery"
        " WHERE member_id > :after AND member_id <= :last ORDER BY delivered_on, visit_id",
        after=after,
        last=last,
    ):
        done = Delivery(row["visit_id"], row["point_key"], row["delivered_on"])
        found[row["member_id"]] = (*found.get(row["member_id"], ()), done)
    return found


def find_reckoned(db: Database) -> str | None:
    """Return the mark of the set that everybody was last reckoned with."""
    mark: str | None = db.value("SELECT mark FROM reckoned_with WHERE only_one = 1")
    return mark


def put_reckoned(db: Database, mark: str, *, at: str) -> None:
    """Store that everybody is reckoned with the set of this mark."""
    db.execute(
        "INSERT INTO reckoned_with (only_one, mark, reckoned_at) VALUES (1, :mark, :at)"
        " ON CONFLICT (only_one) DO UPDATE SET mark = excluded.mark, reckoned_at = excluded.reckoned_at",
        mark=mark,
        at=at,
    )
