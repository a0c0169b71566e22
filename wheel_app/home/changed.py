"""“Something has changed”: putting away what a change in life touches, and bringing it back."""

from __future__ import annotations

import uuid

from flask import Response, abort, request
from flask_babel import gettext
from flask_login import current_user
from wtforms import RadioField, SelectMultipleField

from wheel_app.accounts import is_kept
from wheel_app.checkins import (
    is_young_person,
    last_touch_of_all,
    list_checkins,
    list_own_and_together,
    silence_drafts,
)
from wheel_app.home.blueprint import bp
from wheel_app.home.mine import topics_asked
from wheel_app.people import (
    CHOICES,
    KINDS,
    bring_back,
    choose_about_change,
    knows_change,
    list_changes,
    note_change,
    suggested,
)
from wheel_app.tools import Topic, library
from wheel_app.web import Form, current_db, now, page, redirect_to


class ChangedForm(Form):
    """What has changed, which topics it touches, and whether to ask about them afresh."""

    kind = RadioField(validate_choice=False)
    topics = SelectMultipleField(validate_choice=False)
    asks_afresh = RadioField(validate_choice=False)


@bp.get("/something-changed")
def something_changed() -> Response:
    return page("home/something_changed.html", form=ChangedForm(), is_young=_is_young())


@bp.post("/something-changed")
def something_changed_now() -> Response:
    form, topics = ChangedForm(), _topics()
    if form.kind.data not in KINDS:
        form.validate()
        form.kind.errors = [gettext("Tap what has changed.")]
        return page("home/something_changed.html", form=form, is_young=_is_young(), status=422)
    if form.kind.data == "not-safe":
        return _put_away("not-safe", [], asks_afresh=True)
    if request.form.get("step") != "topics":
        touched = suggested(form.kind.data, is_young=_is_young())
        form.topics.data = [topic.key for topic in topics if topic.subject in touched]
        form.asks_afresh.data = "no"
        return page("home/what_it_touches.html", form=form, topics=topics)
    chosen = [topic.subject for topic in topics if topic.key in (form.topics.data or [])]
    if not chosen:
        form.topics.errors = [gettext("Tap at least one topic that it touches.")]
        return page("home/what_it_touches.html", form=form, topics=topics, status=422)
    return _put_away(form.kind.data, chosen, asks_afresh=form.asks_afresh.data == "yes")


def _is_young() -> bool | None:
    """Whether they are young; None for who has nothing of their own, which alone would tell."""
    own = list_checkins(current_db(), current_user.owner_id)
    return is_young_person(library(), own) if own else None


def _topics() -> tuple[Topic, ...]:
    return topics_asked(list_own_and_together(current_db(), current_user.owner_id), library())


def _put_away(kind: str, subjects: list[str], *, asks_afresh: bool) -> Response:
    db, owner_id = current_db(), current_user.owner_id
    with db.transaction():
        last = last_touch_of_all(db, owner_id) or ""
        # Never before what it puts away, wherever the clock may have been set.
        note_change(db, owner_id, kind, subjects, asks_afresh=asks_afresh, at=max(now(), last), last_made=last)
        silence_drafts(db, library(), owner_id)
    if kind == "not-safe":
        return page("home/not_safe.html", is_kept=is_kept(db, owner_id))
    return redirect_to("home.put_away")


@bp.get("/put-away")
def put_away() -> Response:
    return page("home/put_away.html", changes=list_changes(current_db(), current_user.owner_id))


@bp.post("/put-away/<uuid:change_id>/choose")
def choose_about_change_now(change_id: uuid.UUID) -> Response:
    db, owner_id = current_db(), current_user.owner_id
    choice = request.form.get("choice", "")
    if choice not in CHOICES or not knows_change(db, owner_id, str(change_id)):
        abort(404)
    with db.transaction():
        choose_about_change(db, owner_id, str(change_id), choice)
        silence_drafts(db, library(), owner_id)
    return redirect_to("home.mine" if choice == "kept" else "home.put_away")


@bp.post("/put-away/<uuid:change_id>/bring-back")
def bring_back_now(change_id: uuid.UUID) -> Response:
    db, owner_id = current_db(), current_user.owner_id
    with db.transaction():
        is_back = bring_back(db, owner_id, str(change_id), at=now())
        silence_drafts(db, library(), owner_id)
    if not is_back and not knows_change(db, owner_id, str(change_id)):
        abort(404)
    return redirect_to("home.mine")
