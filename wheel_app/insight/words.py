"""What the lines and columns of figures are called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from babel.dates import format_skeleton
from flask_babel import gettext, lazy_gettext

from wheel_app.clock import point_named
from wheel_app.insight.rules import Group, Period
from wheel_app.visits import place_word, theme_named
from wheel_app.web.locale import current_locale, list_text

SHEETS = {
    "area": lazy_gettext("By area"),
    "month": lazy_gettext("By month"),
    "age": lazy_gettext("By how old the child was"),
    "place": lazy_gettext("By place"),
}
AGES = {
    "unborn": lazy_gettext("before birth"),
    "days-14": lazy_gettext("up to 14 days"),
    "months-2": lazy_gettext("15 days to 1 month"),
    "months-6": lazy_gettext("2 to 5 months"),
    "months-11": lazy_gettext("6 to 10 months"),
    "months-15": lazy_gettext("11 to 14 months"),
    "months-23": lazy_gettext("15 to 22 months"),
    "months-35": lazy_gettext("23 to 34 months"),
    "older": lazy_gettext("35 months and more"),
    "unknown": lazy_gettext("no birthday known"),
}


def points_text(group: Group) -> str:
    """Return what one point, or some together, are called."""
    return list_text([gettext(point_named(key)) for key in group])


def column_text(sheet: str, group: Group) -> str:
    """Return what one column, or some together, are called."""
    say = _SAID[sheet]
    return list_text([say(value) for value in group])


def period_text(period: Period) -> str:
    """Return a month, or several by the first and the last."""
    first, last = _month(period.months[0]), _month(period.months[-1])
    return first if first == last else gettext("%(first)s to %(last)s", first=first, last=last)


def theme_text(theme: str) -> str:
    """Return what a theme is called."""
    return gettext(theme_named(theme))


def _month(month: str) -> str:
    return format_skeleton("yMMMM", date.fromisoformat(f"{month}-01"), locale=current_locale())


_SAID: dict[str, Callable[[str], str]] = {
    "area": lambda area: area or gettext("no area known"),
    "month": lambda month: gettext("earlier visits") if month == "earlier" else _month(month),
    "age": lambda age: str(AGES.get(age, age)),
    "place": place_word,
}
