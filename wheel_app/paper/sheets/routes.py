"""The page on which staff print sheets, before a day without a signal."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext

from wheel_app.accounts import list_teams_of
from wheel_app.clock import points
from wheel_app.paper.blueprint import bp, staff
from wheel_app.paper.sheets.actions import Order, print_sheets
from wheel_app.paper.sheets.choices import KIND_NAMES, called, choices
from wheel_app.paper.sheets.forms import PrintForm
from wheel_app.paper.sheets.queries import Printing, list_printings
from wheel_app.plan import PdfFailed
from wheel_app.storage import new_id
from wheel_app.tools import library
from wheel_app.web import current_db, now, page
from wheel_app.web.locale import current_language, languages

MOST_SHOWN = 20
A_HANDFUL = "10"


@bp.get("/paper")
def sheets() -> Response:
    form = _form()
    form.language.data = current_language().code
    form.copies.data = A_HANDFUL
    return _sheets_page(form)


def _form() -> PrintForm:
    teams = list_teams_of(current_db(), staff().staff_id)
    return PrintForm().offer(choices(library(), points()), languages(), teams)


def _sheets_page(form: PrintForm, *, status: int = 200) -> Response:
    printings = list_printings(current_db(), staff().staff_id, most=MOST_SHOWN)
    return page(
        "paper/sheets.html",
        form=form,
        kinds=KIND_NAMES,
        printings=printings,
        called=_called,
        names={one.code: one.name for one in languages()},
        status=status,
    )


def _called(printing: Printing) -> str:
    return called(library(), printing.kind, printing.about)


@bp.post("/paper")
def print_now() -> Response:
    form = _form()
    if not form.is_complete():
        return _sheets_page(form, status=422)
    try:
        pdf = print_sheets(current_db(), library(), _order(form), by=staff(), at=now())
    except PdfFailed as failed:
        form.what.errors = [_why_not(failed)]
        return _sheets_page(form, status=422 if failed.why in ("too-long", "script") else 503)
    headers = {"Content-Disposition": 'attachment; filename="sheets.pdf"'}
    return Response(pdf, content_type="application/pdf", headers=headers)


def _order(form: PrintForm) -> Order:
    language = form.spoken[form.language.data]
    facts = form.offered[form.what.data].facts_in(language.code)
    return Order(facts, language, form.many, form.team.data, form.made_id or new_id())


def _why_not(failed: PdfFailed) -> str:
    if failed.why == "too-long":
        return gettext("The words are too long for one sheet. Please ask for shorter ones, or choose another sheet.")
    if failed.why == "script":
        return gettext("This language can’t be printed yet: the letters are missing. Please choose another one.")
    return gettext("The sheets could not be made just now. Please try again in a minute.")
