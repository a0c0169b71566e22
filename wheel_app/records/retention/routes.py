"""The pages of lists and holds, for managers."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, abort, current_app
from flask_babel import lazy_gettext
from flask_login import current_user

from wheel_app.accounts import find_staff
from wheel_app.records.retention import queries
from wheel_app.records.retention.actions import ListChanged, SamePerson, confirm, list_now
from wheel_app.records.retention.erasing import finish_confirmed
from wheel_app.records.retention.forms import ConfirmForm, HoldForm, ReasonForm
from wheel_app.records.retention.holds import lift_hold, reason_of, set_hold_on
from wheel_app.records.retention.keepings import Keepings
from wheel_app.records.retention.rules import By, Hold, Run
from wheel_app.web import current_db, now, page, redirect_to
from wheel_app.web.places import Place

bp = Blueprint("retention", __name__, url_prefix="/records/retention")
RETENTION = Place("retention.show", lazy_gettext("Erasing and holds"))
MOST_RUNS, MOST_HOLDS = 20, 200
REFUSED = {
    "same": lazy_gettext("You made this list. Someone else has to say yes to it."),
    "changed": lazy_gettext(
        "Something on this list is held, or not due any more. Nothing was erased. Make a new list."
    ),
}


def keepings() -> Keepings:
    """Return the kinds of record that the running app keeps for a time."""
    kinds: Keepings = current_app.extensions["wheel_keepings"]
    return kinds


@bp.get("")
def show() -> Response:
    return _overview(HoldForm())


def _overview(form: HoldForm, *, status: int = 200, is_empty: bool = False) -> Response:
    ours = _by().organisation_id
    runs = queries.list_runs(current_db(), most=MOST_RUNS, organisation_id=ours)
    holds = queries.list_holds(current_db(), most=MOST_HOLDS, organisation_id=ours)
    return page("records/retention.html", status=status, runs=runs, holds=holds, form=form, is_empty=is_empty)


@bp.post("/lists")
def make_list() -> Response:
    run = list_now(current_db(), keepings(), _by(), at=now())
    if run is None:
        return _overview(HoldForm(formdata=None), is_empty=True)
    return redirect_to("retention.show_list", run_id=run.run_id)


@bp.get("/lists/<uuid:run_id>")
def show_list(run_id: UUID) -> Response:
    return _list_page(_run_or_404(run_id))


@bp.post("/lists/<uuid:run_id>/confirm")
def confirm_now(run_id: UUID) -> Response:
    db, at, sent = current_db(), now(), ConfirmForm().digest.data or ""
    run = _run_or_404(run_id)
    try:
        confirm(db, keepings(), run.run_id, sent, _by(), at=at)
    except SamePerson:
        return _list_page(run, refused="same")
    except ListChanged:
        return _list_page(run, refused="changed")
    finish_confirmed(db, keepings(), at=at)
    return redirect_to("retention.show_list", run_id=run.run_id)


def _list_page(run: Run, *, refused: str | None = None) -> Response:
    db = current_db()
    names = {who: find_staff(db, who) for who in (run.listed_by, run.confirmed_by) if who}
    lines = queries.list_items(db, run.run_id)
    status, told = (409, REFUSED[refused]) if refused else (200, None)
    return page("records/retention_list.html", status=status, run=run, lines=lines, names=names, refused=told)


@bp.post("/holds")
def hold_now() -> Response:
    form = HoldForm()
    if not form.is_explained():
        return _overview(form, status=422)
    if _hold(form) is None:
        form.refuse_unknown()
        return _overview(form, status=422)
    return redirect_to("retention.show")


def _hold(form: HoldForm) -> Hold | None:
    reason, save_id = form.reason.data, form.save_id.data or ""
    return set_hold_on(current_db(), keepings(), form.number(), reason, _by(), at=now(), save_id=save_id)


@bp.get("/holds/<uuid:hold_id>")
def show_hold(hold_id: UUID) -> Response:
    return _hold_page(_hold_or_404(hold_id), ReasonForm())


@bp.post("/holds/<uuid:hold_id>/lift")
def lift_now(hold_id: UUID) -> Response:
    hold, form = _hold_or_404(hold_id), ReasonForm()
    if not form.is_explained():
        return _hold_page(hold, form, status=422)
    lift_hold(current_db(), hold.hold_id, form.reason.data, _by(), at=now())
    return redirect_to("retention.show")


def _hold_page(hold: Hold, form: ReasonForm, *, status: int = 200) -> Response:
    return page("records/hold.html", status=status, hold=hold, form=form, reason=reason_of(current_db(), hold))


def _by() -> By:
    """Return who is signed in here. Managers see to what is their organisation's."""
    return By(current_user.staff_id, current_user.role, current_user.staff.organisation_id)


def _run_or_404(run_id: UUID) -> Run:
    return queries.find_run(current_db(), str(run_id), _by().organisation_id) or abort(404)


def _hold_or_404(hold_id: UUID) -> Hold:
    return queries.find_hold(current_db(), str(hold_id), _by().organisation_id) or abort(404)
