"""The pages of a plan: choose, write, read, take along."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flask import Blueprint, Response, abort, request
from flask_babel import gettext
from flask_login import current_user

from wheel_app.checkins import (
    Checkin,
    Circle,
    Filling,
    fill,
    find_circle_of,
    going_well,
    is_latest,
    list_checkins,
    list_picks,
    wheel_of,
)
from wheel_app.directory import Service
from wheel_app.people import list_changes, out_of_sight, touched_since
from wheel_app.plan import actions, queries
from wheel_app.plan.forms import ChooseForm, PlanForm, default_when, default_who, own_words, plan_form
from wheel_app.plan.paper import document_of
from wheel_app.plan.pdf import PdfFailed, plan_pdf
from wheel_app.plan.reading import PlanRead, read_plan
from wheel_app.plan.rules import MOST_GOALS, MOST_TO_TAP, Goal, Plan, planned_by
from wheel_app.plan.services.reading import ServiceRead, read_services
from wheel_app.tools import library
from wheel_app.tools.rules import Topic
from wheel_app.web import current_db, now, page, redirect_to
from wheel_app.web.locale import current_language

bp = Blueprint("plan", __name__)


class NewerWheel(Exception):
    """There is a newer wheel: the plan of this one is only read."""


@bp.errorhandler(NewerWheel)
def newer_meanwhile(error: NewerWheel) -> Response:
    checkin_id = (request.view_args or {})["checkin_id"]
    if request.method == "GET":
        return redirect_to("plan.show", checkin_id=checkin_id)
    return page("plan/newer.html", status=409, checkin_id=checkin_id, written=own_words(request.form))


@dataclass(frozen=True)
class Desk:
    """What every page of a plan has before it."""

    filling: Filling
    plan: Plan | None
    quiet: frozenset[str]
    is_latest: bool
    circle: Circle | None = None

    @property
    def voice(self) -> str:
        """Whether one person speaks here or several together."""
        return self.filling.tool.voice

    @property
    def checkin_id(self) -> str:
        """The check-in that the plan is made from."""
        return self.filling.checkin.checkin_id

    @cached_property
    def strong(self) -> tuple[Topic, ...]:
        """The topics that go well already."""
        picks = list_picks(current_db(), self.checkin_id)
        return going_well(self.filling, frozenset(one.topic_key for one in picks if one.picked == "right"), self.quiet)

    @property
    def choosable(self) -> tuple[Topic, ...]:
        """The topics that one can choose to change."""
        return tuple(topic for topic in self.filling.in_tool_order if topic.subject not in self.quiet)

    def chosen(self) -> tuple[Topic, ...]:
        """The topics that the plan is about."""
        keys = [goal.topic_key for goal in self.plan.goals] if self.plan else []
        return tuple(topic for key in keys for topic in self.choosable if topic.key == key)

    def unseen(self) -> tuple[Goal, ...]:
        """The goals on what is put away: not shown, and not lost when the others are written."""
        seen = {topic.key for topic in self.choosable}
        return tuple(goal for goal in self.plan.goals if goal.topic_key not in seen) if self.plan else ()

    def sent(self) -> tuple[Topic, ...]:
        """The topics that a sent page has fields for: another page may have chosen others meanwhile."""
        found = tuple(topic for topic in self.choosable if f"{topic.key}_words" in request.form)
        return found[:MOST_GOALS] or self.chosen()

    @cached_property
    def services(self) -> tuple[ServiceRead, ...]:
        """The services that were put into the plan."""
        if self.plan is None:
            return ()
        shown = {topic.key: topic for topic in self.filling.topics if topic.subject not in self.quiet}
        silent = {topic.key for topic in self.filling.topics} - shown.keys()
        goals = {goal.topic_key for goal in self.plan.goals} & shown.keys()
        source_id = self.plan.goes_on or self.plan.checkin_id
        return read_services(current_db(), source_id, goals=goals, silent=silent, quiet=self.quiet)

    def services_for(self, topic_key: str | None) -> tuple[Service, ...]:
        """The services that stand under one goal, or under none."""
        return tuple(one.service for one in self.services if one.topic_key == topic_key)

    def read(self) -> PlanRead:
        """Return the plan ready to be shown."""
        plan = self.plan or Plan(self.checkin_id, "", None, 0)
        defaults = (default_who(self.voice), default_when(self.voice))
        return read_plan(plan, self.filling, self.strong, library(), gettext, defaults, self.quiet)


def desk_or_404(checkin_id: uuid.UUID, *, to_write: bool = False) -> Desk:
    """Return the desk of a finished check-in of the signed-in person; only the newest one's plan may be written.

    Raises NewerWheel where it is to be written and may not.
    """
    desk = _desk(checkin_id, current_user.owner_id)
    if to_write and not desk.is_latest:
        raise NewerWheel
    return desk


def copied_desk_or_404(circle_id: uuid.UUID, checkin_id: uuid.UUID) -> Desk:
    """Return the desk of what the signed-in person did together with others: nothing on it can be changed."""
    circle = find_circle_of(current_db(), current_user.owner_id, str(circle_id))
    if circle is None:
        abort(404)
    return replace(_desk(checkin_id, circle.circle_id), is_latest=False, circle=circle)


def _desk(checkin_id: uuid.UUID, owner_id: str) -> Desk:
    """Return the desk of an owner's check-in, as far as the signed-in person did not put it away."""
    db = current_db()
    every = list_checkins(db, owner_id)
    checkin = next((one for one in every if one.checkin_id == str(checkin_id) and not one.is_draft), None)
    if checkin is None:
        abort(404)
    is_newest = is_latest(checkin, every)
    filling, changes = fill(db, library(), checkin), list_changes(db, current_user.owner_id)
    if filling.is_put_away(changes):
        abort(404)
    source = _source_of(checkin, every)
    quiet = out_of_sight(changes) | touched_since(changes, source.finished_at or "")
    return Desk(filling, _plan_of(checkin, source), quiet, is_newest)


def _source_of(checkin: Checkin, every: Sequence[Checkin]) -> Checkin:
    """Return the check-in whose plan is shown: a correction goes on with that of what it puts right."""
    planned = planned_by(every, queries.list_planned(current_db(), checkin.owner_id))
    source = planned.get(checkin.checkin_id, checkin.checkin_id)
    return next(one for one in every if one.checkin_id == source)


def _plan_of(checkin: Checkin, source: Checkin) -> Plan | None:
    plan = queries.find_plan(current_db(), source.owner_id, source.checkin_id)
    return (
        plan
        if plan is None or source == checkin
        else replace(plan, checkin_id=checkin.checkin_id, seq=0, goes_on=source.checkin_id)
    )


@bp.get("/check-ins/<uuid:checkin_id>/plan/choose")
def choose(checkin_id: uuid.UUID) -> Response:
    desk = desk_or_404(checkin_id, to_write=True)
    form = ChooseForm(topics=[topic.key for topic in desk.chosen()])
    return page("plan/choose.html", desk=desk, form=form)


@bp.post("/check-ins/<uuid:checkin_id>/plan/choose")
def choose_now(checkin_id: uuid.UUID) -> Response:
    desk, form = desk_or_404(checkin_id, to_write=True), ChooseForm()
    chosen = form.chosen({topic.key for topic in desk.choosable}) if form.validate() else None
    if chosen is None:
        return page("plan/choose.html", desk=desk, form=form, status=422)
    chosen += [goal.topic_key for goal in desk.unseen()]
    actions.choose_topics(current_db(), current_user.owner_id, str(checkin_id), chosen, at=now(), before=desk.plan)
    return redirect_to("plan.write", checkin_id=checkin_id)


@bp.get("/check-ins/<uuid:checkin_id>/plan/steps")
def write(checkin_id: uuid.UUID) -> Response:
    desk = desk_or_404(checkin_id, to_write=True)
    if desk.plan is None:
        return redirect_to("plan.choose", checkin_id=checkin_id)
    return page(
        "plan/write.html",
        desk=desk,
        form=plan_form(desk.chosen(), desk.strong[:MOST_TO_TAP], desk.plan, is_posted=False, voice=desk.voice),
    )


@bp.post("/check-ins/<uuid:checkin_id>/plan/steps")
def write_now(checkin_id: uuid.UUID) -> Response:
    desk = desk_or_404(checkin_id, to_write=True)
    if desk.plan is None:
        return redirect_to("plan.choose", checkin_id=checkin_id)
    form = plan_form(desk.sent(), desk.strong[:MOST_TO_TAP], desk.plan, is_posted=True, voice=desk.voice)
    if not form.validate():
        return page("plan/write.html", desk=desk, form=form, status=422)
    written = form.written(desk.plan, desk.unseen())
    try:
        actions.write_plan(current_db(), current_user.owner_id, written, before=desk.plan)
    except actions.PlanMoved as moved:
        return _moved_page(desk, form, moved.standing)
    return redirect_to("plan.show", checkin_id=checkin_id)


def _moved_page(desk: Desk, form: PlanForm, standing_plan: Plan) -> Response:
    form.seq.raw_data, form.seq.data = None, str(standing_plan.seq)
    return page("plan/write.html", desk=desk, form=form, standing=replace(desk, plan=standing_plan).read(), status=409)


@bp.get("/check-ins/<uuid:checkin_id>/plan")
def show(checkin_id: uuid.UUID) -> Response:
    return _plan_page(desk_or_404(checkin_id))


@bp.get("/together/<uuid:circle_id>/check-ins/<uuid:checkin_id>/plan")
def show_copy(circle_id: uuid.UUID, checkin_id: uuid.UUID) -> Response:
    return _plan_page(copied_desk_or_404(circle_id, checkin_id))


def _plan_page(desk: Desk) -> Response:
    drawing = wheel_of(desk.filling, gettext, is_rtl=current_language().direction == "rtl", quiet=desk.quiet)
    return page("plan/show.html", desk=desk, plan=desk.read(), drawing=drawing, into_plan=f"plan:{desk.checkin_id}:")


@bp.get("/check-ins/<uuid:checkin_id>/plan.pdf")
def pdf(checkin_id: uuid.UUID) -> Response:
    if not current_user.is_own_device:
        abort(404)
    desk = desk_or_404(checkin_id)
    try:
        paper = plan_pdf(document_of(desk.filling, desk.read(), desk.quiet, desk.services))
    except PdfFailed:
        return page("plan/no_pdf.html", checkin_id=checkin_id, status=503)
    return Response(
        paper, content_type="application/pdf", headers={"Content-Disposition": 'attachment; filename="plan.pdf"'}
    )
