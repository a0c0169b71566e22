"""A real browser, and the real app behind it: one of each for all tests of a process."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Error, expect

from tests.browser.hearing import make_area, note_sounds
from tests.browser.served import AWAY, ROOT, Server, served
from tests.browser.visitor import NewVisitor, Visitor
from tests.browser.weather import weather

ARGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURES = ROOT / "test-results"
failed = pytest.StashKey[bool]()
# Patience, not a promise: the machine that runs the tests may be busy.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    item.stash[failed] = item.stash.get(failed, False) or report.failed
    return report


@pytest.fixture(scope="session")
def everyday_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the name of the page that people leave to leads. To answer in its place would cost browsers their cache."""
    with weather(tmp_path_factory.mktemp("weather")) as address:
        yield f"MAP {urlsplit(AWAY).hostname} {address}"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], everyday_page: str) -> dict[str, Any]:
    """The system's Chromium, best without what only its windows need, else the one that Playwright brings."""
    args = [*ARGS, f"--host-resolver-rules={everyday_page}"]
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": args}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on SQLite, for every test that needs nothing special."""
    with served(f"sqlite:///{tmp_path_factory.mktemp('served')}/wheel.db") as running:
        running.load_demo()
        yield running


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A place with recordings; one was taken out of the folder while the app runs."""
    area = make_area(tmp_path_factory.mktemp("area"))
    with served(f"sqlite:///{tmp_path_factory.mktemp('hub')}/wheel.db", WHEEL_AREA=str(area)) as running:
        with urlopen(f"{running.base}/health") as answer:
            assert answer.status == 200
        (area / "audio" / "en" / "present-alone.wav").unlink()
        yield running


@pytest.fixture
def new_visitor(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[NewVisitor]:
    """Call for somebody with a device; whatever went wrong unseen fails the test at its end."""
    visitors: list[Visitor] = []

    def make(at: Server = server, *, browser: Browser = browser, **how: Any) -> Visitor:
        visitors.append(Visitor(browser, at, **how))
        return visitors[-1]

    yield make
    faults = [fault for visitor in visitors for fault in visitor.faults()]
    if faults or request.node.stash.get(failed, False):
        _photograph(visitors, request.node.name)
    for visitor in visitors:
        visitor.context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def visitor(new_visitor: NewVisitor) -> Visitor:
    """Somebody with a phone."""
    return new_visitor()


@pytest.fixture
def listener(new_visitor: NewVisitor, hub: Server) -> Visitor:
    """Somebody with a phone that tells what it plays."""
    visitor = new_visitor(hub)
    note_sounds(visitor)
    return visitor


def _photograph(visitors: list[Visitor], test: str) -> None:
    for number, visitor in enumerate(visitors):
        try:
            visitor.photograph(PICTURES / f"{re.sub(r'[^A-Za-z0-9]+', '-', test)}-{number}")
        except Error:
            continue  # A page that is closed has no picture.
