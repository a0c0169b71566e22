"""The family's own way of filling in about a child: what there is at a point, choosing lines, filling in, reading."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, current_app, request
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField

from wheel_app.accounts import handed_over_by
from wheel_app.checkins.actions import AlreadyFinished, UnknownCheckin
from wheel_app.checkins.checkin import Checkin, Filling, Sitting
from wheel_app.checkins.lines.actions import begin_about, choose_lines
from wheel_app.checkins.lines.child import Child, FindChild
from wheel_app.checkins.lines.queries import list_about
from wheel_app.checkins.lines.reading import finished_that_count, read_about
from wheel_app.checkins.queries import list_answers
from wheel_app.checkins.reading import tool_of, with_tool
from wheel_app.people import list_changes, silenced
from wheel_app.tools import EARLY_CHECKLIST, PARENTAL_SCALE, About, Tool, Topic, library
from wheel_app.web import current_db, now, page, page_in_place, redirect_to
from wheel_app.web.errors import trouble_page
from wheel_app.web.forms import Form, tidy
from wheel_app.web.locale import current_language

MOST_LINES = 6
bp = Blueprint("lines", __name__)


class LinesForm(Form):
    """Which lines of a scale somebody would like to answer."""

    lines = SelectMultipleField(validate_choice=False)

    def chosen(self, offered: set[str]) -> list[str] | None:
        """Return the keys, None with the error at its field."""
        keys = [key for key in dict.fromkeys(self.lines.data or []) if key in offered]
        if not keys:
            self.lines.errors = [gettext("Tap at least one line.")]
        if len(keys) > MOST_LINES:
            said = gettext("You tapped %(count)s. Keep the six that matter most today.", count=len(keys))
            self.lines.errors = [said]
        return None if self.lines.errors else keys


@dataclass(frozen=True)
class Desk:
    """A child and a point, and what the signed-in person has said about the child, the oldest first."""

    child: Child
    point: str
    fillings: tuple[Filling, ...]

    @property
    def about(self) -> About:
        """The point in words."""
        return library().current(EARLY_CHECKLIST).about(self.point)

    def draft(self, tool_id: str) -> Filling | None:
        """Return what is open here in somebody's own hand."""
        found = own_draft((one.checkin for one in self.fillings), tool_id, self.point)
        return next((one for one in self.fillings if one.checkin == found), None)

    def finished(self, tool_id: str) -> tuple[Filling, ...]:
        """Return what was finished with a tool at any point, the newest first."""
        return tuple(one for one in reversed(finished_that_count(self.fillings)) if one.tool.id == tool_id)


def own_draft(checkins: Iterable[Checkin], tool_id: str, point: str) -> Checkin | None:
    """Return the newest open one of these that somebody fills in by their own hand, None where there is none."""
    asked = (tool_id, point, "own")
    found = (one for one in checkins if (one.tool_id, one.about, one.given_by) == asked)
    return next((one for one in reversed(list(found)) if one.is_draft and not one.revises), None)


@bp.errorhandler(404)
@bp.errorhandler(UnknownCheckin)
def gone_meanwhile(error: Exception) -> Response:
    if request.method != "POST":
        return trouble_page(404)
    return page_in_place("checkins/not_there.html", status=404, written=_written())


@bp.errorhandler(AlreadyFinished)
def finished_meanwhile(error: AlreadyFinished) -> Response:
    place = request.view_args or {}
    if "lines_id" not in place:  # Its lines were being chosen meanwhile.
        return redirect_to("lines.at_point", **place)
    checkin_id = str(place["lines_id"])
    return page_in_place("checkins/lines/finished.html", status=409, checkin_id=checkin_id, written=_written())


def _written() -> list[str]:
    # Nothing keeps it, so whoever wrote it gets it back to copy, and only in reply to what they sent.
    words = (tidy(value) for name, value in request.form.items() if name.startswith("words."))
    return [line for text in words if text for line in text.split("\n")]


def find_child(member_id: str) -> Child | None:
    """Return a child that the signed-in person may fill something in about, None for any other."""
    find: FindChild = current_app.extensions["wheel_find_child"]
    return find(current_db(), current_user.owner_id, member_id, on=now()[:10])


def _child_or_404(child_id: uuid.UUID, point: str, tool_id: str = EARLY_CHECKLIST) -> Child:
    child = find_child(str(child_id))
    if child is None or not asks_at(tool_id, point):
        abort(404)
    return child


def asks_at(tool_id: str, point: str) -> bool:
    """Whether a scale or checklist asks anything at a point: an area's own may have others."""
    return point in {one.key for one in library().current(tool_id).abouts}


@bp.get("/my-children/<uuid:child_id>/<string(maxlength=40):point>")
def at_point(child_id: uuid.UUID, point: str) -> Response:
    child, db, owner_id = _child_or_404(child_id, point), current_db(), current_user.owner_id
    changes, said = list_changes(db, owner_id), read_about(db, library(), owner_id, child.member_id)
    desk = Desk(child, point, tuple(one for one in said if not one.is_put_away(changes)))
    scale = PARENTAL_SCALE if asks_at(PARENTAL_SCALE, point) else None
    return page("checkins/lines/at_point.html", desk=desk, checklist=EARLY_CHECKLIST, scale=scale)


@bp.post("/my-children/<uuid:child_id>/<string(maxlength=40):point>")
def begin_now(child_id: uuid.UUID, point: str) -> Response:
    child = _child_or_404(child_id, point)
    return redirect_to("lines.show", lines_id=_begin(child, point, library().current(EARLY_CHECKLIST), ()))


def _begin(child: Child, point: str, tool: Tool, picks: Sequence[str]) -> str:
    db, owner_id, about = current_db(), current_user.owner_id, child.member_id
    return begin_about(db, tool, owner_id, point, sitting_now(), about_member=about, at=now(), picks=picks).checkin_id


def sitting_now() -> Sitting:
    """Return how something is filled in by the signed-in person’s own hand just now."""
    handed_by = handed_over_by(current_db(), current_user)
    return Sitting(current_user.present, None, current_language().code, current_user.device_id, handed_by=handed_by)


def _open_scale(child: Child, point: str) -> tuple[Checkin | None, Tool]:
    """Return the scale that is open, if one is, and the version that it or the next one is made with."""
    made = with_tool(library(), list_about(current_db(), current_user.owner_id, child.member_id))
    draft = own_draft(made, PARENTAL_SCALE, point)
    return draft, tool_of(library(), draft) if draft else library().current(PARENTAL_SCALE)


@bp.get("/my-children/<uuid:child_id>/<string(maxlength=40):point>/choose")
def choose(child_id: uuid.UUID, point: str) -> Response:
    child = _child_or_404(child_id, point, PARENTAL_SCALE)
    draft, _tool = _open_scale(child, point)
    return _choose_page(child, point, LinesForm(lines=draft.keys if draft else []))


def _choose_page(child: Child, point: str, form: LinesForm, status: int = 200) -> Response:
    db, (draft, tool) = current_db(), _open_scale(child, point)
    asked = _asked(child, point, tool)
    answered = {key for key in list_answers(db, draft.checkin_id) if key in draft.keys} if draft else set()
    parts = ((group, [line for line in asked if line.group == group.key]) for group in tool.groups)
    return page(
        "checkins/lines/choose.html",
        child=child,
        point=point,
        form=form,
        parts=[(group, lines) for group, lines in parts if lines],
        answered=answered,
        status=status,
    )


def _asked(child: Child, point: str, tool: Tool) -> list[Topic]:
    """Return the lines that can be picked: none that fell silent for whoever asks."""
    quiet = silenced(list_changes(current_db(), current_user.owner_id), child.member_id)
    return [line for line in tool.topics_for(point) if line.subject not in quiet]


@bp.post("/my-children/<uuid:child_id>/<string(maxlength=40):point>/choose")
def choose_now(child_id: uuid.UUID, point: str) -> Response:
    child, form = _child_or_404(child_id, point, PARENTAL_SCALE), LinesForm()
    draft, tool = _open_scale(child, point)
    keys = form.chosen({line.key for line in _asked(child, point, tool)}) if form.validate() else None
    if keys is None:
        return _choose_page(child, point, form, status=422)
    if draft is None:
        return redirect_to("lines.show", lines_id=_begin(child, point, tool, keys))
    choose_lines(current_db(), tool, current_user.owner_id, draft.checkin_id, keys, at=now())
    return redirect_to("lines.show", lines_id=draft.checkin_id)
