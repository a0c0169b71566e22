"""The arc: set by tap, drag, keys, nudges and number alike, and by nothing that was not meant."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import journeys
from tests.browser.hands import Mouse
from tests.browser.screens.calm import Calm
from tests.browser.screens.topic import Topic
from tests.browser.served import Server
from tests.browser.stored import answer, receipts
from tests.browser.touch import Fingers, Ring, ring_on
from tests.browser.visitor import NewVisitor, Visitor

ALL = range(1, 101)
# A page that scrolls tells so with the next frame.
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
FEW = (1, 2, 50, 73, 99, 100)


@pytest.fixture
def topic(visitor: Visitor) -> Topic:
    return journeys.to_first_topic(visitor)


@pytest.fixture
def ring(topic: Topic) -> Ring:
    return ring_on(topic.page)


@pytest.fixture
def fingers(topic: Topic) -> Fingers:
    return Fingers(topic.page)


def shown(topic: Topic) -> tuple[str, str | None, str | None]:
    """The number, what the slider says, and the band that is chosen: always the same mark."""
    chosen = topic.find("input[name=band]:checked")
    band = chosen.get_attribute("value") if chosen.count() else None
    return topic.number.input_value(), topic.slider.get_attribute("aria-valuenow"), band


def is_at(score: int) -> tuple[str, str, str]:
    return str(score), str(score), str((score - 1) // 20 + 1)


def test_no_mark_stands_there_before_the_first_touch(topic: Topic) -> None:
    expect(topic.number).to_have_value("")
    expect(topic.find(".arc__thumb")).to_be_hidden()
    for nudge in topic.find(".nudge").all():
        expect(nudge).to_be_hidden()


def test_each_number_can_be_tapped_on_the_ring(topic: Topic, ring: Ring, fingers: Fingers) -> None:
    for score in ALL:
        fingers.tap(ring.at(score))
        assert shown(topic) == is_at(score)


def test_each_number_is_passed_by_dragging(topic: Topic, ring: Ring, fingers: Fingers) -> None:
    fingers.down(ring.at(1))
    for score in ALL:
        fingers.move(ring.at(score))
        assert shown(topic) == is_at(score)
    fingers.up()
    assert shown(topic) == is_at(100)


def test_each_number_is_reached_by_the_keys(topic: Topic) -> None:
    begin_by_keys(topic)
    topic.page.keyboard.press("Home")
    for score in ALL:
        assert shown(topic) == is_at(score)
        topic.page.keyboard.press("ArrowRight")
    assert shown(topic) == is_at(100)


def test_each_number_is_reached_by_the_nudges(topic: Topic) -> None:
    begin_by_keys(topic)
    topic.page.keyboard.press("End")
    less, more = topic.find('.nudge[data-by="-1"]'), topic.find('.nudge[data-by="1"]')
    for score in reversed(ALL):
        assert shown(topic) == is_at(score)
        less.click()
    more.click()
    assert shown(topic) == is_at(2)


def test_each_number_can_be_written(topic: Topic) -> None:
    for score in ALL:
        topic.number.fill(str(score))
        assert shown(topic) == is_at(score)


@pytest.mark.parametrize("score", FEW)
def test_all_five_ways_store_the_same(topic: Topic, ring: Ring, fingers: Fingers, server: Server, score: int) -> None:
    other = 40 if score != 40 else 60
    step = 1 if score > 1 else -1
    for way in ("tap", "drag", "keys", "nudge", "number"):
        fingers.tap(ring.at(other))
        if way == "tap":
            fingers.tap(ring.at(score))
        elif way == "drag":
            fingers.drag(ring.at(other), ring.at(70), ring.at(score))
        elif way == "keys":
            press_to(topic, score)
        elif way == "nudge":
            press_to(topic, score - step)
            topic.find(f'.nudge[data-by="{step}"]').click()
        else:
            topic.number.fill(str(score))
            topic.number.press("Tab")
        topic.expect_saved()
        assert answer(server, topic.checkin_id, topic.key)["score"] == score, way


def begin_by_keys(topic: Topic) -> None:
    """Choose a line, and go to the slider that is there from then on."""
    topic.answer(3)
    topic.slider.focus()


def press_to(topic: Topic, score: int) -> None:
    """Move the slider to a score by its keys, from the nearer end."""
    topic.slider.focus()
    topic.page.keyboard.press("Home" if score <= 50 else "End")
    for _ in range(score - 1 if score <= 50 else 100 - score):
        topic.page.keyboard.press("ArrowUp" if score <= 50 else "ArrowDown")


@pytest.mark.parametrize("beside", [0.4, 0.6, 1.4])
def test_a_touch_that_starts_beside_the_ring_sets_nothing(
    topic: Topic, ring: Ring, fingers: Fingers, beside: float
) -> None:
    fingers.drag(ring.at(50, beside=beside), ring.at(50), ring.at(60))
    assert shown(topic)[0] == ""
    fingers.tap(ring_on(topic.page).at(30))
    moved = ring_on(topic.page)
    fingers.drag(moved.at(70, beside=beside), moved.at(70))
    assert shown(topic) == is_at(30)


def test_a_touch_that_is_called_off_brings_the_mark_back(topic: Topic, ring: Ring, fingers: Fingers) -> None:
    fingers.down(ring.at(80))
    fingers.call_off()
    assert shown(topic)[0] == ""
    topic.answer(2).expect_saved()
    fingers.down(ring.at(80))
    fingers.move(ring.at(95))
    fingers.call_off()
    assert shown(topic) == is_at(30)


def test_ten_fingers_are_as_one(topic: Topic, ring: Ring, fingers: Fingers) -> None:
    fingers.down(ring.at(33))
    fingers.down(ring.at(33), *[ring.at(score) for score in range(5, 95, 10)])
    fingers.move(ring.at(44), *[ring.at(score) for score in range(5, 95, 10)])
    fingers.up()
    assert shown(topic) == is_at(44)
    fingers.tap(ring.at(12))
    assert shown(topic) == is_at(12)


def test_a_palm_sets_nothing(topic: Topic, ring: Ring, fingers: Fingers) -> None:
    fingers.down(ring.at(60), size=60)
    fingers.up()
    assert shown(topic)[0] == ""


def test_a_drag_is_saved_once_where_it_rests(topic: Topic, ring: Ring, fingers: Fingers, server: Server) -> None:
    fingers.drag(*[ring.at(score) for score in range(10, 91, 4)])
    topic.expect_saved()
    kept = answer(server, topic.checkin_id, topic.key)
    assert (kept["score"], kept["how"]) == (90, "arc")
    assert len(receipts(server, topic.checkin_id)) == 1


@pytest.mark.parametrize(("beside", "scrolls"), [(1.0, False), (0.5, True)])
def test_a_finger_on_the_ring_moves_the_mark_and_beside_it_the_page(
    topic: Topic, fingers: Fingers, beside: float, scrolls: bool
) -> None:
    topic.page.set_viewport_size({"width": 390, "height": 500})
    ring = ring_on(topic.page)
    before = topic.page.evaluate("() => scrollY")
    x, y = ring.at(50, beside=beside)
    fingers.drag((x, y), *[(x, y - 8 * step) for step in range(1, 20)])
    topic.page.evaluate(TWO_FRAMES)
    assert (topic.page.evaluate("() => scrollY") != before) == scrolls
    assert (shown(topic)[0] != "") != scrolls


def test_the_slider_says_what_it_is_and_where_it_stands(topic: Topic) -> None:
    slider = topic.page.get_by_role("slider")
    begin_by_keys(topic)
    assert slider.get_attribute("aria-label") == topic.heading.inner_text()
    assert [slider.get_attribute(f"aria-value{end}") for end in ("min", "max")] == ["1", "100"]
    topic.page.keyboard.press("End")
    said = slider.get_attribute("aria-valuetext") or ""
    words = topic.find("label[for=band-5]").inner_text().strip()
    assert said == f"100 out of 100, {words}"


def test_before_a_mark_there_is_no_slider_and_no_key_suggests_one(topic: Topic) -> None:
    expect(topic.page.get_by_role("slider")).to_have_count(0)
    arc = topic.page.get_by_role("img", name="No mark yet")
    expect(arc).to_have_count(1)
    assert not [name for name in arc.evaluate("(one) => one.getAttributeNames()") if name.startswith("aria-value")]
    arc.evaluate("(one) => one.focus()")
    for key in ("ArrowRight", "ArrowUp", "PageUp", "Home", "End"):
        arc.dispatch_event("keydown", {"key": key})
        arc.dispatch_event("keyup", {"key": key})
    assert shown(topic) == ("", None, None)
    expect(topic.find(".arc__thumb")).to_be_hidden()


def test_a_mark_that_is_taken_back_takes_the_slider_along(topic: Topic) -> None:
    topic.answer(4)
    expect(topic.page.get_by_role("slider")).to_have_count(1)
    topic.leave_out("not-now").expect_saved()
    expect(topic.page.get_by_role("slider")).to_have_count(0)
    topic.number.fill("7")
    assert shown(topic) == is_at(7)


def test_a_number_that_is_none_is_told_beside_it_without_a_mark_too(topic: Topic) -> None:
    topic.visitor.watch.expect("status of 422")
    topic.number.fill("101")
    topic.number.press("Tab")
    expect(topic.saved).to_contain_text("from 1 to 100")
    expect(topic.number).to_be_visible()
    assert topic.number.bounding_box()["width"] > 20  # type: ignore[index]
    topic.press("button[name=go][value=next]")
    expect(topic.find("#score-error")).to_be_visible()
    expect(topic.number).to_have_value("101")


def test_a_drag_is_told_at_its_end_and_not_at_every_step(topic: Topic, ring: Ring, fingers: Fingers) -> None:
    topic.page.evaluate(COUNT_ANNOUNCEMENTS)
    fingers.drag(*[ring.at(score) for score in range(1, 101)])
    topic.expect_saved()
    told = topic.page.evaluate("() => window.told")
    assert len(told) <= 2, told
    assert told[-1] == "Saved"


COUNT_ANNOUNCEMENTS = """() => {
  window.told = [];
  const live = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(
    '[aria-live]:not([aria-live=off]), [role=status]:not([aria-live=off]), [role=alert]');
  new MutationObserver((changes) => {
    const lines = new Set(changes.map((change) => live(change.target)).filter(Boolean));
    for (const line of lines) window.told.push(line.textContent.trim());
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}"""


def test_the_arc_is_mirrored_where_reading_starts_on_the_right(visitor: Visitor) -> None:
    visitor.open("/")
    topic = Calm(visitor).speak("ur").begin().say().pick()
    ring, fingers = ring_on(topic.page), Fingers(topic.page)
    assert ring.is_rtl
    for score in FEW:
        fingers.tap(ring.at(score))
        assert shown(topic) == is_at(score)
    fingers.tap((ring.x + ring.radius, ring.y - 1))
    assert shown(topic) == is_at(1)
    topic.slider.focus()
    topic.page.keyboard.press("ArrowLeft")
    assert shown(topic) == is_at(2)


def test_the_mouse_sets_a_mark_too(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(size="desk", hand=Mouse)
    topic = journeys.to_first_topic(visitor)
    ring = ring_on(topic.page)
    visitor.page.mouse.click(*ring.at(64))
    topic.expect_saved()
    assert shown(topic) == is_at(64)
