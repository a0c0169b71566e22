"""What is kept about somebody as a member of families, for their own eyes alone, and saying that it is not right."""

from __future__ import annotations

import uuid
from contextlib import suppress

from flask import Response, abort
from flask_babel import lazy_gettext
from flask_login import current_user

from wheel_app.people.care.queries import list_notes_for
from wheel_app.people.forms import DisputeForm
from wheel_app.people.joining.actions import dispute
from wheel_app.people.joining.queries import list_disputes, list_members_of_owner
from wheel_app.people.member_form import INTERPRETER_NAMES, KIND_NAMES
from wheel_app.people.members.rules import FACTS, Facts, Member
from wheel_app.people.pages.blueprint import bp, hooks
from wheel_app.storage import NotUnique
from wheel_app.web import current_db, now, page, redirect_to

FACT_NAMES = {
    "kind": lazy_gettext("Who you are"),
    "known_as": lazy_gettext("What you are called"),
    "last_name": lazy_gettext("Last name"),
    "born_on": lazy_gettext("Born"),
    "due_on": lazy_gettext("Due"),
    "languages": lazy_gettext("Languages"),
    "interpreter": lazy_gettext("Help with the language"),
    "interpreter_language": lazy_gettext("For which language"),
    "access_needs": lazy_gettext("What makes it easier for you"),
    "safe_way": lazy_gettext("A safe way to reach you"),
    "safe_time": lazy_gettext("A safe time"),
    "note": lazy_gettext("What a worker wrote"),
}

# Whoever holds their phone would learn how to reach them unseen.
NEVER_SHOWN = frozenset({"safe_way", "safe_time"})
NOT_HERE = lazy_gettext("We have it. It is not shown here.")


def _mine() -> tuple[Member, ...]:
    return list_members_of_owner(current_db(), current_user.owner_id)


def said(facts: Facts) -> list[tuple[str, str]]:
    """Return each fact that is known, by its key, as it is read to the person."""
    worded = {"kind": KIND_NAMES[facts.kind], "interpreter": INTERPRETER_NAMES[facts.interpreter]}
    known = [(fact, worded.get(fact, getattr(facts, fact))) for fact in FACTS]
    return [(fact, str(NOT_HERE if fact in NEVER_SHOWN else value)) for fact, value in known if value]


@bp.get("/about-me")
def about_me() -> Response:
    db = current_db()
    places = [
        {
            "member": member,
            "facts": said(member.facts),
            "notes": list_notes_for(db, member.member_id),
            "disputes": list_disputes(db, member.member_id),
        }
        for member in _mine()
    ]
    return page("people/about_me.html", places=places, fact_names=FACT_NAMES)


def _member_or_404(member_id: uuid.UUID, fact: str) -> Member:
    found = next((one for one in _mine() if one.member_id == str(member_id)), None)
    if found is None or fact not in FACT_NAMES:
        abort(404)
    return found


@bp.get("/about-me/<uuid:member_id>/<string:fact>")
def not_right(member_id: uuid.UUID, fact: str) -> Response:
    return _not_right_page(_member_or_404(member_id, fact), fact, DisputeForm())


def _not_right_page(member: Member, fact: str, form: DisputeForm, status: int = 200) -> Response:
    value = dict(said(member.facts)).get(fact, "")
    return page(
        "people/not_right.html", member=member, fact=fact, name=FACT_NAMES[fact], value=value, form=form, status=status
    )


@bp.post("/about-me/<uuid:member_id>/<string:fact>")
def not_right_now(member_id: uuid.UUID, fact: str) -> Response:
    member, form = _member_or_404(member_id, fact), DisputeForm()
    if not form.validate():
        return _not_right_page(member, fact, form, 422)
    with suppress(NotUnique):  # It was sent before.
        _say(member, fact, form)
    return redirect_to("people.about_me")


def _say(member: Member, fact: str, form: DisputeForm) -> None:
    db, owner_id = current_db(), current_user.owner_id
    with db.transaction():
        made = dispute(db, owner_id, member.member_id, fact, form.words.data, at=now(), dispute_id=form.made_id)
        if made:
            hooks().on_dispute(db, member.family_id, made, at=now())
