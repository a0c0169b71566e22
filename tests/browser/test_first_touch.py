"""Somebody who has never seen this does a wheel with a finger and takes it home."""

from __future__ import annotations

import pytest

from tests.browser import journeys
from tests.browser.served import Server
from tests.browser.stored import answers
from tests.browser.visitor import NewVisitor, Visitor

MOST_SCREENS = 10
MOST_TAPS = 25
BY_BAND = {key: (band * 20 - 10, "band") for key, band in journeys.BANDS.items()}


@pytest.fixture(params=["phone", "tablet"])
def newcomer(new_visitor: NewVisitor, request: pytest.FixtureRequest) -> Visitor:
    return new_visitor(size=request.param)


def test_the_slip_is_ten_screens_and_few_taps_away(newcomer: Visitor, server: Server) -> None:
    topic = journeys.to_first_topic(newcomer)
    checkin_id = topic.checkin_id
    slip = journeys.answer_first_four(topic).keep().with_pictures()
    assert len(slip.code.replace(" ", "")) == 10
    assert len(newcomer.screens) <= MOST_SCREENS, newcomer.screens
    assert newcomer.hand.taps <= MOST_TAPS
    assert answers(server, checkin_id) == BY_BAND


def test_whoever_stops_there_is_asked_what_to_change_and_has_the_slip_as_soon(newcomer: Visitor) -> None:
    """Choosing a change is a screen and taps of its own, which do not count; passing it by is one tap."""
    slip = journeys.to_small_wheel(newcomer).stop().nothing_now().keep()
    assert len(slip.code.replace(" ", "")) == 10
    assert len(newcomer.screens) - 1 <= MOST_SCREENS, newcomer.screens
    assert newcomer.hand.taps <= MOST_TAPS
