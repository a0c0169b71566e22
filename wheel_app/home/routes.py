"""Arriving, the language, leaving, and the person's own page."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, abort, make_response, request, send_file, session
from flask_login import current_user

from wheel_app.accounts import is_handed_over, is_kept, is_kiosk, lately_reissued, leave_here
from wheel_app.checkins import (
    answers_of_owner,
    answers_together,
    list_checkins,
    list_checkins_together,
    list_circles,
)
from wheel_app.home.blueprint import bp
from wheel_app.home.mine import Together, by_people, what_stands
from wheel_app.home.queries import ask_store
from wheel_app.home.visit import way_out, way_out_page
from wheel_app.home.welcome import welcome_wheel
from wheel_app.people import Change, get_keep_until, list_changes, list_members_of_owner
from wheel_app.plan import list_planned, planned_by
from wheel_app.storage import StorageError
from wheel_app.tools import FAMILY_WHEEL, library
from wheel_app.visits import handed_here
from wheel_app.web import current_db, house, now, page, redirect_to
from wheel_app.web.locale import choose_language


@bp.get("/")
def index() -> Response:
    if current_user.is_anonymous and "language" not in session and is_kiosk():
        return redirect_to("home.kiosk")
    return page("home/index.html", drawing=welcome_wheel(library().current(FAMILY_WHEEL)))


@bp.get("/language")
def language() -> Response:
    return page("home/language.html")


@bp.post("/language")
def choose() -> Response:
    if not choose_language(request.form.get("language", "")):
        abort(404)
    if getattr(current_user, "owner_id", None) is None:
        return redirect_to("my_visits.here" if handed_here() else "home.index")
    if current_user.is_sitting:
        return (
            redirect_to("home.turn", place=session["code_of_turn"]) if "code" in session else redirect_to("home.turns")
        )
    return redirect_to("home.slip" if "code" in session else "home.mine")


@bp.get("/audio/<string:language_code>/<path:key>")
def audio(language_code: str, key: str) -> Response:
    path = library().audio(language_code, key)
    if path is None or not path.is_file():
        abort(404)
    response = send_file(path, conditional=True)
    kept = "no-store" if library().is_said_in_private(key) else "public, max-age=86400"
    response.headers["Cache-Control"] = kept
    return response


def _leave() -> None:
    leave_here()
    if is_kiosk() and not is_handed_over():
        # The script asks for this and for the languages at once; whichever reply comes last leaves nothing.
        session.clear()


@bp.get("/exit")
def exit() -> Response:
    _leave()
    headers = {"Location": way_out() or house().settings.exit_url, "Clear-Site-Data": '"cache", "storage"'}
    return Response(status=303, headers=headers)


@bp.get("/away")
def away() -> Response:
    _leave()
    if way := way_out():
        return Response(status=303, headers={"Location": way, "Clear-Site-Data": '"cache", "storage"'})
    response = page("home/away.html", drawing=welcome_wheel(library().current(FAMILY_WHEEL)))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.get("/visit-over")
def visit_over() -> Response:
    return page("home/visit_over.html")


@bp.post("/done")
def done() -> Response:
    _leave()
    response = redirect_to(way_out_page() or "home.index")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.get("/health")
def health() -> Response:
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    try:
        ask_store(current_db())
    except StorageError:
        return make_response("not now\n", 503, plain)
    return make_response("ok\n", 200, plain)


@bp.get("/what-is-kept")
def about_this() -> Response:
    return page("home/about_this.html", settings=house().settings)


@bp.get("/mine")
def mine() -> Response:
    db, owner_id = current_db(), current_user.owner_id
    checkins = list_checkins(db, owner_id)
    changes = list_changes(db, owner_id)
    stands = what_stands(checkins, answers_of_owner(db, owner_id), changes, library())
    return page(
        "home/mine.html",
        stands=stands,
        planned=planned_by(checkins, list_planned(db, owner_id)),
        is_kept=is_kept(db, owner_id),
        keep_until=get_keep_until(db, owner_id),
        together=_together(owner_id, changes),
        reissued_at=lately_reissued(db, owner_id, at=now()),
        is_quiet=any(change.is_offered for change in changes),
        is_joined=bool(list_members_of_owner(db, owner_id)),
    )


def _together(owner_id: str, changes: Sequence[Change]) -> tuple[Together, ...]:
    db = current_db()
    circles = list_circles(db, owner_id)
    if not circles:
        return ()
    stands = what_stands(list_checkins_together(db, owner_id), answers_together(db, owner_id), changes, library())
    return by_people(circles, stands, owner_id)
