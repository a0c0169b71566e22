"""Finished check-ins in the store, made the way the app makes them, and a browser signed in as their owner."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.page import PageClient
from wheel_app.accounts import begin_passing
from wheel_app.checkins import Sitting, begin, create_person, finish
from wheel_app.checkins.actions import Place, name_own_topic, revise, save_answer
from wheel_app.checkins.checkin import Given, How
from wheel_app.storage import Database, new_id
from wheel_app.tools import Tool, load_tools

LIBRARY = load_tools(None)
WHEEL: Tool = LIBRARY.current("family-wheel")
SITTING = Sitting("alone", None, "en", "device")
SIX = {"home": 40, "money": 30, "work": 48, "health": 70, "mood": 52, "days": 35}


def make_person(db: Database) -> str:
    """Somebody without a name; return their owner id."""
    return create_person(db, at="2026-01-01T10:00:00.000000Z", purge_hours=24)


def make_draft(db: Database, owner_id: str, day: str, marks: Mapping[str, int], **other: object) -> str:
    """A check-in that is not finished yet. `own` names the free topic, `how` says how each was marked."""
    at = f"{day}T{other.get('hour', 10)}:00:00.000000Z"
    draft = begin(db, WHEEL, owner_id, "little", SITTING, at=at)
    if own := other.get("own"):
        name_own_topic(db, WHEEL, owner_id, draft.checkin_id, str(own), at=at)
    hows: Mapping[str, How] = other.get("how", {})  # type: ignore[assignment]
    for key, mark in marks.items():
        given = Given("scored", mark, hows.get(key, "arc")) if mark else Given("not-now")
        place = Place(draft.checkin_id, key, WHEEL)
        save_answer(db, owner_id, place, given, save_id=new_id(), seen_seq=0, at=at)
    return draft.checkin_id


def make_finished(db: Database, owner_id: str, day: str, marks: Mapping[str, int], **other: object) -> str:
    """A finished check-in of that day."""
    checkin_id = make_draft(db, owner_id, day, marks, **other)
    finish(db, owner_id, checkin_id, at=f"{day}T10:05:00.000000Z")
    return checkin_id


def make_correction(db: Database, owner_id: str, checkin_id: str, marks: Mapping[str, int], *, at: str) -> str:
    """A finished revision of a check-in."""
    draft = revise(db, owner_id, checkin_id, SITTING, at=at)
    for key, mark in marks.items():
        place = Place(draft.checkin_id, key, WHEEL)
        save_answer(db, owner_id, place, Given("scored", mark, "arc"), save_id=new_id(), seen_seq=1, at=at)
    finish(db, owner_id, draft.checkin_id, at=at)
    return draft.checkin_id


def enter(client: PageClient, db: Database, owner_id: str, *, at: str, language: str = "en") -> None:
    """Sign the browser in as this person."""
    _, token = begin_passing(db, owner_id=owner_id, device_token="d" * 32, present="alone", at=at)
    with client.client.session_transaction() as session:
        session.update(_user_id=token, _fresh=True, language=language)
