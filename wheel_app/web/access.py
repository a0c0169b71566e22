"""Who may open a page: one table says so, and nothing is opened before it was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Flask, Response, abort, current_app, request
from flask_login import current_user

from wheel_app.web.device import keep_device
from wheel_app.web.page import is_fragment_request, redirect_to
from wheel_app.web.sign_ins import carried_visit

ANYONE, FAMILY = "anyone", "family"
# Several people at one wheel, and the same when the first of them has a copy of it.
OF_FAMILIES = frozenset({FAMILY, "together", "taking-home"})
Doors = Mapping[str, frozenset[str]]


class DoorMissing(Exception):
    """A page is not in the table of doors, or the table names a page that there is not."""


def init_access(app: Flask, doors: Doors, *, keep_sent: Callable[[], Response | None] = lambda: None) -> None:
    """Ask the table before every view; raise DoorMissing where table and pages are not the same.

    `keep_sent` makes the page for staff who sent something from a page of a visit that is over, None where nothing is
    to be kept. Called when every page is in place and whatever else has to happen before a view is registered.
    """
    if odd := set(doors) ^ set(app.view_functions):
        raise DoorMissing(f"The table of doors and the pages differ: {', '.join(sorted(odd))}.")
    app.extensions["wheel_doors"] = dict(doors)
    app.extensions["wheel_keep_sent"] = keep_sent
    app.before_request(_at_the_door)


def _at_the_door() -> Response | None:
    let_in = _let_in()
    if request.endpoint is None or ANYONE in let_in:
        return None
    if not let_in:
        abort(404)
    role = role_here()
    if role is None:
        return turned_away()
    if role not in let_in:
        abort(404)
    if role in OF_FAMILIES:
        keep_device()
    return None


def _let_in() -> frozenset[str]:
    doors: Doors = current_app.extensions["wheel_doors"]
    return doors.get(request.endpoint or "", frozenset())


def is_open_to_anyone() -> bool:
    """Whether the page that is asked for needs no sign-in."""
    return ANYONE in _let_in()


def role_here() -> str | None:
    """Return as what this browser is signed in, None for nobody."""
    return getattr(current_user, "role", None)


def may_enter() -> bool:
    """Whether whoever is signed in here may open the page that is asked for."""
    return bool(_let_in() & {ANYONE, role_here()})


def turned_away() -> Response:
    """Send somebody without a visit on.

    From a family's page: to one that explains, where they may have had a visit, else to the first page. A piece gets
    401, and the script goes to the page that explains. From a page of the staff: to signing in, with what was sent.
    """
    if is_fragment_request():
        return Response(status=401)
    if not OF_FAMILIES & _let_in():
        return kept_sent() or redirect_to("staff.sign_in")
    had_one = request.method != "GET" or carried_visit() is not None
    return redirect_to("home.visit_over" if had_one else "home.index")


def kept_sent() -> Response | None:
    """Return the page that keeps what staff sent from a page of a visit that is over, None where nothing is kept."""
    keep_sent: Callable[[], Response | None] = current_app.extensions["wheel_keep_sent"]
    return keep_sent() if request.method == "POST" else None
