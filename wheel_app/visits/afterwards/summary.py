"""A visit in plain text, to be copied into the clinical record: one for each adult, nothing of one in another’s."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Response
from flask_babel import gettext

from wheel_app.clock import point_named
from wheel_app.people import Member, spoken_name
from wheel_app.tools import library
from wheel_app.visits.afterwards import queries
from wheel_app.visits.afterwards.pages import bp
from wheel_app.visits.afterwards.rules import WrittenDown
from wheel_app.visits.afterwards.told import Told, told_at
from wheel_app.visits.parts.rules import Local, Step
from wheel_app.visits.room.blueprint import Room, open_visit, staff, visit_page
from wheel_app.visits.themes import theme_named
from wheel_app.visits.words import doer_word, helper_word, place_word
from wheel_app.web import current_db, now
from wheel_app.web.locale import date_text


@dataclass(frozen=True)
class Account:
    """What is written down of one adult at a visit; without an adult of the visit alone."""

    member: Member | None
    steps: tuple[Step, ...] = ()
    services: tuple[Local, ...] = ()
    told: Told | None = None


@bp.get("/<uuid:visit_id>/summary")
def summary(visit_id: uuid.UUID) -> Response:
    room = open_visit(visit_id, "visit-summary")
    stands = queries.read_written_down(current_db(), room.visit.visit_id)
    texts = [(account.member, summary_text(room, stands.themes, account)) for account in _accounts(room, stands)]
    changes = stands.changes
    return visit_page("visits/afterwards/summary.html", room, texts=texts, changes=changes, point_named=point_named)


def _accounts(room: Room, stands: WrittenDown) -> list[Account]:
    told = told_at(current_db(), library(), stands.parts, staff(), at=now())
    found = [
        Account(
            room.home.member(part.member_id),
            stands.steps_of(part.member_id),
            stands.services_of(part.member_id),
            told.get(part.part_id),
        )
        for part in stands.parts
    ]
    return found or [Account(None)]


def summary_text(room: Room, themes: Sequence[str], account: Account) -> str:
    """Return one adult’s account of a visit as plain text."""
    return "\n".join(_lines(room, themes, account))


def _lines(room: Room, themes: Sequence[str], account: Account) -> Iterator[str]:
    visit = room.visit
    if visit.cancelled_at:
        yield gettext("Not a visit: it was called off or put in by mistake.")
    yield gettext("Visit: %(point)s", point=gettext(point_named(visit.point_key)))
    yield gettext("Child: %(name)s", name=spoken_name(room.child))
    yield gettext("Day: %(day)s", day=date_text(visit.on_date))
    yield gettext("Place: %(place)s", place=place_word(visit.place))
    yield gettext("Present: %(names)s", names=_present(room))
    yield gettext("Staff: %(names)s", names=", ".join(name for _, name in room.workers))
    if themes:
        yield gettext("Came up: %(themes)s", themes=", ".join(gettext(theme_named(one)) for one in themes))
    yield from _of_adult(account)
    if visit.next_on and not room.child.quiet:
        yield gettext("Next: %(day)s", day=date_text(visit.next_on))


def _present(room: Room) -> str:
    members = [room.home.member(one.member_id) if one.member_id else None for one in room.present]
    return ", ".join(
        member.facts.full_name if member else helper_word(one)
        for one, member in zip(room.present, members, strict=True)
    )


def _of_adult(account: Account) -> Iterator[str]:
    if account.member:
        yield gettext("With: %(name)s", name=account.member.facts.full_name)
    if account.told:
        yield from account.told.lines()
    if account.steps:
        yield gettext("Agreed:")
        yield from (f"- {_step(step)}" for step in account.steps)
    if account.services:
        yield gettext("Local services:")
        yield from (f"- {_service(one)}" for one in account.services)


def _step(step: Step) -> str:
    by_when = gettext("by %(day)s", day=date_text(step.by_when)) if step.by_when else ""
    told = " · ".join(text for text in (doer_word(step.who), by_when) if text)
    return f"{_one_line(step.words)} ({told})"


def _service(service: Local) -> str:
    return ", ".join(text for text in (service.name, service.phone) if text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
