"""Somebody who listens is there: the page is not covered meanwhile."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import hearing, journeys
from tests.browser.hearing import expect_playing, expect_still, give_voices
from tests.browser.served import Server
from tests.browser.visitor import NewVisitor, Visitor

MINUTE = 60_000
COVER = "#cover:not([hidden])"


@pytest.fixture
def tablet(new_visitor: NewVisitor, hub: Server) -> Visitor:
    visitor = new_visitor(hub, size="tablet")
    visitor.page.clock.install()
    hearing.note_sounds(visitor)
    return visitor


def test_whoever_listens_to_a_recording_is_not_covered(tablet: Visitor) -> None:
    topic = journeys.to_first_topic(tablet)
    band = topic.find(".band:has(#band-3) .listen")
    tablet.hand.press(band)
    expect_playing(tablet.page, band)
    tablet.page.clock.run_for(3 * MINUTE)
    expect(topic.find(COVER)).to_have_count(0)
    tablet.hand.press(band)
    expect_still(tablet.page)
    tablet.page.clock.run_for(MINUTE + 1000)
    expect(topic.find(COVER)).to_be_visible()


def test_whoever_listens_to_a_voice_is_not_covered_until_it_stops(tablet: Visitor) -> None:
    give_voices(tablet, hearing.BRITISH)
    topic = journeys.to_first_topic(tablet)
    tablet.hand.press(topic.find(".topic__line .listen"))
    tablet.page.clock.run_for(3 * MINUTE)
    expect(topic.find(COVER)).to_have_count(0)
    tablet.page.evaluate("() => stopUnheard()")
    tablet.page.clock.run_for(MINUTE + 6000)
    expect(topic.find(COVER)).to_be_visible()
    expect_still(tablet.page)
