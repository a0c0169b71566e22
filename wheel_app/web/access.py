"""Who may open a page. Each view wears exactly one mark, which a test reads from the registered function."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response, current_app, request
from flask_login import current_user

from wheel_app.web.device import keep_device
from wheel_app.web.page import is_fragment_request, redirect_to
from wheel_app.web.sign_ins import carried_visit

View = TypeVar("View", bound=Callable[..., Any])


def anyone(view: View) -> View:
    """Mark a view as open to everyone."""
    view.access = "anyone"  # type: ignore[attr-defined]
    return view


def is_open_to_anyone() -> bool:
    """Whether the view that is asked for needs no sign-in."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "access", None) == "anyone"


def person_needed(view: View) -> View:
    """Let in only a sign-in that belongs to a person; others are turned away."""

    @wraps(view)
    def guarded(*args: Any, **values: Any) -> Any:
        if not is_person_here():
            return turned_away()
        keep_device()
        return view(*args, **values)

    guarded.access = "person"  # type: ignore[attr-defined]
    return cast(View, guarded)


def is_person_here() -> bool:
    """Whether this browser's visit runs and is a person's."""
    return getattr(current_user, "owner_id", None) is not None


def turned_away() -> Response:
    """Send somebody without a visit on: to a page that explains, where they may have had one, else to the first page.

    A piece gets 401, and the script goes to the page that explains.
    """
    if is_fragment_request():
        return Response(status=401)
    had_one = request.method != "GET" or carried_visit() is not None
    return redirect_to("home.visit_over" if had_one else "home.index")
