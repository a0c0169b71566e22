"""The work with a family: notes, links, closing and taking up again. Nothing of this is on any page of a family."""

from __future__ import annotations

import uuid
from contextlib import suppress

from flask import Response, abort, request
from flask_babel import gettext, lazy_gettext

from wheel_app.people.care import actions
from wheel_app.people.care.queries import list_closures, list_level_steps, list_links, list_notes
from wheel_app.people.care.rules import look_in_fault, suggested_look_in
from wheel_app.people.families.queries import list_coordinators, list_family_teams
from wheel_app.people.forms import CloseForm, LinkForm, NoteForm, WhyForm
from wheel_app.people.loss.wording import spoken_name
from wheel_app.people.members.queries import list_members
from wheel_app.people.naming.queries import find_by_name
from wheel_app.people.pages.blueprint import Opened, bp, family_page, on_look_in, open_family, staff, today
from wheel_app.storage import NotUnique
from wheel_app.tools import library
from wheel_app.web import current_db, now, redirect_to

MOST_TO_LINK = 40
LAYER_NAMES = {
    "staff": lazy_gettext("Staff only"),
    "family": lazy_gettext("The person it is about may read it too"),
}


@bp.get("/families/<uuid:family_id>/work")
def work(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "work", with_work=True)
    db, known = current_db(), opened.family_id
    return family_page(
        "people/work.html",
        opened,
        coordinators=list_coordinators(db, known),
        teams=list_family_teams(db, known),
        steps=list_level_steps(db, known),
        levels={level.number: level for level in library().levels},
        closures=list_closures(db, known),
        links=list_links(db, known, staff().staff_id),
        notes=list_notes(db, known),
    )


@bp.get("/families/<uuid:family_id>/close")
def close(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "close", to_change=True)
    form = CloseForm()
    form.put_day("look", suggested_look_in(today()))
    return family_page("people/close.html", opened, form=form)


@bp.post("/families/<uuid:family_id>/close")
def close_now(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "close", to_change=True)
    form = CloseForm()
    look_in_on = read_look_in(form)
    if not form.validate() or look_in_on is None:
        read_look_in(form)
        return family_page("people/close.html", opened, form=form, status=422)
    actions.close_family(
        current_db(),
        opened.family_id,
        reason=form.why.data,
        look_in_on=look_in_on,
        by=staff(),
        at=now(),
        on_look_in=on_look_in(),
    )
    return redirect_to("people.work", family_id=family_id)


def read_look_in(form: CloseForm) -> str | None:
    """Return the day to look in; None after an error, which stands at its field."""
    day = form.read_day("look")
    if day is None or form.refuse_day("look", look_in_fault(day, today())):
        return None
    return day


@bp.get("/families/<uuid:family_id>/reopen")
def reopen(family_id: uuid.UUID) -> Response:
    return family_page("people/reopen.html", open_family(family_id, "reopen", to_change=True), form=WhyForm())


@bp.post("/families/<uuid:family_id>/reopen")
def reopen_now(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "reopen", to_change=True)
    form = WhyForm()
    if not form.validate():
        return family_page("people/reopen.html", opened, form=form, status=422)
    actions.reopen_family(current_db(), opened.family_id, why=form.why.data, by=staff(), at=now())
    return redirect_to("people.work", family_id=family_id)


def _offer_families(opened: Opened, form: LinkForm) -> LinkForm:
    """Offer the families that somebody works with, found by the name of anybody in them."""
    staff_id, this = staff().staff_id, opened.family_id
    found = find_by_name(current_db(), staff_id, form.typed, most=MOST_TO_LINK, except_in=this) if form.typed else ()
    form.other.choices = list({one.member.family_id: one.family for one in found}.items())
    return form


@bp.get("/families/<uuid:family_id>/link")
def link(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "link", to_change=True)
    return family_page("people/link.html", opened, form=_offer_families(opened, LinkForm()))


@bp.post("/families/<uuid:family_id>/link")
def link_now(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "link", to_change=True)
    form = _offer_families(opened, LinkForm())
    if form.is_asked:
        return family_page("people/link.html", opened, form=form)
    if not form.is_complete():
        return family_page("people/link.html", opened, form=form, status=422)
    actions.link_families(current_db(), opened.family_id, form.other.data, reason=form.why.data, by=staff(), at=now())
    return redirect_to("people.work", family_id=family_id)


@bp.post("/families/<uuid:family_id>/links/<uuid:link_id>/end")
def end_link(family_id: uuid.UUID, link_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "link", to_change=True)
    if not actions.end_link(current_db(), opened.family_id, str(link_id), by=staff(), at=now()):
        abort(404)
    return redirect_to("people.work", family_id=family_id)


def _note_form(opened: Opened) -> NoteForm:
    form = NoteForm()
    members = list_members(current_db(), opened.family_id)
    form.about.choices = [("", gettext("The whole family")), *((m.member_id, spoken_name(m)) for m in members)]
    form.layer.choices = list(LAYER_NAMES.items())
    return form


@bp.get("/families/<uuid:family_id>/note")
def note(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "note", to_change=True)
    form = _note_form(opened)
    form.layer.data, form.about.data = "staff", request.args.get("about", "")
    return family_page("people/note.html", opened, form=form)


@bp.post("/families/<uuid:family_id>/note")
def note_now(family_id: uuid.UUID) -> Response:
    opened = open_family(family_id, "note", to_change=True)
    form = _note_form(opened)
    if not _is_note(form):
        return family_page("people/note.html", opened, form=form, status=422)
    with suppress(NotUnique):  # It was sent before.
        actions.write_note(
            current_db(),
            opened.family_id,
            form.words.data,
            by=staff(),
            at=now(),
            member_id=form.about.data or None,
            for_them=form.layer.data == "family",
            note_id=form.made_id,
        )
    return redirect_to("people.work", family_id=family_id)


def _is_note(form: NoteForm) -> bool:
    is_fine = bool(form.validate())
    # Whatever is not a plain yes is for staff alone.
    form.layer.data = "family" if form.layer.data == "family" else "staff"
    if form.about.data not in dict(form.about.choices):
        form.about.errors, is_fine = [gettext("Choose someone who is in this family.")], False
    elif form.layer.data == "family" and not form.about.data:
        form.about.errors, is_fine = [gettext("Choose about whom it is: they alone may read it then.")], False
    return is_fine
