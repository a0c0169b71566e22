"""Putting a service into one's plan, and taking it out again."""

from __future__ import annotations

import uuid

from flask import Response, abort, request, url_for
from flask_babel import gettext
from flask_login import current_user

from wheel_app.checkins import is_latest, list_checkins
from wheel_app.directory import Taker, find_service, is_in_book
from wheel_app.plan import queries
from wheel_app.plan.routes import bp, desk_or_404
from wheel_app.plan.rules import planned_by
from wheel_app.plan.services.actions import TooMany, put_into_plan, take_out_of_plan
from wheel_app.plan.services.queries import Line
from wheel_app.web import current_db, now, page, redirect_to
from wheel_app.web.forms import tidy

KIND = "plan"
LONGEST_ID = 40


@bp.post("/check-ins/<uuid:checkin_id>/plan/services")
def add_service(checkin_id: uuid.UUID) -> Response:
    desk = desk_or_404(checkin_id, to_write=True)
    service_id = _sent("service_id")
    if not is_in_book(current_db(), service_id):
        abort(404)
    topic_key = next((topic.key for topic in desk.choosable if topic.key == _sent("topic")), None)
    line = Line(service_id, topic_key)
    try:
        put_into_plan(current_db(), current_user.owner_id, desk.checkin_id, line, at=now(), before=desk.plan)
    except TooMany:
        return page(
            "plan/too_many_services.html",
            checkin_id=checkin_id,
            service=find_service(current_db(), service_id),
            status=409,
        )
    return redirect_to("plan.show", checkin_id=checkin_id)


@bp.post("/check-ins/<uuid:checkin_id>/plan/services/remove")
def remove_service(checkin_id: uuid.UUID) -> Response:
    desk = desk_or_404(checkin_id, to_write=True)
    take_out_of_plan(current_db(), current_user.owner_id, desk.checkin_id, _sent("service_id"), before=desk.plan)
    return redirect_to("plan.show", checkin_id=checkin_id)


def _sent(name: str) -> str:
    return str(tidy(request.form.get(name, "")))[:LONGEST_ID]


def find_taker(rest: str) -> Taker | None:
    """Return how to put a service into the plan that a search was opened from, else into the newest one there is."""
    owner_id = getattr(current_user, "owner_id", None)
    if owner_id is None:
        return None
    checkin_id, _, topic_key = rest.partition(":")
    db = current_db()
    every = list_checkins(db, owner_id)
    mine = [one for one in every if not one.is_draft and is_latest(one, every)]
    if not rest:
        planned = planned_by(every, queries.list_planned(db, owner_id))
        mine = [one for one in mine if one.checkin_id in planned]
    chosen = next((one for one in mine if not rest or one.checkin_id == checkin_id), None)
    return _taker(chosen.checkin_id, topic_key) if chosen else None


def _taker(checkin_id: str, topic_key: str) -> Taker:
    return Taker(
        gettext("Put it into my plan"),
        url_for("plan.add_service", checkin_id=checkin_id),
        f"{KIND}:{checkin_id}:{topic_key}",
        url_for("plan.show", checkin_id=checkin_id),
        {"topic": topic_key},
        "button-into-plan",
    )
