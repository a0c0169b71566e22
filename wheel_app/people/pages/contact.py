"""Who works with a family: its one contact, and teams of one’s own organisation."""

from __future__ import annotations

import uuid

from flask import Response, abort, request
from flask_babel import gettext, lazy_gettext

from wheel_app.accounts import list_staff, list_teams
from wheel_app.people.families.actions import add_team, choose_coordinator, end_team
from wheel_app.people.families.queries import find_coordinator, list_family_teams
from wheel_app.people.families.rules import SEERS
from wheel_app.people.forms import CoordinatorForm
from wheel_app.people.pages.blueprint import Opened, bp, family_page, hooks, open_family, staff
from wheel_app.web import current_db, now, redirect_to

ANSWERS = {"yes": lazy_gettext("Yes"), "no": lazy_gettext("No")}


def _form() -> CoordinatorForm:
    form = CoordinatorForm()
    found = list_staff(current_db(), staff().organisation_id)
    form.staff.choices = [(one.staff_id, one.full_name) for one in found if one.is_active and one.role in SEERS]
    form.with_family.choices = list(ANSWERS.items())
    return form


@bp.get("/families/<uuid:family_id>/coordinator")
def coordinator(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "coordinator", to_change=True)
    form = _form()
    known = find_coordinator(current_db(), opened.family_id)
    form.staff.data = known.staff_id if known else staff().staff_id
    return family_page("people/coordinator.html", opened, form=form)


@bp.post("/families/<uuid:family_id>/coordinator")
def coordinator_now(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "coordinator", to_change=True)
    form = _form()
    if form.staff.data not in dict(form.staff.choices):
        form.staff.errors = [gettext("Choose someone who works with families.")]
    if form.with_family.data not in ANSWERS:
        form.with_family.errors = [gettext("Say whether the family had a say.")]
    if form.errors:
        return family_page("people/coordinator.html", opened, form=form, status=422)
    db, with_family = current_db(), form.with_family.data == "yes"
    with db.transaction():
        choose_coordinator(db, opened.family_id, form.staff.data, chosen_with_family=with_family, by=staff(), at=now())
        hooks().on_coordinator(db, opened.family_id, form.staff.data)
    return redirect_to("people.work", family_id=family_id)


def _teams_page(opened: Opened, *, said: str = "", status: int = 200) -> Response:
    db = current_db()
    there = list_family_teams(db, opened.family_id)
    known = {team.team_id for team in there}
    others = [team for team in list_teams(db, staff().organisation_id) if team.team_id not in known]
    return family_page("people/teams.html", opened, teams=there, others=others, said=said, status=status)


@bp.get("/families/<uuid:family_id>/teams")
def teams(family_id: uuid.UUID) -> Response:
    return _teams_page(open_family(family_id, "teams", to_change=True))


@bp.post("/families/<uuid:family_id>/teams")
def teams_now(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "teams", to_change=True)
    db, team_id = current_db(), request.form.get("team", "")
    if team_id not in {team.team_id for team in list_teams(db, staff().organisation_id)}:
        abort(404)
    add_team(db, opened.family_id, team_id, by=staff(), at=now())
    return redirect_to("people.teams", family_id=family_id)


@bp.post("/families/<uuid:family_id>/teams/<uuid:team_id>/end")
def end_team_now(family_id: uuid.UUID, team_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "teams", to_change=True)
    there = {team.team_id for team in list_family_teams(current_db(), opened.family_id)}
    if str(team_id) not in there:
        abort(404)
    if len(there) == 1:
        return _teams_page(opened, said=gettext("Add another team first. There is always one."), status=409)
    with current_db().transaction():
        end_team(current_db(), opened.family_id, str(team_id), by=staff(), at=now())
        hooks().on_team_ended(current_db(), opened.family_id, str(team_id))
    return redirect_to("people.families")
