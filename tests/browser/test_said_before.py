"""What a carer said before can stand or be said anew, on the page on which a worker writes down what they say."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import checks
from tests.browser.hands import Finger, Hand, Keys
from tests.browser.served import Server
from tests.browser.staff import moment
from tests.browser.test_visit import begin, heading, on_tablet, press, said, saved, tap_step
from tests.browser.visiting import Home, make_home
from tests.browser.visitor import NewVisitor
from tests.lines import TOLD, checklist, make_finished_lines
from wheel_app import consent, visits


@pytest.fixture
def home(server: Server) -> Home:
    return make_home(server)


@pytest.fixture
def told_before(server: Server, home: Home) -> str:
    """She told of the bills and her mood before, in March of this year or the last, and the worker may see it."""
    with server.store() as db:
        owner_id = visits.owner_of_part(db, home.mother.member_id, at=moment())
        day = f"{int(moment()[:4]) - 1}-03-12T10:00:00.000000Z"
        child, answers = home.child.member_id, {"bills": 2, "my-mood": 3}
        made = make_finished_lines(db, owner_id, answers, checklist(), child=child, sitting=TOLD, at=day)
        to = consent.Recipient("staff", home.worker.staff_id)
        consent.give(db, owner_id, to, consent.Terms(made.checkin_id), consent.Hand(owner_id, "family"), at=day)
    return owner_id


@pytest.mark.parametrize(
    ("hand", "script"), [(Finger, True), (Keys, True), (Finger, False)], ids=["touch", "keyboard", "without script"]
)
def test_what_was_said_can_stand_or_be_said_anew(
    new_visitor: NewVisitor, server: Server, home: Home, told_before: str, hand: type[Hand], script: bool
) -> None:
    tablet = on_tablet(new_visitor, home, hand=hand, script=script)
    begin(tablet, home)
    press(tablet, f'form[action$="{home.mother.member_id}/begin"] button')
    heading(tablet, "Maeve")
    bills, mood = (tablet.page.locator(f"#checklist-{key}") for key in ("bills", "my-mood"))
    expect(bills).to_contain_text("you said: We’d like to know more")
    expect(bills.locator("details input").first).to_be_hidden()
    if script:
        assert [*checks.axe(tablet.page), *checks.sideways(tablet.page)] == []
    press(tablet, "#checklist-my-mood summary")
    tap_step(tablet, mood.locator('details input[value="1"]'))
    tap_step(tablet, bills.locator(".line__still input"))
    if script:
        expect(saved(tablet, "bills")).to_have_text("Saved")
        expect(saved(tablet, "my-mood")).to_have_text("Saved")
    press(tablet, 'button[value="done"]')
    expect(tablet.page.locator("#parts")).to_be_visible()
    assert said(server, home)["Maeve"] == {"bills": 2, "my-mood": 1}
