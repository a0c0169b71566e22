"""The pages of figures, for managers and analysts: of their own organisation alone."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, Response, abort, request
from flask_babel import lazy_gettext
from flask_login import current_user

from wheel_app.accounts import Staff
from wheel_app.clock import points
from wheel_app.insight import actions, queries, words
from wheel_app.insight.csv_text import csv_text
from wheel_app.insight.keeping import from_text
from wheel_app.insight.queries import Counted
from wheel_app.insight.rules import Period
from wheel_app.web import current_db, now, page, redirect_to
from wheel_app.web.places import Place

bp = Blueprint("figures", __name__, url_prefix="/figures")
FIGURES = Place("figures.show", lazy_gettext("Figures"))


def _staff() -> Staff:
    return cast(Staff, current_user.staff)


@bp.get("")
def show() -> Response:
    return _overview()


def _overview(*, status: int = 200, is_late: bool = False) -> Response:
    db, ours, today = current_db(), _staff().organisation_id, now()[:10]
    counted = queries.list_counted(db, ours)
    waiting = actions.next_periods(db, ours, counted, today=today)
    may_count = _staff().role == "manager"
    return page(
        "insight/show.html", status=status, counted=counted, waiting=waiting, may_count=may_count, is_late=is_late,
        words=words,
    )  # fmt: skip


@bp.post("/count")
def count_now() -> Response:
    keys = [point.key for point in points().points]
    wanted = Period(request.form.get("starts_on", ""), request.form.get("ends_on", ""))
    if not actions.count_period(current_db(), wanted, keys, by=_staff(), at=now()):
        return _overview(status=409, is_late=True)
    return redirect_to("figures.period", starts_on=wanted.starts_on)


@bp.get("/<string:starts_on>")
def period(starts_on: str) -> Response:
    counted = counted_or_404(starts_on)
    return page("insight/period.html", counted=counted, figures=from_text(counted.shown), words=words)


@bp.get("/<string:starts_on>/figures.csv")
def as_csv(starts_on: str) -> Response:
    counted = counted_or_404(starts_on)
    name = f"figures-{counted.period.starts_on}.csv"
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(csv_text(from_text(counted.shown)), content_type="text/csv; charset=utf-8", headers=headers)


def counted_or_404(starts_on: str) -> Counted:
    """Return a period that the organisation of whoever asks has counted, by its first day."""
    found = queries.list_counted(current_db(), _staff().organisation_id)
    counted = next((one for one in found if one.period.starts_on == starts_on), None)
    if counted is None:
        abort(404)
    return counted
