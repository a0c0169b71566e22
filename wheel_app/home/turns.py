"""What becomes of a wheel that several people did together, when each of them has said what they take home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wheel_app import accounts, checkins, plan
from wheel_app.checkins import TurnOver, UnknownTurn, find_circle, list_checkins, take_turn
from wheel_app.home.actions import keep_on
from wheel_app.people import insert_person
from wheel_app.storage import Database, new_id


@dataclass(frozen=True)
class Turn:
    """One maker's turn, and the press that ends it."""

    circle_id: str
    place: int
    save_id: str


@dataclass(frozen=True)
class Keeping:
    """How long who takes a copy is kept, and what their way back is sealed with."""

    months: int
    pepper: bytes


def take_by_code(db: Database, turn: Turn, maker_id: str, keeping: Keeping, *, at: str) -> None:
    """Give a copy to somebody who has a way in already, and keep them on as when they come back.

    Raises TurnOver, UnknownTurn, HasCopy.
    """
    with db.transaction():
        _end_turn(db, turn, maker_id)
        keep_on(db, maker_id, at=at, months=keeping.months)
        _close(db, turn.circle_id, at=at)


def take_by_pictures(db: Database, turn: Turn, pictures: Sequence[str], keeping: Keeping, *, at: str) -> str:
    """Make a way in for somebody, with a copy; return their code, the same for the same press.

    Raises TurnOver, UnknownTurn, BadPictures.
    """
    try:
        return _keep_new(db, turn, new_id(), pictures, keeping, at=at)
    except TurnOver as over:
        maker = over.circle.maker_at(turn.place)
        if not over.is_same or maker is None or maker.owner_id is None:
            raise
        return accounts.keep(
            db, maker.owner_id, pictures, device_id=None, at=at, pepper=keeping.pepper, save_id=turn.save_id
        )


def _keep_new(db: Database, turn: Turn, maker_id: str, pictures: Sequence[str], keeping: Keeping, *, at: str) -> str:
    def first() -> None:
        insert_person(db, maker_id, at=at, keep_until=at)
        _end_turn(db, turn, maker_id)

    def also() -> None:
        keep_on(db, maker_id, at=at, months=keeping.months)
        _close(db, turn.circle_id, at=at)

    return accounts.keep(
        db,
        maker_id,
        pictures,
        device_id=None,
        at=at,
        pepper=keeping.pepper,
        save_id=turn.save_id,
        first=first,
        also=also,
    )


def take_nothing(db: Database, turn: Turn, *, keeps_name: bool, at: str) -> None:
    """End the turn of somebody who takes no copy; without `keeps_name` their name goes too.

    Raises TurnOver, UnknownTurn.
    """
    with db.transaction():
        _end_turn(db, turn, None, keeps_name=keeps_name)
        _close(db, turn.circle_id, at=at)


def _end_turn(db: Database, turn: Turn, maker_id: str | None, *, keeps_name: bool = True) -> None:
    every = list_checkins(db, turn.circle_id)
    take_turn(db, turn.circle_id, turn.place, save_id=turn.save_id, maker_id=maker_id, keeps_name=keeps_name)
    if all(one.is_draft for one in every):
        raise UnknownTurn(turn.place)
    # From the first turn on nothing is changed any more: somebody may hold a copy of it.
    accounts.begin_taking_home(db, turn.circle_id)
    checkins.forget_drafts(db, turn.circle_id, [one.checkin_id for one in every if one.is_draft])


def _close(db: Database, circle_id: str, *, at: str) -> None:
    circle = find_circle(db, circle_id)
    if circle is None or circle.next_maker is not None:
        return
    if not circle.owner_ids:
        plan.erase(db, circle_id)
        checkins.erase_checkins(db, circle_id)
        checkins.empty_circle(db, circle_id, at=at)
        return
    before = checkins.join_same(db, circle, at=at)
    if before is not None:
        plan.move_plans(db, circle_id, before)
