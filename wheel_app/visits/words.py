"""What the places of a visit are called, who was there beside the family, and who does what was agreed."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext

from wheel_app.visits.rules import Present

# On a button or in a list to choose from.
PLACE_NAMES = {
    "home": lazy_gettext("At home"),
    "hub": lazy_gettext("At a hub"),
    "clinic": lazy_gettext("At a clinic"),
    "phone": lazy_gettext("By phone"),
    "elsewhere": lazy_gettext("Somewhere else"),
}
_IN_A_LINE = {
    "home": lazy_gettext("at home"),
    "hub": lazy_gettext("in a hub"),
    "clinic": lazy_gettext("in a clinic"),
    "phone": lazy_gettext("by phone"),
    "elsewhere": lazy_gettext("somewhere else"),
}
_DOERS = {
    "parent": lazy_gettext("the parent"),
    "worker": lazy_gettext("the worker"),
    "both": lazy_gettext("both"),
}
_DOERS_TO_PARENT = {
    "parent": lazy_gettext("You"),
    "worker": lazy_gettext("Your worker"),
    "both": lazy_gettext("You and your worker"),
}


def place_word(place: str) -> str:
    """Return what a place is called in the middle of a line; an unknown one as it is kept."""
    return str(_IN_A_LINE.get(place, place))


def helper_word(one: Present) -> str:
    """Return what somebody is called who was there and is no member of the family."""
    if one.kind == "carer":
        return gettext("another carer")
    return gettext("an interpreter, trained") if one.who == "professional" else gettext("an interpreter from home")


def doer_word(who: str) -> str:
    """Return who does what was agreed, as staff read it."""
    return str(_DOERS.get(who, who))


def doer_to_parent(who: str) -> str:
    """Return the same as the adult reads it with whom it was agreed."""
    return str(_DOERS_TO_PARENT.get(who, who))
