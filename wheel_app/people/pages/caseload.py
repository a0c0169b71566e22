"""The families that somebody works with, finding one by name, and beginning one."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import lazy_gettext

from wheel_app.accounts import list_teams_of
from wheel_app.people.families.actions import make_family
from wheel_app.people.families.queries import count_seen, list_seen
from wheel_app.people.families.seeing import sees_family
from wheel_app.people.forms import FamilyForm
from wheel_app.people.loss.queries import list_silences_of
from wheel_app.people.naming.queries import find_by_name
from wheel_app.people.naming.rules import fold
from wheel_app.people.pages.blueprint import bp, staff
from wheel_app.storage import NotUnique
from wheel_app.web import current_db, now, page, redirect_to
from wheel_app.web.forms import tidy
from wheel_app.web.places import Place

FAMILIES = Place("people.families", lazy_gettext("Families"))
A_PAGE = 50
LONGEST_QUERY = 200
MOST_SKIPPED = 100_000


@bp.get("/families")
def families() -> Response:
    return page("people/families.html", typed="", **_caseload())


@bp.post("/families")
def find() -> Response:
    # The browser keeps addresses: one with a name in it would tell whom a device is handed to.
    typed = tidy(request.form.get("q", ""))[:LONGEST_QUERY]
    if not fold(typed):
        return redirect_to("people.families")
    skip = _skipped(request.form.get("skip", 0, type=int))
    found = find_by_name(current_db(), staff().staff_id, typed, most=A_PAGE + 1, skip=skip)
    more, shown = skip + A_PAGE if len(found) > A_PAGE else None, found[:A_PAGE]
    losses = list_silences_of(current_db(), (one.member.family_id for one in shown))
    return page("people/families.html", typed=typed, found=shown, losses=losses, more=more, skip=skip)


def _caseload() -> dict[str, Any]:
    with_closed = request.args.get("closed") == "1"
    skip = _skipped(request.args.get("skip", 0, type=int))
    db, staff_id = current_db(), staff().staff_id
    seen = list_seen(db, staff_id, with_closed=with_closed, most=A_PAGE + 1, skip=skip)
    return {
        "seen": seen[:A_PAGE],
        "more": skip + A_PAGE if len(seen) > A_PAGE else None,
        "count": count_seen(db, staff_id, with_closed=with_closed),
        "with_closed": with_closed,
        "is_first": not skip,
    }


def _skipped(skip: int) -> int:
    return skip if 0 < skip < MOST_SKIPPED else 0


@bp.get("/families/new")
def new_family() -> Response:
    return page("people/new_family.html", form=_form())


def _form() -> FamilyForm:
    teams = list_teams_of(current_db(), staff().staff_id)
    return FamilyForm().offer([(team.team_id, team.name) for team in teams])


@bp.post("/families/new")
def new_family_now() -> Response:
    form = _form()
    if not form.is_complete():
        return page("people/new_family.html", form=form, status=422)
    return redirect_to("people.family", family_id=_made(form, form.made_id))


def _made(form: FamilyForm, family_id: str | None) -> str:
    """Begin the family, once for each page that asks, and return its id."""
    db, name, area = current_db(), form.name.data, form.area.data or None
    try:
        with db.transaction():
            made = make_family(db, name, by=staff(), at=now(), team_id=form.team.data, area=area, family_id=family_id)
    except NotUnique:
        is_sent_again = family_id and sees_family(db, staff(), family_id, at=now())
        return family_id if family_id and is_sent_again else _made(form, None)
    return made.family_id
