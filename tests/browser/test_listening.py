"""Hearing it: a recording of the area where there is one, else the voice of the device, else no button."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import hearing, journeys
from tests.browser.hands import Keys
from tests.browser.hearing import ear, ears, expect_playing, expect_still, give_voices, spoken
from tests.browser.screens.begin import Begin
from tests.browser.screens.calm import Calm
from tests.browser.served import Server
from tests.browser.visitor import NewVisitor, Visitor
from tests.builders import library

MINUTE = 60_000
COVER = "#cover:not([hidden])"
LONG = 20.0
ONLY_HEARD = '[[languages]]\ncode = "ps"\nname = "پښتو"\naudio_only = true\ntext = "ur"\n'
NO_SOUND = "This can’t be heard just now."


def at_begin(visitor: Visitor) -> Begin:
    visitor.open("/begin")
    return Begin(visitor)


def test_a_recording_is_played_and_stopped_by_the_same_button(listener: Visitor) -> None:
    listener.open("/")
    Calm(listener)
    welcome = listener.page.locator(".topic__line .listen")
    with listener.page.expect_response("**/audio/en/welcome") as reply:
        listener.hand.press(welcome)
    assert reply.value.request.resource_type == "media"
    assert reply.value.ok
    expect_playing(listener.page, welcome)
    listener.hand.press(welcome)
    expect_still(listener.page)
    expect(listener.page).to_have_url(f"{listener.server.base}/")


def test_what_is_heard_gives_way_to_what_is_pressed_next(listener: Visitor) -> None:
    listener.open("/")
    Calm(listener)
    for control in (listener.page.locator(".topic__line .listen"), ear(listener.page, "Begin")):
        listener.hand.press(control)
        expect_playing(listener.page, control)
    assert listener.page.evaluate("() => sounds.filter((one) => !one.paused).length") == 1


def test_a_recording_that_has_ended_lets_go_of_its_button(listener: Visitor) -> None:
    begin = at_begin(listener)
    with listener.page.expect_response("**/audio/en/about-me"):
        listener.hand.press(ear(begin.page, "Just me"))
    expect_still(listener.page)
    assert listener.page.evaluate("() => sounds[0].ended")


def test_listening_to_a_band_chooses_nothing_and_going_on_is_silent(listener: Visitor) -> None:
    topic = journeys.to_first_topic(listener)
    band = topic.find(".band:has(#band-3) .listen")
    listener.hand.press(band)
    expect_playing(listener.page, band)
    expect(topic.band(3)).not_to_be_checked()
    topic.on()
    expect_still(listener.page)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_presses_it_like_any_button(new_visitor: NewVisitor, hub: Server, key: str) -> None:
    typist = new_visitor(hub, size="desk", hand=Keys)
    hearing.note_sounds(typist)
    typist.open("/")
    Calm(typist)
    control = ear(typist.page, "Begin")
    typist.hand.go_to(control)  # type: ignore[attr-defined]
    typist.page.keyboard.press(key)
    expect_playing(typist.page, control)
    typist.page.keyboard.press(key)
    expect_still(typist.page)


def test_without_a_script_a_recording_opens_by_itself(new_visitor: NewVisitor, hub: Server) -> None:
    plain = new_visitor(hub, script=False)
    at_begin(plain)
    assert ears(plain.page).count() == 3
    plain.hand.press(plain.page.get_by_label("Listen: Just me"))
    expect(plain.page).to_have_url(f"{hub.base}/audio/en/about-me")
    expect(plain.page.locator("video, audio")).to_be_attached()


def test_where_nothing_is_recorded_the_voice_of_the_device_speaks(listener: Visitor) -> None:
    give_voices(listener, hearing.SINGING, hearing.FROM_AFAR, hearing.BRITISH, hearing.URDU)
    begin = at_begin(listener)
    listener.hand.press(ear(begin.page, "I’m with a worker"))
    assert spoken(listener.page) == [{"text": "I’m with a worker", "lang": "en", "voice": "Alice"}]
    expect(begin.find(".listen.is-playing")).to_have_attribute("aria-pressed", "true")
    listener.page.evaluate("() => finishSpeaking()")
    expect_still(listener.page)


def test_it_speaks_the_language_of_the_page(listener: Visitor) -> None:
    give_voices(listener, hearing.BRITISH, hearing.URDU)
    listener.open("/")
    topic = Calm(listener).speak("ur").begin().say().pick()
    listener.hand.press(topic.find(".topic__line .listen"))
    said = spoken(listener.page)
    assert [(one["lang"], one["voice"]) for one in said] == [("ur", "Asad")]
    assert said[0]["text"] == f"{topic.heading.inner_text()}. {topic.find('.topic__line p').inner_text()}"


def test_each_language_says_its_own_name(listener: Visitor) -> None:
    give_voices(listener, hearing.BRITISH, hearing.URDU)
    listener.open("/")
    Calm(listener)
    listener.hand.press(ear(listener.page, "اردو"))
    assert spoken(listener.page) == [{"text": "اردو", "lang": "ur", "voice": "Asad"}]


def test_a_voice_that_sends_the_words_elsewhere_is_not_used(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    give_voices(visitor, hearing.FROM_AFAR)
    at_begin(visitor)
    expect(ears(visitor.page)).to_have_count(0)


def test_with_neither_recording_nor_voice_no_button_is_there(visitor: Visitor) -> None:
    visitor.open("/")
    for screen in (Calm(visitor), Calm(visitor).begin()):
        expect(ears(screen.page)).to_have_count(0)
    topic = Begin(visitor).say().pick()
    expect(ears(topic.page)).to_have_count(0)


def test_a_voice_that_comes_later_is_offered_then(visitor: Visitor) -> None:
    give_voices(visitor)
    begin = at_begin(visitor)
    expect(ears(begin.page)).to_have_count(0)
    visitor.page.evaluate("(voices) => comeToVoice(voices)", [hearing.BRITISH])
    expect(ear(begin.page, "Just me")).to_be_visible()


def test_the_late_end_of_words_called_off_does_not_stop_the_next(visitor: Visitor) -> None:
    give_voices(visitor, hearing.BRITISH)
    begin = at_begin(visitor)
    control = ear(begin.page, "Just me")
    control.evaluate("async (control) => { for (let time = 0; time < 3; time += 1) control.click(); }")
    visitor.page.wait_for_function("() => toldLate === 1")
    assert len(spoken(visitor.page)) == 2
    expect(control).to_have_attribute("aria-pressed", "true")


def broken(begin: Begin) -> str:
    return library().current("family-wheel").about("little").label


def gone(begin: Begin) -> str:
    begin.visitor.watch.expect("status of 404")
    return "I’m on my own"


def cut_off(begin: Begin) -> str:
    begin.visitor.watch.expect("ERR_INTERNET_DISCONNECTED")
    begin.visitor.context.set_offline(True)
    return "Just me"


FAILS = pytest.mark.parametrize("fails", [broken, gone, cut_off], ids=lambda one: one.__name__)


@FAILS
def test_a_recording_that_fails_is_said_by_the_voice_of_the_device(
    listener: Visitor, fails: Callable[[Begin], str]
) -> None:
    give_voices(listener, hearing.BRITISH)
    begin = at_begin(listener)
    words = fails(begin)
    listener.hand.press(ear(begin.page, words))
    listener.page.wait_for_function("() => spoken.length")
    assert spoken(listener.page) == [{"text": words, "lang": "en", "voice": "Alice"}]
    expect(ear(begin.page, words)).to_have_attribute("aria-pressed", "true")


@FAILS
def test_a_recording_that_fails_where_no_voice_is_says_so_and_can_be_tried_again(
    listener: Visitor, fails: Callable[[Begin], str]
) -> None:
    begin = at_begin(listener)
    control = ear(begin.page, fails(begin))
    listener.hand.press(control)
    expect(begin.page.get_by_role("status").filter(has_text=NO_SOUND)).to_be_attached()
    expect(begin.find(".listen.is-silent")).to_have_count(1)
    expect_still(begin.page)
    listener.context.set_offline(False)
    worker = ear(begin.page, "Just me")
    listener.hand.press(worker)
    begin.page.wait_for_function("() => sounds[0].ended")
    expect(begin.find("#heard")).to_have_text("")
