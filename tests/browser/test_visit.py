"""A whole visit in the room, as a worker and two carers do it on one tablet, with an interpreter beside them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import checks
from tests.browser.hands import Finger, Hand, Keys
from tests.browser.served import Server
from tests.browser.staff import let_in
from tests.browser.until import until
from tests.browser.visiting import Home, make_home
from tests.browser.visitor import NewVisitor, Visitor
from tests.staffing import PIN
from wheel_app import consent, visits

MOST_TAPS = 15
MOST_SCREENS = 10
LOST = r"ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET|EMPTY_RESPONSE|CONNECTION_CLOSED)|Failed to fetch"
WAITING = re.compile(r"\bis-waiting\b")


@pytest.fixture
def home(server: Server) -> Home:
    return make_home(server)


def on_tablet(new_visitor: NewVisitor, home: Home, *, hand: type[Hand] = Finger, script: bool = True) -> Visitor:
    """The worker's tablet, open on the family's page."""
    tablet = new_visitor(size="tablet", hand=hand, script=script)
    let_in(tablet, home.worker)
    tablet.open(f"/visits/of/{home.family.family_id}")
    return tablet


def press(tablet: Visitor, found: str, *, name: str = "") -> None:
    control = tablet.page.locator(found)
    tablet.hand.press(control.filter(has_text=name) if name else control)


def heading(tablet: Visitor, words: str) -> None:
    expect(tablet.page.locator("h1")).to_have_text(words)
    tablet.screens.append(words)


def begin(tablet: Visitor, home: Home) -> None:
    """Six taps: begin, the place, both carers, the interpreter, begin."""
    press(tablet, "main a.button", name="Begin a visit")
    heading(tablet, home.child.facts.known_as)
    expect(field(tablet, "point", "point-4")).to_be_checked()
    tablet.hand.choose(field(tablet, "place", "home"))
    for carer in (home.mother, home.father):
        tablet.hand.choose(field(tablet, "carers", carer.member_id))
    tablet.hand.choose(field(tablet, "interpreter", "professional"))
    press(tablet, "main form button", name="Begin")
    expect(tablet.page.locator("#parts")).to_be_visible()
    tablet.screens.append("The visit")


def field(tablet: Visitor, name: str, value: str) -> Locator:
    return tablet.page.locator(f'input[name="{name}"][value="{value}"]')


def saved(tablet: Visitor, line: str) -> Locator:
    return tablet.page.locator(f"#checklist-{line}-saved")


def say(tablet: Visitor, line: str, answer: str) -> None:
    tap_line(tablet, line, answer)
    if tablet.has_script:
        expect(saved(tablet, line)).to_have_text("Saved")


def tap_line(tablet: Visitor, line: str, answer: str) -> None:
    tap_step(tablet, field(tablet, f"answer.{line}", answer))


def tap_step(tablet: Visitor, step: Locator) -> None:
    """The whole step is the target: what is tapped is the radio that lies over its words."""
    if isinstance(tablet.hand, Keys):
        tablet.hand.choose(step)
    else:
        tablet.hand.press(step)
    expect(step).to_be_checked()


def hope(tablet: Visitor, words: str) -> None:
    tablet.page.locator("#checklist-hope-child-words").fill(words)
    tablet.page.locator("#checklist-hope-child-words").blur()
    if tablet.has_script:
        expect(saved(tablet, "hope-child")).to_have_text("Saved")


def hand_over(tablet: Visitor, home: Home, language: str) -> None:
    """One tap, which says the language too."""
    press(tablet, f'form[action$="{home.mother.member_id}/hand-over"] button[value="{language}"]')


def take_back(tablet: Visitor) -> None:
    """Seven taps: six digits and the button."""
    heading(tablet, "Please give this back")
    tablet.hand.taps += len(PIN)
    tablet.page.locator("#pin").fill(PIN)
    press(tablet, "main form button", name="Take back")
    expect(tablet.page.locator("#parts")).to_be_visible()


def said(server: Server, home: Home) -> dict[str, dict[str, object]]:
    """What each carer said, by what they are called."""
    with server.store() as db:
        (visit,) = visits.list_visits(db, home.family.family_id)
        found = {}
        for carer in (home.mother, home.father):
            part = visits.find_part(db, visit.visit_id, carer.member_id)
            ids = part.checkin_ids if part else ()
            rows = [
                row
                for one in ids
                for row in db.rows("SELECT topic_key, score, note FROM answer WHERE checkin_id = :id", id=one)
            ]
            found[carer.facts.known_as] = {row["topic_key"]: row["score"] or row["note"] for row in rows}
        return found


def her_part(tablet: Visitor, home: Home) -> None:
    """She answers, hopes, picks two lines of the scale, and shows it."""
    heading(tablet, "Your part of the visit")
    assert [*checks.axe(tablet.page), *checks.small_targets(tablet.page)] == []
    say(tablet, "bills", "3")
    hope(tablet, "She learns to swim")
    press(tablet, "#items summary")
    for line in ("own-bed", "fed"):
        tablet.hand.press(field(tablet, "items", line))
    press(tablet, "#items button", name="Take these")
    tap_line(tablet, "own-bed", "4")
    expect(tablet.page.locator("#scale-own-bed-saved")).to_have_text("Saved")
    press(tablet, 'button[value="finish"]')
    heading(tablet, "May they see it?")
    press(tablet, 'button[value="yes"]')


def his_part(tablet: Visitor, home: Home) -> None:
    """He finds nothing of hers, answers, and keeps it to himself."""
    heading(tablet, "Whose turn is it?")
    press(tablet, f'button[value="{home.father.member_id}"]')
    heading(tablet, "Your part of the visit")
    expect(tablet.page.locator("main")).not_to_contain_text("swim")
    say(tablet, "bills", "1")
    press(tablet, 'button[value="finish"]')
    press(tablet, 'button[value="no"]')
    heading(tablet, "Thank you")


def test_by_touch_each_carer_with_the_tablet_in_their_own_hands(
    new_visitor: NewVisitor, server: Server, home: Home
) -> None:
    tablet = on_tablet(new_visitor, home)
    begin(tablet, home)
    hand_over(tablet, home, "en")
    before = tablet.hand.taps
    her_part(tablet, home)
    his_part(tablet, home)
    press(tablet, "main a.button", name="Hand it back")
    theirs = tablet.hand.taps - before
    take_back(tablet)
    press(tablet, "main form button", name="Finish the visit")
    expect(tablet.page.locator(".notice--kind")).to_contain_text("Finished on")
    assert tablet.hand.taps - theirs <= MOST_TAPS
    assert len(tablet.screens) <= MOST_SCREENS, tablet.screens
    assert said(server, home) == {
        "Maeve": {"bills": 3, "hope-child": "She learns to swim", "own-bed": 4},
        "Tom": {"bills": 1},
    }
    assert seen_by(server, home) == {"Maeve": {home.worker.staff_id}, "Tom": set()}


def test_each_carer_in_the_language_they_read_and_the_worker_in_their_own(
    new_visitor: NewVisitor, server: Server, home: Home
) -> None:
    tablet = on_tablet(new_visitor, home)
    begin(tablet, home)
    hand_over(tablet, home, "ur")
    before = tablet.hand.taps
    expect(tablet.page.locator("html")).to_have_attribute("lang", "ur")
    expect(tablet.page.locator("html")).to_have_attribute("dir", "rtl")
    say_in_urdu(tablet)
    expect(tablet.page.locator("html")).to_have_attribute("lang", "ur")
    press(tablet, f'button[value="{home.father.member_id}:en"]')
    heading(tablet, "Your part of the visit")
    say(tablet, "bills", "1")
    press(tablet, 'button[value="finish"]')
    press(tablet, 'button[value="no"]')
    heading(tablet, "Thank you")
    press(tablet, "main a.button", name="Hand it back")
    theirs = tablet.hand.taps - before
    take_back(tablet)
    expect(tablet.page.locator("html")).to_have_attribute("lang", "en")
    press(tablet, "main form button", name="Finish the visit")
    expect(tablet.page.locator(".notice--kind")).to_contain_text("Finished on")
    assert tablet.hand.taps - theirs <= MOST_TAPS
    assert len(tablet.screens) <= MOST_SCREENS, tablet.screens
    assert said(server, home) == {"Maeve": {"bills": 3}, "Tom": {"bills": 1}}


def say_in_urdu(tablet: Visitor) -> None:
    """Her part, her no, and the page that asks whose turn it is: three screens."""
    tap_line(tablet, "bills", "3")
    assert [*checks.axe(tablet.page), *checks.small_targets(tablet.page), *checks.sideways(tablet.page)] == []
    press(tablet, 'button[value="finish"]')
    press(tablet, 'button[value="no"]')
    expect(tablet.page.locator("button[name=member]").first).to_be_visible()
    assert [*checks.axe(tablet.page), *checks.small_targets(tablet.page), *checks.sideways(tablet.page)] == []
    tablet.screens += ["her part", "her no", "whose turn"]


def seen_by(server: Server, home: Home) -> dict[str, set[str]]:
    """Who may see what each carer said."""
    with server.store() as db:
        (visit,) = visits.list_visits(db, home.family.family_id)
        parts = {one.member_id: one.owner_id for one in visits.list_parts(db, visit.visit_id)}
        return {
            one.facts.known_as: {grant.to.id for grant in consent.grants_of(db, parts[one.member_id])}
            for one in (home.mother, home.father)
        }


@pytest.mark.parametrize(("hand", "script"), [(Keys, True), (Finger, False)], ids=["keyboard", "without script"])
def test_told_to_the_worker(
    new_visitor: NewVisitor, server: Server, home: Home, hand: type[Hand], script: bool
) -> None:
    tablet = on_tablet(new_visitor, home, hand=hand, script=script)
    begin(tablet, home)
    press(tablet, f'form[action$="{home.mother.member_id}/begin"] button')
    heading(tablet, "Maeve")
    say(tablet, "bills", "2")
    hope(tablet, "She sleeps")
    press(tablet, 'button[value="done"]')
    expect(tablet.page.locator("#parts")).to_be_visible()
    press(tablet, "main form button", name="Finish the visit")
    expect(tablet.page.locator(".notice--kind")).to_contain_text("Finished on")
    assert said(server, home)["Maeve"] == {"bills": 2, "hope-child": "She sleeps"}


def test_what_is_told_while_the_network_is_gone_stays_and_finishing_waits_for_it(
    new_visitor: NewVisitor, server: Server, home: Home
) -> None:
    tablet = on_tablet(new_visitor, home)
    tablet.watch.expect(LOST)
    begin(tablet, home)
    press(tablet, f'form[action$="{home.mother.member_id}/begin"] button')
    heading(tablet, "Maeve")
    say(tablet, "bills", "2")
    tablet.context.set_offline(True)
    tap_line(tablet, "bills", "3")
    tablet.page.locator("#checklist-hope-child-words").fill("She sleeps")
    press(tablet, 'button[value="done"]')
    expect(saved(tablet, "bills")).to_have_class(WAITING)
    expect(tablet.page.locator("#checklist-hope-child-words")).to_have_value("She sleeps")
    assert said(server, home)["Maeve"] == {"bills": 2}
    tablet.context.set_offline(False)
    expect(tablet.page.locator("#parts")).to_be_visible()
    until(lambda: said(server, home)["Maeve"] == {"bills": 3, "hope-child": "She sleeps"}, "what was told")
