"""Made-up local services on the server, and the way through “Find something local”."""

from __future__ import annotations

from collections.abc import Iterator

from tests.browser.visitor import Visitor
from tests.green_book import make_service, place, whole_facts
from wheel_app import directory


def put_services(visitor: Visitor, many: int = 25) -> None:
    """One that says everything, and as many more as do not fit on one page."""
    with visitor.server.store() as db:
        directory.put_service(db, whole_facts(), by=None, at="2026-11-20T10:00:00.000000Z")
        for number in range(many):
            make_service(
                db, f"Stay and play, number {number}", summary="Songs, mud and a cup of tea. " * 4,
                phone="01632 960001", topics=("parenting",), is_free=True,
                places=(place(number, 0, name="Hall", address="1 Ferry Road"),),
                booking_words="Just come along.", languages=("en", "ur"), min_age_months=0, max_age_months=59,
            )  # fmt: skip


def finding_local(visitor: Visitor) -> Iterator[str]:
    """Each page of the search, with what it says to a slip, and nothing found."""
    put_services(visitor)
    page = visitor.page
    visitor.open("/local")
    yield "local"
    visitor.hand.press(page.locator("button[value=parenting]"))
    page.locator("#near").wait_for()
    yield "local-more"
    page.locator("summary").click()
    yield "local-more-open"
    page.locator("#near").fill("OL99 9ZZ")
    visitor.watch.expect("status of 422")
    visitor.hand.press(page.locator(".actions .button:not(.button--back)"))
    page.locator("#errors").wait_for()
    yield "local-error"
    page.locator("#near").fill("OL1 1AA")
    visitor.hand.press(page.locator(".actions .button:not(.button--back)"))
    page.locator(".services").wait_for()
    yield "local-results"
    visitor.hand.press(page.locator(".service .link-button").first)
    page.wait_for_url("**/local/one")
    yield "local-one"
    visitor.open("/local")
    page.locator("#words").fill("zzz")
    page.locator("#words").press("Enter")
    page.locator("form[class*=without], p.wanted").first.wait_for()
    yield "local-nothing"
