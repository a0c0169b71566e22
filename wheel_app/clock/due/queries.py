"""All SQL of the lists of children. They go by the families that their reader sees, then by an index of each family."""

from __future__ import annotations

from typing import Any

from wheel_app.clock.due.rules import BEGINNING, COMING, DUE, LATE, Counts, Days, Line, Place, WantedLine, Wish
from wheel_app.clock.rules import Window
from wheel_app.people import SEEN_BY
from wheel_app.storage import Database

# The first two places of a reason: the coordinator, an own team.
LAST_REASON = "1"
# The open families that somebody works with, as their coordinator or in a team, and asks for. What a household gives to
# another team is who lives there, not the work.
SEEN = (
    "SELECT v.family_id, f.name AS family, f.area, c.staff_id AS coordinator_id FROM"
    " (SELECT s.family_id, min(s.reason) AS reason, max(CASE WHEN s.reason = 1 THEN 1 ELSE 0 END) AS in_team"
    f" FROM ({SEEN_BY}) s WHERE s.reason <= {LAST_REASON} GROUP BY s.family_id) v"
    " JOIN family f ON f.family_id = v.family_id AND f.closed_at IS NULL"
    " LEFT JOIN coordinator c ON c.family_id = v.family_id AND c.until IS NULL"
    " WHERE (:area = '' OR f.area = :area) AND (:whose = 'all' OR (:whose = 'mine' AND v.reason = 0)"
    " OR (:whose = 'teams' AND v.in_team = 1) OR (:whose = 'nobody' AND c.staff_id IS NULL) OR c.staff_id = :whose)"
)
# Windows of theirs that are neither silent nor done nor over.
OPEN = (
    f"FROM ({SEEN}) h JOIN due_window w ON w.family_id = h.family_id AND w.is_silent = 0 AND w.delivered_on IS NULL"
    " AND w.passes_on > :today"
)
IS_LATE = "w.late_from <= :today"
IS_DUE = "w.late_from > :today AND w.due_on <= :week_end"
IS_COMING = "w.late_from > :today AND w.due_on > :week_end AND w.opens_on <= :ahead"
LINE = (
    "SELECT h.family_id, h.family, t.full_name AS coordinator, m.known_as AS child, w.member_id, w.point_key,"
    " w.point_number, w.set_key, w.set_version, w.opens_on, w.due_on, w.late_from, w.passes_on"
)
NAMED = "JOIN member m ON m.member_id = w.member_id LEFT JOIN staff t ON t.staff_id = h.coordinator_id"
BEHIND = "w.family_id, w.member_id, w.point_key) > (:day, :family_id, :member_id, :point_key)"
BY_DUE = f" AND (w.due_on, {BEHIND} ORDER BY w.due_on, w.family_id, w.member_id, w.point_key LIMIT :most"
BY_LATE = f" AND (w.late_from, {BEHIND} ORDER BY w.late_from, w.family_id, w.member_id, w.point_key LIMIT :most"
PAGES = {
    DUE: f"{LINE} {OPEN} {NAMED} WHERE {IS_DUE}{BY_DUE}",
    LATE: f"{LINE} {OPEN} {NAMED} WHERE {IS_LATE}{BY_LATE}",
    COMING: f"{LINE} {OPEN} {NAMED} WHERE {IS_COMING}{BY_DUE}",
}
ASKED = "w.is_silent = 0 AND w.from_on <= :today"


def list_lines(
    db: Database, staff_id: str, which: str, wish: Wish, days: Days, *, most: int, after: Place = BEGINNING
) -> tuple[Line, ...]:
    """Return the lines of the list 'due', 'late' or 'coming' behind a place, the day that matters first."""
    given = {**_given(staff_id, wish), **vars(after), "today": days.today, "most": most}
    if which == DUE:
        given["week_end"] = days.week_end
    if which == COMING:
        given |= {"week_end": days.week_end, "ahead": days.ahead}
    return tuple(map(_line, db.rows(PAGES[which], **given)))


def _given(staff_id: str, wish: Wish) -> dict[str, Any]:
    return {"staff_id": staff_id, **vars(wish)}


def _line(row: dict[str, Any]) -> Line:
    days = {name: row[name] for name in ("opens_on", "due_on", "late_from", "passes_on")}
    window = Window(row["point_key"], row["point_number"], row["set_key"], row["set_version"], **days)
    names = {name: row[name] for name in ("family_id", "member_id", "child", "family", "coordinator")}
    return Line(**names, window=window)


def list_wanted(
    db: Database, staff_id: str, wish: Wish, today: str, *, most: int, after: Place = BEGINNING
) -> tuple[WantedLine, ...]:
    """Return the children whose days staff should put in, behind a place."""
    found = db.rows(
        "SELECT h.family_id, h.family, t.full_name AS coordinator, m.known_as AS child, w.member_id, w.why"
        f" FROM ({SEEN}) h JOIN birthday_wanted w ON w.family_id = h.family_id AND {ASKED} {NAMED}"
        " WHERE (w.family_id, w.member_id) > (:family_id, :member_id) ORDER BY w.family_id, w.member_id LIMIT :most",
        **_given(staff_id, wish),
        today=today,
        most=most,
        family_id=after.family_id,
        member_id=after.member_id,
    )
    return tuple(WantedLine(**row) for row in found)


def count_lines(db: Database, staff_id: str, wish: Wish, days: Days) -> Counts:
    """Return how many stand in each list."""
    row = db.rows(
        f"SELECT coalesce(sum(CASE WHEN {IS_DUE} THEN 1 ELSE 0 END), 0) AS due,"
        f" coalesce(sum(CASE WHEN {IS_LATE} THEN 1 ELSE 0 END), 0) AS late,"
        f" coalesce(sum(CASE WHEN {IS_COMING} THEN 1 ELSE 0 END), 0) AS coming, (SELECT count(*) FROM ({SEEN}) a"
        f" JOIN birthday_wanted w ON w.family_id = a.family_id AND {ASKED}) AS wanted {OPEN}",
        **_given(staff_id, wish),
        **vars(days),
    )
    return Counts(**row[0])


def list_areas(db: Database, staff_id: str) -> tuple[str, ...]:
    """Return the areas of the open families that somebody sees, by name."""
    found = db.rows(
        f"SELECT DISTINCT f.area FROM ({SEEN_BY}) v JOIN family f ON f.family_id = v.family_id"
        f" WHERE v.reason <= {LAST_REASON} AND f.closed_at IS NULL AND f.area IS NOT NULL ORDER BY f.area",
        staff_id=staff_id,
    )
    return tuple(row["area"] for row in found)


def list_contacts(db: Database, staff_id: str) -> tuple[tuple[str, str], ...]:
    """Return the coordinators of the open families that somebody sees, by name: id and full name."""
    found = db.rows(
        f"SELECT DISTINCT t.staff_id, t.full_name FROM ({SEEN_BY}) v"
        " JOIN family f ON f.family_id = v.family_id AND f.closed_at IS NULL"
        " JOIN coordinator c ON c.family_id = v.family_id AND c.until IS NULL"
        f" JOIN staff t ON t.staff_id = c.staff_id WHERE v.reason <= {LAST_REASON} ORDER BY t.full_name, t.staff_id",
        staff_id=staff_id,
    )
    return tuple((row["staff_id"], row["full_name"]) for row in found)
