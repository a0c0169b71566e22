"""What the places of a visit are called."""

from __future__ import annotations

from flask_babel import lazy_gettext

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


def place_word(place: str) -> str:
    """Return what a place is called in the middle of a line; an unknown one as it is kept."""
    return str(_IN_A_LINE.get(place, place))
