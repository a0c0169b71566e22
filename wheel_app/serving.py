"""Starting: the app for a server, migrations, and our own server for `python run.py`."""

from __future__ import annotations

import gc
import logging
import os
import signal
import ssl
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import (
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from wheel_app import audit, clock, create_app
from wheel_app.checkins import ToolGone
from wheel_app.config import SettingError, Settings
from wheel_app.records import finish_confirmed, purge
from wheel_app.storage import MissingDatabase, StorageError, connect, create, later, migrate
from wheel_app.tools import ToolError
from wheel_app.web.errors import place_of
from wheel_app.web.house import House
from wheel_app.web.intake import Cutter
from wheel_app.web.page import read_templates
from wheel_app.web.security import refusal
from wheel_app.web.static_files import NotBuilt

PURGE_SECONDS = 600
AHEAD_DAYS = 30
BROKEN = "500 Internal Server Error"
REFUSALS = (
    ((InvalidResponseHeader, InvalidResponseHeaderName), BROKEN),
    (LimitRequestLine, "414 URI Too Long"),
    (LimitRequestHeaders, "431 Request Header Fields Too Large"),
    ((ParseException, ssl.SSLError), "400 Bad Request"),
)
Stops = (SettingError, StorageError, ToolError, ToolGone, NotBuilt)


def make_app() -> Flask:
    """Return the app with its purge running beside it; stop with one sentence when it cannot start."""
    app = _app_or_stop()
    start_purging(app)
    return app


def _app_or_stop() -> Flask:
    try:
        app = create_app()
    except Stops as stop:
        sys.exit(f"wheel_app cannot start: {stop}")
    read_templates(app)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    gc.collect()
    gc.freeze()  # What is there from the start lives as long as the process; no use in looking at it again.
    return app


def start_purging(app: Flask) -> None:
    """Erase from now on, every ten minutes, who has not been kept."""
    threading.Thread(target=_purge_for_ever, args=(app,), daemon=True).start()


def _purge_for_ever(app: Flask) -> None:
    reckon_now(app)
    pause = threading.Event()
    house: House = app.extensions["wheel"]
    passing = Passing(house.now, seconds_since_start)
    while not pause.wait(PURGE_SECONDS):
        purge_round(app, passing)


def purge_round(app: Flask, passing: Passing) -> None:
    """Do what is done every ten minutes; nobody is erased by a clock that was set ahead."""
    if passing.is_set_ahead():
        app.logger.error(
            "the clock was set ahead by more than %s days: nothing is purged until it is right, or the app starts anew",
            AHEAD_DAYS,
        )
        return
    purge_now(app)
    verify_daily(app)


def seconds_since_start() -> float:
    """Return the seconds since the machine started, with those that it slept where that is known."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Passing:
    """Compares the clock with the time that has really passed: what it erases by mistake nobody brings back."""

    def __init__(self, now: Callable[[], str], passed: Callable[[], float]) -> None:
        """Believe the clock (UTC text) as it is now; `passed` counts seconds from anywhere."""
        self.now, self.passed = now, passed
        self.began, self.at_first = now(), passed()

    def is_set_ahead(self) -> bool:
        """Whether the clock shows so many days more than have passed."""
        passed = int(self.passed() - self.at_first)
        return self.now() > later(self.began, days=AHEAD_DAYS, microseconds=passed * 1_000_000)


def purge_now(app: Flask) -> None:
    """Erase everyone whose time is over; what goes wrong is logged and tried again the next time."""
    house: House = app.extensions["wheel"]
    erasers, hours = app.extensions["wheel_erasers"], house.settings.purge_hours
    try:
        while purge(house.db, erasers, at=house.now(), purge_hours=hours):
            pass  # However many there are, nobody waits for the next time.
        finish_confirmed(house.db, app.extensions["wheel_keepings"], at=house.now())
    except Exception as error:  # A thread that ends would break the promise without a word.
        app.logger.error("purge put off: %s at %s", type(error).__name__, place_of(error))


def reckon_now(app: Flask) -> None:
    """Reckon every child’s windows where that was never done with this set of points; what goes wrong is logged."""
    house: House = app.extensions["wheel"]
    try:
        clock.reckon_changed_set(house.db, app.extensions["wheel_point_sets"].running, at=house.now())
    except Exception as error:
        app.logger.error("the points were not reckoned: %s at %s", type(error).__name__, place_of(error))


def verify_daily(app: Flask) -> None:
    """Walk the audit's chains when that was last done a day ago; what somebody meddled with is logged by its place."""
    house: House = app.extensions["wheel"]
    try:
        at = house.now()
        if audit.was_verified(house.db, since=later(at, days=-1), at=at):
            return
        for broken in audit.verify(house.db, at=at).broken:
            app.logger.error("the audit was meddled with: %s at %s %s", broken.what, broken.chain, broken.seq)
    except Exception as error:
        app.logger.error("the audit was not walked: %s at %s", type(error).__name__, place_of(error))


def migrate_now() -> int:
    """Bring the database up to date, making it when there is none; print what was done."""
    try:
        url = Settings.from_environment(os.environ).database_url
        try:
            db = connect(url)
        except MissingDatabase:
            db = create(url)
        done = migrate(db)
    except Stops as stop:
        print(f"wheel_app cannot migrate: {stop}", file=sys.stderr)  # noqa: T201
        return 1
    print(f"Migrations applied: {', '.join(done) or 'none, all were there'}")  # noqa: T201
    return 0


class Worker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's threads, which would wait for the head of a request for ever; web.intake sees to its body."""

    head_seconds = 20.0

    def init_process(self) -> None:
        """Begin after the fork."""
        self.heads = Cutter(self.head_seconds)
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """Read a request and answer it; a head that trickles is cut."""
        with self.heads.watching(lambda: conn.sock) as conn.head:
            return super().handle(conn)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """The head is here."""
        self.heads.end(conn.head)
        return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Answer what never reached the app. Neither the reply nor the log repeats what was sent, or says by whom."""
        status = next((status for kind, status in REFUSALS if isinstance(exc, kind)), BROKEN)
        say = self.log.error if status == BROKEN else self.log.warning
        say("%s: %s at %s", status, type(exc).__name__, place_of(exc))
        with suppress(OSError):
            write_nonblock(client, refusal(status, getattr(self.app, "settings", None)))


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with threads, set up in code."""

    def __init__(self, settings: Settings) -> None:
        """Take how to serve from the settings."""
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Processes, threads and address as set; nothing of gunicorn's own is read."""
        for name, value in _options(self.settings).items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the app once, before the fork: the processes share its memory."""
        app = _app_or_stop()
        house: House = app.extensions["wheel"]
        house.db.close()
        return app


def _options(settings: Settings) -> dict[str, Any]:
    return {
        "bind": settings.bind,
        "workers": settings.workers,
        "threads": settings.threads,
        "worker_class": Worker,
        "preload_app": True,
        "post_worker_init": lambda worker: start_purging(worker.wsgi),
        "when_ready": relieve,
        "on_reload": say_that_it_is_the_same,
        "keepalive": 15,
        "timeout": 60,
        "certfile": settings.tls_cert,
        "keyfile": settings.tls_key,
        # Which proxy to believe is said once, by WHEEL_TRUSTED_PROXIES.
        "secure_scheme_headers": {},
        "forwarder_headers": "",
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
    }


def relieve(master: Any) -> None:
    """Send home the old version that this one was started beside (USR2); it finishes what it has begun."""
    if master.master_pid:
        os.kill(master.master_pid, signal.SIGTERM)


def say_that_it_is_the_same(master: Any) -> None:
    """Tell who sent HUP what it does: the app was loaded before the fork, and is not loaded anew."""
    master.log.warning("Fresh processes of the version that runs. A new version is taken over with kill -USR2.")


def serve() -> int:
    """Serve until stopped; `python run.py migrate` only migrates."""
    if sys.argv[1:2] == ["migrate"]:
        return migrate_now()
    try:
        settings = Settings.from_environment(os.environ)
    except SettingError as stop:
        sys.exit(f"wheel_app cannot start: {stop}")
    Server(settings).run()
    return 0
