"""The pages on which administrators look after the accounts of their own organisation."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import Response, abort
from flask_babel import gettext, lazy_gettext
from flask_login import current_user

from wheel_app.accounts.sealing import new_token, seal
from wheel_app.accounts.staff.actions import end_visits
from wheel_app.accounts.staff.blueprint import bp, pepper
from wheel_app.accounts.staff.entry import fold_email
from wheel_app.accounts.staff.office import (
    By,
    KnownEmail,
    LastAdministrator,
    Member,
    NotFit,
    OwnRole,
    add_member,
    change_member,
    close_member,
    find_member,
    give_setup_code,
    list_members,
    list_team_ids,
    reopen_member,
)
from wheel_app.accounts.staff.office_forms import MemberForm, NewMemberForm
from wheel_app.accounts.staff.queries import Staff, list_teams
from wheel_app.web import current_db, house, now, page, redirect_to
from wheel_app.web.places import Place

MEMBERS = Place("staff.members", lazy_gettext("Staff"))
LAST = lazy_gettext("No one else here can let staff in. Let someone else set up as administrator first.")


def by_me() -> By:
    """Return who is signed in, as the audit names them."""
    return By(current_user.staff_id, current_user.role)


def id_of_save(save_id: str | None) -> str:
    """Return the id that belongs to one press of a button by whoever is signed in; without a save a new one."""
    return str(UUID(seal(pepper(), "made-by", current_user.staff_id, save_id or new_token())[:32]))


def _own(staff_id: UUID) -> Member:
    found = find_member(current_db(), current_user.staff.organisation_id, str(staff_id))
    if found is None:
        abort(404)
    return found


@bp.get("/staff")
def members() -> Response:
    return page("accounts/members.html", members=list_members(current_db(), current_user.staff.organisation_id))


@bp.get("/staff/new")
def new_member() -> Response:
    return page("accounts/new_member.html", form=_with_teams(NewMemberForm(formdata=None, role="worker")))


def _with_teams(form: MemberForm) -> MemberForm:
    form.offer(list_teams(current_db(), current_user.staff.organisation_id))
    return form


@bp.post("/staff/new")
def add_member_now() -> Response:
    form = _with_teams(NewMemberForm())
    staff_id = id_of_save(form.save_id.data)
    if not form.is_filled() or not _add(form, staff_id):
        return page("accounts/new_member.html", form=form, status=422)
    return redirect_to("staff.member", staff_id=staff_id)


def _add(form: MemberForm, staff_id: str) -> bool:
    made = Staff(
        staff_id=staff_id,
        organisation_id=current_user.staff.organisation_id,
        email=fold_email(form.email.data),
        full_name=form.full_name.data,
        title=form.title.data or "",
        role=form.role.data,
        is_active=True,
    )
    try:
        add_member(current_db(), by_me(), made, form.teams.data, at=now())
    except KnownEmail:
        form.email.errors = [gettext("There is an account with this address.")]
        return False
    except NotFit:
        form.refuse_teams()
        return False
    return True


@bp.get("/staff/<uuid:staff_id>")
def member(staff_id: UUID) -> Response:
    found = _own(staff_id)
    staff, teams = found.staff, list(list_team_ids(current_db(), str(staff_id)))
    form = MemberForm(formdata=None, full_name=staff.full_name, title=staff.title, role=staff.role, teams=teams)
    return _member_page(found, _with_teams(form))


def _member_page(found: Member, form: MemberForm, status: int = 200) -> Response:
    has_run_out = found.setup_until is not None and found.setup_until <= now()
    return page("accounts/member.html", member=found, form=form, has_run_out=has_run_out, status=status)


@bp.post("/staff/<uuid:staff_id>")
def change_member_now(staff_id: UUID) -> Response:
    found, form = _own(staff_id), _with_teams(MemberForm())
    if not form.is_filled() or not _change(found, form):
        return _member_page(found, form, 422)
    return redirect_to("staff.members")


def _change(found: Member, form: MemberForm) -> bool:
    changed = replace(found.staff, full_name=form.full_name.data, title=form.title.data or "", role=form.role.data)
    try:
        change_member(current_db(), by_me(), changed, form.teams.data, at=now())
    except LastAdministrator:
        form.role.errors = [str(LAST)]
        return False
    except OwnRole:
        form.role.errors = [gettext("No one changes their own role. Ask someone else who lets staff in.")]
        return False
    except NotFit:
        form.refuse_teams()
        return False
    return True


@bp.post("/staff/<uuid:staff_id>/close")
def close_member_now(staff_id: UUID) -> Response:
    found = _own(staff_id)
    try:
        close_member(current_db(), by_me(), found.staff, at=now())
    except LastAdministrator:
        return page("accounts/last_administrator.html", why=LAST, status=409)
    return redirect_to("staff.members")


@bp.post("/staff/<uuid:staff_id>/open-again")
def reopen_member_now(staff_id: UUID) -> Response:
    reopen_member(current_db(), by_me(), _own(staff_id).staff, at=now())
    return redirect_to("staff.member", staff_id=staff_id)


@bp.post("/staff/<uuid:staff_id>/sign-out")
def sign_member_out(staff_id: UUID) -> Response:
    _own(staff_id)
    actor = by_me()
    end_visits(current_db(), str(staff_id), actor=actor.actor, role=actor.role, at=now(), why="by-administrator")
    return redirect_to("staff.member", staff_id=staff_id)


@bp.post("/staff/<uuid:staff_id>/set-up-code")
def new_setup_code(staff_id: UUID) -> Response:
    found, by = _own(staff_id), by_me()
    if not found.staff.is_active or found.staff.staff_id == by.actor:
        abort(404)
    try:
        code = give_setup_code(current_db(), by, found.staff, at=now(), pepper=pepper())
    except NotFit:
        abort(404)
    except LastAdministrator:
        return page("accounts/last_administrator.html", why=LAST, status=409)
    return page("accounts/setup_code.html", member=found, code=code, base_url=house().settings.base_url)
