"""The pages of teams and the organisation, and of who is named for them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import Response, abort
from flask_babel import gettext, lazy_gettext
from flask_login import current_user

from wheel_app.accounts.staff.blueprint import bp
from wheel_app.accounts.staff.members import by_me, id_of_save
from wheel_app.accounts.staff.office import (
    APPOINTED,
    NotFit,
    add_team,
    appoint,
    change_team,
    close_team,
    list_team_ids,
    rename_organisation,
)
from wheel_app.accounts.staff.office.places import SAFEGUARDING, TEAM
from wheel_app.accounts.staff.office.queries import find_open_team
from wheel_app.accounts.staff.office_forms import LeadForm, OrganisationForm, TeamForm
from wheel_app.accounts.staff.queries import (
    Organisation,
    Staff,
    Team,
    find_lead,
    find_organisation,
    list_staff,
    list_team_staff,
    list_teams,
    list_teams_of,
)
from wheel_app.web import current_db, now, page, redirect_to
from wheel_app.web.places import Place

TEAMS = Place("staff.teams", lazy_gettext("Teams"))
ORGANISATION = Place("staff.organisation", lazy_gettext("Organisation"))


def _is_administrator() -> bool:
    return bool(current_user.role == "administrator")


def _own(team_id: UUID) -> Team:
    """The open team of this organisation; of a manager one of their own."""
    found = find_open_team(current_db(), current_user.staff.organisation_id, str(team_id))
    if found is None or not (
        _is_administrator() or found.team_id in list_team_ids(current_db(), current_user.staff_id)
    ):
        abort(404)
    return found


@bp.get("/teams")
def teams() -> Response:
    return _teams_page(TeamForm(formdata=None))


def _teams_page(form: TeamForm, status: int = 200) -> Response:
    own = current_user.staff
    found = (
        list_teams(current_db(), own.organisation_id)
        if _is_administrator()
        else list_teams_of(current_db(), own.staff_id)
    )
    return page("accounts/teams.html", teams=found, form=form, may_change=_is_administrator(), status=status)


@bp.post("/teams")
def add_team_now() -> Response:
    form = TeamForm()
    if not form.is_filled():
        return _teams_page(form, 422)
    made = _filled(Team(id_of_save(form.save_id.data), current_user.staff.organisation_id, "", None, False), form)
    add_team(current_db(), by_me(), made, at=now())
    return redirect_to("staff.team", team_id=made.team_id)


def _filled(team: Team, form: TeamForm) -> Team:
    return replace(team, name=form.name.data, area=form.area.data or None, is_hub=form.is_hub.data)


@bp.get("/teams/<uuid:team_id>")
def team(team_id: UUID) -> Response:
    found = _own(team_id)
    return _team_page(found, TeamForm(formdata=None, name=found.name, area=found.area or "", is_hub=found.is_hub))


def _team_page(found: Team, form: TeamForm, lead: LeadForm | None = None, status: int = 200) -> Response:
    people = list_team_staff(current_db(), found.team_id)
    named = find_lead(current_db(), TEAM, found.team_id)
    return page(
        "accounts/team.html",
        team=found,
        people=people,
        form=form,
        lead_form=_offered(lead or _chosen(named), people),
        may_change=_is_administrator(),
        status=status,
    )


def _chosen(named: Staff | None) -> LeadForm:
    return LeadForm(formdata=None, lead=named.staff_id if named else "")


def _offered(form: LeadForm, people: tuple[Staff, ...]) -> LeadForm:
    form.offer(one for one in people if one.is_active and one.role in APPOINTED)
    return form


@bp.post("/teams/<uuid:team_id>")
def change_team_now(team_id: UUID) -> Response:
    found, form = _own(team_id), TeamForm()
    if not form.is_filled():
        return _team_page(found, form, status=422)
    change_team(current_db(), by_me(), _filled(found, form), at=now())
    return redirect_to("staff.teams")


@bp.post("/teams/<uuid:team_id>/close")
def close_team_now(team_id: UUID) -> Response:
    close_team(current_db(), by_me(), _own(team_id), at=now())
    return redirect_to("staff.teams")


@bp.post("/teams/<uuid:team_id>/lead")
def appoint_team_lead(team_id: UUID) -> Response:
    found, form = _own(team_id), LeadForm()
    if _appoint(form, TEAM, found.team_id):
        return redirect_to("staff.team", team_id=team_id)
    own = TeamForm(formdata=None, name=found.name, area=found.area or "", is_hub=found.is_hub)
    return _team_page(found, own, form, status=422)


def _appoint(form: LeadForm, kind: str, place_id: str) -> bool:
    try:
        appoint(current_db(), by_me(), kind, place_id, form.lead.data or None, at=now())
    except NotFit:
        form.lead.errors = [gettext("This one cannot be named just now. Please choose again.")]
        return False
    return True


@bp.get("/organisation")
def organisation() -> Response:
    return _organisation_page(OrganisationForm(formdata=None, name=_organisation().name))


def _organisation() -> Organisation:
    return find_organisation(current_db(), current_user.staff.organisation_id) or abort(404)


def _organisation_page(form: OrganisationForm, lead: LeadForm | None = None, status: int = 200) -> Response:
    own = _organisation()
    people = list_staff(current_db(), own.organisation_id)
    named = find_lead(current_db(), SAFEGUARDING, own.organisation_id)
    return page(
        "accounts/organisation.html",
        organisation=own,
        form=form,
        lead_form=_offered(lead or _chosen(named), people),
        may_change=_is_administrator(),
        status=status,
    )


@bp.post("/organisation")
def rename_organisation_now() -> Response:
    form = OrganisationForm()
    if not form.is_filled():
        return _organisation_page(form, status=422)
    rename_organisation(current_db(), by_me(), replace(_organisation(), name=form.name.data), at=now())
    return redirect_to("staff.organisation")


@bp.post("/organisation/lead")
def appoint_safeguarding_lead() -> Response:
    own, form = _organisation(), LeadForm()
    if _appoint(form, SAFEGUARDING, own.organisation_id):
        return redirect_to("staff.organisation")
    return _organisation_page(OrganisationForm(formdata=None, name=own.name), form, status=422)
