"""Who may open a page. Each view wears exactly one mark, which a test reads from the registered function."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response, current_app, request, url_for
from flask_login import current_user

from wheel_app.web.device import keep_device
from wheel_app.web.page import is_fragment_request, redirect_to

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
    """Let in only a sign-in that belongs to a person; others go to the first screen (a fragment gets 401)."""

    @wraps(view)
    def guarded(*args: Any, **values: Any) -> Any:
        if getattr(current_user, "owner_id", None) is None:
            return _turned_away()
        keep_device()
        return view(*args, **values)

    guarded.access = "person"  # type: ignore[attr-defined]
    return cast(View, guarded)


def _turned_away() -> Response:
    if is_fragment_request():
        return Response(status=401, headers={"HX-Redirect": url_for("home.index")})
    return redirect_to("home.index")
