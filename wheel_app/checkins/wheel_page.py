"""The page of a finished wheel."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext
from werkzeug.wrappers import Response

from wheel_app.checkins import queries
from wheel_app.checkins.checkin import Filling, going_well
from wheel_app.checkins.circles.rules import Circle
from wheel_app.checkins.drawing import label_of, wheel_of
from wheel_app.checkins.rules import number
from wheel_app.people import Change, out_of_sight
from wheel_app.web import current_db, page
from wheel_app.web.locale import current_language


def wheel_page(
    filling: Filling, changes: Sequence[Change], *, is_latest: bool, circle: Circle | None, is_copy: bool = False
) -> Response:
    """Show a finished wheel; `circle` names those who did it together, and a copy of it can only be read."""
    silent, is_rtl = out_of_sight(changes), current_language().direction == "rtl"
    picks = queries.list_picks(current_db(), filling.checkin.checkin_id)
    right = frozenset(one.topic_key for one in picks if one.picked == "right")
    return page(
        "checkins/show.html",
        filling=filling,
        drawing=wheel_of(filling, gettext, is_rtl=is_rtl, quiet=silent),
        narrow=wheel_of(filling, gettext, is_rtl=is_rtl, quiet=silent, is_narrow=True),
        number=number(filling.shared_scores(silent)),
        silent=silent,
        well=[label_of(topic, gettext) for topic in going_well(filling, right, silent)],
        is_latest=is_latest,
        circle=circle,
        is_copy=is_copy,
    )
