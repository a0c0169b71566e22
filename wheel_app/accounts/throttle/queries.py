"""All SQL of counting tries."""

from __future__ import annotations

from wheel_app.accounts.throttle.rules import Counter, Window
from wheel_app.storage import Database, later

# Tries at once are no further apart than that.
AHEAD_MINUTES = 1
IS_OVER = "(throttle.window_until <= :at OR throttle.window_until > :ahead)"


def take_try(db: Database, counter: Counter, *, at: str) -> bool:
    """Count one try; False, and nothing counted, when the window is full. Exact however many try at once.

    A window that lasts longer than it may is one of a clock that was set back: it is over.
    """
    touched = db.execute(
        "INSERT INTO throttle (throttle_key, window_until, tries) VALUES (:key, :window_until, 1)"
        " ON CONFLICT (throttle_key) DO UPDATE SET"
        f" tries = CASE WHEN {IS_OVER} THEN 1 ELSE throttle.tries + 1 END,"
        f" window_until = CASE WHEN {IS_OVER} THEN excluded.window_until ELSE throttle.window_until END"
        f" WHERE {IS_OVER} OR throttle.tries < :most",
        key=counter.key,
        window_until=later(at, minutes=counter.minutes),
        at=at,
        ahead=later(at, minutes=counter.minutes + AHEAD_MINUTES),
        most=counter.most,
    )
    return touched == 1


def give_back_try(db: Database, counter: Counter, *, at: str) -> None:
    """Uncount the try that was taken at `at`, unless its window is over: the next window has not counted it."""
    db.execute(
        "UPDATE throttle SET tries = tries - 1 WHERE throttle_key = :key AND tries > 0 AND window_until <= :latest",
        key=counter.key,
        latest=later(at, minutes=counter.minutes),
    )


def delete_counters(db: Database, first: str, second: str) -> None:
    """Forget the tries of two counters, those of a code and of a device."""
    db.execute("DELETE FROM throttle WHERE throttle_key IN (:first, :second)", first=first, second=second)


def find_window(db: Database, counter: Counter) -> Window | None:
    """Return how full a counter is, None when nobody tried."""
    row = db.one("SELECT window_until, tries FROM throttle WHERE throttle_key = :key", key=counter.key)
    return Window(**row) if row else None


def delete_old_windows(db: Database, *, before: str) -> int:
    """Remove counters whose window was over before a moment; return how many."""
    return db.execute("DELETE FROM throttle WHERE window_until < :before", before=before)
