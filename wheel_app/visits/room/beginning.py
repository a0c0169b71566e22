"""Beginning a visit: whom it is about, which point, and who is here."""

from __future__ import annotations

import uuid

from flask import Response, abort, request
from flask_babel import gettext

from wheel_app.clock import next_for, point_named, points
from wheel_app.people import Member, short_names
from wheel_app.visits.actions import begin_visit
from wheel_app.visits.queries import list_visits, list_visits_of_child
from wheel_app.visits.room.blueprint import Home, bp, open_home, staff, today
from wheel_app.visits.room.forms import VisitForm
from wheel_app.visits.rules import PointSet, Visit, VisitFacts
from wheel_app.web import current_db, now, page, redirect_to


def running_points() -> PointSet:
    """Return which set of points is used here."""
    running = points()
    return PointSet(running.key, running.version)


@bp.get("/visits/begin/<uuid:family_id>")
def choose_child(family_id: uuid.UUID) -> Response:
    home = open_home(family_id, "visit-begin")
    children = [one for one in home.children if one.quiet is None]
    if len(children) == 1:
        return redirect_to("visits.begin", family_id=family_id, child_id=children[0].member_id)
    return page("visits/choose_child.html", family=home.family, sight=home.sight, losses=home.losses, children=children)


def _child_or_404(home: Home, child_id: uuid.UUID) -> Member:
    return next((one for one in home.members if one.member_id == str(child_id)), None) or abort(404)


@bp.get("/visits/begin/<uuid:family_id>/<uuid:child_id>")
def begin(family_id: uuid.UUID, child_id: uuid.UUID) -> Response:
    home = open_home(family_id, "visit-begin")
    child, day = _child_or_404(home, child_id), today()
    due = next_for(current_db(), child.member_id, day)
    point = request.args.get("point") or (due.point_key if due and due.opens_on and due.opens_on <= day else "")
    form = VisitForm().offer(points(), home.carers)
    return _begin_page(home, child, form.show(VisitFacts(child.member_id, point, day, "")))


def _begin_page(home: Home, child: Member, form: VisitForm, status: int = 200) -> Response:
    return page(
        "visits/begin.html",
        form=form,
        child=child,
        family=home.family,
        sight=home.sight,
        losses=home.losses,
        others=len(home.children) > 1,
        going_on=_going_on(child),
        why_not=_why_not(child),
        is_wrong=status != 200,
        status=status,
    )


def _going_on(child: Member) -> list[tuple[Visit, str]]:
    found = list_visits_of_child(current_db(), child.member_id)
    return [(one, point_named(one.point_key)) for one in found if one.is_open]


def _why_not(child: Member) -> str | None:
    """Return why no visit is begun for somebody, if so, in words."""
    if child.quiet:
        return gettext("This child’s page is quiet. No visit is asked for here.")
    if child.left_on:
        return gettext("This child does not live here any more. Nothing is begun here.")
    if child.facts.kind not in ("child", "unborn"):
        return gettext("This visit is for young children. Choose a child.")
    return None


@bp.post("/visits/begin/<uuid:family_id>/<uuid:child_id>")
def begin_now(family_id: uuid.UUID, child_id: uuid.UUID) -> Response:
    home = open_home(family_id, "visit-begin")
    child, form = _child_or_404(home, child_id), VisitForm().offer(points(), home.carers)
    facts = form.read(child, points(), today()) if _why_not(child) is None else None
    if facts is None or form.made_id is None:
        return _begin_page(home, child, form, 422)
    db, visit_id = current_db(), form.made_id
    try:
        visit = begin_visit(db, home.family.family_id, facts, running_points(), by=staff(), at=now(), visit_id=visit_id)
    except LookupError:
        abort(404)
    return redirect_to("visits.show", visit_id=visit.visit_id)


@bp.get("/visits/of/<uuid:family_id>")
def of_family(family_id: uuid.UUID) -> Response:
    home = open_home(family_id, "visits", to_change=False)
    found = list_visits(current_db(), home.family.family_id)
    return page(
        "visits/of_family.html",
        family=home.family,
        sight=home.sight,
        losses=home.losses,
        names=short_names(home.members),
        points={one.point_key: point_named(one.point_key) for one in found},
        going_on=[one for one in found if one.is_open],
        over=[one for one in found if not one.is_open],
    )
