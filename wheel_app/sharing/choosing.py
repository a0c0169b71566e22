"""The person’s own choice of who may see a wheel of theirs."""

from __future__ import annotations

import uuid

from flask import Response, abort, request
from flask_login import current_user

from wheel_app.checkins import Filling
from wheel_app.consent import Grant, Hand, Recipient, Terms, give, grants_of, withdraw_from
from wheel_app.sharing.blueprint import bp
from wheel_app.sharing.forms import ONLY_ME, TOLD_TO, ShareForm
from wheel_app.sharing.rules import until_days
from wheel_app.sharing.wheels import made_of, own_wheels, that_count
from wheel_app.sharing.whom import candidates_of, code_of
from wheel_app.tools import library
from wheel_app.web import current_db, now, page, redirect_to


class Desk:
    """What the page of one wheel has at hand: the wheel, the person’s others, whom they may choose, who sees it now."""

    def __init__(self, checkin_id: uuid.UUID) -> None:
        db, owner_id = current_db(), current_user.owner_id
        wheels, _ = own_wheels(db, library(), owner_id)
        found = next((one for one in wheels if one.checkin.checkin_id == str(checkin_id)), None)
        if found is None:
            abort(404)
        grants = [one for one in grants_of(db, owner_id) if one.runs(now())]
        self.filling: Filling = found
        # What is chosen are topics of this kind of wheel.
        alike = (one for one in that_count(wheels) if one.tool.id == found.tool.id)
        self.others = tuple(one for one in alike if one is not found)
        self.whom = candidates_of(db, current_user, grants)
        self.seen_by = [one.name for one in self.whom if code_of(one) in self._codes(grants)]
        self.topics = [topic for topic in found.in_tool_order if topic.key in found.answers]
        self.is_young = found.tool.is_young
        self.days = until_days(now()[:10])

    def _codes(self, grants: list[Grant]) -> set[str]:
        return {one.to.code for one in grants if one.is_told and one.covers(made_of(self.filling.checkin))}


def may_be_overlooked() -> bool:
    """Whether somebody else may be looking on, who is asked to look away first: nobody says yes in front of another."""
    return current_user.kind == "handed-over" or current_user.present != "alone"


@bp.get("/check-ins/<uuid:checkin_id>/share")
def share(checkin_id: uuid.UUID) -> Response:
    desk = Desk(checkin_id)
    if may_be_overlooked() and desk.whom and request.args.get("alone") != "yes":
        return page("sharing/for_you_alone.html", checkin_id=checkin_id)
    return _share_page(desk, ShareForm(who=ONLY_ME))


def _share_page(desk: Desk, form: ShareForm, status: int = 200) -> Response:
    return page("sharing/share.html", desk=desk, form=form, code_of=code_of, status=status)


@bp.post("/check-ins/<uuid:checkin_id>/share")
def share_now(checkin_id: uuid.UUID) -> Response:
    desk, form = Desk(checkin_id), ShareForm()
    if not form.is_complete([code_of(one) for one in desk.whom], asks_who_decided=desk.is_young):
        return _share_page(desk, form, status=422)
    if form.who.data != ONLY_ME and desk.is_young and form.decided.data == TOLD_TO:
        return page("sharing/it_is_yours.html", checkin_id=checkin_id)
    _decide(desk, form)
    return redirect_to("sharing.who_can_see")


def _decide(desk: Desk, form: ShareForm) -> None:
    db, owner_id, at = current_db(), current_user.owner_id, now()
    decided = form.decided.data if desk.is_young else None
    hand = Hand(owner_id, "family", decided_by=decided, reason=(form.why.data if desk.is_young else None) or None)
    here = desk.filling.checkin.checkin_id
    with db.transaction():
        if form.who.data == ONLY_ME:
            withdraw_from(db, owner_id, Hand(owner_id, "family"), made=made_of(desk.filling.checkin), at=at)
            return
        kind, _, name = str(form.who.data).partition(":")
        topics = form.chosen_topics([topic.key for topic in desk.topics])
        offered = [one.checkin.checkin_id for one in desk.others]
        for checkin_id in form.chosen_wheels(here, offered):
            terms = Terms(checkin_id, topics=topics, until_on=desk.days.get(form.until.data or ""))
            give(db, owner_id, Recipient("staff" if kind == "staff" else "team", name), terms, hand, at=at)
