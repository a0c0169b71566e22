"""The staff’s pages of a reviewed copy."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Response, abort, request, url_for
from flask_login import current_user

from wheel_app.accounts import Staff, hand_over_here
from wheel_app.people import Member, find_member, kind_on, list_silences, look_at_family, owner_of_member
from wheel_app.records.copies.reviewed import queries
from wheel_app.records.copies.reviewed.actions import ask_for_copy, finish_copy, save_choices
from wheel_app.records.copies.reviewed.forms import AskForm, ReviewForm, review_form
from wheel_app.records.copies.reviewed.items import items_of
from wheel_app.records.copies.reviewed.rules import Item, Request, standing
from wheel_app.web import current_db, now, page, redirect_to

bp = Blueprint("reviewed", __name__)
WORKERS = frozenset({"worker", "manager"})


def _staff() -> Staff:
    return cast(Staff, current_user.staff)


def _member_or_404(family_id: uuid.UUID, member_id: uuid.UUID) -> Member:
    """Return an adult of a family that whoever asks works with; the look is written down."""
    db, at = current_db(), now()
    sight = look_at_family(db, _staff(), str(family_id), at=at, page="copies", about=str(member_id))
    member = find_member(db, str(member_id)) if sight and sight.may_change else None
    if member is None or member.family_id != str(family_id) or kind_on(member.facts, at[:10]) != "adult":
        abort(404)
    return member


@bp.get("/families/<uuid:family_id>/people/<uuid:member_id>/copies")
def of_member(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    form = AskForm()
    form.put_day("asked", now()[:10])
    return _member_page(_member_or_404(family_id, member_id), form)


def _member_page(member: Member, form: AskForm, status: int = 200) -> Response:
    asked = queries.list_requests(current_db(), member.member_id)
    losses = list_silences(current_db(), member.family_id)
    return page(
        "records/copies/of_member.html", status=status, member=member, losses=losses, asked=asked, form=form, at=now()
    )


@bp.post("/families/<uuid:family_id>/people/<uuid:member_id>/copies")
def ask(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    member, form = _member_or_404(family_id, member_id), AskForm()
    asked_on = form.read(now()[:10])
    if asked_on is None:
        return _member_page(member, form, 422)
    ask_for_copy(current_db(), member, asked_by=form.asked_by.data, asked_on=asked_on, by=_staff(), at=now())
    return redirect_to("reviewed.of_member", family_id=family_id, member_id=member_id)


class Finished(Exception):
    """The copy was made meanwhile; the page of the member says until when it can be opened."""

    def __init__(self, member: Member) -> None:
        super().__init__()
        self.member = member


@bp.errorhandler(Finished)
def finished_meanwhile(error: Finished) -> Response:
    return redirect_to("reviewed.of_member", family_id=error.member.family_id, member_id=error.member.member_id)


@dataclass(frozen=True)
class Desk:
    """What a reviewer has before them."""

    request: Request
    member: Member
    items: tuple[Item, ...]

    @property
    def is_joined(self) -> bool:
        """Whether the person has a way in of their own, without which nothing private can be handed over."""
        return owner_of_member(current_db(), self.member.member_id) is not None


def _request_or_404(copy_id: uuid.UUID) -> tuple[Request, Member]:
    found = queries.find_request(current_db(), str(copy_id))
    if found is None:
        abort(404)
    return found, _member_or_404(uuid.UUID(found.family_id), uuid.UUID(found.member_id))


def _desk_or_404(copy_id: uuid.UUID) -> Desk:
    found, member = _request_or_404(copy_id)
    if found.finished_at is not None:
        raise Finished(member)
    return Desk(found, member, items_of(current_db(), member, _staff(), at=now()))


@bp.get("/copies/<uuid:copy_id>")
def review(copy_id: uuid.UUID) -> Response:
    desk = _desk_or_404(copy_id)
    decided = queries.list_choices(current_db(), desk.request.copy_id)
    form = review_form(desk.items).fill_in(standing(desk.items, decided))
    form.with_private.data = desk.request.with_private
    return _review_page(desk, form)


def _review_page(desk: Desk, form: ReviewForm, status: int = 200) -> Response:
    return page("records/copies/review.html", status=status, desk=desk, form=form, is_joined=desk.is_joined)


@bp.post("/copies/<uuid:copy_id>")
def review_now(copy_id: uuid.UUID) -> Response:
    desk = _desk_or_404(copy_id)
    form, db = review_form(desk.items), current_db()
    with_private = bool(form.with_private.data) and desk.is_joined
    is_last = request.form.get("go") == "finish"
    if not (form.may_finish(desk.items) if is_last else form.validate()):
        return _review_page(desk, form, 422)
    choices = form.choices(desk.items)
    save_choices(db, desk.request, choices, with_private=with_private)
    if is_last:
        given = [one for one in desk.items if choices[one.item_id].is_given]
        finish_copy(db, desk.request, given, with_private=with_private, by=_staff(), at=now())
    return redirect_to("reviewed.of_member", family_id=desk.member.family_id, member_id=desk.member.member_id)


@bp.post("/copies/<uuid:copy_id>/hand-over")
def hand_over(copy_id: uuid.UUID) -> Response:
    """Hand the device to the person whose copy it is; it opens there. Pressed twice it is done once."""
    save_id = request.form.get("save_id", "")
    if current_user.is_anonymous:
        return _on_to_copy(hand_over_here(None, save_id))
    if current_user.role not in WORKERS:
        abort(404)
    found, member = _request_or_404(copy_id)
    if not found.is_ready(now()):
        abort(404)
    return _on_to_copy(hand_over_here(member.member_id, save_id))


def _on_to_copy(response: Response) -> Response:
    # Not where nobody was handed anything: that leads to signing in.
    if "Clear-Site-Data" in response.headers:
        response.headers["Location"] = url_for("handed.here")
    return response
