"""A visit in plain text, to be copied into the clinical record: one for each adult, nothing of one in another’s."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Response
from flask_babel import gettext

from wheel_app.clock import point_named
from wheel_app.directory import Service, services_by_ids
from wheel_app.people import Member, spoken_name
from wheel_app.tools import library
from wheel_app.visits.afterwards import queries
from wheel_app.visits.afterwards.pages import bp
from wheel_app.visits.afterwards.told import Told, told_at
from wheel_app.visits.afterwards.words import PLACES, WHO, present_text
from wheel_app.visits.parts.queries import list_parts
from wheel_app.visits.parts.rules import Step
from wheel_app.visits.queries import list_themes
from wheel_app.visits.room.blueprint import Room, open_visit, staff, visit_page
from wheel_app.visits.themes import theme_named
from wheel_app.web import current_db, now
from wheel_app.web.locale import date_text


@dataclass(frozen=True)
class Account:
    """What is written down of one adult at a visit; without an adult of the visit alone."""

    member: Member | None
    steps: tuple[Step, ...] = ()
    services: tuple[Service, ...] = ()
    told: Told | None = None


@bp.get("/<uuid:visit_id>/summary")
def summary(visit_id: uuid.UUID) -> Response:
    room = open_visit(visit_id, "visit-summary")
    themes = list_themes(current_db(), room.visit.visit_id)
    texts = [(account.member, summary_text(room, themes, account)) for account in _accounts(room)]
    changes = queries.list_changes(current_db(), room.visit.visit_id)
    return visit_page("visits/afterwards/summary.html", room, texts=texts, changes=changes, point_named=point_named)


def _accounts(room: Room) -> list[Account]:
    db, visit = current_db(), room.visit
    parts = list_parts(db, visit.visit_id)
    steps = queries.list_steps_of_visit(db, visit.visit_id)
    chosen = queries.list_services_of_visit(db, visit.visit_id)
    known = services_by_ids(db, [one for ids in chosen.values() for one in ids])
    told = told_at(db, library(), parts, staff(), at=now())
    found = [
        Account(
            room.home.member(part.member_id),
            tuple(step for step in steps if step.part_id == part.part_id),
            tuple(known[one] for one in chosen.get(part.part_id, ()) if one in known),
            told.get(part.part_id),
        )
        for part in parts
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
    yield gettext("Place: %(place)s", place=str(PLACES.get(visit.place, visit.place)))
    yield gettext("Present: %(names)s", names=present_text(room))
    yield gettext("Staff: %(names)s", names=", ".join(name for _, name in room.workers))
    if themes:
        yield gettext("Came up: %(themes)s", themes=", ".join(gettext(theme_named(one)) for one in themes))
    yield from _of_adult(account)
    if visit.next_on and not room.child.quiet:
        yield gettext("Next: %(day)s", day=date_text(visit.next_on))


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
    told = " · ".join(text for text in (str(WHO.get(step.who, step.who)), by_when) if text)
    return f"{_one_line(step.words)} ({told})"


def _service(service: Service) -> str:
    return ", ".join(text for text in (service.facts.name, service.facts.phone) if text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
