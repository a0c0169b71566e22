"""What changes circles: each function is one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from wheel_app.checkins.circles import queries
from wheel_app.checkins.circles.rules import FEWEST, MOST, Circle
from wheel_app.checkins.queries import last_touch
from wheel_app.people import get_keep_until, insert_person, set_keep_until
from wheel_app.storage import Database, later, new_id


class UnknownTurn(LookupError):
    """There is nobody in that place of this circle."""


class TurnOver(Exception):
    """This maker has said what they take home; `circle` is as it stands, `is_same` whether by this very press."""

    def __init__(self, circle: Circle, *, is_same: bool) -> None:
        super().__init__()
        self.circle, self.is_same = circle, is_same


class HasCopy(Exception):
    """Somebody has a copy of this wheel already, from another maker's turn."""


def begin_circle(db: Database, names: Sequence[str], *, at: str, purge_hours: int) -> Circle:
    """Store a circle of people who begin a wheel together, kept for `purge_hours` unless somebody takes it home.

    Raises ValueError for fewer than two names or more than four.
    """
    if not FEWEST <= len(names) <= MOST:
        raise ValueError(len(names))
    circle_id = new_id()
    with db.transaction():
        insert_person(db, circle_id, at=at, keep_until=later(at, hours=purge_hours))
        queries.insert_circle(db, circle_id, names, at=at)
        return get_circle(db, circle_id)


def get_circle(db: Database, circle_id: str) -> Circle:
    """Return a circle; LookupError for an id that is none."""
    circle = queries.find_circle(db, circle_id)
    if circle is None:
        raise LookupError(circle_id)
    return circle


def take_turn(
    db: Database, circle_id: str, place: int, *, save_id: str, maker_id: str | None, keeps_name: bool = True
) -> Circle:
    """End somebody's turn: with a copy for `maker_id`, or None who takes nothing; return the circle as it is then.

    Raises UnknownTurn, TurnOver when the turn was over, and HasCopy when `maker_id` has one from another place.
    """
    with db.transaction():
        circle = get_circle(db, circle_id)
        maker = circle.maker_at(place)
        if maker is None:
            raise UnknownTurn(place)
        if maker.had_turn:
            raise TurnOver(circle, is_same=maker.turn_save_id == save_id)
        if maker_id in circle.owner_ids:
            raise HasCopy
        queries.update_turn(db, circle_id, place, save_id=save_id, maker_id=maker_id, keeps_name=keeps_name)
        return circle.with_turn(place, save_id=save_id, maker_id=maker_id, keeps_name=keeps_name)


def join_same(db: Database, circle: Circle, *, at: str) -> str | None:
    """Give what was made to the circle that the same people had before; return its id, None when there is none.

    Only where everybody has a copy: like is compared with like. What is left of this circle is nobody's, and is gone
    with the next purge.
    """
    with db.transaction():
        before = None
        if len(circle.owner_ids) == len(circle.makers):
            before = queries.find_same_circle(db, circle)
        if before is not None:
            queries.move_checkins(db, circle.circle_id, before)
            empty_circle(db, circle.circle_id, at=at)
        return before


def empty_circle(db: Database, circle_id: str, *, at: str) -> None:
    """Let nobody have a copy or a name in a circle; what is left of it is gone with the next purge."""
    with db.transaction():
        queries.empty_circle(db, circle_id)
        set_keep_until(db, circle_id, at)


def keep_as_makers(db: Database, circle_id: str) -> None:
    """Keep a circle as long as the longest kept of its makers; without any it is kept like what nobody took home."""
    with db.transaction():
        kept = [get_keep_until(db, owner_id) or "" for owner_id in get_circle(db, circle_id).owner_ids]
        until = max(kept, default=None) or last_touch(db, circle_id)
        if until is not None:
            set_keep_until(db, circle_id, until)


def keep_with_circles(db: Database, owner_id: str, until: str) -> None:
    """Keep somebody until then (UTC text), and no less long every circle that they have a copy of."""
    with db.transaction():
        queries.keep_until(db, owner_id, until)


def is_held(db: Database, circle_id: str) -> bool:
    """Whether this is a circle that somebody has a copy of: it goes with the last of its makers, and not before."""
    circle = queries.find_circle(db, circle_id)
    return circle is not None and bool(circle.owner_ids)


def leave_circles(db: Database, maker_id: str) -> tuple[str, ...]:
    """Take somebody's name and copy out of every circle; the others keep theirs.

    Returns the ids of circles that nobody has a copy of any more, to be erased: in a sitting that is still going on
    somebody may yet take one.
    """
    with db.transaction():
        circles = queries.list_circles(db, maker_id)
        if circles:
            queries.take_out(db, maker_id)
        for circle in circles:
            keep_as_makers(db, circle.circle_id)
        return tuple(
            circle.circle_id for circle in circles if circle.owner_ids == {maker_id} and circle.next_maker is None
        )
