"""A person’s own yes or no to who may see their household’s page. Nobody else’s answer is ever shown here."""

from __future__ import annotations

import uuid

from flask import Response, abort, request
from flask_login import current_user

from wheel_app.accounts import names_of
from wheel_app.consent import Hand, HouseholdShare, NotAsked, Voice, list_voices_of
from wheel_app.people import list_members_of_owner
from wheel_app.sharing.agreeing import say
from wheel_app.sharing.blueprint import bp
from wheel_app.sharing.choosing import may_be_overlooked
from wheel_app.web import current_db, now, page, redirect_to


def _asked() -> list[tuple[HouseholdShare, Voice]]:
    # Who asks about a home that they left would tell them where the others are.
    own = list_members_of_owner(current_db(), current_user.owner_id)
    members = [one.member_id for one in own if one.left_on is None]
    # One that an adult withdrew looks the same as one that all said yes to: who withdrew is nobody's to know.
    return [(share, voice) for share, voice in list_voices_of(current_db(), members) if share.state != "ended"]


@bp.get("/our-page")
def our_page() -> Response:
    if may_be_overlooked() and request.args.get("alone") != "yes":
        return page("sharing/for_you_alone.html", checkin_id=None)
    asked = _asked()
    names = names_of(current_db(), (("team", share.team_id) for share, _ in asked))
    return page("sharing/our_page.html", asked=asked, names=names)


@bp.post("/our-page/<uuid:share_id>")
def our_page_now(share_id: uuid.UUID) -> Response:
    says = request.form.get("says")
    voice = next((voice for share, voice in _asked() if share.share_id == str(share_id)), None)
    if voice is None or says not in ("yes", "no"):
        abort(404)
    # The actor is the member: the family's chain never names whose wheel it is.
    hand = Hand(voice.member_id, "family")
    try:
        say(current_db(), str(share_id), voice.member_id, "yes" if says == "yes" else "no", hand, at=now())
    except NotAsked:
        abort(404)
    return redirect_to("sharing.our_page", alone="yes")
