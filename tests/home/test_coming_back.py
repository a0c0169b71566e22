"""Coming back: the code in any spelling, pictures nobody can guess, and the same words for whoever does not fit."""

from __future__ import annotations

import re

import pytest

from tests import visits
from tests.builders import everything, give, make_draft, make_finished, make_person
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.checkins import Checkin
from wheel_app.storage import Database

ARABIC, URDU = "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"
WRONG = ("boat", "sun", "tree", "key")


@pytest.fixture
def kept(db: Database, client: PageClient, clock: Clock) -> tuple[Checkin, str]:
    """A finished wheel of somebody who took a slip and left, and the code."""
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    done = make_finished(db, owner_id, {"home": 20, "money": 30})
    code = visits.keep(client)
    client.submit(form="form[action$=done]")
    return done, code


def spellings(code: str) -> list[str]:
    bare = code.replace(" ", "")
    letters = bare.replace("0", "o").replace("1", "l")
    return [
        code,
        bare,
        f"  {bare[:5]} {bare[5:]}  ",
        "-".join(bare),
        letters,
        letters.upper(),
        bare.translate(str.maketrans("0123456789", ARABIC)),
        bare.translate(str.maketrans("0123456789", URDU)),
        "\u200f" + code + "\u200e",
    ]


@pytest.mark.parametrize("way", range(9))
def test_a_code_is_read_as_people_write_it(client: PageClient, kept: tuple[Checkin, str], way: int) -> None:
    done, code = kept
    page = visits.come_back(client, spellings(code)[way])
    assert page.heading == "Your page"
    assert done.checkin_id in page.html


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "ten numbers"),
        ("123", "too few"),
        ("12345678901", "too many"),
        ("12345x7890", "only numbers"),
        ("1" * 10_000, "too many"),
    ],
)
def test_what_cannot_be_a_code_is_told_at_its_place(client: PageClient, typed: str, words: str) -> None:
    page = visits.come_back(client, typed, status=422)
    assert len(page.errors) == 1
    assert words in page.errors[0]
    assert page.one("#code").get("value") == typed
    assert page.one("input[name=picked]").get("value") == ",".join(visits.FOUR)


def test_code_and_pictures_are_both_looked_at(client: PageClient) -> None:
    page = visits.come_back(client, "12", ("boat",), status=422)
    assert len(page.errors) == 2


def test_wrong_pictures_and_an_unknown_code_are_alike(
    client: PageClient, db: Database, kept: tuple[Checkin, str]
) -> None:
    _, code = kept
    other = visits.another(client)
    unknown = f"{(int(code.replace(' ', '')) + 1) % 10**10:010d}"
    pages = [visits.come_back(one, typed, WRONG, status=422) for one, typed in ((client, code), (other, unknown))]
    told = [page.html.replace(typed, "a code") for page, typed in zip(pages, (code, unknown), strict=True)]
    mixed = [re.sub(r'value="[^"]*"|data-label="[^"]*"', "", page) for page in told]
    assert sorted(re.findall(r"<[^>]*>", mixed[0])) == sorted(re.findall(r"<[^>]*>", mixed[1]))
    assert pages[0].errors == pages[1].errors
    assert len(pages[0].errors) == 1
    assert pages[0].statements == pages[1].statements


def test_the_order_of_the_pictures_counts(client: PageClient, kept: tuple[Checkin, str]) -> None:
    _, code = kept
    assert client.get("/mine").path == "/"
    page = visits.come_back(client, code, WRONG, status=422)
    assert page.one("#code").get("value") == code
    assert page.one("input[name=picked]").get("value") == ""


def guess(client: PageClient, code: str, pictures: str = "boat,sun,key,cat", *, forget: bool = False) -> int:
    """One quick try without the checks of a page; as somebody who throws the device's cookie away if told to."""
    if forget:
        client.client.delete_cookie("device")
    sent = {"code": code, "picked": pictures, "csrf_token": client.token()}
    return client.client.post("/back", data=sent).status_code


@pytest.mark.parametrize(("tries", "forgets"), [(1_000, True), (40, False)])
def test_a_thousand_tries_come_no_further_than_five(
    client: PageClient, kept: tuple[Checkin, str], clock: Clock, tries: int, forgets: bool
) -> None:
    _, code = kept
    client.get("/back")
    statuses = [guess(client, code, forget=forgets) for _ in range(tries)]
    assert (statuses.count(422), statuses.count(429)) == (5, tries - 5)
    page = visits.come_back(client, code, status=429)
    assert "There were many tries. Wait 15 minutes, then try again." in page.errors
    assert page.headers["Retry-After"] == "900"
    clock.forward(minutes=15)
    assert visits.come_back(client, code).heading == "Your page"


def test_one_address_tries_no_more_than_twenty_codes_in_an_hour(client: PageClient, clock: Clock) -> None:
    client.get("/back")
    statuses = [guess(client, f"{number:010d}", forget=True) for number in range(60)]
    assert (statuses.count(422), statuses.count(429)) == (20, 40)


def test_nobody_is_locked_out_by_guesses_at_other_codes(client: PageClient, kept: tuple[Checkin, str]) -> None:
    _, code = kept
    client.get("/back")
    for number in range(4):
        guess(client, f"{number:010d}")
    assert visits.come_back(client, code).heading == "Your page"


def test_a_draft_opens_again_with_the_pictures_alone_for_half_an_hour(
    client: PageClient, db: Database, clock: Clock
) -> None:
    visits.first_touch(client)
    draft = visits.shown_checkin(client)
    visits.keep(client)
    client.get("/exit", status=303)
    clock.forward(minutes=29)
    page = visits.come_back_here(client)
    assert f"/check-ins/{draft}/so-far" in page.html
    client.get("/exit", status=303)
    clock.forward(minutes=31)
    assert len(visits.come_back_here(client, status=422).errors) == 1


def test_pictures_alone_open_nothing_elsewhere_or_after_the_end(client: PageClient, clock: Clock) -> None:
    visits.first_touch(client)
    visits.keep(client)
    visits.come_back_here(visits.another(client), status=422)
    visits.come_back_here(client, WRONG, status=422)
    client.get("/mine")
    client.get(client.page.link("Carry on") if client.page else "/")
    visits.stop(client)
    client.get("/exit", status=303)
    visits.come_back_here(client, status=422)


def test_guessing_pictures_on_a_device_is_slowed_too(client: PageClient, clock: Clock) -> None:
    visits.first_touch(client)
    visits.keep(client)
    client.get("/exit", status=303)
    client.get("/back-here")
    sent = {"picked": "boat,sun,key,cat", "csrf_token": client.token()}
    statuses = [client.client.post("/back-here", data=sent).status_code for _ in range(200)]
    assert (statuses.count(422), statuses.count(429)) == (5, 195)
    assert visits.come_back_here(client, status=429).errors


def test_whoever_comes_back_ends_the_visit_before(client: PageClient, db: Database, kept: tuple[Checkin, str]) -> None:
    _, code = kept
    visits.begin(client)
    visits.come_back(client, code)
    running = db.value("SELECT count(*) FROM sign_in WHERE ended_at IS NULL")
    assert running == 1


def test_coming_back_over_a_visit_in_use_stays_within_the_budget(
    client: PageClient, db: Database, clock: Clock, kept: tuple[Checkin, str]
) -> None:
    done, code = kept
    visits.come_back(client, code)
    draft = make_draft(db, done.owner_id, at=clock.at)
    clock.forward(minutes=5)
    client.get("/back")
    clock.forward(minutes=5)
    # The visit before would be noted as in use, the draft opens by its pictures again: no way costs more.
    page = visits.come_back(client, code)
    assert draft.checkin_id in page.html
    assert db.value("SELECT count(*) FROM sign_in WHERE ended_at IS NULL") == 1


def test_a_wheel_begun_by_the_next_one_ends_the_visit_before(client: PageClient, db: Database) -> None:
    visits.begin(client)
    first = visits.shown_checkin(client)
    visits.begin(client)
    assert db.value("SELECT count(*) FROM sign_in WHERE ended_at IS NULL") == 1
    client.get(f"/check-ins/{first}/choose", status=404)


def test_the_fragment_of_the_slip_is_never_sent(client: PageClient, kept: tuple[Checkin, str]) -> None:
    _, code = kept
    page = client.get("/back")
    assert page.one("#code").get("value") == ""
    assert page.form(visits.PICTURES).has("data-code")
    assert code not in client.get(f"/back?code={code}").one("#code").get("value")


def test_doing_it_again_starts_with_the_topics_of_last_time(client: PageClient, db: Database, clock: Clock) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    make_finished(db, owner_id, {"hopes": 20, "money": 30, "area": 40})
    page = client.get("/again")
    assert page.one("input[name=about][checked]").get("value") == "little"
    assert "We start with the topics from last time." in page.text
    page = client.submit({"about": "little", "present": "alone"})
    asked = []
    for _ in range(3):
        asked.append(page.one("[name=topic]").get("value"))
        page = visits.answer(client, band="4")
    assert asked == ["money", "area", "hopes"]
    assert page.heading == "Your wheel so far"


def test_doing_it_again_about_another_child_asks_what_fits(client: PageClient, db: Database, clock: Clock) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    make_finished(db, owner_id, {"growing": 20, "learning": 30})
    client.get("/again")
    page = client.submit({"about": "me", "present": "alone"})
    assert page.status == 200
    assert "growing" not in page.path


def test_a_wheel_is_put_right_beside_the_first_one(client: PageClient, db: Database, clock: Clock) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    done = make_finished(db, owner_id, {"home": 20, "money": 30})
    before = [row for row in everything(db)["answer"] if ("checkin_id", done.checkin_id) in row]
    client.get(f"/check-ins/{done.checkin_id}")
    client.submit(form="form[action$=revise]")
    draft = visits.shown_checkin(client)
    client.get(f"/check-ins/{draft}/topics/1")
    visits.answer(client, go="so-far", band="5", score="")
    page = visits.stop(client)
    assert page.path == f"/check-ins/{draft}"
    assert [row for row in everything(db)["answer"] if ("checkin_id", done.checkin_id) in row] == before
    mine = client.get("/mine")
    assert "put right" in mine.text
    assert done.checkin_id not in mine.html
    assert client.get(f"/check-ins/{done.checkin_id}").heading == "Your wheel"


def test_a_draft_is_gone_on_with(client: PageClient, db: Database, kept: tuple[Checkin, str]) -> None:
    done, code = kept
    draft = make_draft(db, done.owner_id)
    give(db, draft, "home", 50)
    page = visits.come_back(client, code)
    assert "You were in the middle of a wheel" in page.text
    assert client.follow("Carry on").path == f"/check-ins/{draft.checkin_id}/so-far"
