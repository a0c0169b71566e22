"""A device in the hands of the carers of a visit: one after the other, each with their own part."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace

from flask import Response, abort, request, url_for
from flask_login import current_user

from wheel_app import audit
from wheel_app.accounts import SignIn, Staff, find_handed, find_staff_of_sign_in, hand_over_here
from wheel_app.checkins import Sitting
from wheel_app.people import Member, find_member, list_members
from wheel_app.tools import library
from wheel_app.visits import queries
from wheel_app.visits.mine.blueprint import Handed, bp, errand_of, handed_here
from wheel_app.visits.parts.doing import begin_part, take_over
from wheel_app.visits.parts.languages import languages_read
from wheel_app.visits.parts.queries import find_part, list_parts
from wheel_app.visits.parts.rules import Part
from wheel_app.visits.room.blueprint import bp as room_bp
from wheel_app.visits.room.blueprint import open_visit, staff
from wheel_app.visits.room.telling import asks_of, carer_or_404, sitting_of
from wheel_app.visits.rules import Present, Visit, interpreter_of
from wheel_app.web import current_db, now, page, redirect_to
from wheel_app.web.locale import choose_language, current_language, languages
from wheel_app.web.sign_ins import set_errand


@room_bp.post("/visits/<uuid:visit_id>/parts/<uuid:member_id>/hand-over")
def hand_over(visit_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    if current_user.is_anonymous:
        return _handed_before(str(visit_id), str(member_id))
    if current_user.staff is None:
        abort(404)
    room = open_visit(visit_id, "visit-part", is_mine=True)
    carer, db, at = carer_or_404(room, member_id), current_db(), now()
    if not room.visit.is_open or room.is_quiet:
        return redirect_to("visits.show", visit_id=visit_id)
    language = _language_of(room.visit, carer, request.form.get("language", ""))
    sitting = replace(sitting_of(room, "own"), language=language)
    with db.transaction():
        part = begin_part(db, library(), room.visit, carer.member_id, asks_of(room.visit), sitting, at=at)
        if part.finished_at:
            return redirect_to("visits.show", visit_id=visit_id)
        take_over(db, part, at=at)
        _note(room.visit, carer, staff(), at=at)
        return _on_to_part(part, room.present, language)


def _language_of(visit: Visit, carer: Member, wanted: str) -> str:
    """Return the code of the language that was chosen for a carer, else of the one they are thought to read."""
    if wanted in {one.code for one in languages()}:
        return wanted
    return languages_read(current_db(), visit.family_id, [carer])[carer.member_id].code


def _note(visit: Visit, carer: Member, by: Staff, *, at: str) -> None:
    chain = audit.chain_of_family(visit.family_id)
    audit.write(
        current_db(), chain, "handed-over", actor=by.staff_id, role=by.role, at=at, about=carer.member_id,
        codes=("visit",),
    )  # fmt: skip


def _on_to_part(part: Part, present: Iterable[Present], language: str) -> Response:
    errand = errand_of(part.visit_id or "", part.part_id)
    # Where several adults are there it goes from hand to hand: nobody is asked on it whether they are this member.
    is_alone = sum(one.kind != "interpreter" for one in present) == 1
    member_id = part.member_id if is_alone else None
    response = hand_over_here(member_id, request.form.get("save_id", ""), errand=errand, language=language)
    if getattr(current_user, "handed_by", None):
        response.headers["Location"] = url_for("my_visits.part", part_id=part.part_id)
    return response


def _handed_before(visit_id: str, member_id: str) -> Response:
    """Answer the second press of a worker's button, which comes from a visit that waits already."""
    handed: SignIn | None = find_handed(request.form.get("save_id", ""))
    db = current_db()
    visit, carer, part = (
        queries.find_visit(db, visit_id),
        find_member(db, member_id),
        find_part(db, visit_id, member_id),
    )
    is_another = handed is not None and handed.member_id not in (None, member_id)
    if handed is None or is_another or visit is None or carer is None or part is None:
        return redirect_to("staff.sign_in")
    present = queries.list_present(db, visit_id)
    return _on_to_part(part, present, _language_of(visit, carer, request.form.get("language", "")))


def _handed_or_404() -> Handed:
    return handed_here() or abort(404)


def _waiting(handed: Handed) -> list[Member]:
    """Return the carers who can have their turn here: those who had none, where nobody has begun but on this device.

    A name that is left out would tell the others that its owner has told something elsewhere. None when nothing is
    asked about the child any more.
    """
    db = current_db()
    parts = list_parts(db, handed.visit.visit_id)
    begun = {part.member_id for part in parts}
    if any(part.part_id not in handed.before for part in parts):
        return []
    here = {one.member_id for one in queries.list_present(db, handed.visit.visit_id) if one.kind == "member"}
    members = {one.member_id: one for one in list_members(db, handed.visit.family_id)}
    if members[handed.visit.child_id].left_on is not None:
        return []
    return [one for one in members.values() if one.member_id in here - begun and one.left_on is None]


@bp.get("/my-visits/here")
def here() -> Response:
    handed = _handed_or_404()
    if handed.part_id:
        return redirect_to("my_visits.part", part_id=handed.part_id)
    waiting = _waiting(handed)
    reads = languages_read(current_db(), handed.visit.family_id, waiting)
    return page("visits/mine/here.html", waiting=waiting, reads=reads)


@bp.post("/my-visits/here")
def turn() -> Response:
    handed = _handed_or_404()
    wanted, _, language = request.form.get("member", "").partition(":")
    carer = next((one for one in _waiting(handed) if one.member_id == wanted), None)
    if handed.part_id or carer is None:
        return redirect_to("my_visits.here")
    db, visit = current_db(), handed.visit
    choose_language(_language_of(visit, carer, language))
    part = begin_part(db, library(), visit, carer.member_id, asks_of(visit), _sitting(visit), at=now())
    set_errand(replace(handed, part_id=part.part_id).errand)
    return redirect_to("my_visits.part", part_id=part.part_id)


def _sitting(visit: Visit) -> Sitting:
    db = current_db()
    by = hander()
    return Sitting(
        "worker",
        interpreter_of(queries.list_present(db, visit.visit_id)) or "none",
        current_language().code,
        current_user.device_id,
        handed_by=by.staff_id if by else None,
    )


def hander() -> Staff | None:
    """Return who handed this device over."""
    return find_staff_of_sign_in(current_db(), current_user.handed_by) if current_user.handed_by else None
