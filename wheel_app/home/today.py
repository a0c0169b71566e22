"""What needs somebody of the staff today."""

from __future__ import annotations

from flask import Response
from flask_babel import lazy_gettext
from flask_login import current_user

from wheel_app.home.blueprint import bp
from wheel_app.tasks import desk_of, list_shown
from wheel_app.web import current_db, now, page
from wheel_app.web.places import Place

TODAY = Place("home.today", lazy_gettext("Today"))


@bp.get("/today")
def today() -> Response:
    db, at = current_db(), now()
    tasks = list_shown(db, desk_of(db, current_user.staff), at=at)
    due = [one for one in tasks if one.task.due_at <= at or one.task.kind != "look-in"]
    return page("home/today.html", tasks=due, coming=[one for one in tasks if one not in due])
