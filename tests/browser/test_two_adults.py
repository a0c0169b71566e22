"""Two adults of one home at two phones, their worker at a tablet: neither finds anything of the other, nor later."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests import households, staffing
from tests.browser.served import Server
from tests.browser.staff import let_in, let_in_person, make_worker, moment
from tests.browser.visitor import NewVisitor, Visitor
from tests.builders import make_finished, make_person
from tests.sittings import make_together
from wheel_app.accounts import list_teams_of
from wheel_app.checkins import Given

SARAS, TOMS = "canary-of-Sara", "canary-of-Tom"
OWN_PAGES = ("/mine", "/who-can-see", "/our-page?alone=yes", "/joined", "/about-me", "/talk", "/my-copy", "/put-away")


@dataclass(frozen=True)
class Home:
    """Three people at their devices, and where the worker finds the family."""

    sara: Visitor
    tom: Visitor
    worker: Visitor
    family: str
    toms_page: str
    saras_wheel: str
    toms_wheel: str


@pytest.fixture
def home(server: Server, new_visitor: NewVisitor) -> Home:
    """Both have joined the family with a wheel of their own each and one together; another team asks for its page."""
    staff = make_worker(server, name="Jo Bloggs")
    wheels, owners = {}, {}
    with server.store() as db:
        team = list_teams_of(db, staff.staff_id)[0]
        family = households.make_family(db, team, coordinator=staff)
        members = {name: households.make_member(db, family, name) for name in ("Sara", "Tom")}
        child = households.make_member(db, family, "Kit", "child")
        for name, words in (("Sara", SARAS), ("Tom", TOMS)):
            owners[name] = make_person(db, at=moment())
            households.join(db, members[name], owners[name])
            households.relate(db, members[name], child, by=staff)
            marks = {"home": Given("scored", 31, "number", words), "money": 62}
            wheels[name] = make_finished(db, owners[name], marks, at=moment()).checkin_id
        make_together(db, owners["Sara"], owners["Tom"], names=("Sara", "Tom"), at=moment())
        staffing.make_team(db, "Housing support")
    sara, tom, worker = new_visitor(), new_visitor(), new_visitor(size="tablet")
    let_in_person(sara, owners["Sara"])
    let_in_person(tom, owners["Tom"])
    let_in(worker, staff)
    where = f"/families/{family.family_id}"
    return Home(sara, tom, worker, where, f"{where}/people/{members['Tom'].member_id}", wheels["Sara"], wheels["Tom"])


def read(visitor: Visitor) -> str:
    """All that somebody's own pages say just now."""
    said = []
    for path in OWN_PAGES:
        visitor.open(path)
        said.append(visitor.page.locator("main").inner_text())
    return "\n".join(said)


def ask_for_the_page(home: Home) -> None:
    home.worker.open(f"{home.family}/sharing")
    home.worker.hand.choose(home.worker.page.get_by_role("radio", name="Housing support").first)
    home.worker.hand.press(home.worker.page.get_by_role("button", name="Ask them"))
    expect(home.worker.page.locator("main .tag").first).to_have_text("Asked")


def answer(visitor: Visitor, button: str) -> None:
    visitor.open("/our-page?alone=yes")
    visitor.hand.press(visitor.page.get_by_role("button", name=button, exact=True).first)


def test_what_one_does_is_on_no_page_of_the_other(home: Home) -> None:
    before = read(home.tom)
    assert SARAS not in before
    home.sara.open(f"/check-ins/{home.saras_wheel}/share")
    home.sara.hand.choose(home.sara.page.get_by_role("radio", name="Jo Bloggs"))
    home.sara.hand.press(home.sara.page.get_by_role("button", name="That is my choice"))
    expect(home.sara.page.locator("main")).to_contain_text("Jo Bloggs")
    assert read(home.tom) == before

    home.worker.open("/shared")
    expect(home.worker.page.locator("main")).to_contain_text("Sara")
    expect(home.worker.page.locator("main")).not_to_contain_text("Tom")
    home.tom.watch.expect("404")
    home.tom.open(f"/check-ins/{home.saras_wheel}")
    expect(home.tom.page.locator("h1")).to_have_text("There is no page here")


def test_each_says_yes_or_no_unseen_by_the_other(home: Home) -> None:
    ask_for_the_page(home)
    answer(home.sara, "Yes, they may")
    expect(home.sara.page.locator("main")).to_contain_text("You said yes.")
    before = read(home.sara)
    answer(home.tom, "No")
    expect(home.tom.page.locator("main")).to_contain_text("You said no.")
    assert read(home.sara) == before
    home.worker.open(f"{home.family}/sharing")
    expect(home.worker.page.locator("main .tag").first).to_have_text("Someone says no")
    home.worker.open("/today")
    expect(home.worker.page.locator("main")).to_contain_text("Ó Briain")


def test_parting_leaves_each_with_what_is_theirs_and_nothing_of_the_other(home: Home) -> None:
    ask_for_the_page(home)
    home.worker.open(home.toms_page)
    home.worker.page.locator("details summary", has_text="They are not here any more").click()
    home.worker.hand.press(home.worker.page.get_by_role("button", name="They live elsewhere"))
    expect(home.worker.page.locator("section[aria-labelledby=gone]")).to_contain_text("Tom")

    toms = read(home.tom)
    assert "Housing support" not in toms
    for visitor, wheel, words, other in (
        (home.tom, home.toms_wheel, TOMS, "Sara"),
        (home.sara, home.saras_wheel, SARAS, "Tom"),
    ):
        visitor.open(f"/check-ins/{wheel}")
        expect(visitor.page.locator("main")).to_contain_text(words)
        visitor.open("/mine")
        visitor.hand.press(visitor.page.locator('section[aria-labelledby^="together-"] li a').first)
        expect(visitor.page.locator("main")).to_contain_text("Done together by Sara and Tom.")
        assert other in visitor.page.locator("main").inner_text()

    answer(home.sara, "Yes, they may")
    assert read(home.tom) == toms
    home.worker.open(f"{home.family}/sharing")
    expect(home.worker.page.locator("main .tag").first).to_have_text("They can see it")
