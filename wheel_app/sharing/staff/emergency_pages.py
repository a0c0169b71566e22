"""The pages of opening a household’s record in an emergency."""

from __future__ import annotations

import uuid

from flask import Response, abort
from flask_babel import gettext, ngettext
from flask_login import current_user

from wheel_app.consent import families_open
from wheel_app.people import list_members, list_silences, look_at_family, name_families, owners_of_family
from wheel_app.sharing.blueprint import bp
from wheel_app.sharing.seeing import Reader, opened_wheels
from wheel_app.sharing.staff.forms import EmergencyForm
from wheel_app.sharing.staff.opening import NobodyFound, NobodyToTell, Wait, open_record, refuse_short
from wheel_app.tools import library
from wheel_app.web import current_db, house, now, page, redirect_to


@bp.get("/emergency")
def emergency() -> Response:
    return page("sharing/emergency.html", form=EmergencyForm())


@bp.post("/emergency")
def emergency_now() -> Response:
    form, staff, at = EmergencyForm(), current_user.staff, now()
    born = form.read()
    if born is None:
        refuse_short(current_db(), staff, at=at)
        return page("sharing/emergency.html", form=form, status=422)
    name, reason = str(form.name.data), str(form.reason.data)
    try:
        families = open_record(current_db(), staff, name, born, reason, at=at, pepper=house().pepper)
    except (NobodyFound, NobodyToTell, Wait) as refused:
        return _refused(form, refused)
    return redirect_to("sharing.opened", family_id=families[0])


def _refused(form: EmergencyForm, refused: NobodyFound | NobodyToTell | Wait) -> Response:
    if isinstance(refused, NobodyToTell):
        form.reason.errors = [
            gettext(
                "No one where you work is named to hear of this, so it stays closed. Ask who runs this to name someone."
                " If someone is in danger now, call 999."
            )
        ]
        return page("sharing/emergency.html", form=form, status=422)
    if isinstance(refused, NobodyFound):
        form.name.errors = [gettext("Nobody with this name and birthday is here. Both have to be the same as ours.")]
        return page("sharing/emergency.html", form=form, status=422)
    form.name.errors = [
        ngettext(
            "There were many tries. Wait %(num)s minute, then try again.",
            "There were many tries. Wait %(num)s minutes, then try again.",
            refused.minutes,
        )
    ]
    response = page("sharing/emergency.html", form=form, status=429)
    response.headers["Retry-After"] = str(refused.minutes * 60)
    return response


@bp.get("/emergency/<uuid:family_id>")
def opened(family_id: uuid.UUID) -> Response:
    db, staff, at = current_db(), current_user.staff, now()
    sight = look_at_family(db, staff, str(family_id), at=at, page="emergency")
    if sight is None:
        abort(404)
    if sight.reason != "break-glass":
        return redirect_to("people.family", family_id=family_id)
    owners = owners_of_family(db, str(family_id))
    # What was shared with any team counts here, whichever are the reader's.
    wheels = opened_wheels(db, library(), Reader(staff, ()), list(owners.values()), at=at)
    open_now = families_open(db, staff.staff_id, at=at)
    others = [one for one in open_now if one != str(family_id)]
    return page(
        "sharing/opened.html",
        members=list_members(db, str(family_id)),
        losses=list_silences(db, str(family_id)),
        owners=owners,
        wheels=wheels,
        family_id=family_id,
        until=open_now[str(family_id)],
        others=name_families(db, staff.staff_id, others) if others else {},
    )
