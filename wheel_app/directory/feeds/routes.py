"""The pages of feeds, for administrators."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, request
from flask_babel import lazy_gettext
from flask_login import current_user

from wheel_app.accounts import find_staff
from wheel_app.directory.feeds import queries
from wheel_app.directory.feeds.actions import (
    AlreadyRuns,
    By,
    Lease,
    WaitsForSomebody,
    add_feed,
    leave_as_it_is,
    set_closed,
    start_run,
    stop_run,
    take_away,
)
from wheel_app.directory.feeds.background import Starter
from wheel_app.directory.feeds.forms import TAKE, DecisionForm, FeedForm
from wheel_app.directory.feeds.importing import Means, import_feed
from wheel_app.directory.feeds.rules import HELD, JSON, RUNNING, Feed, Run
from wheel_app.directory.feeds.telling import FAULT_REASONS, RUN_REASONS
from wheel_app.storage import Database, new_id
from wheel_app.web import current_db, now, page, redirect_to
from wheel_app.web.page import fragment, is_fragment_request
from wheel_app.web.places import Place

bp = Blueprint("feeds", __name__, url_prefix="/green-book/feeds")
FEEDS = Place("feeds.show", lazy_gettext("Feeds"))
MOST_RUNS, MOST_FAULTS = 20, 50


class Desk(NamedTuple):
    """What runs need in the running app, and how one is begun beside the requests."""

    means: Means
    start: Starter


def desk() -> Desk:
    """Return the desk of the running app."""
    found: Desk = current_app.extensions["wheel_feeds"]
    return found


@bp.get("")
def show() -> Response:
    return _overview(FeedForm())


def _overview(form: FeedForm, status: int = 200) -> Response:
    db = current_db()
    runs, entries = queries.list_last_runs(db), queries.count_entries_each(db)
    return page(
        "directory/feeds/show.html", status=status, feeds=queries.list_feeds(db), runs=runs, entries=entries, form=form
    )


@bp.post("")
def add_now() -> Response:
    form, at = FeedForm(), now()
    if not form.is_fit(may_be_private=desk().means.may_be_private):
        return _overview(form, 422)
    new = Feed(new_id(), form.name.data, form.address.data, JSON, at, current_user.staff_id)
    return redirect_to("feeds.feed", feed_id=add_feed(current_db(), new, _by()).feed_id)


@bp.get("/<uuid:feed_id>")
def feed(feed_id: UUID) -> Response:
    db, found = current_db(), _feed_or_404(feed_id)
    runs = queries.list_runs(db, found.feed_id, most=MOST_RUNS)
    values: dict[str, Any] = {"feed": found, "run": runs[0] if runs else None, "run_reasons": RUN_REASONS, "at": now()}
    if is_fragment_request():
        return fragment("directory/feeds/_run.html", **values)
    entries = queries.count_entries(db, found.feed_id)
    return page("directory/feeds/feed.html", runs=runs, entries=entries, **values)


@bp.post("/<uuid:feed_id>/runs")
def start_now(feed_id: UUID) -> Response:
    found = _feed_or_404(feed_id)
    if found.closed_at is not None or found.kind != JSON:
        abort(404)
    with suppress(AlreadyRuns, WaitsForSomebody):  # The page says so.
        _go_on(found, start_run(current_db(), found, _by(), at=now()))
    return redirect_to("feeds.feed", feed_id=feed_id)


@bp.post("/<uuid:feed_id>/close")
def close_now(feed_id: UUID) -> Response:
    set_closed(current_db(), _feed_or_404(feed_id), _by(), is_closed=True, at=now())
    return redirect_to("feeds.feed", feed_id=feed_id)


@bp.post("/<uuid:feed_id>/reopen")
def reopen_now(feed_id: UUID) -> Response:
    set_closed(current_db(), _feed_or_404(feed_id), _by(), is_closed=False, at=now())
    return redirect_to("feeds.feed", feed_id=feed_id)


@bp.get("/<uuid:feed_id>/runs/<uuid:run_id>")
def run(feed_id: UUID, run_id: UUID) -> Response:
    return _run_page(*_run_or_404(feed_id, run_id), DecisionForm())


def _run_page(of: Feed, found: Run, form: DecisionForm, status: int = 200) -> Response:
    db, after = current_db(), request.args.get("after", 0, type=int)
    only = request.args.get("only") == "refused"
    faults = queries.list_faults(
        db, found.run_id, after=min(max(after, 0), 1_000_000_000), most=MOST_FAULTS + 1, only_refusals=only
    )
    return page(
        "directory/feeds/run.html",
        status=status,
        feed=of,
        run=found,
        faults=faults[:MOST_FAULTS],
        more=faults[MOST_FAULTS - 1].position if len(faults) > MOST_FAULTS else None,
        only=only,
        form=form.offer(found.gone) if found.state == HELD else None,
        decided_by=find_staff(db, found.decided_by) if found.decided_by else None,
        reasons=FAULT_REASONS,
        run_reasons=RUN_REASONS,
        at=now(),
    )


@bp.post("/<uuid:feed_id>/runs/<uuid:run_id>/decision")
def decide_now(feed_id: UUID, run_id: UUID) -> Response:
    (of, found), form = _run_or_404(feed_id, run_id), DecisionForm()
    if found.state == HELD and not form.offer(found.gone).is_fit():
        return _run_page(of, found, form, 422)
    if found.state == HELD:
        _decide(of, found, form)
    return redirect_to("feeds.run", feed_id=feed_id, run_id=run_id)


def _decide(of: Feed, found: Run, form: DecisionForm) -> None:
    if form.choice.data != TAKE:
        leave_as_it_is(current_db(), found, _by(), form.why.data, at=now())
    elif lease := take_away(current_db(), found, _by(), form.why.data, at=now()):
        _go_on(of, lease)


@bp.post("/<uuid:feed_id>/runs/<uuid:run_id>/stop")
def stop_now(feed_id: UUID, run_id: UUID) -> Response:
    _, found = _run_or_404(feed_id, run_id)
    if found.state == RUNNING:
        stop_run(current_db(), found, _by(), at=now())
    return redirect_to("feeds.feed", feed_id=feed_id)


def _go_on(of: Feed, lease: Lease) -> None:
    means, start = desk()
    start(partial(_read, of, lease, means, current_db()))


def _read(of: Feed, lease: Lease, means: Means, db: Database) -> None:
    import_feed(db, of, lease, means)


def _by() -> By:
    return By(current_user.staff_id, current_user.role)


def _feed_or_404(feed_id: UUID) -> Feed:
    return queries.find_feed(current_db(), str(feed_id)) or abort(404)


def _run_or_404(feed_id: UUID, run_id: UUID) -> tuple[Feed, Run]:
    found, run = _feed_or_404(feed_id), queries.find_run(current_db(), str(run_id))
    if run is None or run.feed_id != found.feed_id:
        abort(404)
    return found, run
