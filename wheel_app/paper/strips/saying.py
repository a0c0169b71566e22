"""What is said of a strip that can’t be taken as it was typed, in the reader’s language."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext

from wheel_app.paper.numbers import LENGTH, NotANumber
from wheel_app.paper.strips.marks import BadMark
from wheel_app.paper.strips.rules import Typed
from wheel_app.web.locale import date_text

HELPER_NAMES = {
    "none": lazy_gettext("Nobody"),
    "professional": lazy_gettext("Someone trained"),
    "relative": lazy_gettext("A relative"),
}
DAY_FAULTS = {
    "future": lazy_gettext("This day is still to come. Write the day of the visit."),
    "before-printing": lazy_gettext("This sheet was printed after that day. Look at the day and the number again."),
    "before-birth": lazy_gettext("The child was not born yet on that day. Look at the day and the name again."),
}


def number_fault(bad: NotANumber) -> str:
    """Return what is wrong with the number of a sheet."""
    if bad.why == "empty":
        return gettext("Write the number that stands on the strip.")
    if bad.why == "sign":
        return gettext("There is no “%(sign)s” in these numbers. Look at the strip again.", sign=bad.sign)
    if bad.why == "length":
        return gettext("The number has %(signs)s letters and digits. Look at the strip again.", signs=LENGTH)
    return gettext("One letter or digit is not right, or two changed places. Look at the strip again.")


def mark_fault(bad: BadMark) -> str:
    """Return what is wrong with what was typed for a box."""
    if bad.why == "too-many":
        return gettext("There are more answers than the sheet has lines. Look for one that was typed twice.")
    if bad.why == "line":
        return gettext("The sheet has no line %(line)s.", line=bad.number)
    if bad.why == "back":
        return gettext("Line %(line)s was typed before. Go on from line to line.", line=bad.number)
    return gettext("Line %(line)s can’t be “%(sign)s”.", line=bad.number, sign=bad.sign)


def typed_before(typed: Typed) -> str:
    """Return by whom and when a strip was typed in, and for which day."""
    return gettext(
        "%(name)s typed this strip in on %(typed)s, for %(day)s.",
        name=typed.full_name,
        typed=date_text(typed.typed_at),
        day=date_text(typed.on_date),
    )


def differs(typed: Typed) -> str:
    """Return what is said where the same number comes with other content."""
    said = gettext("It says something else now, so nothing was changed. Look at the number again.")
    return f"{typed_before(typed)} {said}"


def of_another_team(team: str) -> str:
    """Return what is said of a sheet from the stock of another team of the same organisation."""
    return gettext("%(team)s printed this sheet. Please give them the strip.", team=team)


def unknown_number() -> str:
    """Return what is said of a number that is right in itself and that no sheet here has."""
    return gettext("No sheet here has this number. It may be another team’s, or too old.")
