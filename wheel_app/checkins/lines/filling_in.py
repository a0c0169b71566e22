"""One scale or checklist of the signed-in person: filling it in, finishing, reading it, putting it right."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from flask import request
from flask_login import current_user
from werkzeug.wrappers import Response

from wheel_app.checkins.actions import finish, revise
from wheel_app.checkins.checkin import Filling
from wheel_app.checkins.elsewhere import Said, brought_up, said_before
from wheel_app.checkins.lines.forms import Sheet, sheet_of
from wheel_app.checkins.lines.reading import finished_that_count, read_about, read_around
from wheel_app.checkins.lines.replies import answer_lines
from wheel_app.checkins.lines.routes import bp, find_child, sitting_now
from wheel_app.checkins.own import lines_or_404, lines_to_read_or_404
from wheel_app.checkins.private.reading import list_offered
from wheel_app.people import Change, out_of_sight, silenced
from wheel_app.tools import library
from wheel_app.tools.rules import SCALE
from wheel_app.web import current_db, now, page, redirect_to


@bp.get("/lines/<uuid:lines_id>")
def show(lines_id: uuid.UUID) -> Response:
    filling, changes, is_silent = lines_to_read_or_404(lines_id)
    if filling.checkin.is_draft:
        return _fill_page(sheet_of(filling), changes)
    return _read_page(filling, changes, is_silent=is_silent)


def _fill_page(sheet: Sheet, changes: Sequence[Change] | None = None, *, is_empty: bool = False) -> Response:
    filling, db = sheet.filling, current_db()
    child = find_child(filling.checkin.about_member or "")
    more = list_offered(db, filling, here=current_user.present, changes=changes)
    may_choose = filling.tool.kind == SCALE and not filling.checkin.revises and child is not None
    return page(
        "checkins/lines/fill.html",
        sheet=sheet,
        child=child,
        more=more,
        before=_said_before(filling, changes) if changes is not None else {},
        may_choose=may_choose,
        is_empty=is_empty,
        status=422 if is_empty else sheet.status,
    )


def _said_before(filling: Filling, changes: Sequence[Change]) -> Mapping[str, Said]:
    """Return what the signed-in person said before, here or elsewhere, by line."""
    checkin = filling.checkin
    said = read_around(current_db(), library(), checkin.owner_id, checkin.about_member or "")
    return said_before(brought_up(said, changes), filling, filling.topics)


def _read_page(filling: Filling, changes: Sequence[Change], *, is_silent: bool) -> Response:
    db, owner_id, checkin = current_db(), current_user.owner_id, filling.checkin
    member_id = checkin.about_member or ""
    same = [one for one in read_about(db, library(), owner_id, member_id) if one.tool.id == filling.tool.id]
    times = [one.checkin.checkin_id for one in finished_that_count(same)]
    return page(
        "checkins/lines/show.html",
        filling=filling,
        sheet=sheet_of(filling),
        child=find_child(member_id),
        silent=out_of_sight(changes, member_id),
        is_newest=not is_silent and checkin.checkin_id in times[-1:],
        has_then=not is_silent and checkin.checkin_id in times[1:],
    )


@bp.post("/lines/<uuid:lines_id>")
def save(lines_id: uuid.UUID) -> Response:
    filling, _ = lines_or_404(lines_id)
    return answer_lines(current_user.owner_id, str(lines_id), show=_fill_page, go_on=_go_on, filling=filling)


def _go_on(sheet: Sheet) -> Response:
    """Go where the pressed button says; what says nothing at all is not finished."""
    checkin, wish = sheet.filling.checkin, request.form.get("go")
    if wish == "finish" and sheet.is_empty:
        return _fill_page(sheet, is_empty=True)
    if wish == "finish":
        finish(current_db(), current_user.owner_id, checkin.checkin_id, at=now())
    place = {"child_id": checkin.about_member or "", "point": checkin.about}
    if wish in ("leave", "choose") and find_child(place["child_id"]):
        return redirect_to("lines.at_point" if wish == "leave" else "lines.choose", **place)
    return redirect_to("home.mine") if wish == "leave" else redirect_to("lines.show", lines_id=checkin.checkin_id)


@bp.post("/lines/<uuid:lines_id>/revise")
def revise_now(lines_id: uuid.UUID) -> Response:
    filling, changes = lines_or_404(lines_id)
    db, owner_id, quiet = current_db(), current_user.owner_id, silenced(changes, filling.checkin.about_member)
    unasked = {line.key for line in filling.topics if line.subject in quiet}
    draft = revise(db, owner_id, str(lines_id), sitting_now(), at=now(), unasked=unasked)
    return redirect_to("lines.show", lines_id=draft.checkin_id)
