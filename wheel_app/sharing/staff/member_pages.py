"""A member’s sharing as staff write it down: a yes or a stop from paper, and whether their log must stay hidden.

Nothing here tells whether there is a check-in, or whether one is shared with anybody.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, request
from flask_babel import gettext
from flask_login import current_user

from wheel_app.accounts import list_teams_of, names_of
from wheel_app.consent import (
    Hand,
    Recipient,
    Terms,
    give,
    grants_of,
    hide_log,
    is_hidden,
    show_log,
    withdraw_from,
)
from wheel_app.people import (
    Member,
    Sight,
    find_member,
    kind_on,
    list_silences,
    note_look,
    owner_of_member,
    sees_family,
    workers_of_family,
)
from wheel_app.sharing.blueprint import bp
from wheel_app.sharing.staff.forms import PaperForm, ReasonForm, WhomForm
from wheel_app.sharing.whom import code_of, said
from wheel_app.web import current_db, now, page, redirect_to

EVERYBODY = "everybody"


@dataclass(frozen=True)
class Written:
    """About whom something is written down: a member the reader works with, and the person who joined as them."""

    member: Member
    owner_id: str
    sight: Sight

    @property
    def is_young(self) -> bool:
        """Whether it is kept who decided."""
        return kind_on(self.member.facts, now()[:10]) == "young"


def _found(member_id: uuid.UUID) -> tuple[Member, str | None, Sight]:
    """Return a member the reader works with, who joined as them, and why the reader sees them.

    404 alike for others and for nobody.
    """
    db, staff = current_db(), current_user.staff
    member = find_member(db, str(member_id))
    sight = sees_family(db, staff, member.family_id, at=now()) if member else None
    if member is None or sight is None or not sight.may_change:
        abort(404)
    return member, owner_of_member(db, member.member_id), sight


def _joined(member_id: uuid.UUID) -> Written:
    member, owner_id, sight = _found(member_id)
    if owner_id is None:
        abort(404)
    return Written(member, owner_id, sight)


def _choices(member: Member) -> list[tuple[str, str]]:
    """Return whom a form offers: the reader, their teams, and whoever works with the family.

    Never with another one that the person has joined: that they have is nothing that this reader knows.
    """
    db, staff_id = current_db(), current_user.staff_id
    mine = [("staff", staff_id), *(("team", team.team_id) for team in list_teams_of(db, staff_id))]
    wanted = list(dict.fromkeys([*mine, *workers_of_family(db, member.family_id)]))
    names = names_of(db, wanted)
    known = [names[one] for one in wanted if one in names and names[one].is_open]
    return [(code_of(one), said(one)) for one in known]


def _forms(choices: list[tuple[str, str]], sent: str = "") -> dict[str, Any]:
    """Return the three forms of the page, the sent one with what was sent."""
    kinds = {"yes": PaperForm, "stop": WhomForm, "log": ReasonForm}
    forms: dict[str, Any] = {
        name: kind(prefix=f"{name}-") if name == sent else kind(prefix=f"{name}-", formdata=None)
        for name, kind in kinds.items()
    }
    forms["yes"].offer(choices).offer_deciders()
    forms["stop"].offer([(EVERYBODY, gettext("Everyone")), *choices])
    return forms


def _look(member: Member, sight: Sight) -> None:
    """Write down that the page was shown."""
    note_look(current_db(), current_user.staff, sight, at=now(), page="sharing", about=member.member_id)


def _page(about: Written, forms: dict[str, Any], status: int = 200) -> Response:
    db, owner_id = current_db(), about.owner_id
    _look(about.member, about.sight)
    wide = [one for one in grants_of(db, owner_id) if one.made_until and one.to.code in dict(forms["yes"].whom.choices)]
    return page(
        "sharing/member.html",
        about=about,
        losses=list_silences(db, about.member.family_id),
        forms=forms,
        on_paper=[(dict(forms["yes"].whom.choices)[one.to.code], one.made_until) for one in wide],
        is_log_hidden=is_hidden(db, owner_id),
        status=status,
    )


@bp.get("/members/<uuid:member_id>/sharing")
def member(member_id: uuid.UUID) -> Response:
    found, owner_id, sight = _found(member_id)
    if owner_id is None:
        _look(found, sight)
        return page("sharing/member_not_joined.html", member=found, losses=list_silences(current_db(), found.family_id))
    return _page(Written(found, owner_id, sight), _forms(_choices(found)))


@bp.post("/members/<uuid:member_id>/sharing/yes")
def member_yes(member_id: uuid.UUID) -> Response:
    about = _joined(member_id)
    forms = _forms(_choices(about.member), "yes")
    form: PaperForm = forms["yes"]
    day = form.read(now()[:10], is_young=about.is_young)
    if day is None:
        return _page(about, forms, status=422)
    hand = _hand(form, decided=form.decided.data if about.is_young else None)
    give(current_db(), about.owner_id, _named(form), Terms(made_until=day), hand, at=now())
    return redirect_to("sharing.member", member_id=member_id)


@bp.post("/members/<uuid:member_id>/sharing/stop")
def member_stop(member_id: uuid.UUID) -> Response:
    about = _joined(member_id)
    forms = _forms(_choices(about.member), "stop")
    form: WhomForm = forms["stop"]
    if not form.is_complete():
        return _page(about, forms, status=422)
    to = None if form.whom.data == EVERYBODY else _named(form)
    withdraw_from(current_db(), about.owner_id, _hand(form), to=to, at=now())
    return redirect_to("sharing.member", member_id=member_id)


@bp.post("/members/<uuid:member_id>/sharing/log")
def member_log(member_id: uuid.UUID) -> Response:
    about, staff, form = _joined(member_id), current_user.staff, ReasonForm(prefix="log-")
    db, at = current_db(), now()
    if request.form.get("log") == "show":
        show_log(db, about.owner_id, staff_id=staff.staff_id, role=staff.role, at=at)
    elif not form.has_reason():
        return _page(about, _forms(_choices(about.member)) | {"log": form}, status=422)
    else:
        hide_log(db, about.owner_id, staff_id=staff.staff_id, role=staff.role, reason=str(form.reason.data), at=at)
    return redirect_to("sharing.member", member_id=member_id)


def _named(form: WhomForm) -> Recipient:
    kind, _, name = str(form.whom.data).partition(":")
    return Recipient("staff" if kind == "staff" else "team", name)


def _hand(form: ReasonForm, *, decided: str | None = None) -> Hand:
    return Hand(current_user.staff_id, current_user.staff.role, "paper", decided, form.reason.data)
