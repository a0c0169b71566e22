"""How a visit is said in one line."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext

from wheel_app.visits.room.blueprint import Room

WHO = {
    "parent": lazy_gettext("the parent"),
    "worker": lazy_gettext("the worker"),
    "both": lazy_gettext("both"),
}


def present_text(room: Room) -> str:
    """Return who was there, as plain text."""
    names = []
    for one in room.present:
        member = room.home.member(one.member_id) if one.member_id else None
        if member:
            names.append(member.facts.full_name)
        elif one.kind == "interpreter":
            names.append(
                gettext("an interpreter, trained") if one.who == "professional" else gettext("an interpreter from home")
            )
        else:
            names.append(gettext("another carer"))
    return ", ".join(names)
