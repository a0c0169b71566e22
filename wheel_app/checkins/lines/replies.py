"""What is answered to lines that were sent: a word to the script, else a page."""

from __future__ import annotations

from collections.abc import Callable

from flask import request
from werkzeug.wrappers import Response

from wheel_app.checkins.actions import AlreadyFinished, UnknownCheckin
from wheel_app.checkins.checkin import Filling
from wheel_app.checkins.lines.forms import LineForm, Sheet
from wheel_app.checkins.lines.saving import ONE, save_lines
from wheel_app.tools import library
from wheel_app.web import current_db, fragment, is_save, now, word


def answer_lines(
    owner_id: str,
    checkin_id: str,
    *,
    show: Callable[[Sheet], Response],
    go_on: Callable[[Sheet], Response],
    filling: Filling | None = None,
) -> Response:
    """Save the lines that this request sent for somebody, and answer it.

    The script gets a word. A plain form is given back by `show` (with `sheet.status`) where a line could not be taken,
    else goes on by `go_on`; both get the lines as they stand now. For a plain form UnknownCheckin and AlreadyFinished
    are the caller's to answer. `filling` is what this request has read of it, where it has.
    """
    try:
        sheet = save_lines(current_db(), library(), owner_id, checkin_id, request.form, at=now(), filling=filling)
    except AlreadyFinished:
        return _refused("checkins/lines/_finished.html", 409)
    except UnknownCheckin:
        return _refused("checkins/lines/_not_there.html", 404)
    if is_save():
        return _word(sheet, sheet.forms[request.form[ONE]])
    return go_on(sheet) if sheet.status == 200 else show(sheet)


def _refused(template: str, status: int) -> Response:
    if not is_save():
        raise
    return fragment(template, status=status)


def _word(sheet: Sheet, form: LineForm) -> Response:
    if sheet.status == 200:
        return word("checkins/_saved.html", seq=form.seq)
    return fragment("checkins/lines/_not_saved.html", status=sheet.status, form=form, tool=sheet.filling.tool)
