"""Who is what to whom in a family."""

from __future__ import annotations

import uuid

from flask import Response, request
from flask_babel import gettext, lazy_gettext

from wheel_app.people.forms import RelationForm
from wheel_app.people.loss.wording import short_name, spoken_name
from wheel_app.people.members.actions import part_relation, relate
from wheel_app.people.members.queries import list_members
from wheel_app.people.members.rules import MUTUAL, RELATIONS, RESPONSIBILITIES, Member, Relation
from wheel_app.people.pages.blueprint import Opened, bp, family_page, staff, tell_of_household
from wheel_app.people.pages.member import open_member
from wheel_app.web import current_db, now, redirect_to

# What the first is to the second; “~” in front says it from the other side.
KIND_NAMES = {
    "parent": lazy_gettext("Parent"),
    "~parent": lazy_gettext("Child"),
    "step-parent": lazy_gettext("Step-parent"),
    "~step-parent": lazy_gettext("Stepchild"),
    "grandparent": lazy_gettext("Grandparent"),
    "~grandparent": lazy_gettext("Grandchild"),
    "carer": lazy_gettext("Carer, such as a foster parent"),
    "~carer": lazy_gettext("Looked after by them"),
    "partner": lazy_gettext("Partner"),
    "former-partner": lazy_gettext("Ex-partner"),
    "sibling": lazy_gettext("Brother or sister"),
    "other-relative": lazy_gettext("Other relative"),
    "friend": lazy_gettext("Friend, or shares the home"),
}
RESPONSIBILITY_NAMES = {
    "yes": lazy_gettext("Yes"),
    "no": lazy_gettext("No"),
    "not-known": lazy_gettext("Not known"),
}


def _form(opened: Opened, member: Member) -> RelationForm:
    form = RelationForm()
    others = [one for one in list_members(current_db(), opened.family_id) if one.member_id != member.member_id]
    form.other.choices = [(one.member_id, spoken_name(one)) for one in others]
    form.kind.label.text = gettext("%(name)s is their …", name=short_name(member))
    form.kind.choices = list(KIND_NAMES.items())
    form.responsibility.choices = list(RESPONSIBILITY_NAMES.items())
    return form


@bp.get("/families/<uuid:family_id>/people/<uuid:member_id>/relation")
def relation(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    opened, member = open_member(family_id, member_id, "relation", to_change=True)
    form = _form(opened, member)
    form.responsibility.data = "not-known"
    return family_page("people/relation.html", opened, member=member, form=form)


@bp.post("/families/<uuid:family_id>/people/<uuid:member_id>/relation")
def relation_now(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    opened, member = open_member(family_id, member_id, "relation", to_change=True)
    form = _form(opened, member)
    if not _is_complete(form):
        return family_page("people/relation.html", opened, member=member, form=form, status=422)
    with current_db().transaction():
        relate(current_db(), opened.family_id, _relation(form, member), by=staff(), at=now())
        tell_of_household(opened)
    return redirect_to("people.member", family_id=family_id, member_id=member_id)


def _is_complete(form: RelationForm) -> bool:
    if form.other.data not in dict(form.other.choices):
        form.other.errors = [gettext("Choose someone who is in this family.")]
    if form.kind.data not in KIND_NAMES:
        form.kind.errors = [gettext("Choose what they are.")]
    if form.responsibility.data not in RESPONSIBILITIES:
        form.responsibility.data = "not-known"
    return not form.errors


def _relation(form: RelationForm, member: Member) -> Relation:
    kind, pair = form.kind.data, (member.member_id, form.other.data)
    first, second = reversed(pair) if kind.startswith("~") else pair
    kind = kind.removeprefix("~")
    responsibility = "not-known" if kind in MUTUAL else form.responsibility.data
    return Relation(first, second, kind if kind in RELATIONS else "other-relative", responsibility)


@bp.post("/families/<uuid:family_id>/people/<uuid:member_id>/relation/gone")
def relation_gone(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    opened, member = open_member(family_id, member_id, "relation", to_change=True)
    other = request.form.get("other", "")
    with current_db().transaction():
        for first, second in ((member.member_id, other), (other, member.member_id)):
            part_relation(current_db(), opened.family_id, first, second, by=staff(), at=now())
        tell_of_household(opened)
    return redirect_to("people.member", family_id=family_id, member_id=member_id)
