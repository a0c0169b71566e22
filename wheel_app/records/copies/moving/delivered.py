"""Which visits before school a family has had, as a text that goes along: the points and the days, nothing said."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from wheel_app.clock import point_named
from wheel_app.people import Member, spoken_name
from wheel_app.visits import Visit
from wheel_app.web.locale import date_text


def delivered_text(visits: Iterable[Visit], members: Iterable[Member]) -> str:
    """Return a line for each child who had a finished visit; none about a child of whom everything is silent."""
    done = sorted((one for one in visits if one.finished_at and not one.cancelled_at), key=lambda one: one.on_date)
    lines = []
    for child in members:
        theirs = [one for one in done if one.child_id == child.member_id]
        if theirs and child.quiet is None and child.left_on is None:
            lines.append(gettext("Visits with %(name)s so far:", name=spoken_name(child)))
            lines += [f"- {gettext(point_named(one.point_key))}: {date_text(one.on_date)}" for one in theirs]
    return "\n".join(lines)
