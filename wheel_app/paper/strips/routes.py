"""The pages on which one strip is typed in."""

from __future__ import annotations

from flask import Response, abort, request
from flask_babel import gettext

from wheel_app.paper.blueprint import bp, staff
from wheel_app.paper.numbers import NotANumber, in_groups, read_number
from wheel_app.paper.sheets.choices import called
from wheel_app.paper.sheets.rules import Sheet, lines_of, words_of
from wheel_app.paper.strips.actions import Outcome, type_in
from wheel_app.paper.strips.finding import NoSheet, find_by_typed, find_own_sheet
from wheel_app.paper.strips.forms import NumberForm, StripForm, strip_form
from wheel_app.paper.strips.queries import find_typed
from wheel_app.paper.strips.rules import Typed, Whose
from wheel_app.paper.strips.saying import differs, typed_before
from wheel_app.paper.strips.taking_back import may_take_back
from wheel_app.paper.strips.whose import NOBODY, chosen, find_candidates
from wheel_app.tools import library
from wheel_app.web import current_db, now, page, redirect_to
from wheel_app.web.locale import languages


@bp.get("/paper/strip")
def strip() -> Response:
    return _number_page(NumberForm(), done=_done(), taken=_taken())


def _number_page(form: NumberForm, *, done: Typed | None = None, taken: str = "", status: int = 200) -> Response:
    return page(
        "paper/strip.html",
        form=form,
        done=done,
        done_said=typed_before(done) if done else "",
        is_mine=done is not None and done.typed_by == staff().staff_id,
        taken=taken,
        in_groups=in_groups,
        status=status,
    )


def _done() -> Typed | None:
    """Return the strip that was typed in just now."""
    sheet = _named("done")
    return find_typed(current_db(), sheet.sheet_no) if sheet else None


def _taken() -> str:
    """Return the number of the strip that was taken back just now."""
    sheet = _named("taken")
    return sheet.sheet_no if sheet and find_typed(current_db(), sheet.sheet_no) is None else ""


def _named(name: str) -> Sheet | None:
    try:
        number = read_number(request.args.get(name, ""))
    except NotANumber:
        return None
    return find_own_sheet(current_db(), number, staff())


@bp.post("/paper/strip")
def find_strip() -> Response:
    form = NumberForm()
    try:
        sheet = find_by_typed(current_db(), form.number.data or "", staff())
    except NoSheet as none:
        form.number.errors = [str(none)]
        return _number_page(form, status=422)
    return redirect_to("paper.type_strip", sheet_no=sheet.sheet_no)


def _sheet_or_404(sheet_no: str) -> Sheet:
    sheet = find_own_sheet(current_db(), sheet_no, staff())
    if sheet is None:
        abort(404)
    return sheet


def _form(sheet: Sheet) -> StripForm:
    asked = sheet.facts.asked
    return strip_form(lines_of(library(), asked), words_of(library(), asked))


def _strip_page(
    sheet: Sheet, form: StripForm, *, said: str = "", status: int = 200, may_take_back: bool = False
) -> Response:
    facts = sheet.facts
    language = next((one.name for one in languages() if one.code == facts.language), facts.language)
    return page(
        "paper/type_strip.html",
        sheet=sheet,
        form=form,
        number=in_groups(sheet.sheet_no),
        called=called(library(), facts.kind, facts.about),
        language_name=language,
        said=said,
        may_take_back=may_take_back,
        status=status,
    )


@bp.get("/paper/strips/<string:sheet_no>")
def type_strip(sheet_no: str) -> Response:
    sheet = _sheet_or_404(sheet_no)
    typed = find_typed(current_db(), sheet.sheet_no)
    if typed is None:
        return _strip_page(sheet, _form(sheet))
    is_theirs = may_take_back(current_db(), typed, staff(), at=now())
    return _strip_page(sheet, _form(sheet), said=typed_before(typed), may_take_back=is_theirs)


@bp.post("/paper/strips/<string:sheet_no>")
def type_strip_now(sheet_no: str) -> Response:
    sheet = _sheet_or_404(sheet_no)
    form = _form(sheet)
    whose = _read_whose(sheet, form)
    if request.form.get("go") == "find":
        return _strip_page(sheet, form)
    filled = form.read(sheet, whose, now()[:10])
    if filled is None or not _is_said(form, whose):
        return _strip_page(sheet, form, status=422)
    return _after(sheet, form, type_in(current_db(), library(), sheet, filled, by=staff(), at=now()))


def _read_whose(sheet: Sheet, form: StripForm) -> Whose | None:
    """Offer whom the name may mean, and return who was chosen of them."""
    found = find_candidates(current_db(), staff(), sheet, form.name.data) if form.name.data else ()
    form.offer(found, is_asked=request.form.get("go") == "find")
    return chosen(found, form.who.data or "")


def _is_said(form: StripForm, whose: Whose | None) -> bool:
    if whose is None and form.who.data != NOBODY:
        form.who.errors = [gettext("Find the child or the parent by name, and choose. Or choose “Nobody”.")]
    return not form.who.errors


def _after(sheet: Sheet, form: StripForm, outcome: Outcome) -> Response:
    if outcome.what == "differs":
        return _strip_page(sheet, form, said=differs(outcome.typed), status=409)
    return redirect_to("paper.strip", done=sheet.sheet_no)
