"""How much help a family has: stepping up and down, with a day and a reason. For staff alone."""

from __future__ import annotations

import uuid
from contextlib import suppress

from flask import Response
from flask_babel import gettext

from wheel_app.people.care.actions import step_level
from wheel_app.people.care.queries import list_level_steps
from wheel_app.people.care.rules import is_step_down, suggested_look_in
from wheel_app.people.forms import LevelForm
from wheel_app.people.pages.blueprint import Opened, bp, family_page, on_look_in, open_family, staff, today
from wheel_app.people.pages.work import read_look_in
from wheel_app.storage import NotUnique
from wheel_app.tools import library
from wheel_app.web import current_db, now, redirect_to


def _form() -> LevelForm:
    form = LevelForm()
    form.level.choices = [(str(level.number), f"{level.number} – {gettext(level.name)}") for level in library().levels]
    return form


def _level_page(opened: Opened, form: LevelForm, status: int = 200) -> Response:
    steps = list_level_steps(current_db(), opened.family_id)
    return family_page(
        "people/level.html", opened, form=form, levels=library().levels, now=steps[0] if steps else None, status=status
    )


@bp.get("/families/<uuid:family_id>/level")
def level(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "level", to_change=True)
    form = _form()
    form.put_day("since", today())
    form.put_day("look", suggested_look_in(today()))
    return _level_page(opened, form)


@bp.post("/families/<uuid:family_id>/level")
def level_now(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "level", to_change=True)
    form, steps = _form(), list_level_steps(current_db(), opened.family_id)
    is_fine = bool(form.validate())
    if form.level.data not in dict(form.level.choices):
        form.level.errors, is_fine = [gettext("Choose a level.")], False
        return _level_page(opened, form, 422)
    goes_down = is_step_down(steps, int(form.level.data))
    since_on, look_in_on = _since(form), read_look_in(form) if goes_down else None
    if not is_fine or since_on is None or (goes_down and look_in_on is None):
        return _level_page(opened, form, 422)
    with suppress(NotUnique):  # It was sent before.
        step_level(
            current_db(),
            opened.family_id,
            int(form.level.data),
            since_on=since_on,
            reason=form.why.data,
            by=staff(),
            at=now(),
            on_look_in=on_look_in(),
            look_in_on=look_in_on,
            step_id=form.made_id,
        )
    return redirect_to("people.work", family_id=family_id)


def _since(form: LevelForm) -> str | None:
    day = form.read_day("since")
    if day is None:
        return None
    fault = "whole-day" if len(day) < len(today()) else "future-step" if day > today() else None
    return None if form.refuse_day("since", fault) else day
