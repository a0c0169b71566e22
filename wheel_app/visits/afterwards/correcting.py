"""Putting right what was wrong about a finished visit, by whoever works with the family."""

from __future__ import annotations

import uuid

from flask import Response, abort
from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired

from wheel_app.clock import PointSet, point_named, points
from wheel_app.people import Member, short_name
from wheel_app.visits.afterwards import actions, queries
from wheel_app.visits.afterwards.pages import bp
from wheel_app.visits.room.blueprint import Room, open_visit, staff, today, visit_page
from wheel_app.visits.room.forms import VisitForm
from wheel_app.visits.rules import PLACES, VisitFacts
from wheel_app.web import current_db, now, redirect_to
from wheel_app.web.forms import Form, ShortEnough, tidy

MOST_WHY = 400
SAY_WHY = DataRequired(lazy_gettext("Write why, in a few words."))


class RightForm(VisitForm):
    """What it says now, each fact to be changed, and why."""

    child = RadioField(lazy_gettext("Which child was it about?"), validate_choice=False)
    why = StringField(lazy_gettext("Why is it put right?"), filters=[tidy], validators=[SAY_WHY, ShortEnough(MOST_WHY)])

    def of(self, room: Room) -> RightForm:
        """Offer what this visit could have been."""
        running = points()
        self.offer(running, ())
        known = [key for key, _ in self.point.choices]
        if room.visit.point_key not in known:
            self.point.choices += [(room.visit.point_key, gettext(point_named(room.visit.point_key)))]
        children = {one.member_id: one for one in (*room.home.children, room.child)}
        self.child.choices = [(one.member_id, short_name(one)) for one in children.values()]
        return self

    def told(self, room: Room, running: PointSet, today: str) -> VisitFacts | None:
        """Return what it was; None after an error, which stands at its field."""
        self.validate()
        child = self._child(room)
        if child is None:
            self.refuse("child", gettext("Choose a child."))
        point = running.find(self.point.data or "")
        if self.point.data not in dict(self.point.choices):
            self.refuse("point", gettext("Choose which visit this is."))
        if self.place.data not in PLACES:
            self.refuse("place", gettext("Choose where you were."))
        on_date = self._day(child or room.child, point, today)
        if self.errors or child is None or on_date is None:
            return None
        return VisitFacts(child.member_id, self.point.data, on_date, self.place.data, room.present)

    def _child(self, room: Room) -> Member | None:
        return room.home.member(self.child.data) if self.child.data in dict(self.child.choices) else None


class MistakeForm(Form):
    """Why a visit was never made."""

    mistake_why = StringField(
        lazy_gettext("What came about?"), filters=[tidy], validators=[SAY_WHY, ShortEnough(MOST_WHY)]
    )


def _open(visit_id: uuid.UUID) -> Room:
    room = open_visit(visit_id, "visit-put-right", to_change=True)
    if not room.visit.finished_at or room.visit.cancelled_at:
        abort(404)
    return room


@bp.get("/<uuid:visit_id>/put-right")
def put_right(visit_id: uuid.UUID) -> Response:
    room = _open(visit_id)
    form = RightForm().of(room)
    form.show(room.visit.facts(room.present), seq=room.visit.seq)
    form.child.data = room.child.member_id
    return _page(room, form, MistakeForm())


def _page(room: Room, form: RightForm, mistake: MistakeForm, status: int = 200, *, is_clash: bool = False) -> Response:
    changes = queries.read_written_down(current_db(), room.visit.visit_id).changes
    return visit_page(
        "visits/afterwards/put_right.html", room, form=form, mistake=mistake, changes=changes, is_clash=is_clash,
        point_named=point_named,
        status=status,
    )  # fmt: skip


@bp.post("/<uuid:visit_id>/put-right")
def put_right_now(visit_id: uuid.UUID) -> Response:
    room = _open(visit_id)
    form = RightForm().of(room)
    facts = form.told(room, points(), today())
    if facts is None:
        return _page(room, form, MistakeForm(formdata=None), 422)
    db, why = current_db(), form.why.data
    if not actions.put_right(db, room.visit, facts, why=why, seen_seq=form.seen_seq, by=staff(), at=now()):
        room = _open(visit_id)
        form.see(room.visit.seq)
        return _page(room, form, MistakeForm(formdata=None), 409, is_clash=True)
    return redirect_to("afterwards.summary", visit_id=visit_id)


@bp.post("/<uuid:visit_id>/mistake")
def mistake_now(visit_id: uuid.UUID) -> Response:
    room = open_visit(visit_id, "visit-put-right", to_change=True)
    if room.visit.cancelled_at:
        return redirect_to("visits.show", visit_id=visit_id)
    if not room.visit.finished_at:
        abort(404)
    mistake = MistakeForm()
    if not mistake.validate():
        form = RightForm(formdata=None).of(room)
        form.show(room.visit.facts(room.present), seq=room.visit.seq)
        form.child.data = room.child.member_id
        return _page(room, form, mistake, 422)
    actions.was_a_mistake(current_db(), room.visit, why=mistake.mistake_why.data, by=staff(), at=now())
    return redirect_to("visits.show", visit_id=visit_id)
