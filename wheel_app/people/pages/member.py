"""Somebody of a family: what is known of them, putting it right, and who they are in other families."""

from __future__ import annotations

import uuid
from dataclasses import replace

from flask import Response, abort, request
from flask_babel import gettext

from wheel_app.people.families.seeing import sees_family
from wheel_app.people.forms import FindForm
from wheel_app.people.hooks import MemberPart
from wheel_app.people.joining.actions import settle_dispute
from wheel_app.people.joining.queries import list_disputes, list_joined
from wheel_app.people.loss.wording import short_names
from wheel_app.people.member_form import MemberForm
from wheel_app.people.members.actions import ChangedMeanwhile, add_member, correct
from wheel_app.people.members.actions import leave as member_leaves
from wheel_app.people.members.queries import (
    find_member,
    list_member_changes,
    list_members,
    list_namesakes,
    list_relations,
    list_same_human_seen,
)
from wheel_app.people.members.rules import LEFT_WHY, Facts, Member, due_fault, kind_on
from wheel_app.people.naming.queries import find_by_name
from wheel_app.people.naming.rules import one_word
from wheel_app.people.pages.blueprint import (
    Opened,
    bp,
    family_page,
    hooks,
    open_family,
    staff,
    tell_of_household,
    today,
)
from wheel_app.people.pages.family import below
from wheel_app.storage import NotUnique
from wheel_app.web import current_db, now, redirect_to

MOST_FOUND = 20


def open_member(
    family_id: uuid.UUID, member_id: uuid.UUID, code: str, *, to_change: bool = False
) -> tuple[Opened, Member]:
    """Return a family and somebody of it, as open_family does; 404 for somebody of another one."""
    opened = open_family(family_id, code, about=member_id, to_change=to_change)
    member = find_member(current_db(), str(member_id))
    if member is None or member.family_id != opened.family_id:
        abort(404)
    return opened, member


@bp.get("/families/<uuid:family_id>/people/<uuid:member_id>")
def member(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "member", about=member_id)
    db = current_db()
    members = list_members(db, opened.family_id)
    found = next((one for one in members if one.member_id == str(member_id)), None) or abort(404)
    return family_page(
        "people/member.html",
        opened,
        member=found,
        below=below(found),
        parts=_parts(opened, found),
        kind=kind_on(found.facts, today()),
        names=short_names(members),
        relations=[one for one in list_relations(db, opened.family_id) if found.member_id in one.pair],
        is_joined=found.member_id in list_joined(db, opened.family_id),
        has_died=found.left_why == "died",
        is_overdue=found.facts.kind == "unborn" and due_fault(found.facts.due_on, today()) == "past",
        changes=list_member_changes(db, found.member_id) if opened.sight.with_work else (),
        disputes=list_disputes(db, found.member_id) if opened.sight.with_work else (),
        elsewhere=list_same_human_seen(db, found, staff().staff_id) if opened.sight.with_work else (),
    )


def _parts(opened: Opened, found: Member) -> list[MemberPart]:
    if found.quiet:
        return []
    shown = (part(current_db(), found, opened.sight, today=today()) for part in hooks().member_parts)
    return [part for part in shown if part]


@bp.get("/families/<uuid:family_id>/people/new")
def new_member(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "new-member", to_change=True)
    return family_page("people/edit_member.html", opened, form=MemberForm(interpreter="not-known"), member=None)


@bp.post("/families/<uuid:family_id>/people/new")
def new_member_now(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "new-member", to_change=True)
    form = MemberForm()
    facts = form.read(today())
    if facts is None:
        return family_page("people/edit_member.html", opened, form=form, member=None, status=422)
    # Asked in this order, whom the same press put in a moment ago is no namesake.
    odd = _odd(opened, facts, form, None)
    if sent_before := _sent_before(opened, form):
        return redirect_to("people.member", family_id=family_id, member_id=sent_before)
    if odd:
        return family_page("people/edit_member.html", opened, form=form, member=None, odd=odd, status=409)
    return redirect_to("people.member", family_id=family_id, member_id=_put_in(opened, facts, form))


def _put_in(opened: Opened, facts: Facts, form: MemberForm) -> str:
    """Put somebody new in, once for each page that asks, and return as whom."""
    try:
        with current_db().transaction():
            follow = hooks().on_facts_changed
            made = add_member(
                current_db(), opened.family_id, facts, by=staff(), at=now(), member_id=form.made_id, on_facts=follow
            )
            tell_of_household(opened)
    except NotUnique:
        # Of two presses at once the other came first.
        return _sent_before(opened, form) or abort(409)
    return made.member_id


def _sent_before(opened: Opened, form: MemberForm) -> str | None:
    """Return whom this page put in already; whatever names somebody else is no name for a new one."""
    known = find_member(current_db(), form.made_id) if form.made_id else None
    if known and known.family_id == opened.family_id:
        return known.member_id
    if known:
        form.save_id.data = ""
    return None


def _odd(opened: Opened, facts: Facts, form: MemberForm, known: Member | None) -> list[str]:
    """Return what may be meant and may be a slip; nothing once they said that it is meant."""
    if form.sure.data == "1":
        return []
    odd = []
    is_over = facts.kind == "unborn" and due_fault(facts.due_on, today()) == "past"
    if is_over and (known is None or known.facts.due_on != facts.due_on):
        odd.append(gettext("This due date is over. If the baby is here, choose “A child” and put in the birthday."))
    if known is None:
        found = list_namesakes(
            current_db(),
            staff().staff_id,
            opened.family_id,
            folded=one_word(facts.full_name),
            born_on=facts.born_on,
        )
        odd += [_same_name(name, family) for name, family in found]
    return odd


def _same_name(name: str, family: str) -> str:
    return gettext(
        "%(name)s is in “%(family)s”, with the same birthday. Is it the same person? Then do not put them in twice.",
        name=name,
        family=family,
    )


@bp.get("/families/<uuid:family_id>/people/<uuid:member_id>/edit")
def edit_member(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    opened, found = open_member(family_id, member_id, "edit-member", to_change=True)
    return family_page("people/edit_member.html", opened, form=MemberForm().fill_in(found), member=found)


@bp.post("/families/<uuid:family_id>/people/<uuid:member_id>/edit")
def edit_member_now(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    opened, found = open_member(family_id, member_id, "edit-member", to_change=True)
    form = MemberForm()
    facts = form.read(today())
    if facts is None:
        return family_page("people/edit_member.html", opened, form=form, member=found, status=422)
    if odd := _odd(opened, facts, form, found):
        return family_page("people/edit_member.html", opened, form=form, member=found, odd=odd, status=409)
    try:
        with current_db().transaction():
            _put_right(found, facts, form)
            tell_of_household(opened)
    except ChangedMeanwhile:
        form.seq.data = str(found.seq)
        return family_page("people/edit_member.html", opened, form=form, member=found, is_stale=True, status=409)
    return redirect_to("people.member", family_id=family_id, member_id=member_id)


def _put_right(found: Member, facts: Facts, form: MemberForm) -> None:
    why, follow = form.why.data or "", hooks().on_facts_changed
    correct(current_db(), found, facts, seen_seq=form.seen_seq, why=why, by=staff(), at=now(), on_facts=follow)


@bp.post("/families/<uuid:family_id>/people/<uuid:member_id>/leave")
def leave(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    opened, found = open_member(family_id, member_id, "leave", to_change=True)
    why = request.form.get("why") or None
    # Whatever else comes about has a page of its own, on which everything falls silent.
    if found.quiet is None and (why is None or (why in LEFT_WHY and kind_on(found.facts, today()) == "adult")):
        with current_db().transaction():
            member_leaves(current_db(), found, why=why, by=staff(), at=now(), on_facts=hooks().on_facts_changed)
            tell_of_household(opened)
    return redirect_to("people.family", family_id=family_id)


@bp.post("/families/<uuid:family_id>/people/<uuid:member_id>/disputes/<uuid:dispute_id>/settle")
def settle(family_id: uuid.UUID, member_id: uuid.UUID, dispute_id: uuid.UUID) -> Response:
    _, found = open_member(family_id, member_id, "settle", to_change=True)
    if all(one.dispute_id != str(dispute_id) for one in list_disputes(current_db(), found.member_id)):
        abort(404)
    settle_dispute(current_db(), found, str(dispute_id), by=staff(), at=now())
    return redirect_to("people.member", family_id=family_id, member_id=member_id)


@bp.get("/families/<uuid:family_id>/people/known")
def known_member(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "known-member", to_change=True)
    return _known_page(opened, FindForm())


def _known_page(opened: Opened, form: FindForm, status: int = 200) -> Response:
    db = current_db()
    typed = form.typed
    found = find_by_name(db, staff().staff_id, typed, most=MOST_FOUND, except_in=opened.family_id) if typed else ()
    here = {one.who_id for one in list_members(db, opened.family_id)}
    others = [one for one in found if one.member.who_id not in here and one.member.left_why != "died"]
    return family_page("people/known_member.html", opened, form=form, others=others, status=status)


@bp.post("/families/<uuid:family_id>/people/known")
def known_member_now(family_id: uuid.UUID) -> Response:
    opened, form = open_family(family_id, "known-member", to_change=True), FindForm()
    if form.is_asked:
        return _known_page(opened, form)
    chosen = _worked_with(request.form.get("who", ""))
    if chosen is None or chosen.family_id == opened.family_id:
        form.q.errors = [gettext("Find them by name, and choose them from the list.")]
        return _known_page(opened, form, 422)
    return redirect_to("people.member", family_id=family_id, member_id=_put_in_too(opened, chosen))


def _worked_with(member_id: str) -> Member | None:
    member = find_member(current_db(), member_id)
    sight = sees_family(current_db(), staff(), member.family_id, at=now()) if member else None
    return member if member and member.left_why != "died" and sight and sight.may_change else None


def _put_in_too(opened: Opened, known: Member) -> str:
    """Put somebody of another family into this one, once, and return as whom.

    What is safe in one home may not be in the other: the safe way is not taken along.
    """
    db, facts = current_db(), replace(known.facts, safe_way="", safe_time="")
    with db.transaction():
        before = next((one for one in list_members(db, opened.family_id) if one.who_id == known.who_id), None)
        if before:
            return before.member_id
        follow = hooks().on_facts_changed
        made = add_member(db, opened.family_id, facts, by=staff(), at=now(), who_id=known.who_id, on_facts=follow)
        tell_of_household(opened)
    return made.member_id
