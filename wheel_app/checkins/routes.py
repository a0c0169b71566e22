"""The pages of filling in."""

from __future__ import annotations

import uuid

from flask import Blueprint, request
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from wheel_app.accounts import (
    SignIn,
    begin_passing,
    close_device,
    handed_over_by,
    leave_here,
    note_hub_use,
    say_present,
    touch_device,
)
from wheel_app.checkins import actions, queries
from wheel_app.checkins.checkin import OWN, Clash, Filling, Sitting, asked_again, is_latest
from wheel_app.checkins.circles.queries import find_circle
from wheel_app.checkins.drawing import wheel_of
from wheel_app.checkins.forms import ABOUT_DEFAULT, AnswerForm, BeginForm, OwnTopicForm, PicksForm
from wheel_app.checkins.own import wheel_or_404
from wheel_app.checkins.private.reading import list_offered
from wheel_app.checkins.reading import find_last_time
from wheel_app.checkins.rules import number
from wheel_app.checkins.topic_page import (
    after_saving,
    already_finished,
    clash_page,
    no_longer_there,
    nothing_to_save,
    refreshed,
    save,
    topic_page,
    wheel_named,
)
from wheel_app.checkins.wheel_page import wheel_page
from wheel_app.people import is_expecting, list_changes, not_offered, silenced
from wheel_app.tools import WayIn, library, way_value, ways_in
from wheel_app.web import current_db, device_token, house, now, page, redirect_to
from wheel_app.web.errors import trouble_page
from wheel_app.web.locale import current_language
from wheel_app.web.sign_ins import carried_errand, enter

bp = Blueprint("checkins", __name__)


@bp.errorhandler(actions.AlreadyFinished)
def finished_meanwhile(error: actions.AlreadyFinished) -> Response:
    return already_finished(str((request.view_args or {})["checkin_id"]))


@bp.errorhandler(404)
@bp.errorhandler(actions.UnknownCheckin)
def gone_meanwhile(error: Exception) -> Response:
    return no_longer_there() if request.method == "POST" else trouble_page(404)


@bp.get("/begin")
def begin() -> Response:
    return page("checkins/begin.html", form=BeginForm(about=ABOUT_DEFAULT), ways=ways_in(library()))


@bp.post("/begin")
def begin_now() -> Response:
    form, ways = BeginForm(), ways_in(library())
    way = form.chosen(ways)
    if way is None:
        return page("checkins/begin.html", form=form, ways=ways, status=422)
    db, at = current_db(), now()
    owner_id = actions.create_person(db, at=at, purge_hours=house().settings.purge_hours)
    sign_in, _token = begin_passing(
        db, owner_id=owner_id, device_token=device_token(), present=form.present.data, at=at
    )
    errand = carried_errand()
    leave_here()
    enter(sign_in, errand=errand)
    note_hub_use()
    sitting = _sitting(sign_in, form.present.data, form.interpreter_here)
    draft = actions.begin(db, way.tool, owner_id, way.about.key, sitting, at=at)
    return redirect_to("checkins.choose", checkin_id=draft.checkin_id)


def _sitting(sign_in: SignIn, present: str, interpreter: str | None) -> Sitting:
    handed_by = handed_over_by(current_db(), sign_in)
    language = current_language().code
    return Sitting(present, interpreter, language, sign_in.device_id, handed_by=handed_by)


def filling_or_404(checkin_id: uuid.UUID) -> Filling:
    """Return the signed-in person's wheel; 404 for an unknown one, somebody else's, and one that is put away."""
    return wheel_or_404(checkin_id)[0]


@bp.get("/check-ins/<uuid:checkin_id>/choose")
def choose(checkin_id: uuid.UUID) -> Response:
    filling = filling_or_404(checkin_id)
    picks = queries.list_picks(current_db(), str(checkin_id))
    form = PicksForm(
        mind=[p.topic_key for p in picks if p.picked == "mind"],
        right=next((p.topic_key for p in picks if p.picked == "right"), None),
    )
    return _choose_page(filling, form)


def _choose_page(filling: Filling, form: PicksForm, status: int = 200) -> Response:
    topics = [topic for topic in filling.in_tool_order if topic.key != OWN]
    if not topics:
        # All fell silent. There may still be a topic of one's own.
        return redirect_to("checkins.so_far", checkin_id=filling.checkin.checkin_id)
    return page("checkins/choose.html", form=form, filling=filling, topics=topics, status=status)


@bp.post("/check-ins/<uuid:checkin_id>/choose")
def choose_now(checkin_id: uuid.UUID) -> Response:
    filling, form = filling_or_404(checkin_id), PicksForm()
    if not filling.checkin.is_draft:
        return redirect_to("checkins.show", checkin_id=checkin_id)
    picks = form.picks({topic.key for topic in filling.topics if topic.key != OWN}) if form.validate() else None
    if picks is None:
        return _choose_page(filling, form, status=422)
    actions.choose_first(current_db(), filling.tool, current_user.owner_id, str(checkin_id), picks, at=now())
    return redirect_to("checkins.topic", checkin_id=checkin_id, place=1)


@bp.get("/check-ins/<uuid:checkin_id>/topics/<int:place>")
def topic(checkin_id: uuid.UUID, place: int) -> Response:
    filling = filling_or_404(checkin_id)
    if not filling.checkin.is_draft:
        return redirect_to("checkins.show", checkin_id=checkin_id)
    return topic_page(filling, filling.key_at(place))


@bp.post("/check-ins/<uuid:checkin_id>/topics/<int:place>")
def answer(checkin_id: uuid.UUID, place: int) -> Response:
    form = AnswerForm.sent(request.form)
    topic_key, tool = form.topic, wheel_named(form.tool)
    given = form.given(tool, current_language().text)
    if given is None:
        return nothing_to_save(filling_or_404(checkin_id), topic_key, form)
    outcome = save(form, actions.Place(str(checkin_id), topic_key, tool), given)
    filling = refreshed(outcome, tool)
    if isinstance(outcome, Clash):
        return clash_page(filling, topic_key, form, outcome.standing)
    return after_saving(filling, topic_key, outcome.seq)


@bp.get("/check-ins/<uuid:checkin_id>/so-far")
def so_far(checkin_id: uuid.UUID) -> Response:
    filling = filling_or_404(checkin_id)
    if not filling.checkin.is_draft:
        return redirect_to("checkins.show", checkin_id=checkin_id)
    return _so_far_page(filling, OwnTopicForm(name=filling.checkin.own_topic))


def _so_far_page(filling: Filling, form: OwnTopicForm, status: int = 200) -> Response:
    drawing = wheel_of(filling, gettext, is_rtl=current_language().direction == "rtl")
    more = list_offered(current_db(), filling, here=current_user.present)
    return page("checkins/so_far.html", filling=filling, drawing=drawing, form=form, more=more, status=status)


@bp.post("/check-ins/<uuid:checkin_id>/own-topic")
def own_topic(checkin_id: uuid.UUID) -> Response:
    filling, form = filling_or_404(checkin_id), OwnTopicForm()
    if not filling.checkin.is_draft:
        return already_finished(str(checkin_id))
    if not form.validate():
        return _so_far_page(filling, form, status=422)
    name = form.name.data or None
    draft = actions.name_own_topic(current_db(), filling.tool, current_user.owner_id, str(checkin_id), name, at=now())
    if OWN not in draft.keys:
        return redirect_to("checkins.so_far", checkin_id=checkin_id)
    return redirect_to("checkins.topic", checkin_id=checkin_id, place=draft.place_of(OWN))


@bp.post("/check-ins/<uuid:checkin_id>/finish")
def finish(checkin_id: uuid.UUID) -> Response:
    filling = filling_or_404(checkin_id)
    if not filling.answers:
        return redirect_to("checkins.so_far", checkin_id=checkin_id)
    actions.finish(current_db(), current_user.owner_id, str(checkin_id), at=now())
    close_device(current_db(), current_user.owner_id, now())
    # A small wheel was seen on the page before; the way to the slip stays short.
    is_small = bool(filling.scored) and number(filling.shared_scores()) is None and not filling.checkin.revises
    return redirect_to("plan.choose" if is_small else "checkins.show", checkin_id=checkin_id)


@bp.get("/check-ins/<uuid:checkin_id>")
def show(checkin_id: uuid.UUID) -> Response:
    filling, changes = wheel_or_404(checkin_id)
    if filling.checkin.is_draft:
        return redirect_to("checkins.so_far", checkin_id=checkin_id)
    db, owner_id, checkin = current_db(), current_user.owner_id, filling.checkin
    circle = find_circle(db, owner_id) if checkin.voice == "together" else None
    return wheel_page(
        filling, changes, is_latest=is_latest(checkin, queries.list_checkins(db, owner_id)), circle=circle
    )


@bp.post("/check-ins/<uuid:checkin_id>/revise")
def revise(checkin_id: uuid.UUID) -> Response:
    filling, changes = wheel_or_404(checkin_id)
    unasked = {topic.key for topic in filling.topics if topic.subject in silenced(changes)}
    sitting = _sitting(current_user, current_user.present, None)
    db, owner_id = current_db(), current_user.owner_id
    draft = actions.revise(db, owner_id, str(checkin_id), sitting, at=now(), unasked=unasked)
    touch_device(db, owner_id, current_user.device_id, now())
    return redirect_to("checkins.so_far", checkin_id=draft.checkin_id)


@bp.get("/again")
def again() -> Response:
    last, ways = _last_time(), _ways()
    said = way_value(last.tool.id, last.checkin.about) if last else ABOUT_DEFAULT
    form = BeginForm(about=said if any(way.value == said for way in ways) else ABOUT_DEFAULT)
    return page("checkins/again.html", form=form, ways=ways, last=last)


@bp.post("/again")
def again_now() -> Response:
    form = BeginForm()
    way = form.chosen(ways_in(library()))
    if way is None:
        return page("checkins/again.html", form=form, ways=_ways(), last=_last_time(), status=422)
    picks = asked_again(_last_time(way.tool.id))
    sitting = _sitting(current_user, form.present.data, form.interpreter_here)
    db, owner_id, at = current_db(), current_user.owner_id, now()
    say_present(db, current_user.sign_in_id, form.present.data)
    draft = actions.begin_again(db, way.tool, owner_id, way.about.key, sitting, at=at, picks=picks)
    touch_device(db, owner_id, current_user.device_id, at)
    if not draft.topic_order or not picks:
        return redirect_to("checkins.choose", checkin_id=draft.checkin_id)
    return redirect_to("checkins.topic", checkin_id=draft.checkin_id, place=1)


def _ways() -> tuple[WayIn, ...]:
    """Return the wheels that are offered: none about a baby on the way to who has just lost one."""
    db, owner_id, ways = current_db(), current_user.owner_id, ways_in(library())
    left_out = not_offered(list_changes(db, owner_id))
    if not left_out or is_expecting(db, owner_id):
        return ways
    return tuple(way for way in ways if way.about.key not in left_out)


def _last_time(tool_id: str | None = None) -> Filling | None:
    return find_last_time(current_db(), library(), current_user.owner_id, tool_id)
