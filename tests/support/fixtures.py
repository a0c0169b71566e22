"""What pytest is given by the support folder: kept outlines, and an area that speaks the made-up language."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import given
from tests.support.pseudo import make_pseudo_area
from tests.support.snapshots import KeepsOutline, compare


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="rewrite the outlines under tests/snapshots")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    given.leave_out(config, items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in given.left_out():
        terminalreporter.write_line(line)


@pytest.fixture
def given_data() -> Path:
    """The folder of data made by others; only tests in a file named test_given_… may ask for it."""
    return given.folder()


@pytest.fixture
def keeps_outline(request: pytest.FixtureRequest) -> KeepsOutline:
    """Call with a page and its name: fails when the page's outline differs from the one that is kept."""
    update = bool(request.config.getoption("--update-snapshots"))
    return lambda page, name, mixed="": compare(page, name, mixed=mixed, update=update)


@pytest.fixture(scope="session")
def pseudo_area(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an area whose one further language is the made-up one, for Settings(area=…)."""
    return make_pseudo_area(tmp_path_factory.mktemp("pseudo"))
