"""At the end of a wheel that several people did: each in turn says, alone at the screen, what they take home."""

from __future__ import annotations

import uuid

from flask import Response, abort, request, session, url_for
from flask_babel import gettext
from flask_login import current_user
from wtforms import StringField

from wheel_app.accounts import Refused, address_to_count, name_of, pictures_mixed, recognise, show_code
from wheel_app.checkins import Circle, HasCopy, Maker, TurnOver, UnknownTurn, find_circle, list_checkins, standing
from wheel_app.home.blueprint import bp
from wheel_app.home.choosing import PicturesForm, refused_words, shown, why_no_code
from wheel_app.home.taking_home import pepper
from wheel_app.home.turns import Keeping, Turn, take_by_code, take_by_pictures, take_nothing
from wheel_app.people import get_keep_until
from wheel_app.web import current_db, device_token, house, now, page, redirect_to
from wheel_app.web.qr import qr_svg


class TurnForm(PicturesForm):
    """Four pictures, and a code from whoever has one."""

    code = StringField()

    def is_ready(self) -> bool:
        """Check that there are four pictures, and that what was given as a code can be one."""
        has_pictures = super().is_ready()
        self.code.errors = [why] if self.code.data and (why := why_no_code(self.code.data)) else []
        return has_pictures and not self.code.errors


@bp.get("/together/take-home")
def turns() -> Response:
    db, circle_id = current_db(), current_user.owner_id
    circle, every = _circle(), list_checkins(db, circle_id)
    if circle.next_maker is None:
        return page("home/turns_over.html")
    done, drafts = standing(every), [one for one in every if one.is_draft]
    if done:
        return page("home/turns.html", circle=circle, maker=circle.next_maker, latest=done[-1])
    if drafts:
        return redirect_to("checkins.so_far", checkin_id=drafts[-1].checkin_id)
    return redirect_to("home.index")


def _circle() -> Circle:
    circle = find_circle(current_db(), current_user.owner_id)
    if circle is None:
        abort(404)
    return circle


def _maker_or_404(circle: Circle, place: int) -> Maker:
    """Return whose turn that is; 404 where there is nobody, and before there is anything to take home."""
    maker = circle.maker_at(place)
    if maker is None or not (maker.had_turn or standing(list_checkins(current_db(), circle.circle_id))):
        abort(404)
    return maker


@bp.get("/together/turns/<int:place>")
def turn(place: int) -> Response:
    circle = _circle()
    maker = _maker_or_404(circle, place)
    _forget_code_of_others(place)
    if not maker.had_turn:
        return _turn_page(circle, maker, TurnForm(save_id=str(uuid.uuid4())))
    if "code" in session and maker.owner_id:
        return _slip_page(maker.owner_id)
    return redirect_to("home.turns")


def _forget_code_of_others(place: int) -> None:
    if session.get("code_of_turn") != place:
        session.pop("code", None)


def _turn_page(circle: Circle, maker: Maker, form: TurnForm, status: int = 200) -> Response:
    pictures = shown(pictures_mixed(name_of(f"{circle.circle_id}:{maker.place}")))
    months = house().settings.keep_months
    return page("home/turn.html", maker=maker, form=form, pictures=pictures, months=months, status=status)


def _slip_page(maker_id: str) -> Response:
    code, back = session["code"], f"{house().settings.base_url}{url_for('home.back')}"
    return page(
        "home/turn_slip.html",
        code=show_code(code),
        qr=qr_svg(f"{back}#{code}"),
        back_address=back,
        keep_until=get_keep_until(current_db(), maker_id),
    )


@bp.post("/together/turns/<int:place>")
def turn_now(place: int) -> Response:
    form = TurnForm()
    turn = Turn(current_user.owner_id, place, form.save_id.data or str(uuid.uuid4()))
    _forget_code_of_others(place)
    try:
        if request.form.get("take") == "nothing":
            return _take_nothing(turn)
        if form.is_still_choosing():
            return _again(turn, form)
        return _take_copy(turn, form) if form.is_ready() else _again(turn, form, status=422)
    except TurnOver:
        return redirect_to("home.turn", place=place)
    except UnknownTurn:
        abort(404)


def _take_nothing(turn: Turn) -> Response:
    take_nothing(current_db(), turn, keeps_name="unnamed" not in request.form, at=now())
    return redirect_to("home.turns")


def _again(turn: Turn, form: TurnForm, status: int = 200) -> Response:
    """Show the page of a turn as it was sent, with what is wrong at its field; it stays where it is for who is late."""
    circle = _circle()
    maker = _maker_or_404(circle, turn.place)
    if maker.had_turn:
        raise TurnOver(circle, is_same=maker.turn_save_id == turn.save_id)
    return _turn_page(circle, maker, form, status)


def _take_copy(turn: Turn, form: TurnForm) -> Response:
    keeping = Keeping(house().settings.keep_months, pepper())
    if form.code.data:
        return _take_by_code(turn, form, keeping)
    session["code"] = take_by_pictures(current_db(), turn, form.names, keeping, at=now())
    session["code_of_turn"] = turn.place
    return redirect_to("home.turn", place=turn.place)


def _take_by_code(turn: Turn, form: TurnForm, keeping: Keeping) -> Response:
    db, at = current_db(), now()
    found = recognise(
        db,
        form.code.data or "",
        form.names,
        device_token=device_token(),
        address=address_to_count(),
        at=at,
        pepper=keeping.pepper,
    )
    if isinstance(found, Refused):
        return _refused(turn, form, found)
    try:
        take_by_code(db, turn, found, keeping, at=at)
    except HasCopy:
        form.start_again(gettext("This code was used for one of you before. Use your own, or leave it empty."))
        return _again(turn, form, status=422)
    return redirect_to("home.turns")


def _refused(turn: Turn, form: TurnForm, refused: Refused) -> Response:
    status, words = refused_words(refused)
    form.start_again(words)
    response = _again(turn, form, status)
    if refused.minutes:
        response.headers["Retry-After"] = str(refused.minutes * 60)
    return response
