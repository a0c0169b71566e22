"""What becomes of a wheel that several people did together, when each of them has said what they take home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wheel_app import accounts, checkins, plan
from wheel_app.checkins import Circle, TurnOver, UnknownTurn, list_checkins, take_turn
from wheel_app.home.actions import keep_on, months_later
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
        circle = _end_turn(db, turn, maker_id)
        keep_on(db, maker_id, at=at, months=keeping.months)
        _close(db, circle, at=at)


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
        until = months_later(at, keeping.months)
        insert_person(db, maker_id, at=at, keep_until=until)
        circle = _end_turn(db, turn, maker_id)
        checkins.keep_with_circles(db, maker_id, until)
        _close(db, circle, at=at)

    return accounts.keep(
        db, maker_id, pictures, device_id=None, at=at, pepper=keeping.pepper, save_id=turn.save_id, first=first
    )


def take_nothing(db: Database, turn: Turn, *, keeps_name: bool, at: str) -> None:
    """End the turn of somebody who takes no copy; without `keeps_name` their name goes too.

    Raises TurnOver, UnknownTurn.
    """
    with db.transaction():
        _close(db, _end_turn(db, turn, None, keeps_name=keeps_name), at=at)


def _end_turn(db: Database, turn: Turn, maker_id: str | None, *, keeps_name: bool = True) -> Circle:
    circle = take_turn(db, turn.circle_id, turn.place, save_id=turn.save_id, maker_id=maker_id, keeps_name=keeps_name)
    if sum(maker.had_turn for maker in circle.makers) == 1:
        _close_the_wheel(db, turn)
    return circle


def _close_the_wheel(db: Database, turn: Turn) -> None:
    """From the first turn on nothing is changed any more: somebody may hold a copy of it."""
    every = list_checkins(db, turn.circle_id)
    if all(one.is_draft for one in every):
        raise UnknownTurn(turn.place)
    accounts.begin_taking_home(db, turn.circle_id)
    drafts = [one.checkin_id for one in every if one.is_draft]
    if drafts:
        checkins.forget_drafts(db, turn.circle_id, drafts)


def _close(db: Database, circle: Circle, *, at: str) -> None:
    if circle.next_maker is not None:
        return
    if circle.owner_ids:
        before = checkins.join_same(db, circle, at=at)
        if before is not None:
            plan.move_plans(db, circle.circle_id, before)
        return
    plan.erase(db, circle.circle_id)
    checkins.erase_checkins(db, circle.circle_id)
    checkins.empty_circle(db, circle.circle_id, at=at)
