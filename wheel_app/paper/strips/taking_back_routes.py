"""The page on which a strip that was put in wrongly is taken back."""

from __future__ import annotations

from typing import Any

from flask import Response, abort
from flask_babel import gettext, lazy_gettext
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import DataRequired

from wheel_app.paper.blueprint import bp, staff
from wheel_app.paper.numbers import in_groups
from wheel_app.paper.sheets.choices import called
from wheel_app.paper.sheets.rules import Sheet
from wheel_app.paper.strips.finding import find_own_sheet
from wheel_app.paper.strips.queries import find_typed
from wheel_app.paper.strips.rules import Typed
from wheel_app.paper.strips.saying import typed_before
from wheel_app.paper.strips.taking_back import Mistake, may_take_back, take_back
from wheel_app.tools import library
from wheel_app.web import current_db, now, page, redirect_to
from wheel_app.web.forms import Form, ShortEnough, tidy

MOST_WHY = 400


class TakeBackForm(Form):
    """What was wrong with a strip, and why; `seen` is its mark as the page had it."""

    seen = HiddenField()
    what = RadioField(lazy_gettext("What was wrong?"), validate_choice=False)
    why = StringField(
        lazy_gettext("What came about?"),
        filters=[tidy],
        validators=[DataRequired(lazy_gettext("Write why, in a few words.")), ShortEnough(MOST_WHY)],
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.what.choices = [
            ("said", gettext("The day, or an answer")),
            ("whose", gettext("It is not their sheet")),
        ]

    def read(self) -> Mistake | None:
        """Return what was wrong; None after an error, which stands at its field."""
        is_fine = self.validate()
        if self.what.data not in dict(self.what.choices):
            self.what.errors, is_fine = [gettext("Choose what was wrong.")], False
        return Mistake(self.what.data, self.why.data) if is_fine else None


def _sheet_or_404(sheet_no: str) -> Sheet:
    return find_own_sheet(current_db(), sheet_no, staff()) or abort(404)


def _typed_or_404(sheet: Sheet) -> Typed:
    typed = find_typed(current_db(), sheet.sheet_no)
    return typed if typed and may_take_back(current_db(), typed, staff(), at=now()) else abort(404)


def _page(sheet: Sheet, form: TakeBackForm, typed: Typed, **more: Any) -> Response:
    return page(
        "paper/take_back.html",
        sheet=sheet,
        form=form,
        number=in_groups(sheet.sheet_no),
        called=called(library(), sheet.facts.kind, sheet.facts.about),
        said=typed_before(typed),
        **more,
    )


@bp.get("/paper/strips/<string:sheet_no>/take-back")
def take_strip_back(sheet_no: str) -> Response:
    sheet = _sheet_or_404(sheet_no)
    typed = _typed_or_404(sheet)
    return _page(sheet, TakeBackForm(seen=typed.mark), typed)


@bp.post("/paper/strips/<string:sheet_no>/take-back")
def take_strip_back_now(sheet_no: str) -> Response:
    sheet, form, db = _sheet_or_404(sheet_no), TakeBackForm(), current_db()
    if find_typed(db, sheet.sheet_no) is None:
        return redirect_to("paper.strip", taken=sheet.sheet_no)
    typed, mistake = _typed_or_404(sheet), form.read()
    if mistake is None:
        return _page(sheet, form, typed, status=422)
    if take_back(db, sheet, mistake, seen=form.seen.data or "", by=staff(), at=now()) == "changed":
        return _typed_anew(sheet, form)
    return redirect_to("paper.strip", taken=sheet.sheet_no)


def _typed_anew(sheet: Sheet, form: TakeBackForm) -> Response:
    typed = _typed_or_404(sheet)
    form.seen.data = typed.mark
    return _page(sheet, form, typed, is_anew=True, status=409)
