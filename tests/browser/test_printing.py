"""What the host's printer gives of a plan and of the slip: one sheet, without bars and buttons."""

from __future__ import annotations

import io

import pypdf
import pytest

from tests.browser import journeys
from tests.browser.local import put_services
from tests.browser.tours import speaking
from tests.browser.visitor import Visitor
from tests.green_book import make_service


def sheets(visitor: Visitor) -> list[str]:
    """The text of each sheet that the browser prints of this page."""
    printed = visitor.page.pdf(format="A4", prefer_css_page_size=True)
    return [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(printed)).pages]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_plan_of_three_changes_is_printed_on_one_sheet(visitor: Visitor, language: str) -> None:
    speaking(visitor, language)
    steps = journeys.to_small_wheel(visitor).stop().pick("money", "mood", "home")
    steps.tap_first_step("money").make()
    assert len(sheets(visitor)) == 1


def test_a_slip_is_printed_on_one_sheet_with_the_code_and_nothing_to_press(visitor: Visitor) -> None:
    code = journeys.to_slip(visitor).code
    (sheet,) = sheets(visitor)
    assert code in sheet
    assert "Exit this page" not in sheet
    assert "Print this slip" not in sheet


def test_what_there_is_locally_is_printed_on_one_sheet(visitor: Visitor) -> None:
    put_services(visitor)
    with visitor.server.store() as db:
        make_service(
            db, "A choir", phone="01632 960001", topics=("parenting",), status="temporarily closed",
            checked_on="2026-01-01",
        )  # fmt: skip
    visitor.open("/local")
    visitor.hand.press(visitor.page.locator("button[value=parenting]"))
    visitor.hand.press(visitor.page.locator(".actions .button:not(.button--back)"))
    visitor.page.locator(".services").wait_for()
    (sheet,) = sheets(visitor)
    assert sheet.count("Call 01632") == 8
    assert "It is closed for now." in sheet
    assert "Not checked for six months." in sheet
    assert "Show more" not in sheet
