"""The pages of those who keep the green book: what has to be looked at, what it says, what it said before."""

from __future__ import annotations

import uuid
from typing import Any, cast

from flask import Response, abort, request
from flask_babel import lazy_gettext
from flask_login import current_user

from wheel_app.directory.actions import (
    bring_back_service,
    change_service,
    check_today,
    let_go,
    put_service,
    retire_service,
)
from wheel_app.directory.keeping.forms import ServiceForm, service_form
from wheel_app.directory.keeping.queries import (
    A_PAGE,
    count_to_check,
    list_changes,
    list_own_facts,
    list_retired,
    list_to_check,
)
from wheel_app.directory.keeping.words import fact_word, value_lines
from wheel_app.directory.pages.blueprint import bp
from wheel_app.directory.pages.topics import topic_of
from wheel_app.directory.queries import find_service
from wheel_app.directory.rules import STALE_MONTHS, ChangedMeanwhile, Service, differing, months_before, text_of
from wheel_app.directory.searching.queries import find_services
from wheel_app.directory.searching.rules import Wanted, read_token, sort_name_of
from wheel_app.storage import NotUnique, new_id
from wheel_app.web import current_db, now, page, redirect_to
from wheel_app.web.forms import tidy
from wheel_app.web.places import Place

GREEN_BOOK = Place("directory.keep", lazy_gettext("Green book"))
LONGEST_QUERY = 200


def _by() -> str:
    return cast(str, current_user.staff.staff_id)


def _today() -> str:
    return now()[:10]


def _service_or_404(service_id: uuid.UUID) -> Service:
    service = find_service(current_db(), str(service_id))
    return service or abort(404)


def _as_kept(template: str, *, status: int = 200, **values: Any) -> Response:
    return page(template, status=status, fact_word=fact_word, value_lines=value_lines, topic_of=topic_of, **values)


@bp.get("/green-book")
def keep() -> Response:
    db = current_db()
    if request.args.get("out") == "1":
        return _as_kept("directory/keep.html", services=list_retired(db), more=None, typed="", is_out=True)
    day, _, rest = request.args.get("after", "").partition("|")
    service_id, _, sort_name = tidy(rest).partition("|")
    found = list_to_check(db, (tidy(day)[:10], sort_name, service_id))
    count, stale = count_to_check(db, months_before(_today(), STALE_MONTHS))
    last = found[A_PAGE - 1] if len(found) > A_PAGE else None
    return _as_kept(
        "directory/keep.html",
        services=found[:A_PAGE],
        more=last and _token(last),
        typed="",
        count=count,
        stale=stale,
        is_first=not rest,
    )


def _token(last: Service) -> str:
    return f"{last.facts.checked_on}|{last.service_id}|{sort_name_of(last.facts.name)}"


@bp.post("/green-book")
def keep_find() -> Response:
    typed = tidy(request.form.get("q", ""))[:LONGEST_QUERY]
    after = read_token(request.form.get("after", ""))
    found = find_services(current_db(), Wanted(words=typed, with_unlisted=True), after)
    services = [one.service for one in found.found]
    return _as_kept("directory/keep.html", services=services, more=None, typed=typed, found=found)


@bp.get("/green-book/<uuid:service_id>")
def keep_one(service_id: uuid.UUID) -> Response:
    service = _service_or_404(service_id)
    db = current_db()
    return _as_kept(
        "directory/keep_one.html",
        service=service,
        changes=list_changes(db, service.service_id),
        own_facts=list_own_facts(db, service.service_id),
        is_changed_meanwhile=request.args.get("changed") == "1",
    )


@bp.get("/green-book/new")
def keep_new() -> Response:
    form = service_form(None, is_sent=False)
    form.save_id.data = new_id()
    return page("directory/edit.html", form=form, service=None)


@bp.post("/green-book/new")
def keep_new_now() -> Response:
    form = service_form(None, is_sent=True)
    facts = form.read(_today())
    if facts is None:
        return page("directory/edit.html", form=form, service=None, status=422)
    service_id = form.made_id or new_id()
    try:
        put_service(current_db(), facts, by=_by(), at=now(), service_id=service_id)
    except NotUnique:
        # The same press came before.
        return redirect_to("directory.keep_one", service_id=service_id)
    return _on_with(form, service_id)


@bp.get("/green-book/<uuid:service_id>/edit")
def keep_edit(service_id: uuid.UUID) -> Response:
    service = _service_or_404(service_id)
    return page("directory/edit.html", form=service_form(service, is_sent=False), service=service)


@bp.post("/green-book/<uuid:service_id>/edit")
def keep_edit_now(service_id: uuid.UUID) -> Response:
    service = _service_or_404(service_id)
    form = service_form(service, is_sent=True)
    facts = form.read(_today())
    if facts is None:
        return page("directory/edit.html", form=form, service=service, status=422)
    if form.seen_seq != service.seq:
        return _moved_page(form, service.service_id)
    try:
        change_service(current_db(), service, facts, by=_by(), at=now(), why=form.why.data or "")
    except ChangedMeanwhile:
        return _moved_page(form, service.service_id)
    return _on_with(form, service.service_id)


def _on_with(form: ServiceForm, service_id: str) -> Response:
    if request.form.get("go") == "rows":
        return redirect_to("directory.keep_edit", service_id=service_id)
    return redirect_to("directory.keep_one", service_id=service_id)


def _moved_page(form: ServiceForm, service_id: str) -> Response:
    """Show what was typed, and beside it what somebody else has written meanwhile."""
    standing = find_service(current_db(), service_id) or abort(404)
    typed = form.read(_today())
    other = differing(standing.facts, typed) if typed else ()
    says_now = [(fact_word(fact), value_lines(fact, text_of(standing.facts, fact))) for fact in other]
    form.seq.raw_data, form.seq.data = None, str(standing.seq)
    return page("directory/edit.html", form=form, service=standing, says_now=says_now, status=409)


@bp.post("/green-book/<uuid:service_id>/checked")
def keep_checked(service_id: uuid.UUID) -> Response:
    service = _service_or_404(service_id)
    try:
        check_today(current_db(), service, by=_by(), at=now())
    except ChangedMeanwhile:
        return redirect_to("directory.keep_one", service_id=service_id, changed=1)
    return redirect_to("directory.keep") if request.form.get("from") == "list" else _back_to(service)


@bp.post("/green-book/<uuid:service_id>/take-out")
def keep_retire(service_id: uuid.UUID) -> Response:
    service = _service_or_404(service_id)
    why = tidy(request.form.get("why", ""))[:LONGEST_QUERY]
    change = bring_back_service if request.form.get("go") == "back" else retire_service
    try:
        change(current_db(), service, by=_by(), at=now(), why=why)
    except ChangedMeanwhile:
        return redirect_to("directory.keep_one", service_id=service_id, changed=1)
    return _back_to(service)


@bp.post("/green-book/<uuid:service_id>/let-go")
def keep_let_go(service_id: uuid.UUID) -> Response:
    service = _service_or_404(service_id)
    let_go(current_db(), service, tidy(request.form.get("fact", ""))[:40])
    return _back_to(service)


def _back_to(service: Service) -> Response:
    return redirect_to("directory.keep_one", service_id=service.service_id)
