"""Writing down a loss: one page, one press, one line first for every colleague, and everything put right again."""

from __future__ import annotations

from typing import Any

import pytest

from tests import staffing
from tests.builders import everything, make_person
from tests.conftest import Clock
from tests.consent.builders import REASON
from tests.households import join, make_family, make_member
from tests.losing_a_child import Home, lose, make_home, silencing
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app import clock, people
from wheel_app.people import Member
from wheel_app.sharing.staff import opening
from wheel_app.storage import Database, new_id

WISH = "Please say her name."
LOSSES = {"audit_row", "audit_text", "audit_head", "sign_in"}


@pytest.fixture
def home(client: PageClient, db: Database, clock: Clock) -> Home:
    """A worker signed in at the client, and a home with twins that they work with."""
    made = make_home(db)
    staffing.sign_in(client, db, made.worker, at=clock.at)
    return made


def page_of(home: Home, member: Member | None = None) -> str:
    return f"/families/{home.family.family_id}/people/{(member or home.ada).member_id}"


def stored(db: Database) -> dict[str, object]:
    return {name: rows for name, rows in everything(db).items() if name not in LOSSES}


def write(client: PageClient, home: Home, *told: Member, status: int = 200, **typed: Any) -> Page:
    client.get(f"{page_of(home)}/changed")
    kind = {"kind": "died"} if status == 200 or "since_year" in typed else {}
    values: dict[str, Any] = {
        "since_day": "1", "since_month": "11", "since_year": "2026", "named": "words",
        "called": "our little star", "wish": WISH, "told": [one.member_id for one in told], **kind, **typed,
    }  # fmt: skip
    return client.submit(values, status=status, statements=70)


def test_one_press_and_every_colleague_reads_one_line_first(client: PageClient, db: Database, home: Home) -> None:
    page = write(client, home, home.mother)
    assert page.path == page_of(home)
    line = page.one("p.loss").text
    for words in ("Ada has died.", "1 November 2026", "Lead: Sam Lead.", "our little star", WISH, "Tom"):
        assert words in line
    assert people.is_silent_for(db, home.ada.member_id, home.her)
    assert not people.is_silent_for(db, home.ada.member_id, home.him)
    for address in ("", "/work", "/level", "/note", "/teams", "/edit", f"/people/{home.finn.member_id}"):
        shown = client.get(f"/families/{home.family.family_id}{address}")
        assert shown.all("h1, p.loss")[1].text == line, address


def test_who_looks_for_the_family_reads_it_first_and_once(client: PageClient, db: Database, home: Home) -> None:
    write(client, home, home.mother)
    make_member(db, make_family(db, home.team, "Others"), "Maeve")
    client.get("/families")
    page = client.submit({"q": "Maeve"}, button="Find")
    assert len(page.all("main ul a[href*=people]")) == 2
    (line,) = page.all("p.loss")
    assert WISH in line.text
    assert "does not know" not in line.text.lower()
    rows = [one.text for one in page.all("main li")]
    place = next(at for at, row in enumerate(rows) if "Ada has died" in row)
    assert home.family.name in rows[place + 1]


def test_who_writes_down_what_somebody_shares_reads_it_first(client: PageClient, db: Database, home: Home) -> None:
    write(client, home, home.mother)
    page = client.get(f"/members/{home.mother.member_id}/sharing")
    assert WISH in page.all("h1, p.loss, p.lede")[1].text


def test_who_opens_the_record_without_a_yes_reads_it_first(
    client: PageClient, db: Database, home: Home, clock: Clock
) -> None:
    write(client, home, home.mother)
    make_member(db, home.family, "Nan", last_name="Lee", born_on="1960-02-03")
    team = staffing.make_team(db, "Duty team")
    stranger = staffing.make_staff(db, team)
    staffing.make_staff(db, team, role="manager")
    opening.open_record(db, stranger, "Nan Lee", "1960-02-03", REASON, at=clock.at, pepper=staffing.PEPPER)
    staffing.sign_in(client, db, stranger, at=clock.at)
    line = client.get(f"/emergency/{home.family.family_id}").all("main h1, main p")[1].text
    assert WISH in line
    assert "Does not know yet" not in line


def test_the_page_offers_what_is_likely(client: PageClient, db: Database, home: Home) -> None:
    neighbour = make_member(db, home.family, "Lodger")
    join(db, neighbour, make_person(db))
    page = client.get(f"{page_of(home)}/changed")
    ticked = [one.get("value") for one in page.all("input[name=told]") if one.has("checked")]
    assert sorted(ticked) == sorted([home.mother.member_id, home.father.member_id])
    assert neighbour.member_id in [one.get("value") for one in page.all("input[name=told]")]
    assert page.one("select[name=lead] option[selected]").text == "Sam Lead"
    assert page.all("input[name=kind][checked]") == []


def test_the_tree_and_the_list_say_it_as_the_parents_do(client: PageClient, home: Home) -> None:
    write(client, home, home.mother, is_among_family="yes")
    page = client.get(f"/families/{home.family.family_id}")
    assert "our little s…" in [one.text for one in page.all(".tree--broad text")]
    outside = page.text.replace(page.one("p.loss").text, "")
    assert "Ada" not in outside
    assert "our little star" in outside
    below = [one.text for one in page.all(".tree--broad text")]
    assert sum("0 years" in one or "due" in one for one in below) == 1  # The twin’s alone.


def test_who_is_not_to_stand_there_is_in_no_tree(client: PageClient, home: Home) -> None:
    write(client, home, home.mother, named="unnamed", called="", is_among_family=[])
    page = client.get(f"/families/{home.family.family_id}")
    assert "Ada" not in page.text.replace(page.one("p.loss").text, "")
    assert len(page.all(".tree--broad rect")) == 3
    assert "someone who died" in page.text


def test_what_was_typed_comes_back_with_what_is_missing(client: PageClient, db: Database, home: Home) -> None:
    before = stored(db)
    page = write(client, home, home.mother, status=422, since_month="13", called="")
    assert WISH in page.one("textarea[name=wish]").text
    assert {"kind", "since_day", "called"} <= {
        one.get("href")[1:] for one in page.all("#errors a, .govuk-error-summary a")
    }
    assert stored(db) == before


def test_a_day_to_come_is_no_day(client: PageClient, db: Database, home: Home) -> None:
    before = stored(db)
    write(client, home, status=422, since_year="2027")
    assert stored(db) == before


@pytest.mark.parametrize("since", [("30", "6", "2026"), ("", "6", "2026"), ("", "", "2025")])
def test_nobody_is_lost_before_their_birthday(client: PageClient, db: Database, home: Home, since: list[str]) -> None:
    before, typed = stored(db), dict(zip(("since_day", "since_month", "since_year"), since, strict=True))
    page = write(client, home, status=422, **typed)
    assert "before the birthday" in page.one("#since-error").text
    assert (page.one("#since_year").get("value"), page.one("#wish").text) == (since[2], WISH)
    assert stored(db) == before


@pytest.mark.parametrize(("day", "month"), [("1", "7"), ("", "7"), ("", "")])
def test_on_their_birthday_or_in_its_year_they_can(client: PageClient, home: Home, day: str, month: str) -> None:
    assert write(client, home, since_day=day, since_month=month).path == page_of(home)


def test_pressed_twice_it_counts_once(client: PageClient, db: Database, home: Home) -> None:
    client.get(f"{page_of(home)}/changed")
    sent = {
        "csrf_token": client.token(),
        "save_id": new_id(),
        "kind": "died",
        "seq": "0",
        "told": home.mother.member_id,
    }
    client.post(f"{page_of(home)}/changed", sent, statements=70)
    before = stored(db)
    assert client.post(f"{page_of(home)}/changed", sent, statements=70).path == page_of(home)
    assert stored(db) == before


def test_a_colleague_was_quicker(client: PageClient, db: Database, home: Home) -> None:
    client.get(f"{page_of(home)}/changed")
    silence = lose(db, home, home.mother, at="2026-11-20T10:00:00.000000Z")
    before = stored(db)
    page = client.submit({"kind": "stillbirth", "wish": "Mine", "named": "name"}, status=409, statements=40)
    assert "Someone else has just changed this" in page.text
    assert "Mine" in page.one("textarea[name=wish]").text
    assert WISH in page.one("p.loss").text
    assert stored(db) == before
    client.submit({"kind": "stillbirth", "wish": "Mine"}, statements=70)
    known = people.find_silence(db, home.ada.member_id)
    assert known is not None
    assert (known.silence_id, known.loss.kind, known.loss.spoken.wish) == (silence.silence_id, "stillbirth", "Mine")


def test_more_is_said_later_and_somebody_comes_to_know(client: PageClient, db: Database, home: Home) -> None:
    write(client, home, home.mother)
    page = client.get(f"{page_of(home)}/changed")
    assert page.one("input[name=called]").get("value") == "our little star"
    client.submit({"told": [home.mother.member_id, home.father.member_id]}, statements=70)
    assert people.is_silent_for(db, home.ada.member_id, home.him)
    assert "Does not know" not in client.get(page_of(home)).one("p.loss").text


def test_a_mistake_is_put_right_with_a_reason(client: PageClient, db: Database, home: Home) -> None:
    write(client, home, home.mother, home.father)
    client.get(f"{page_of(home)}/changed/put-right")
    page = client.submit({"why": ""}, status=422, statements=20)
    assert people.is_silent(db, home.ada.member_id)
    page = client.submit({"why": "I had the wrong child open"}, statements=60)
    assert page.path == page_of(home)
    assert page.all("p.loss") == []
    assert "0 years old" in page.text
    assert not people.is_silent(db, home.ada.member_id)
    before = stored(db)
    token = {"csrf_token": client.token(), "how": "mistake", "why": "again"}
    client.post(f"{page_of(home)}/changed/put-right", token, statements=40)
    assert stored(db) == before


def test_a_page_of_before_it_was_put_right_brings_no_silence_back(client: PageClient, db: Database, home: Home) -> None:
    silence = lose(db, home, home.mother, at="2026-11-20T10:00:00.000000Z")
    client.get(f"{page_of(home)}/changed")
    at = "2026-11-20T10:00:01.000000Z"
    people.end_silence(db, silence, how="mistake", why="x", by=home.worker, at=at, silencing=silencing())
    client.submit({"wish": "Mine", "since_month": "11"}, status=409, statements=40)
    assert not people.is_silent(db, home.ada.member_id)


def test_a_child_who_lives_elsewhere_comes_back(client: PageClient, db: Database, home: Home) -> None:
    write(client, home, home.mother, kind="lives-elsewhere")
    page = client.get(page_of(home))
    assert page.one("h1").text == "Ada"
    assert "lives elsewhere" in page.one("p.loss").text
    client.get(f"{page_of(home)}/changed/put-right")
    client.submit({"how": "came-back", "why": "She is home."}, statements=60)
    assert people.list_silences(db, home.family.family_id) == ()


@pytest.mark.parametrize("page", ["changed", "changed/put-right"])
def test_strangers_find_nothing(client: PageClient, db: Database, home: Home, page: str) -> None:
    lose(db, home, home.mother)
    stranger = staffing.make_staff(db, staffing.make_team(db, "Another team"))
    staffing.sign_in(client, db, stranger)
    before = stored(db)
    client.get(f"{page_of(home)}/{page}", status=404)
    client.post(f"{page_of(home)}/{page}", {"why": "x", "kind": "died"}, status=404)
    assert stored(db) == before


def test_the_wrong_child_is_nobodys(client: PageClient, db: Database, home: Home) -> None:
    other = make_member(db, make_family(db, home.team, "Others"), "Bo", "child")
    client.get(f"{page_of(home, other)}/changed", status=404)
    assert "Nothing is silent here" in client.get(f"{page_of(home)}/changed/put-right").text


def test_nobody_falls_silent_by_leaving(client: PageClient, db: Database, home: Home) -> None:
    client.get(page_of(home))
    for member, why in ((home.ada, "lives-elsewhere"), (home.ada, "died"), (home.mother, "died")):
        client.post(f"{page_of(home, member)}/leave", {"why": why}, statements=30)
        found = people.find_member(db, member.member_id)
        assert found is not None
        assert found.left_on is None


def test_it_is_no_way_around_a_silence(client: PageClient, db: Database, home: Home) -> None:
    lose(db, home, home.mother)
    client.get(page_of(home))
    client.post(f"{page_of(home)}/leave", {"why": ""}, statements=30)
    found = people.find_member(db, home.ada.member_id)
    assert found is not None
    assert found.left_why == "died"


def test_who_died_is_not_put_into_another_family(client: PageClient, db: Database, home: Home) -> None:
    lose(db, home, home.mother)
    there = make_family(db, home.team, "Others")
    client.get(f"/families/{there.family_id}/people/known")
    page = client.submit({"q": "Ada"}, button="Find", statements=30)
    assert page.all("button[name=who]") == []
    client.post(f"/families/{there.family_id}/people/known", {"who": home.ada.member_id}, status=422)
    assert people.list_members(db, there.family_id) == ()


def test_an_adult_can_have_died(client: PageClient, db: Database, home: Home) -> None:
    client.get(f"{page_of(home, home.father)}/changed")
    page = client.submit({"kind": "died", "named": "name"}, statements=70)
    assert "Tom has died." in page.one("p.loss").text


def test_the_twins_clock_goes_on_and_a_mistake_starts_the_other_again(
    client: PageClient, db: Database, home: Home
) -> None:
    for child in (home.ada, home.finn):
        clock.reckon_member(db, clock.load_point_sets(None, "seven").running, child)
    before = [clock.windows_of(db, child.member_id) for child in (home.ada, home.finn)]
    write(client, home, home.mother)
    assert {one.state_on("2026-11-20") for one in clock.windows_of(db, home.ada.member_id)} == {"silent"}
    assert clock.windows_of(db, home.finn.member_id) == before[1]
    client.get(f"{page_of(home)}/changed/put-right")
    client.submit({"why": "I had the wrong child open"}, statements=60)
    assert [clock.windows_of(db, child.member_id) for child in (home.ada, home.finn)] == before
