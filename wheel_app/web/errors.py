"""Error pages that help: what happened, that nothing is lost where that is so, and the way on."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, request
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadHost, HTTPException

from wheel_app.storage import (
    Busy,
    MissingDatabase,
    NotADatabase,
    NotAllowed,
    ReadOnly,
    StorageError,
    StorageFull,
    Unreachable,
)
from wheel_app.web.access import kept_sent, may_enter, role_here, turned_away
from wheel_app.web.forms import SECRETS
from wheel_app.web.page import fragment, is_fragment_request, is_save, page_in_place

log = logging.getLogger("wheel_app")


@dataclass(frozen=True)
class Trouble:
    """What an error page says; `here` is said instead on a page that stays, and has what was typed still on it."""

    title: str
    text: str
    here: str = ""


TROUBLES = {
    400: Trouble(
        lazy_gettext("Let’s try that again"),
        lazy_gettext(
            "This page was open for a while, so it could not be sent. Go back, load it again, and send it once more."
        ),
        lazy_gettext("This could not be sent. Please press the button once more."),
    ),
    403: Trouble(
        lazy_gettext("This page can’t be opened from here"), lazy_gettext("Start again from the first screen.")
    ),
    404: Trouble(
        lazy_gettext("There is no page here"),
        lazy_gettext("It may have been put away, or the address may have a letter wrong."),
    ),
    413: Trouble(
        lazy_gettext("That is too much at once"),
        lazy_gettext("Go back and send a little less text."),
        lazy_gettext("Please send a little less text. What you wrote is still here."),
    ),
    500: Trouble(
        lazy_gettext("Something went wrong here"),
        lazy_gettext("It is not your fault. What was saved is still saved. Please try again."),
    ),
    503: Trouble(
        lazy_gettext("One moment, please"),
        lazy_gettext("Many people are here right now. Wait a little, then try again."),
    ),
    507: Trouble(
        lazy_gettext("We can’t save just now"),
        lazy_gettext(
            "Nothing new can be kept here. Leave this page open and tell someone who works here."
            " What was saved is still saved."
        ),
    ),
}
AWAY = Trouble(
    lazy_gettext("This does not work just now"),
    lazy_gettext("It is not your fault. What was saved is still saved. Wait a little, then try again."),
)
RETRY_SECONDS = "10"
# After these the form stays where it is, with what was typed: waiting, or a little less text, lets it be sent.
STAYS = frozenset({400, 408, 413, 429, 431})
SAME_AS = {401: 403, 405: 404, 408: 400, 414: 404, 415: 400, 429: 503, 431: 413}


def init_errors(app: Flask) -> None:
    """Answer every error with a page of our own, or with a short piece for htmx and the saving script."""
    app.register_error_handler(CSRFError, _not_of_this_visit)
    app.register_error_handler(HTTPException, lambda error: trouble_page(error.code or 500))
    app.register_error_handler(Busy, lambda error: trouble_page(503))
    for kind in (Unreachable, MissingDatabase, NotADatabase):
        app.register_error_handler(kind, _away)
    app.register_error_handler(NotAllowed, lambda error: trouble_page(400))
    app.register_error_handler(StorageFull, lambda error: trouble_page(507))
    app.register_error_handler(ReadOnly, lambda error: trouble_page(507))
    app.register_error_handler(Exception, _unexpected)


def _not_of_this_visit(error: CSRFError) -> Response:
    # A token lasts as long as its visit: without the right one the page on the screen is of a visit that is over.
    if role_here() is not None and not may_enter():
        return trouble_page(404)
    if is_fragment_request() or not may_enter():
        return turned_away()
    return kept_sent() or trouble_page(400)


def _away(error: StorageError) -> Response:
    log.error("the store is away: %s at %s", type(error).__name__, place_of(error))
    g.store_is_lost = True
    return _tell(503, AWAY)


def trouble_page(status: int) -> Response:
    """Return the page, or the fragment, for a status."""
    return _tell(status, TROUBLES.get(SAME_AS.get(status, status)) or TROUBLES[500 if status >= 500 else 404])


def _tell(status: int, known: Trouble) -> Response:
    g.is_in_trouble = True
    response = _page_of(status, known)
    if status == 503:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _page_of(status: int, known: Trouble) -> Response:
    if isinstance(request.routing_exception, BadHost):
        # Under such a name no link of a page can be written.
        return Response(f"{known.title}. {known.text}", status, content_type="text/plain; charset=utf-8")
    if is_save() or (is_fragment_request() and (status in STAYS or status >= 500)):
        return fragment("web/_trouble.html", status=status, trouble=known)
    may_try_again = status in (503, 507) and request.url_rule is not None
    sent = _sent() if may_try_again else []
    return page_in_place("web/trouble.html", status=status, trouble=known, may_try_again=may_try_again, sent=sent)


def _sent() -> list[tuple[str, str]]:
    # Without the script this page stands where the form stood: what was written goes on with it.
    return [(name, value) for name, value in request.form.items(multi=True) if name not in {"csrf_token", *SECRETS}]


def is_in_trouble() -> bool:
    """Whether a page is being made that tells of trouble."""
    return bool(g.get("is_in_trouble"))


def _unexpected(error: Exception) -> Response:
    if current_app.testing:
        raise error
    # The message of an error may carry what somebody typed: only its kind and place go to the log.
    log.error("unexpected %s at %s", type(error).__name__, place_of(error))
    return trouble_page(500)


def place_of(error: BaseException) -> str:
    """Return the file and line where an error was raised."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    return f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "unknown"
