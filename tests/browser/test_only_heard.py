"""A language that is only heard: chosen by ear, and heard on every screen from the first to the plan."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import hearing, journeys
from tests.browser.hearing import ear, expect_playing, give_voices
from tests.browser.screens.calm import Calm
from tests.browser.screens.screen import Next
from tests.browser.scripts import script
from tests.browser.visitor import Visitor


def test_a_language_that_is_only_heard_is_chosen_by_ear_and_carries_through(listener: Visitor) -> None:
    give_voices(listener, hearing.BRITISH, hearing.URDU, hearing.PASHTO)
    listener.open("/")
    by_ear = ear(listener.page, "پښتو")
    listener.hand.press(by_ear)
    expect_playing(listener.page, by_ear)
    listener.hand.press(listener.page.locator("button[name=language][value=ps]"))
    expect(listener.page.locator("html[lang=ur]")).to_be_attached()
    calm = can_be_heard(Calm(listener))
    topic = can_be_heard(can_be_heard(calm.begin()).say()).pick()
    for _ in journeys.FIRST[:-1]:
        topic = can_be_heard(topic).answer(2).on()
    far = can_be_heard(topic).answer(2).on_to_the_wheel()
    steps = can_be_heard(can_be_heard(far).stop()).pick("money")
    plan = can_be_heard(steps).tap_first_step("money").make()
    can_be_heard(can_be_heard(can_be_heard(plan).take_home()).keep())


def can_be_heard(screen: Next) -> Next:
    """What is read is Urdu and says so; all that is heard is recorded, main buttons too, and the first of it plays."""
    expect(screen.find("html")).to_have_attribute("lang", "ur")
    expect(screen.find("html")).to_have_attribute("dir", "rtl")
    expect(screen.find("header .top__language")).to_contain_text("پښتو")
    heard, unheard = screen.page.evaluate(script("heard"))
    assert heard, screen.name
    assert all(address.startswith("/audio/ps/") for address in heard), f"{screen.name}: {heard}"
    assert not unheard, f"{screen.name}: {unheard}"
    first = screen.find(f'main .listen[href="{heard[0]}"]').first
    screen.visitor.hand.press(first)
    expect_playing(screen.page, first)
    screen.visitor.hand.press(first)
    return screen
