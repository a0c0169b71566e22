"""“I’d like someone to talk to me”, and what the staff do about it."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, abort, request
from flask_login import current_user

from wheel_app.accounts import name_of
from wheel_app.tasks import actions, queries
from wheel_app.tasks.forms import TalkForm
from wheel_app.tasks.rules import Task
from wheel_app.tasks.whose import Reach, desk_of, reach_of
from wheel_app.web import current_db, device_token, now, page, redirect_to

bp = Blueprint("tasks", __name__)
LONGEST_PRESS = 64


def _owner_id() -> str | None:
    # What several people do together is nobody's own: who asks then is not known.
    return current_user.owner_id if getattr(current_user, "role", None) == "family" else None


def _reach() -> Reach:
    handed_by = getattr(current_user, "handed_by", None)
    return reach_of(current_db(), _owner_id(), name_of(device_token()), handed_by=handed_by, at=now())


@bp.get("/talk")
def talk() -> Response:
    owner_id = _owner_id()
    standing = queries.find_open_talk(current_db(), owner_id) if owner_id else None
    # How to reach them safely, once written, is on no page of theirs again: others may hold this device.
    form = TalkForm(way=standing.way if standing else None, save_id=str(uuid.uuid4()))
    return _talk_page(form, _reach(), standing)


def _talk_page(form: TalkForm, reach: Reach, standing: Task | None = None, status: int = 200) -> Response:
    return page("tasks/talk.html", form=_offer(form, reach), reach=reach, standing=standing, status=status)


def _offer(form: TalkForm, reach: Reach) -> TalkForm:
    return form.offer(is_here=reach.here is not None, has_safe_way=reach.has_safe_way, can_write=reach.can_write)


@bp.post("/talk")
def talk_now() -> Response:
    form, reach = TalkForm(), _reach()
    if reach.first is None:
        return _talk_page(form, reach)
    if not _offer(form, reach).is_complete():
        return _talk_page(form, reach, status=422)
    told = reach.told(form.way.data)
    try:
        actions.ask_to_talk(
            current_db(), told.charge, _wish(form), owner_id=_owner_id(), device_id=name_of(device_token()), at=now()
        )
    except actions.TooMany:
        abort(429)
    return page("tasks/passed_on.html", who=told.who, save_id=form.save_id.data)


def _wish(form: TalkForm) -> actions.Wish:
    words = form.words.data if form.way.data == "words" else None
    return actions.Wish(form.way.data, words or None, _press(form.save_id.data))


@bp.post("/talk/no-more")
def talk_no_more() -> Response:
    actions.take_back_wish(current_db(), _owner_id(), _press(request.form.get("save_id")), at=now())
    return page("tasks/no_more.html")


def _press(save_id: str | None) -> str:
    """Return by what a page that was sent before is known again; nothing for anything odd."""
    return save_id if save_id and len(save_id) <= LONGEST_PRESS else ""


@bp.post("/tasks/<uuid:task_id>/take")
def take(task_id: uuid.UUID) -> Response:
    task = _task_or_404(task_id)
    was_first = actions.acknowledge(current_db(), task, current_user.staff_id, at=now())
    if not was_first and task.acknowledged_by != current_user.staff_id:
        return page("tasks/taken.html", status=409)
    return redirect_to("home.today")


@bp.post("/tasks/<uuid:task_id>/done")
def done(task_id: uuid.UUID) -> Response:
    actions.finish(current_db(), _task_or_404(task_id), current_user.staff_id, at=now())
    return redirect_to("home.today")


def _task_or_404(task_id: uuid.UUID) -> Task:
    task = queries.find_task(current_db(), str(task_id))
    if task is None or not desk_of(current_db(), current_user.staff).holds(task, at=now()):
        abort(404)
    return task
