"""The page of then and now. It only reads."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from flask import Blueprint, Response, abort, request
from flask_babel import gettext
from flask_login import current_user

from wheel_app.checkins import Circle, find_circle_of, read_about
from wheel_app.people import is_silent_for, list_changes
from wheel_app.progress.history import Day, UnknownTime, why_nothing
from wheel_app.progress.lines.reading import look_back_on_lines
from wheel_app.progress.picture import Pen, Reader
from wheel_app.progress.queries import LookBack, get_look_back
from wheel_app.progress.rules import Comparison, Moment, compare
from wheel_app.tools import PARENTAL_SCALE, library
from wheel_app.web import current_db, page
from wheel_app.web.locale import current_language, current_locale

bp = Blueprint("progress", __name__)


@bp.get("/then-and-now")
def then_and_now() -> Response:
    return _look_back(current_user.owner_id)


@bp.get("/together/<uuid:circle_id>/then-and-now")
def together(circle_id: uuid.UUID) -> Response:
    circle = find_circle_of(current_db(), current_user.owner_id, str(circle_id))
    if circle is None:
        abort(404)
    return _look_back(circle.circle_id, circle)


def _look_back(owner_id: str, circle: Circle | None = None) -> Response:
    then_id, now_id = (request.args.get(name) or None for name in ("then", "now"))
    db, reader_id = current_db(), current_user.owner_id
    try:
        seen = get_look_back(db, library(), owner_id, then_id=then_id, now_id=now_id, reader_id=reader_id)
    except UnknownTime:
        abort(404)
    if circle is not None:
        # What was done together is only read here: there is nothing to choose from it.
        seen = replace(seen, is_latest=False)
    if seen.then is None or seen.now is None:
        return _nothing_yet(seen, circle)
    found = compare(seen.then, seen.now)
    return _side_by_side(seen, seen.then, seen.now, found, circle) if found.changes else _nothing_yet(seen, circle)


def _side_by_side(seen: LookBack, then: Moment, now: Moment, found: Comparison, circle: Circle | None) -> Response:
    reader = Reader(gettext, current_language().direction == "rtl")
    return page(
        "progress/then_and_now.html",
        circle=circle,
        seen=seen,
        found=found,
        picture=Pen(library(), seen.times, reader).draw(then, now, found),
        days=[say_day(seen.day_of(one), "medium") for one in seen.times],
        say_day=say_day,
    )


def _nothing_yet(seen: LookBack, circle: Circle | None) -> Response:
    why = why_nothing(seen.then, seen.now, seen.chosen)
    return page("progress/nothing_yet.html", circle=circle, seen=seen, why=why, say_day=say_day)


@bp.get("/my-children/<uuid:child_id>/then-and-now")
def lines(child_id: uuid.UUID) -> Response:
    db, owner_id, member = current_db(), current_user.owner_id, str(child_id)
    said = [one for one in read_about(db, library(), owner_id, member) if one.tool.id == PARENTAL_SCALE]
    if not said or is_silent_for(db, member, owner_id):
        abort(404)
    then_id, now_id = (request.args.get(name) or None for name in ("then", "now"))
    try:
        seen = look_back_on_lines(said, list_changes(db, owner_id), then_id=then_id, now_id=now_id)
    except UnknownTime:
        abort(404)
    return page("progress/lines.html", seen=seen, child_id=member)


def say_day(day: Day, length: str = "long") -> str:
    """Return a day in the reader's language; several check-ins of one day are told apart by a count."""
    written = _written(day.filled_on, length, current_locale())
    return gettext("%(day)s (%(count)s)", day=written, count=day.nth) if day.nth else written


@lru_cache(maxsize=4096)
def _written(filled_on: str, length: str, locale: Locale) -> str:
    # A page says up to thirty days, and many pages the same ones.
    return format_date(date.fromisoformat(filled_on), length, locale=locale)
