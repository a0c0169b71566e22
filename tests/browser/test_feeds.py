"""Feeds in a browser: a run tells by itself how far it is, with and without the script, at every size."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser import checks
from tests.browser.served import Server, served
from tests.browser.staff import let_in, make_worker
from tests.browser.visitor import SIZES, NewVisitor
from tests.directory.feeds.serving import Reply, good_feed, service, whole
from tests.directory.feeds.serving import served as feed_served


@pytest.fixture(scope="module")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An app that may read feeds from this machine."""
    folder = tmp_path_factory.mktemp("feeds")
    with served(f"sqlite:///{folder}/wheel.db", WHEEL_PRIVATE_FEEDS="1") as running:
        yield running


@pytest.mark.parametrize("script", [True, False])
def test_a_run_tells_how_far_it_is(new_visitor: NewVisitor, open_server: Server, script: bool) -> None:
    gate = threading.Event()
    good = good_feed([*(whole(number) for number in range(1, 31)), service(99, email="nobody")])

    def answer(path: str, asked: dict[str, str]) -> Reply:
        if path == "/services" and asked["page"] == "3":
            gate.wait(60)
        return good(path, asked)

    with feed_served(answer) as feed:
        visitor = new_visitor(open_server, size="desk", script=script)
        let_in(visitor, make_worker(open_server, role="administrator"))
        page = visitor.page
        visitor.open("/green-book/feeds")
        page.get_by_label("Name").fill("Northside Council")
        page.get_by_label("Web address").fill(feed.address)
        page.get_by_role("button", name="Add this feed").click()
        page.get_by_role("button", name="Read it now").click()
        bar, again = page.get_by_role("progressbar"), page.get_by_role("link", name="Look again")
        while not script and bar.get_attribute("value") != "50":
            again.click()
        expect(bar).to_have_attribute("value", "50")
        for size in SIZES.values() if script else ():
            page.set_viewport_size({"width": size[0], "height": size[1]})
            assert [*checks.axe(page), *checks.sideways(page)] == []
        gate.set()
        while not script and page.get_by_text("Being read").count():
            again.click()
        expect(page.locator("#run strong")).to_have_text("Done")
        page.get_by_role("link", name="What was found in this run").click()
        expect(page.get_by_text("It is not an email address.")).to_be_visible()
        assert not script or [*checks.axe(page), *checks.sideways(page)] == []
