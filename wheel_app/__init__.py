"""The wheel: families place themselves on topics of life, see how far they have come, and take a plan home."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import Any

from flask import Flask, g, request
from flask_compress import Compress
from flask_login import LoginManager
from htmx_flask import Htmx
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from wheel_app import (
    accounts,
    audit,
    checkins,
    cli,
    clock,
    consent,
    home,
    paper,
    people,
    plan,
    records,
    sharing,
    tasks,
    visits,
)
from wheel_app.accounts import Limits, SignIn, init_hand_over, init_leaving, load_sign_in, use_sign_ins
from wheel_app.accounts.hand_over.routes import HAND_OVER
from wheel_app.accounts.hand_over.routes import bp as hand_over_pages
from wheel_app.accounts.hub.routes import DEVICES
from wheel_app.accounts.hub.routes import bp as hub_pages
from wheel_app.accounts.staff.carried import keep_sent
from wheel_app.accounts.staff.routes import PLACES as STAFF_PLACES
from wheel_app.accounts.staff.routes import bp as staff_pages
from wheel_app.checkins.lines.pages import bp as lines_pages
from wheel_app.checkins.private.routes import bp as private_pages
from wheel_app.checkins.routes import bp as checkins_pages
from wheel_app.checkins.together import bp as together_pages
from wheel_app.clock.due.routes import DUE_CHILDREN, points_of_child
from wheel_app.clock.due.routes import bp as clock_pages
from wheel_app.config import Settings
from wheel_app.directory.feeds.background import start_in_thread
from wheel_app.directory.feeds.importing import Means
from wheel_app.directory.feeds.routes import FEEDS, Desk
from wheel_app.directory.feeds.routes import bp as feeds_pages
from wheel_app.directory.pages import bp as directory_pages
from wheel_app.directory.pages import init_book
from wheel_app.directory.pages.keeping import GREEN_BOOK
from wheel_app.directory.publishing.routes import bp as published_pages
from wheel_app.directory.taking import FindTaker
from wheel_app.doors import DOORS
from wheel_app.home.visit import init_visit
from wheel_app.insight.routes import FIGURES
from wheel_app.insight.routes import bp as figures_pages
from wheel_app.paper.leaflet import leaflet_pdf
from wheel_app.paper.pages import PAPER
from wheel_app.paper.pages import bp as paper_pages
from wheel_app.people.hooks import Hooks
from wheel_app.people.joining.routes import bp as joining_pages
from wheel_app.people.pages import bp as people_pages
from wheel_app.people.pages.caseload import FAMILIES
from wheel_app.plan.routes import bp as plan_pages
from wheel_app.plan.services.routes import KIND as PLAN
from wheel_app.plan.services.routes import find_taker as find_plan_taker
from wheel_app.progress.routes import bp as progress_pages
from wheel_app.records import Keepings, keeping_of_families, keeping_of_persons
from wheel_app.records.copies.moving.routes import bp as moving_pages
from wheel_app.records.copies.reviewed.handed import bp as handed_pages
from wheel_app.records.copies.reviewed.routes import bp as reviewed_pages
from wheel_app.records.copies.routes import bp as copies_pages
from wheel_app.records.retention.routes import RETENTION
from wheel_app.records.retention.routes import bp as retention_pages
from wheel_app.records.routes import bp as records_pages
from wheel_app.storage import Database, StorageError, check_schema, connect, utc_text
from wheel_app.tasks.routes import bp as tasks_pages
from wheel_app.tools import READ_ABOVE, Library, UnknownVersion, load_tools
from wheel_app.visits.afterwards.routes import bp as afterwards_pages
from wheel_app.visits.afterwards.taking import KIND as VISIT
from wheel_app.visits.afterwards.taking import find_taker as find_visit_taker
from wheel_app.visits.copy.routes import bp as visit_copy_pages
from wheel_app.visits.mine import bp as my_visits_pages
from wheel_app.visits.mine import way_on
from wheel_app.visits.room import bp as visits_pages
from wheel_app.web.access import init_access, is_open_to_anyone
from wheel_app.web.device import init_device
from wheel_app.web.errors import init_errors, is_in_trouble, trouble_page
from wheel_app.web.house import House
from wheel_app.web.intake import init_intake
from wheel_app.web.kept import init_kept
from wheel_app.web.locale import init_locale
from wheel_app.web.page import is_automatic
from wheel_app.web.places import init_places
from wheel_app.web.security import init_dressing, init_security
from wheel_app.web.static_files import init_static

PROJECT = Path(__file__).resolve().parents[1]
READ_ABOVE[clock.OWN_POINTS] = clock.check_own_points
# Called in this order, so that nothing is removed while another row still points at it.
ERASERS = (
    audit.erase, tasks.erase, paper.erase, visits.erase, consent.erase, plan.erase, checkins.erase, accounts.erase,
    people.erase,
)  # fmt: skip
FAMILY_ERASERS = (
    records.erase_family, audit.erase_family, tasks.erase_family, consent.erase_family, paper.erase_family,
    visits.erase_family, clock.erase_family, checkins.forget_family, accounts.forget_family, people.erase_family,
)  # fmt: skip
EXPORTERS = (
    people.export, accounts.export, consent.export, checkins.export, plan.export, tasks.export, clock.export,
    visits.export, paper.export, sharing.export, audit.export,
)  # fmt: skip
PAGES = (
    home.bp, feeds_pages, staff_pages, hub_pages, hand_over_pages, people_pages, joining_pages, tasks_pages,
    checkins_pages, published_pages,
    private_pages, lines_pages, together_pages, plan_pages, progress_pages, records_pages, sharing.bp, retention_pages,
    clock_pages, copies_pages, reviewed_pages, handed_pages, moving_pages, figures_pages, visits_pages, directory_pages,
    afterwards_pages, visit_copy_pages, paper_pages, my_visits_pages,
)  # fmt: skip
# Who hears, in this order, that nothing is to be said about a member any more, or that it is again.
ON_SILENCE: tuple[people.OnSilence, ...] = (clock.follow_silence,)
# Where what is found in the green book can be put, by the kind that a search carries.
SERVICE_TAKERS: dict[str, FindTaker] = {PLAN: find_plan_taker, VISIT: find_visit_taker}
# Where staff can go from every page, in this order.
PLACES = (
    home.TODAY, DUE_CHILDREN, FAMILIES, sharing.SHARED, HAND_OVER, PAPER, GREEN_BOOK, FEEDS, *STAFF_PLACES, DEVICES,
    RETENTION, FIGURES,
)  # fmt: skip


def create_app(
    settings: Settings | None = None, *, db: Database | None = None, now: Callable[[], str] | None = None
) -> Flask:
    """Return the app, ready to serve.

    Raises SettingError, StorageError, ToolError, ToolGone or NotBuilt with a sentence that helps.
    """
    settings = settings or Settings.from_environment(os.environ)
    app = Flask(__name__, template_folder=None, static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key, SECRET_KEY_FALLBACKS=list(settings.old_secret_keys), **_cookie(settings)
    )
    library = load_tools(settings.area)
    point_sets = clock.load_point_sets(settings.area, settings.point_set)
    if db is None:
        db = connect(settings.database_url, pool_size=settings.threads + 2)
        check_schema(db)
    checkins.check_tools(db, library)
    app.extensions["wheel"] = House(settings, db, now or (lambda: utc_text(datetime.now(UTC))))
    app.extensions["wheel_library"] = library
    app.extensions["wheel_point_sets"] = point_sets
    _init_reaches(app, settings, library)
    _init_shell(app, settings)
    folders = [PROJECT / "translations", library.translations, settings.extra_translations]
    init_locale(app, settings, library.languages, [str(folder) for folder in folders if folder])
    app.register_error_handler(UnknownVersion, lambda error: trouble_page(404))
    _init_sign_ins(app, settings)
    init_leaving(app)
    init_hand_over(app)
    init_visit(app)
    init_book(app, SERVICE_TAKERS, leaflet_pdf)
    for blueprint in PAGES:
        app.register_blueprint(blueprint)
    init_access(app, DOORS, keep_sent=keep_sent)
    init_places(app, PLACES)
    cli.init_cli(app)
    return app


def _init_reaches(app: Flask, settings: Settings, library: Library) -> None:
    """Hand each room what it asks of the rooms above it."""
    app.extensions["wheel_erasers"] = ERASERS
    app.extensions["wheel_exporters"] = EXPORTERS
    app.extensions["wheel_find_child"] = checkins.find_own_child
    app.extensions["wheel_people_hooks"] = _people_hooks(library)
    app.extensions["wheel_way_on"] = way_on
    app.extensions["wheel_keepings"] = _keepings(settings)


def _people_hooks(library: Library) -> Hooks:
    """Return what somebody then has to do, when something happens to a family."""

    def keep_drafts_in_step(db: Database, owner_id: str) -> None:
        checkins.silence_drafts(db, library, owner_id)

    def take_from_person(
        db: Database, member_id: str, owner_id: str, *, since: str, by: accounts.Staff, at: str
    ) -> None:
        for take in (visits.take_from_person, paper.take_from_person):
            take(db, member_id, owner_id, since=since, by=by, at=at)

    return Hooks(
        on_look_in=tasks.look_in_at_family,
        on_coordinator=tasks.hand_over_tasks,
        on_dispute=tasks.look_into_dispute,
        on_household=sharing.keep_in_step,
        on_team_ended=tasks.leave_team,
        on_facts_changed=clock.follow_facts,
        member_parts=(points_of_child,),
        silencing=people.Silencing(ON_SILENCE, checkins.last_touch_of_all, keep_drafts_in_step),
        on_joined=visits.give_to_person,
        on_unjoined=take_from_person,
    )


def _keepings(settings: Settings) -> Keepings:
    keep = people.KeepFor(settings.keep_family_years, settings.keep_child_age)
    persons = keeping_of_persons(ERASERS, purge_hours=settings.purge_hours)
    return Keepings((persons, keeping_of_families(FAMILY_ERASERS, keep)))


def _feeds_desk(house: House) -> Desk:
    return Desk(Means(house.now, sleep, may_be_private=house.settings.private_feeds), start_in_thread)


def _cookie(settings: Settings) -> dict[str, Any]:
    return {
        "SESSION_COOKIE_NAME": "__Host-session" if settings.is_https else "session",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "PREFERRED_URL_SCHEME": "https" if settings.is_https else "http",
    }


def _init_shell(app: Flask, settings: Settings) -> None:
    Htmx(app)
    borrowed = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([FileSystemLoader(PROJECT / "templates"), borrowed])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=4, COMPRESS_MIN_SIZE=400)
    Compress(app)
    init_intake(app)
    init_security(app, settings)
    init_device(app)
    init_errors(app)
    init_kept(app)
    init_static(app, PROJECT / "static" / "build")
    init_dressing(app, settings)
    app.extensions["wheel_feeds"] = _feeds_desk(app.extensions["wheel"])
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies, x_proto=1, x_host=1)  # type: ignore[method-assign]


def _init_sign_ins(app: Flask, settings: Settings) -> None:
    house: House = app.extensions["wheel"]
    limits = Limits(settings.idle_minutes_alone, settings.idle_minutes_with_worker)

    def load(token: str) -> SignIn | None:
        # A page that tells of trouble, the first one and the way out must be made even while the store is lost, and do
        # not wait for it twice.
        if g.get("store_is_lost"):
            return None
        try:
            return load_sign_in(house.db, token, at=house.now(), limits=limits, is_used=not is_automatic())
        except StorageError:
            g.store_is_lost = True
            if is_in_trouble() or (request.method == "GET" and is_open_to_anyone()):
                return None
            raise

    manager = LoginManager(app)
    use_sign_ins(manager, load)


logging.getLogger("wheel_app").addHandler(logging.NullHandler())
