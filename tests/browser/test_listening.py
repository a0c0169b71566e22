"""Hearing it: a recording of the area where there is one, else the voice of the device, else no button."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser import hearing, journeys
from tests.browser.hands import Keys
from tests.browser.hearing import ear, ears, expect_playing, expect_still, give_voices, record, spoken
from tests.browser.screens.begin import Begin
from tests.browser.screens.calm import Calm
from tests.browser.screens.screen import Next
from tests.browser.scripts import script
from tests.browser.served import Server, served
from tests.browser.visitor import NewVisitor, Visitor
from tests.builders import library
from wheel_app.tools.recordings import keys_heard

MINUTE = 60_000
COVER = "#cover:not([hidden])"
LONG = 20.0
ONLY_HEARD = '[[languages]]\ncode = "ps"\nname = "پښتو"\naudio_only = true\ntext = "ur"\n'
NO_SOUND = "This can’t be heard just now."


@pytest.fixture(scope="module")
def area(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few recordings in English, one of them broken, and all of a language that is only heard."""
    folder = tmp_path_factory.mktemp("area")
    (folder / "languages.toml").write_text(ONLY_HEARD, encoding="utf-8")
    record(folder / "audio" / "en", "welcome", "button-begin", "band-3", seconds=LONG)
    record(folder / "audio" / "en", "about-me", "present-alone", seconds=0.1)
    (folder / "audio" / "en" / "about-little.wav").write_bytes(b"RIFF, and no sound after it")
    record(folder / "audio" / "ps", *keys_heard([library().current("family-wheel")]), seconds=0.5)
    return folder


@pytest.fixture(scope="module")
def hub(area: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A place with recordings; one was taken out of the folder while the app runs."""
    with served(f"sqlite:///{tmp_path_factory.mktemp('hub')}/wheel.db", WHEEL_AREA=str(area)) as running:
        with urlopen(f"{running.base}/health") as answer:
            assert answer.status == 200
        (area / "audio" / "en" / "present-alone.wav").unlink()
        yield running


@pytest.fixture
def listener(new_visitor: NewVisitor, hub: Server) -> Visitor:
    visitor = new_visitor(hub)
    hearing.note_sounds(visitor)
    return visitor


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
