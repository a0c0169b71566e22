"""One topic's page and the replies to its form."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from wheel_app.checkins import actions, queries
from wheel_app.checkins.checkin import Answer, Clash, Filling, Given, Saved
from wheel_app.checkins.drawing import label_of, progress_wheel
from wheel_app.checkins.forms import AnswerForm
from wheel_app.checkins.marks import NotAMark, read_score
from wheel_app.tools import Tool, Topic, UnknownTool, library, own_topic
from wheel_app.tools.geometry import arc_path
from wheel_app.web import current_db, fragment, is_save, now, page, page_in_place, redirect_to, word
from wheel_app.web.forms import tidy
from wheel_app.web.locale import current_language

ARCS = {is_rtl: arc_path(rtl=is_rtl) for is_rtl in (False, True)}


def tool_named(name: str) -> Tool:
    """Return the tool version that a page had shown; 404 for one we never had."""
    tool_id, _, version = name.partition("/")
    try:
        return library().get(tool_id, version)
    except UnknownTool:
        abort(404)


def wheel_named(name: str) -> Tool:
    """Return the version of a wheel that a page had shown; 404 for any other tool."""
    tool = tool_named(name)
    return tool if tool.is_wheel else abort(404)


def topic_page(
    filling: Filling,
    topic_key: str,
    form: AnswerForm | None = None,
    *,
    status: int = 200,
    standing: Answer | None = None,
) -> Response:
    """Show one topic with its answer, or with the form as it was sent."""
    topic = filling.topic(topic_key)
    if topic is None:
        abort(404)
    clash = clash_words(filling, standing) if status == 409 else ""
    values = {**_shown(filling, topic, form), "clash": clash}
    if request.htmx:  # type: ignore[attr-defined]
        address = url_for("checkins.topic", checkin_id=filling.checkin.checkin_id, place=values["place"])
        return fragment(
            "checkins/_topic.html", status=status, headers={"HX-Push-Url": address}, is_fragment=True, **values
        )
    return page("checkins/topic.html", status=status, **values)


def _shown(filling: Filling, topic: Topic, form: AnswerForm | None) -> dict[str, Any]:
    answer, is_rtl = filling.answers.get(topic.key), current_language().direction == "rtl"
    place = filling.place(topic.key)
    return {
        "filling": filling,
        "topic": topic,
        "answer": answer,
        "form": form or AnswerForm.showing(filling.tool, topic.key, answer),
        "place": place,
        # Titles and addresses stay in the browser's list of pages: what a topic is about is not in them.
        "page_name": gettext("Topic %(place)s of %(all)s", place=place, all=len(filling.topics)),
        "before": filling.before(topic.key),
        "drawing": progress_wheel(filling, here=topic.key),
        "label": label_of(topic, gettext),
        "heading": gettext(own_topic(voice=filling.tool.voice).label if topic.is_own else topic.label),
        "score": score_of(form, answer),
        "arc_drawing": ARCS[is_rtl],
        # Several people have no way back to a wheel that is open: it would be the way of whoever gave it.
        "may_keep": len(filling.answers) >= filling.checkin.first_count and filling.tool.voice == "own",
    }


def score_of(form: AnswerForm | None, answer: Answer | None) -> int | None:
    """Return the mark to draw: the one that was sent, where it is one, else the one that stands."""
    if form is None:
        return answer.score if answer else None
    try:
        return read_score(form.score, current_language().text)
    except NotAMark:
        return None


def clash_words(filling: Filling, standing: Answer | None) -> str:
    """Say what stands and that what was just given is still on the page."""
    if standing is None:
        return gettext("This was sent twice with two answers. Look at it and press the button again.")
    if standing.score is None:
        return gettext(
            "Another page left this topic out. What you put here is still here. Press the button to keep yours."
        )
    return gettext(
        "Another page saved %(number)s here (%(words)s). What you put is still here. Press the button to keep yours.",
        number=standing.score,
        words=gettext(filling.tool.band_of(standing.score).label),
    )


def save(form: AnswerForm, where: actions.Place, given: Given) -> Saved | Clash:
    """Save what the form gives for the signed-in person."""
    return actions.save_answer(
        current_db(), current_user.owner_id, where, given, save_id=form.named_save, seen_seq=form.seen_seq, at=now()
    )


def after_saving(filling: Filling, topic_key: str, seq: int) -> Response:
    """Answer a save: a word to the script, else the page that the person asked for."""
    if is_save():
        return word("checkins/_saved.html", seq=seq)
    return go_on(filling, topic_key)


def nothing_to_save(filling: Filling, topic_key: str, form: AnswerForm) -> Response:
    """Answer a form without an answer: on to the next page, or back with the error at its field."""
    if not filling.checkin.is_draft:
        finished = filling.checkin.checkin_id
        is_told = is_save() or form.errors
        return already_finished(finished) if is_told else redirect_to("checkins.show", checkin_id=finished)
    if filling.topic(topic_key) is None:
        abort(404)
    if form.errors and is_save():
        return fragment("checkins/_not_saved.html", status=422, form=form)
    if form.errors:
        return topic_page(filling, topic_key, form, status=422)
    return word("checkins/_saved.html", seq=form.seen_seq) if is_save() else go_on(filling, topic_key)


def go_on(filling: Filling, topic_key: str) -> Response:
    """Go where the pressed button says."""
    checkin_id, wish = filling.checkin.checkin_id, request.form.get("go")
    if wish == "keep" and filling.tool.voice == "own":
        return redirect_to("home.keep", checkin_id=checkin_id)
    following = filling.before(topic_key) if wish == "back" else filling.after(topic_key)
    if following is None or wish == "so-far":
        return redirect_to("checkins.so_far", checkin_id=checkin_id)
    if request.htmx:  # type: ignore[attr-defined]
        return topic_page(filling, following.key)
    return redirect_to("checkins.topic", checkin_id=checkin_id, place=filling.place(following.key))


def clash_page(filling: Filling, topic_key: str, form: AnswerForm, standing: Answer | None) -> Response:
    """Show both: what was saved meanwhile, and what was just given. Nothing is lost."""
    form.show_clash(standing)
    if is_save():
        return fragment("checkins/_clash.html", status=409, form=form, clash=clash_words(filling, standing))
    return topic_page(filling, topic_key, form, status=409, standing=standing)


def already_finished(checkin_id: str) -> Response:
    """Say that the wheel is finished and what was just given was not added."""
    if is_save():
        return fragment("checkins/_finished.html", status=409, checkin_id=checkin_id)
    return page_in_place("checkins/finished.html", status=409, checkin_id=checkin_id, written=_written())


def no_longer_there() -> Response:
    """Say that what an answer was for is there no more: put away, erased or taken off the wheel by another page."""
    if is_save():
        return fragment("checkins/_not_there.html", status=404)
    return page_in_place("checkins/not_there.html", status=404, written=_written())


def _written() -> list[str]:
    # Nothing keeps it, so whoever wrote it gets it back to copy, and only in reply to what they sent.
    words = tidy(request.form.get("note") or request.form.get("name"))
    return words.split("\n") if words else []


def refreshed(outcome: Saved | Clash, tool: Tool) -> Filling:
    """Return the check-in as it stands after a save; the script, which draws nothing, needs no answers."""
    answers = {} if is_save() else queries.list_answers(current_db(), outcome.checkin.checkin_id)
    return Filling(outcome.checkin, tool.in_voice(outcome.checkin.voice), answers)
