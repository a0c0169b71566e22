"""“Something has changed”: writing down a loss, saying more of it later, and putting a mistake right."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import Response
from flask_babel import gettext

from wheel_app.people.families.queries import find_coordinator
from wheel_app.people.loss.actions import AlreadySilent, change_silence, end_silence, silence_member
from wheel_app.people.loss.followers.queries import list_followers
from wheel_app.people.loss.forms import LossForm, PutRightForm
from wheel_app.people.loss.queries import find_silence, list_colleagues
from wheel_app.people.loss.rules import Follower, Loss, Silence
from wheel_app.people.members.actions import ChangedMeanwhile
from wheel_app.people.members.queries import list_same_human
from wheel_app.people.members.rules import Member, kind_on
from wheel_app.people.pages.blueprint import Opened, bp, family_page, hooks, staff, today
from wheel_app.people.pages.member import open_member
from wheel_app.storage import NotUnique
from wheel_app.web import current_db, now, redirect_to

ADDRESS = "/families/<uuid:family_id>/people/<uuid:member_id>/changed"


def _form(opened: Opened, member: Member, silence: Silence | None, followers: Sequence[Follower]) -> LossForm:
    leads = list_colleagues(current_db(), opened.family_id)
    if silence and silence.loss.lead_staff_id and silence.loss.lead_staff_id not in dict(leads):
        leads = (*leads, (silence.loss.lead_staff_id, silence.lead_name or ""))
    return LossForm().offer(_kind(member), member.facts.known_as, leads, followers)


def _kind(member: Member) -> str:
    return kind_on(member.facts, today())


@bp.get(ADDRESS)
def changed(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    opened, member = open_member(family_id, member_id, "changed", to_change=True)
    db = current_db()
    silence, followers = find_silence(db, member.member_id), list_followers(db, member)
    form = _form(opened, member, silence, followers)
    if silence:
        form.fill_in(silence, [one.member_id for one in followers if one.member_id not in silence.untold])
    else:
        contact = find_coordinator(db, opened.family_id)
        form.begin(_kind(member), contact.staff_id if contact else staff().staff_id, followers)
    return _page(opened, member, form, silence)


def _page(opened: Opened, member: Member, form: LossForm, silence: Silence | None, *, said: str = "") -> Response:
    status = 409 if said else 422 if form.errors else 200
    values = {"member": member, "form": form, "silence": silence, "said": said, "is_adult": _kind(member) == "adult"}
    return family_page("people/changed.html", opened, status=status, **values)


@bp.post(ADDRESS)
def changed_now(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    opened, member = open_member(family_id, member_id, "changed", to_change=True)
    silence = find_silence(current_db(), member.member_id)
    form = _form(opened, member, silence, list_followers(current_db(), member))
    loss = form.read(member.facts.born_on, today())
    if loss is None:
        return _page(opened, member, form, silence)
    if not _is_kept(member, form, loss, silence):
        return _meanwhile(opened, member, form)
    return redirect_to("people.member", family_id=family_id, member_id=member_id)


def _is_kept(member: Member, form: LossForm, loss: Loss, silence: Silence | None) -> bool:
    """Keep what was written, all of it at once; False when a colleague was quicker."""
    if form.seen_seq and silence is None:
        return False
    db, told, seen, at, above = current_db(), form.chosen, form.seen_seq, now(), hooks().silencing
    try:
        with db.transaction():
            if silence and seen:
                change_silence(db, member, silence, loss, told=told, seen_seq=seen, by=staff(), at=at, silencing=above)
            else:
                made_id = form.made_id
                silence_member(db, member, loss, told=told, by=staff(), at=at, silencing=above, silence_id=made_id)
            _tell_each_home(member)
    except (AlreadySilent, ChangedMeanwhile, NotUnique):
        return False
    return True


def _tell_each_home(member: Member) -> None:
    # Who died is silent in every home: in none anybody waits for what they say.
    for one in list_same_human(current_db(), member.who_id):
        hooks().on_household(current_db(), one.family_id, by=staff(), at=now())


def _meanwhile(opened: Opened, member: Member, form: LossForm) -> Response:
    known = find_silence(current_db(), member.member_id)
    form.seq.data = str(known.seq) if known else "0"
    form.save_id.data = ""
    said = gettext("Someone else has just changed this. Yours is below. Look at both, then save.")
    return _page(opened, member, form, known, said=said)


@bp.get(f"{ADDRESS}/put-right")
def put_right(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    opened, member = open_member(family_id, member_id, "put-right", to_change=True)
    silence = find_silence(current_db(), member.member_id)
    form = PutRightForm().offer(is_death=silence is None or silence.is_death)
    return family_page("people/put_right.html", opened, member=member, silence=silence, form=form)


@bp.post(f"{ADDRESS}/put-right")
def put_right_now(family_id: uuid.UUID, member_id: uuid.UUID) -> Response:
    opened, member = open_member(family_id, member_id, "put-right", to_change=True)
    silence = find_silence(current_db(), member.member_id)
    if silence is None:  # Pressed twice, or a colleague was quicker: it is right already.
        return redirect_to("people.member", family_id=family_id, member_id=member_id)
    form = PutRightForm().offer(is_death=silence.is_death)
    if not form.is_complete():
        return family_page("people/put_right.html", opened, member=member, silence=silence, form=form, status=422)
    db = current_db()
    with db.transaction():
        how, why = form.how.data, form.why.data
        end_silence(db, silence, how=how, why=why, by=staff(), at=now(), silencing=hooks().silencing)
        _tell_each_home(member)
    return redirect_to("people.member", family_id=family_id, member_id=member_id)
