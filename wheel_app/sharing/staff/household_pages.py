"""A household’s record for a team of another organisation: asking, and writing down what was said on paper."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, abort, request
from flask_login import current_user

from wheel_app.accounts import Named, list_teams, names_of
from wheel_app.consent import (
    Hand,
    HouseholdShare,
    NotAsked,
    Voice,
    ask_household,
    end_household,
    list_voices_of,
)
from wheel_app.people import Member, list_family_teams, list_silences, look_at_family
from wheel_app.sharing.agreeing import adults_to_ask, say
from wheel_app.sharing.blueprint import bp
from wheel_app.sharing.staff.forms import TeamForm, VoiceForm
from wheel_app.sharing.whom import said
from wheel_app.web import current_db, now, page, redirect_to


@dataclass(frozen=True)
class Asked:
    """One question to the household: the team, and what each adult who is asked said."""

    share: HouseholdShare
    team: Named | None
    voices: tuple[tuple[Member, Voice], ...]


@dataclass(frozen=True)
class Desk:
    """A household whose record may be given to a team: who is asked, which teams there are, what was asked before."""

    family_id: str
    adults: tuple[Member, ...]
    teams: tuple[Named, ...]
    asked: tuple[Asked, ...]


def _desk(family_id: uuid.UUID) -> Desk:
    db, staff, known = current_db(), current_user.staff, str(family_id)
    sight = look_at_family(db, staff, known, at=now(), page="household-sharing")
    if sight is None or not sight.may_change:
        abort(404)
    teams, here = list_teams(db), {team.organisation_id for team in list_family_teams(db, known)}
    names = names_of(db, (("team", team.team_id) for team in teams))
    members, adults = adults_to_ask(db, known, at=now())
    elsewhere = (names["team", team.team_id] for team in teams if team.organisation_id not in here)
    return Desk(known, adults, tuple(elsewhere), _asked(members, names))


def _asked(members: Mapping[str, Member], names: Mapping[tuple[str, str], Named]) -> tuple[Asked, ...]:
    voices: dict[HouseholdShare, list[tuple[Member, Voice]]] = {}
    for share, voice in list_voices_of(current_db(), members):
        if share.state != "ended":
            voices.setdefault(share, []).append((members[voice.member_id], voice))
    return tuple(Asked(share, names.get(("team", share.team_id)), tuple(said)) for share, said in voices.items())


def _page(desk: Desk, form: TeamForm, status: int = 200) -> Response:
    losses = list_silences(current_db(), desk.family_id)
    return page("sharing/household.html", desk=desk, losses=losses, form=form, status=status)


def _form(desk: Desk) -> TeamForm:
    form = TeamForm()
    form.team.choices = [(team.id, said(team)) for team in desk.teams]
    return form


@bp.get("/families/<uuid:family_id>/sharing")
def household(family_id: uuid.UUID) -> Response:
    desk = _desk(family_id)
    return _page(desk, _form(desk))


@bp.post("/families/<uuid:family_id>/sharing")
def household_ask(family_id: uuid.UUID) -> Response:
    desk, staff = _desk(family_id), current_user.staff
    form = _form(desk)
    if not desk.adults or not desk.teams:
        return _page(desk, _form(desk), status=409)
    if not form.is_complete():
        return _page(desk, form, status=422)
    ids = [one.member_id for one in desk.adults]
    ask_household(
        current_db(), desk.family_id, str(form.team.data), ids, staff_id=staff.staff_id, role=staff.role, at=now()
    )
    return redirect_to("sharing.household", family_id=family_id)


@bp.post("/families/<uuid:family_id>/sharing/<uuid:share_id>/said")
def household_said(family_id: uuid.UUID, share_id: uuid.UUID) -> Response:
    desk, form, staff = _desk(family_id), VoiceForm(), current_user.staff
    if all(one.share.share_id != str(share_id) for one in desk.asked) or not form.is_complete():
        abort(404)
    hand = Hand(staff.staff_id, staff.role, "paper", reason=form.note.data or None)
    try:
        say(current_db(), str(share_id), request.form.get("member", ""), form.says.data, hand, at=now())
    except NotAsked:
        abort(404)
    return redirect_to("sharing.household", family_id=family_id)


@bp.post("/families/<uuid:family_id>/sharing/<uuid:share_id>/end")
def household_end(family_id: uuid.UUID, share_id: uuid.UUID) -> Response:
    desk, staff = _desk(family_id), current_user.staff
    if all(one.share.share_id != str(share_id) for one in desk.asked):
        abort(404)
    end_household(current_db(), str(share_id), staff_id=staff.staff_id, role=staff.role, at=now())
    return redirect_to("sharing.household", family_id=family_id)
