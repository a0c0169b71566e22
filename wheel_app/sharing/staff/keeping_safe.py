"""Passing on without a yes what a worker may already see, to keep somebody safe."""

from __future__ import annotations

import uuid

from flask import Response, abort
from flask_login import current_user

from wheel_app.accounts import Named, list_teams, names_of
from wheel_app.checkins import find_anyones
from wheel_app.consent import SAFEGUARDING, Grant, Hand, Recipient, Terms, end_safeguarding, find_grant, give, grants_of
from wheel_app.sharing.blueprint import bp
from wheel_app.sharing.seeing import SharedWheel, reader_of, see
from wheel_app.sharing.staff.forms import KeepSafeForm
from wheel_app.sharing.telling import tell_lead, who_is_told
from wheel_app.sharing.whom import said
from wheel_app.tasks import SAFEGUARDING_SHARE
from wheel_app.tools import library
from wheel_app.web import current_db, now, page, redirect_to


def _seen(checkin_id: uuid.UUID) -> SharedWheel:
    reader = reader_of(current_db(), current_user.staff)
    seen = see(current_db(), library(), reader, str(checkin_id), at=now(), page="keep-safe")
    # What is seen by an emergency opening is seen for an hour, not to be handed on for good.
    if seen is None or seen.is_emergency:
        abort(404)
    return seen


def _form() -> KeepSafeForm:
    form = KeepSafeForm()
    form.offer([(one.id, said(one)) for one in _teams() if one.is_open])
    form.offer_answers()
    return form


def _teams() -> list[Named]:
    db = current_db()
    return list(names_of(db, (("team", team.team_id) for team in list_teams(db))).values())


def _page(seen: SharedWheel, form: KeepSafeForm, status: int = 200) -> Response:
    names = dict(form.whom.choices)
    told = bool(who_is_told(current_db(), current_user.staff))
    given = _passed_on(seen)
    return page("sharing/keep_safe.html", seen=seen, form=form, passed_on=given, names=names, told=told, status=status)


def _passed_on(seen: SharedWheel) -> list[Grant]:
    grants = grants_of(current_db(), seen.owner_id)
    here = (one for one in grants if one.checkin_id == seen.filling.checkin.checkin_id)
    return [one for one in here if one.how == SAFEGUARDING and one.recorded_by == current_user.staff_id]


@bp.get("/shared/<uuid:checkin_id>/keep-safe")
def keep_safe(checkin_id: uuid.UUID) -> Response:
    return _page(_seen(checkin_id), _form())


@bp.post("/shared/<uuid:checkin_id>/keep-safe")
def keep_safe_now(checkin_id: uuid.UUID) -> Response:
    seen, form = _seen(checkin_id), _form()
    if not form.is_whole():
        return _page(seen, form, status=422)
    _pass_on(seen, form)
    return redirect_to("sharing.keep_safe", checkin_id=checkin_id)


def _pass_on(seen: SharedWheel, form: KeepSafeForm) -> None:
    db, staff, at = current_db(), current_user.staff, now()
    # What must not be told already is not told by being passed on.
    is_told = form.is_safe.data == "yes" and seen.sight.is_told
    hand = Hand(staff.staff_id, staff.role, "safeguarding", None, form.reason.data, is_told)
    terms = Terms(seen.filling.checkin.checkin_id, topics=seen.sight.topics)
    with db.transaction():
        given = give(db, seen.owner_id, Recipient("team", str(form.whom.data)), terms, hand, at=at)
        if given.given_at == at:
            tell_lead(db, staff, SAFEGUARDING_SHARE, ref=given.grant_id, words=str(form.reason.data), at=at)


@bp.post("/shared/<uuid:checkin_id>/keep-safe/<uuid:grant_id>/end")
def end_keep_safe(checkin_id: uuid.UUID, grant_id: uuid.UUID) -> Response:
    db, staff = current_db(), current_user.staff
    checkin = find_anyones(db, str(checkin_id))
    grant = find_grant(db, checkin.owner_id, str(grant_id)) if checkin else None
    if grant is None or grant.recorded_by != staff.staff_id or grant.how != SAFEGUARDING:
        abort(404)
    end_safeguarding(db, grant.owner_id, grant.grant_id, Hand(staff.staff_id, staff.role, "paper"), at=now())
    return redirect_to("sharing.shared")
