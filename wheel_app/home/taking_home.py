"""Taking home: four pictures and a slip, the own phone, or nothing at all."""

from __future__ import annotations

import uuid
from contextlib import suppress

from flask import Response, abort, request, session, url_for
from flask_login import current_user

from wheel_app import accounts
from wheel_app.accounts import (
    AlreadyKept,
    HasEnded,
    SignIn,
    find_renewed,
    is_handed_over,
    is_kept,
    is_kiosk,
    name_of,
    pictures_mixed,
    renew_sign_in,
    say_own_device,
    show_code,
)
from wheel_app.checkins import find_last_time, list_checkins
from wheel_app.home.actions import keep_person
from wheel_app.home.blueprint import bp
from wheel_app.home.choosing import PicturesForm, shown
from wheel_app.people import get_keep_until
from wheel_app.tools import library
from wheel_app.web import current_db, house, now, page, redirect_to
from wheel_app.web.qr import qr_svg
from wheel_app.web.sign_ins import carried_errand, enter, is_visit_unknown, leave

# Where the code may ride along in the cookie: its slip, the ways to it, and what a slip leads to for a moment.
WITH_CODE = frozenset(
    f"home.{name}"
    for name in (
        "slip",
        "turn",
        "turn_now",
        "keep",
        "keep_now",
        "new_code_now",
        "someone_may_know",
        "audio",
        "language",
        "choose",
        "about_this",
    )
) | {"joining.ask", "joining.answer"}


def pepper() -> bytes:
    """Return the secret that codes and pictures are sealed with."""
    return house().settings.seal_key.encode()


@bp.before_app_request
def leave_the_slip() -> None:
    """Take the code out of the cookie as soon as its slip is left, or the visit is over."""
    if "code" in session and (request.endpoint not in WITH_CODE or _is_over()):
        session.pop("code")


def _is_over() -> bool:
    return current_user.is_anonymous and not is_visit_unknown()


@bp.get("/take-home")
def take_home() -> Response:
    db, owner_id = current_db(), current_user.owner_id
    last = find_last_time(db, library(), owner_id)
    return page(
        "home/take_home.html",
        latest=last.checkin if last else None,
        is_kept=is_kept(db, owner_id),
        months=house().settings.keep_months,
        form=PicturesForm(save_id=str(uuid.uuid4())),
        pictures=shown(pictures_mixed(owner_id)),
    )


@bp.get("/keep")
def keep() -> Response:
    if is_kept(current_db(), current_user.owner_id):
        return redirect_to("home.slip", **_draft())
    return _pictures_page(PicturesForm(save_id=str(uuid.uuid4())))


def _draft() -> dict[str, str]:
    draft = request.args.get("checkin_id", "")
    return {"checkin_id": draft} if draft else {}


def _pictures_page(form: PicturesForm, status: int = 200) -> Response:
    pictures = shown(pictures_mixed(current_user.owner_id))
    return page("home/keep.html", form=form, pictures=pictures, months=house().settings.keep_months, status=status)


@bp.post("/keep")
def keep_now() -> Response:
    form = PicturesForm()
    if form.is_still_choosing():
        return _pictures_page(form)
    if not form.is_ready():
        return _pictures_page(form, status=422)
    try:
        session["code"] = keep_person(
            current_db(),
            current_user,
            form.names,
            at=now(),
            pepper=pepper(),
            months=house().settings.keep_months,
            save_id=form.save_id.data or "",
        )
    except AlreadyKept:
        # Kept a moment ago from another tab: that code and those pictures stand, and the slip says so.
        return redirect_to("home.slip", kept="before", **_draft())
    # Who came for a worker's invitation, or was handed the device, is asked before they leave with their slip.
    is_asked = current_user.member_id is not None or carried_errand() is not None
    return redirect_to("joining.ask" if is_asked else "home.slip", **_draft())


@bp.get("/slip")
def slip() -> Response:
    code, db = session.get("code"), current_db()
    address = f"{house().settings.base_url}{url_for('home.back')}#{code}"
    last = find_last_time(db, library(), current_user.owner_id)
    return page(
        "home/slip.html",
        code=show_code(code) if code else None,
        qr=qr_svg(address) if code else None,
        back_address=f"{house().settings.base_url}{url_for('home.back')}",
        is_kept=is_kept(db, current_user.owner_id),
        keep_until=get_keep_until(db, current_user.owner_id),
        latest=last.checkin if last else None,
        draft_id=_own_draft(request.args.get("checkin_id", "")),
        is_kept_before=request.args.get("kept") == "before",
    )


def _own_draft(checkin_id: str) -> str | None:
    drafts = (one.checkin_id for one in list_checkins(current_db(), current_user.owner_id) if one.is_draft)
    return next((draft_id for draft_id in drafts if draft_id == checkin_id), None)


@bp.post("/own-phone")
def own_phone() -> Response:
    if is_handed_over() or is_kiosk():
        abort(404)
    say_own_device(current_db(), current_user.sign_in_id, now())
    return redirect_to("copies.mine" if request.form.get("on") == "copy" else "home.take_home")


@bp.post("/someone-may-know")
def someone_may_know() -> Response:
    """End every sign-in at once; the new code is chosen with a sign-in of its own, so that it cannot get lost."""
    if getattr(current_user, "is_sitting", False):
        abort(404)  # A circle has no code that somebody could know.
    save_id = request.form.get("save_id", "")
    if save_id and session.get("renewed_by") == save_id and not current_user.is_anonymous:
        return redirect_to("home.slip" if "code" in session else "home.new_code")
    renewed = _renewed(save_id)
    if renewed is None:
        return _ended()
    _enter_again(renewed, save_id)
    return redirect_to("home.new_code")


def _renewed(save_id: str) -> SignIn | None:
    """Return the sign-in that this press begins, or has begun: without the script it may be sent twice."""
    db, at, name = current_db(), now(), session.get("_user_id", "")
    if getattr(current_user, "owner_id", None) is not None:
        with suppress(HasEnded):
            user = current_user._get_current_object()
            return renew_sign_in(db, user, at=at, pepper=pepper(), save_id=save_id)[0]
    return find_renewed(db, name, at=at, pepper=pepper(), save_id=save_id) if name else None


def _ended() -> Response:
    was_here = "_user_id" in session
    leave()
    return redirect_to("home.back" if was_here else "home.index")


def _enter_again(renewed: SignIn, save_id: str) -> None:
    # The token of the forms stays: the page that was pressed may be pressed once more.
    token = session.get("csrf_token")
    enter(renewed)
    session.update(renewed_by=save_id, csrf_token=token)


@bp.get("/new-code")
def new_code() -> Response:
    return _new_code_page(PicturesForm(save_id=str(uuid.uuid4())))


def _new_code_page(form: PicturesForm, status: int = 200) -> Response:
    pictures = shown(pictures_mixed(name_of(f"{current_user.owner_id}:new")))
    kept = is_kept(current_db(), current_user.owner_id)
    return page("home/new_code.html", form=form, pictures=pictures, is_kept=kept, status=status)


@bp.post("/new-code")
def new_code_now() -> Response:
    form = PicturesForm()
    if form.is_still_choosing():
        return _new_code_page(form)
    keeps_pictures = request.form.get("go") == "same"
    if not keeps_pictures and not form.is_ready():
        return _new_code_page(form, status=422)
    try:
        session["code"] = accounts.new_code(
            current_db(),
            current_user.owner_id,
            None if keeps_pictures else form.names,
            sign_in_id=current_user.sign_in_id,
            at=now(),
            pepper=pepper(),
            save_id=form.save_id.data or None,
        )
    except accounts.NotKept:
        return redirect_to("home.keep")
    return redirect_to("home.slip")
