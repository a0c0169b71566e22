"""What staff read of what people share with them: the list, one check-in, then and now."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, abort, request
from flask_babel import gettext, lazy_gettext
from flask_login import current_user

from wheel_app.accounts import find_staff, names_of
from wheel_app.checkins import find_around, number, wheel_of
from wheel_app.consent import list_passed_on
from wheel_app.people import list_known, list_silences, list_silences_of
from wheel_app.progress import LookBack, Pen, compare, say_day
from wheel_app.progress import Reader as Eyes
from wheel_app.progress.rules import Comparison
from wheel_app.sharing.blueprint import bp
from wheel_app.sharing.comparing import look_back_at
from wheel_app.sharing.seeing import MOST_PEOPLE, SharedWheel, list_shared, reader_of, see
from wheel_app.tools import library
from wheel_app.web import current_db, now, page
from wheel_app.web.locale import current_language
from wheel_app.web.places import Place

SHARED = Place("sharing.shared", lazy_gettext("Shared with me"))
# A wheel of fewer topics says less than the list beside it.
LEAST_FOR_WHEEL = 4


@bp.get("/shared")
def shared() -> Response:
    after = max(0, request.args.get("after", 0, type=int))
    reader = reader_of(current_db(), current_user.staff)
    found, has_more = list_shared(current_db(), library(), reader, at=now(), after=after)
    passed_on = list_passed_on(current_db(), current_user.staff_id)
    names = names_of(current_db(), ((one.to.kind, one.to.id) for one in passed_on))
    more_after = after + MOST_PEOPLE if has_more else None
    losses = list_silences_of(current_db(), (one.known.family_id for one in found if one.known))
    return page(
        "sharing/shared.html", found=found, losses=losses, more_after=more_after, passed_on=passed_on, names=names
    )


@bp.get("/shared/<uuid:checkin_id>")
def shared_one(checkin_id: uuid.UUID) -> Response:
    db, reader = current_db(), reader_of(current_db(), current_user.staff)
    seen = see(db, library(), reader, str(checkin_id), at=now())
    if seen is None:
        abort(404)
    return page("sharing/shared_one.html", seen=seen, filling=seen.filling, **_who(seen), **_picture(seen))


def _who(seen: SharedWheel) -> dict[str, Any]:
    db, own = current_db(), current_user.staff
    around = find_around(db, seen.filling.checkin.checkin_id)
    handing = find_staff(db, around.handed_by) if around.handed_by else None
    # With whom else somebody has to do, readers of another organisation are not told.
    is_colleague = handing is not None and handing.organisation_id == own.organisation_id
    known = list_known(db, own.staff_id, [seen.owner_id]).get(seen.owner_id)
    return {
        "known": known,
        "losses": list_silences(db, known.family_id) if known else (),
        "interpreter": around.interpreter,
        "was_handed": handing is not None,
        "handing": handing if is_colleague else None,
    }


def _picture(seen: SharedWheel) -> dict[str, Any]:
    filling, is_rtl = seen.filling, current_language().direction == "rtl"
    return {
        "number": number(filling.shared_scores()),
        "has_wheel": len(filling.scored) >= LEAST_FOR_WHEEL,
        "drawing": wheel_of(filling, gettext, is_rtl=is_rtl),
        "narrow": wheel_of(filling, gettext, is_rtl=is_rtl, is_narrow=True),
    }


@bp.get("/shared/<uuid:checkin_id>/then-and-now")
def shared_then_and_now(checkin_id: uuid.UUID) -> Response:
    db, then_id = current_db(), request.args.get("then") or None
    reader = reader_of(db, current_user.staff)
    back = look_back_at(db, library(), reader, str(checkin_id), then_id=then_id, at=now())
    if back is None:
        abort(404)
    found = compare(back.then, back.now) if back.then and back.now else None
    return _then_and_now_page(checkin_id, back, found if found and found.changes else None)


def _then_and_now_page(checkin_id: uuid.UUID, back: LookBack, found: Comparison | None) -> Response:
    if found is None or back.then is None or back.now is None:
        return page("sharing/shared_nothing_yet.html", checkin_id=checkin_id)
    pen = Pen(library(), back.times, Eyes(gettext, current_language().direction == "rtl"))
    return page(
        "sharing/shared_then_and_now.html",
        checkin_id=checkin_id,
        seen=back,
        found=found,
        picture=pen.draw(back.then, back.now, found),
        say_day=say_day,
    )
