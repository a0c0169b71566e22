"""A family’s page: who lives here, as a small tree and as a list."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import Response
from flask_babel import gettext, ngettext

from wheel_app.people.care.queries import list_level_steps
from wheel_app.people.families.actions import rename_family
from wheel_app.people.families.queries import find_coordinator, list_family_teams
from wheel_app.people.forms import FamilyForm
from wheel_app.people.joining.queries import list_joined
from wheel_app.people.loss.wording import short_name, short_names
from wheel_app.people.members.queries import list_members, list_relations
from wheel_app.people.members.rules import Member, Relation, ages, kind_on
from wheel_app.people.pages.blueprint import bp, family_page, open_family, staff, today
from wheel_app.people.tree.drawing import Drawing, Label, draw
from wheel_app.people.tree.rules import Leaf, lay_out
from wheel_app.tools import library
from wheel_app.web import current_db, now, redirect_to
from wheel_app.web.locale import current_language, short_date_text

LARGEST_TREE = 12


@bp.get("/families/<uuid:family_id>")
def family(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "family")
    db = current_db()
    members, relations = list_members(db, opened.family_id), list_relations(db, opened.family_id)
    here = [member for member in members if member.lives_here]
    steps = list_level_steps(db, opened.family_id) if opened.sight.with_work else ()
    return family_page(
        "people/family.html",
        opened,
        here=here,
        gone=[member for member in members if not member.lives_here],
        related={one.member_id: [each for each in relations if one.member_id in each.pair] for one in here},
        names=short_names(members),
        below={member.member_id: below(member) for member in members},
        kinds={member.member_id: kind_on(member.facts, today()) for member in here},
        joined=list_joined(db, opened.family_id) if opened.sight.with_work else frozenset(),
        teams=list_family_teams(db, opened.family_id),
        coordinator=find_coordinator(db, opened.family_id),
        level=next((one for one in library().levels if steps and one.number == steps[0].level), None),
        drawings=drawings(here, relations),
    )


def below(member: Member) -> str:
    """Return a few words that say how old somebody is, or when they are due; none of one who was lost."""
    if member.quiet:
        return ""
    facts, day = member.facts, today()
    if facts.kind == "unborn":
        return gettext("due %(day)s", day=short_date_text(facts.due_on)) if facts.due_on else gettext("not born yet")
    least, most = ages(facts.born_on, day)
    if facts.born_on and least == most:
        return ngettext("%(num)s year old", "%(num)s years old", most)
    return gettext("born %(year)s", year=facts.born_on[:4]) if facts.born_on else ""


def drawings(here: Sequence[Member], relations: Sequence[Relation]) -> dict[str, Drawing]:
    """Return the tree from the top down and from side to side; nothing for nobody, or for more than can be drawn."""
    if not 0 < len(here) <= LARGEST_TREE:
        return {}
    leaves = [
        Leaf(one.member_id, kind_on(one.facts, today()) == "adult", one.facts.born_on or one.facts.due_on or "~")
        for one in here
    ]
    layout, mirrored = lay_out(leaves, relations), current_language().direction == "rtl"
    labels = {
        one.member_id: Label(
            short_name(one),
            below(one),
            one.facts.kind == "unborn" and not one.quiet,
            kind_on(one.facts, today()) == "adult",
        )
        for one in here
    }
    return {
        "broad": draw(layout, labels, mirrored=mirrored),
        "narrow": draw(layout, labels, across=True, mirrored=mirrored),
    }


@bp.get("/families/<uuid:family_id>/edit")
def edit_family(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "edit-family", to_change=True)
    form = FamilyForm(name=opened.family.name, area=opened.family.area)
    return family_page("people/edit_family.html", opened, form=form)


@bp.post("/families/<uuid:family_id>/edit")
def edit_family_now(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "edit-family", to_change=True)
    form = FamilyForm()
    if not form.validate():
        return family_page("people/edit_family.html", opened, form=form, status=422)
    rename_family(current_db(), opened.family, name=form.name.data, area=form.area.data or None, by=staff(), at=now())
    return redirect_to("people.family", family_id=family_id)
