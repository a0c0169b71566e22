"""Joining: the worker’s page of a member’s own way in, the invitation, the one question, and leaving again."""

from __future__ import annotations

import uuid
from typing import cast

from flask import Blueprint, Response, abort, request, session, url_for
from flask_babel import gettext
from flask_login import current_user

from wheel_app import audit
from wheel_app.accounts import Refused, Staff, address_to_count, hand_over_here, is_kept
from wheel_app.people.families.seeing import look_at_family
from wheel_app.people.forms import WhyForm
from wheel_app.people.joining import queries
from wheel_app.people.joining.actions import families_of_owner, part, unjoin
from wheel_app.people.joining.asking import answer_yes, find_question, is_place_free, teams_of
from wheel_app.people.joining.forms import InvitationForm
from wheel_app.people.joining.inviting import invite, open_invitation
from wheel_app.people.joining.rules import LOST_SLIP
from wheel_app.people.joining.working import find_member_worked_with
from wheel_app.people.loss.queries import list_silences
from wheel_app.people.members.queries import find_member
from wheel_app.people.members.rules import Member
from wheel_app.people.pages.blueprint import hooks
from wheel_app.web import current_db, house, now, page, redirect_to
from wheel_app.web.qr import qr_svg
from wheel_app.web.sign_ins import carried_errand, set_errand

bp = Blueprint("joining", __name__)
WORKERS = frozenset({"worker", "manager"})


def _staff() -> Staff:
    return cast(Staff, current_user.staff)


def _member_or_404(family_id: uuid.UUID, member_id: uuid.UUID) -> Member:
    """Return somebody of a family that whoever asks works with; what is then done is written down by itself."""
    member = find_member_worked_with(current_db(), _staff(), str(member_id), at=now())
    if member is None or member.family_id != str(family_id):
        abort(404)
    return member


@bp.get("/families/<uuid:family_id>/people/<uuid:member_id>/own-way")
def own_way(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    return _own_way_page(_member_or_404(family_id, member_id), WhyForm())


def _own_way_page(member: Member, form: WhyForm, status: int = 200) -> Response:
    db, at = current_db(), now()
    look_at_family(db, _staff(), member.family_id, at=at, page="own-way", about=member.member_id)
    waiting = [one for one in queries.list_invitations(db, member.member_id) if one.is_open(at)]
    is_joined = queries.owner_of_member(db, member.member_id) is not None
    return page(
        "people/own_way.html",
        member=member,
        is_joined=is_joined,
        waiting=waiting,
        form=form,
        losses=list_silences(db, member.family_id),
        status=status,
    )


@bp.post("/families/<uuid:family_id>/people/<uuid:member_id>/own-way")
def unjoin_now(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    member, form = _member_or_404(family_id, member_id), WhyForm()
    if not form.validate():
        return _own_way_page(member, form, 422)
    then = hooks()
    unjoin(
        current_db(), member, why=form.why.data, by=_staff(), at=now(), silencing=then.silencing,
        on_unjoined=then.on_unjoined,
    )  # fmt: skip
    return redirect_to("joining.own_way", family_id=family_id, member_id=member_id)


@bp.post("/families/<uuid:family_id>/people/<uuid:member_id>/hand-over")
def hand_over(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    save_id = request.form.get("save_id", "")
    if current_user.is_anonymous:
        # Pressed twice, the second press comes from a visit that waits already.
        return hand_over_here(None, save_id, errand=_errand())
    if current_user.role not in WORKERS:
        abort(404)
    member, staff = _member_or_404(family_id, member_id), _staff()
    chain = audit.chain_of_family(member.family_id)
    codes = (LOST_SLIP,) if _errand() else ()
    db, at = current_db(), now()
    with db.transaction():
        response = hand_over_here(member.member_id, save_id, errand=_errand())
        audit.write(
            db, chain, "handed-over", actor=staff.staff_id, role=staff.role, at=at, about=member.member_id, codes=codes
        )
    return response


def _errand() -> str | None:
    return LOST_SLIP if request.form.get("go") == LOST_SLIP else None


@bp.post("/families/<uuid:family_id>/people/<uuid:member_id>/invite")
def invite_now(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    member, db = _member_or_404(family_id, member_id), current_db()
    if queries.owner_of_member(db, member.member_id) is not None:
        return redirect_to("joining.own_way", family_id=family_id, member_id=member_id)
    save_id = request.form.get("save_id", "")
    made = invite(db, member, _staff(), at=now(), pepper=house().pepper, save_id=save_id)
    address = f"{house().settings.base_url}{url_for('joining.invitation')}"
    return page(
        "people/invited.html",
        made=made,
        member=member,
        address=address,
        qr=qr_svg(f"{address}#{made.token}"),
    )


@bp.post("/families/<uuid:family_id>/people/<uuid:member_id>/withdraw-invitation")
def withdraw(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    member, db = _member_or_404(family_id, member_id), current_db()
    with db.transaction():
        queries.update_invitations_withdrawn(db, member.member_id, at=now())
    return redirect_to("joining.own_way", family_id=family_id, member_id=member_id)


@bp.get("/invitation")
def invitation() -> Response:
    return page("people/invitation.html", form=InvitationForm())


@bp.post("/invitation")
def invitation_now() -> Response:
    form = InvitationForm()
    typed = form.read()
    if typed is None:
        return page("people/invitation.html", form=form, status=422)
    db, at = current_db(), now()
    opened = open_invitation(db, *typed, address=address_to_count(), at=at, pepper=house().pepper)
    if isinstance(opened, Refused):
        form.refuse(gettext("These numbers do not go together. Ask your worker for a new slip."))
        return page("people/invitation.html", form=form, status=429 if opened.reason == "wait" else 422)
    set_errand(opened.token_hash)
    owner_id = getattr(current_user, "owner_id", None)
    if owner_id is not None and is_kept(db, owner_id):
        return redirect_to("joining.ask")
    member = find_member(db, opened.member_id)
    return page("people/invitation_open.html", teams=teams_of(db, member.family_id) if member else ())


@bp.get("/joining")
def ask() -> Response:
    db = current_db()
    question = find_question(db, current_user, carried_errand(), at=now())
    if question is None or not is_place_free(db, question):
        return _on()
    return page("people/joining.html", teams=teams_of(db, question.family_id), known_as=question.known_as)


@bp.post("/joining")
def answer() -> Response:
    db, at = current_db(), now()
    question = find_question(db, current_user, carried_errand(), at=at)
    if question is not None and request.form.get("answer") == "yes":
        asked = hooks()
        answer_yes(db, question, current_user.owner_id, at=at, silencing=asked.silencing, on_joined=asked.on_joined)
    set_errand(None)
    return _on()


def _on() -> Response:
    if "code" not in session:
        return redirect_to("home.mine")
    draft = request.args.get("checkin_id", "")
    return redirect_to("home.slip", **({"checkin_id": draft} if draft else {}))


@bp.get("/joined")
def joined() -> Response:
    return page("people/joined.html", places=families_of_owner(current_db(), current_user.owner_id))


@bp.post("/joined/<uuid:member_id>/part")
def part_now(member_id: uuid.UUID) -> Response:
    if not part(current_db(), str(member_id), current_user.owner_id, at=now()):
        abort(404)
    return redirect_to("joining.joined")
