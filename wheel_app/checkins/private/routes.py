"""The question that comes first, and the pages behind it, which never show what is stored."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, request
from flask_babel import gettext
from flask_login import current_user

from wheel_app.checkins.actions import AlreadyFinished, Place, UnknownCheckin
from wheel_app.checkins.checkin import Filling
from wheel_app.checkins.forms import AnswerForm
from wheel_app.checkins.own import own_filling_or_404
from wheel_app.checkins.private.actions import save_private
from wheel_app.checkins.private.gate import is_let_in, let_in, shut
from wheel_app.checkins.private.reading import list_offered
from wheel_app.checkins.topic_page import ARCS, score_of, tool_named
from wheel_app.tools import HelpLine, Topic, library
from wheel_app.web import current_db, fragment, is_save, now, page_in_place, redirect_to, word
from wheel_app.web.errors import trouble_page
from wheel_app.web.locale import current_language

bp = Blueprint("private", __name__)
bp.before_app_request(shut)


# A browser sends again what it sent for whoever presses Back: so what was not taken is not given back here.
@bp.errorhandler(AlreadyFinished)
def finished_meanwhile(error: AlreadyFinished) -> Response:
    checkin_id = (request.view_args or {})["checkin_id"]
    is_wheel = own_filling_or_404(checkin_id)[0].tool.is_wheel
    if request.endpoint != "private.answer":
        to_wheel, to_lines = ("checkins.show", {"checkin_id": checkin_id}), ("lines.show", {"lines_id": checkin_id})
        endpoint, place = to_wheel if is_wheel else to_lines
        return redirect_to(endpoint, **place)
    if is_save():
        word_back = "checkins/_finished.html" if is_wheel else "checkins/lines/_finished.html"
        return fragment(word_back, status=409, checkin_id=checkin_id)
    said = "checkins/finished.html" if is_wheel else "checkins/lines/finished.html"
    return page_in_place(said, status=409, checkin_id=checkin_id, written=[], is_private=True)


@bp.errorhandler(404)
@bp.errorhandler(UnknownCheckin)
def gone_meanwhile(error: Exception) -> Response:
    if request.method != "POST":
        return trouble_page(404)
    if is_save():
        return fragment("checkins/_not_there.html", status=404)
    return page_in_place("checkins/not_there.html", status=404, written=[])


@dataclass(frozen=True)
class Asked:
    """An open check-in and the private topics that it offers here."""

    filling: Filling
    topics: tuple[Topic, ...]

    @property
    def help_lines(self) -> tuple[HelpLine, ...]:
        lines = (line for topic in self.filling.tool.private_topics for line in library().help_lines(topic.key))
        return tuple(dict.fromkeys(lines))

    def back_to_so_far(self) -> Response:
        checkin_id = self.filling.checkin.checkin_id
        if self.filling.tool.is_wheel:
            return redirect_to("checkins.so_far", checkin_id=checkin_id)
        return redirect_to("lines.show", lines_id=checkin_id)

    def key_at(self, place: int) -> str:
        return self.topics[place - 1].key if 0 < place <= len(self.topics) else ""

    def place_of(self, topic_key: str) -> int:
        return next((at for at, topic in enumerate(self.topics, start=1) if topic.key == topic_key), 0)


def _asked_or_404(checkin_id: uuid.UUID) -> Asked:
    filling, _changes = own_filling_or_404(checkin_id)
    if not filling.checkin.is_draft:
        raise AlreadyFinished
    topics = list_offered(current_db(), filling, here=current_user.present)
    return Asked(filling, topics) if topics else abort(404)


@bp.get("/check-ins/<uuid:checkin_id>/more")
def gate(checkin_id: uuid.UUID) -> Response:
    return _gate_page(_asked_or_404(checkin_id))


@bp.post("/check-ins/<uuid:checkin_id>/more")
def gate_answered(checkin_id: uuid.UUID) -> Response:
    asked = _asked_or_404(checkin_id)
    if request.form.get("private") != "yes":
        return asked.back_to_so_far()
    let_in(checkin_id)
    return redirect_to("private.topic", checkin_id=checkin_id, place=1)


@bp.get("/check-ins/<uuid:checkin_id>/more/<int:place>")
def topic(checkin_id: uuid.UUID, place: int) -> Response:
    asked = _asked_or_404(checkin_id)
    if not is_let_in(checkin_id):
        return redirect_to("private.gate", checkin_id=checkin_id)
    return _topic_page(asked, AnswerForm.showing(asked.filling.tool, asked.key_at(place), None))


@bp.post("/check-ins/<uuid:checkin_id>/more/<int:place>")
def answer(checkin_id: uuid.UUID, place: int) -> Response:
    asked, form = _asked_or_404(checkin_id), AnswerForm.sent(request.form)
    if not is_let_in(checkin_id):
        return _ask_first(asked)
    tool = tool_named(form.tool)
    given = form.given(tool, current_language().text)
    if form.errors:
        return _with_errors(asked, form)
    if given is not None:
        where, here = Place(str(checkin_id), form.topic, tool), current_user.present
        save_private(current_db(), current_user.owner_id, where, given, here=here, save_id=form.named_save, at=now())
    return _go_on(asked, form)


def _topic_page(asked: Asked, form: AnswerForm, status: int = 200) -> Response:
    place = asked.place_of(form.topic) or abort(404)
    return page_in_place("checkins/private_topic.html", status=status, form=form, **_shown(asked, place, form))


def _shown(asked: Asked, place: int, form: AnswerForm) -> dict[str, Any]:
    topic = asked.topics[place - 1]
    return {
        "filling": asked.filling,
        "topic": topic,
        "place": place,
        # What a topic is about does not stand in the browser's list of pages.
        "page_name": gettext("Part %(place)s of %(all)s", place=place, all=len(asked.topics)),
        "score": score_of(form, None),
        "arc_drawing": ARCS[current_language().direction == "rtl"],
        "lines": asked.help_lines,
    }


def _with_errors(asked: Asked, form: AnswerForm) -> Response:
    if is_save():
        return fragment("checkins/_not_saved.html", status=422, form=form)
    return _topic_page(asked, form, status=422)


def _ask_first(asked: Asked) -> Response:
    if is_save():
        return fragment("checkins/_private_asked_first.html", status=409, asked=asked)
    return _gate_page(asked, status=409)


def _gate_page(asked: Asked, status: int = 200) -> Response:
    return page_in_place(
        "checkins/private_gate.html", status=status, asked=asked, lines=asked.help_lines, is_refused=status == 409
    )


def _go_on(asked: Asked, form: AnswerForm) -> Response:
    """Answer a save, the same whatever was given and whatever stood there: a word to the script, else the next page."""
    if is_save():
        return word("checkins/_saved.html", seq=0)
    checkin_id, place = asked.filling.checkin.checkin_id, asked.place_of(form.topic)
    following = place + (-1 if request.form.get("go") == "back" else 1)
    if not asked.key_at(following) or request.form.get("go") == "so-far":
        return asked.back_to_so_far()
    return redirect_to("private.topic", checkin_id=checkin_id, place=following)
