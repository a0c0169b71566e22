"""The lists of a worker: who stands in which, in what order, of whose families, and in what words."""

from __future__ import annotations

import pytest

from tests import staffing
from tests.builders import AT
from tests.clock.children import make_child
from tests.households import make_family
from tests.support.page import PageClient
from wheel_app import clock, consent, people
from wheel_app.accounts import Staff, Team
from wheel_app.people import Family
from wheel_app.storage import Database, later

TODAY = AT[:10]  # A Friday.
LONG_AGO = "2022-01-01T10:00:00.000000Z"


def born(days_ago: int) -> str:
    return later(AT, days=-days_ago)[:10]


@pytest.fixture
def team(db: Database) -> Team:
    return staffing.make_team(db)


@pytest.fixture
def jo(client: PageClient, db: Database, team: Team) -> Staff:
    made = staffing.make_staff(db, team, name="Jo Bloggs")
    staffing.sign_in(client, db, made)
    return made


@pytest.fixture
def family(db: Database, team: Team, jo: Staff) -> Family:
    return make_family(db, team, by=jo, coordinator=jo, at=LONG_AGO)


def children(client: PageClient, which: str = "due", **filters: str) -> list[str]:
    query = "&".join(f"{name}={value}" for name, value in {"list": which, **filters}.items())
    return client.get(f"/due?{query}", statements=8).texts("main .due-line__who a")


def test_each_child_stands_in_the_list_that_its_days_say(client: PageClient, db: Database, family: Family) -> None:
    for name, days in (("Newborn", 11), ("Late", 20), ("Later", 16), ("Soon", 4), ("Gone", 40), ("Year", 340)):
        make_child(db, family, born=born(days), name=name, at=LONG_AGO)
    make_child(db, family, kind="unborn", due=later(AT, days=100)[:10], name="Baby", at=LONG_AGO)
    assert children(client) == ["Newborn"]
    assert children(client, "late") == ["Late", "Later"]
    assert children(client, "coming") == ["Soon", "Baby", "Year"]
    assert children(client, "wanted") == []


def test_a_line_says_child_point_days_family_and_contact(client: PageClient, db: Database, family: Family) -> None:
    child = make_child(db, family, born=born(11), at=LONG_AGO)
    page = client.get("/due", statements=8)
    line = " ".join(page.texts("main li.due-line")[0].split())
    assert line == (
        "Isla 10 to 14 days 4 days left, until 23 Nov 2026. Meant for 21 Nov 2026."
        " Ó Briain · Jo Bloggs Begin the visit Isla"
    )
    assert page.link("Isla") == f"/families/{family.family_id}/people/{child.member_id}"
    begun = client.follow("Begin the visit Isla")
    assert [one.get("value") for one in begun.all("input[name=point][checked]")] == ["point-2"]


def test_late_is_said_plainly(client: PageClient, db: Database, family: Family) -> None:
    make_child(db, family, born=born(20), at=LONG_AGO)
    page = client.get("/due?list=late")
    assert "Late by 6 days. It can be done until 28 Nov 2026." in page.text
    assert page.texts(".tabs [aria-current]") == ["Late · 1"]


def test_what_was_done_or_is_silent_stands_nowhere(client: PageClient, db: Database, family: Family) -> None:
    done, lost = (make_child(db, family, born=born(20), name=name, at=LONG_AGO) for name in ("Done", "Lost"))
    undated = make_child(db, family, born="2026-04", name="Quiet", at=LONG_AGO)
    clock.mark_delivered(db, done.member_id, "point-2", TODAY, "a-visit")
    for one in (lost, undated):
        clock.silence(db, one.member_id)
    for which in ("due", "late", "coming", "wanted"):
        assert {"Lost", "Quiet"}.isdisjoint(children(client, which))
    assert children(client, "late") == []
    assert client.page is not None
    assert client.page.texts(".tabs a") == ["This week · 0", "Late · 0", "Coming · 0", "Days to put in · 0"]


def test_days_that_are_wanted_lead_to_where_they_are_put_in(client: PageClient, db: Database, family: Family) -> None:
    child = make_child(db, family, born="2026-04", name="Ann")
    make_child(db, family, kind="unborn", due=born(14), name="Baby")
    make_child(db, family, kind="unborn", due=born(13), name="Not yet")
    make_child(db, family, kind="unborn", name="Nobody knows")
    page = client.get("/due?list=wanted", statements=8)
    assert sorted(page.texts(".due-line__who a")) == ["Ann", "Baby", "Nobody knows"]
    for words in ("birthday is not known to the day", "no birthday is put in", "due date is not known"):
        assert words in page.text
    opened = client.follow("Put it in Ann")
    assert opened.path == f"/families/{family.family_id}/people/{child.member_id}/edit"


def test_only_children_of_families_that_one_sees(client: PageClient, db: Database, team: Team, family: Family) -> None:
    other_team = staffing.make_team(db, "Others")
    other = make_family(db, other_team, "Others", by=staffing.make_staff(db, other_team), at=LONG_AGO)
    closed = make_family(db, team, "Closed", at=LONG_AGO)
    for home, name in ((family, "Ours"), (other, "Theirs"), (closed, "Over")):
        make_child(db, home, born=born(11), name=name, at=LONG_AGO)
        make_child(db, home, name=f"{name} too", at=LONG_AGO)
    with db.transaction():
        db.execute("UPDATE family SET closed_at = :at WHERE family_id = :it", at=AT, it=closed.family_id)
    assert children(client) == ["Ours"]
    assert children(client, "wanted") == ["Ours too"]


def test_a_households_yes_to_another_team_opens_no_line(
    client: PageClient, db: Database, team: Team, jo: Staff
) -> None:
    elsewhere = staffing.make_team(db, "Elsewhere")
    sam = staffing.make_staff(db, elsewhere, name="Sam")
    other = make_family(db, elsewhere, "Shared", by=sam, coordinator=sam, at=LONG_AGO)
    child = make_child(db, other, born=born(11), at=LONG_AGO)
    asked = consent.ask_household(
        db, other.family_id, team.team_id, [child.member_id], staff_id=sam.staff_id, role="worker", at=AT
    )
    assert children(client) == []
    consent.say_household(db, asked.share_id, child.member_id, "yes", consent.Hand(sam.staff_id, "worker"), at=AT)
    assert client.get(f"/families/{other.family_id}").status == 200
    assert [children(client, which) for which in ("due", "late", "coming", "wanted")] == [[]] * 4
    assert client.page is not None
    assert "Sam" not in str(client.page.texts("#whose option"))
    assert client.page.texts(".tabs a") == ["This week · 0", "Late · 0", "Coming · 0", "Days to put in · 0"]


def test_lists_are_narrowed_by_contact_and_area(client: PageClient, db: Database, team: Team, jo: Staff) -> None:
    sam = staffing.make_staff(db, team, name="Sam Smith")
    homes = {
        "North": make_family(db, team, "North", by=jo, coordinator=jo, at=LONG_AGO),
        "South": make_family(db, team, "South", by=jo, coordinator=sam, at=LONG_AGO),
        "Nobody": make_family(db, team, "Nobody", by=jo, at=LONG_AGO),
    }
    for name, home in homes.items():
        make_child(db, home, born=born(11), name=name, at=LONG_AGO)
    with db.transaction():
        for area, name in (("St Mary’s", "North"), ("Coldhurst", "South")):
            db.execute("UPDATE family SET area = :area WHERE name = :name", area=area, name=name)
    assert sorted(children(client)) == ["Nobody", "North", "South"]
    assert client.page is not None
    assert client.page.texts("#area option") == ["All areas", "Coldhurst", "St Mary’s"]
    assert children(client, whose="mine") == ["North"]
    assert children(client, whose=sam.staff_id) == ["South"]
    assert children(client, whose="nobody") == ["Nobody"]
    assert children(client, area="Coldhurst") == ["South"]
    assert client.page.texts(".tabs [aria-current]") == ["This week · 1"]
    assert children(client, area="Coldhurst", whose="mine") == []
    client.get("/due?list=late&whose=mine")
    client.submit({"area": "Coldhurst", "whose": "all"}, form="main form")
    assert client.page.texts(".tabs [aria-current]") == ["Late · 0"]
    assert client.page.one("#area option[selected]").get("value") == "Coldhurst"


@pytest.mark.parametrize(
    "query",
    [
        "list=odd", "whose=" + "x" * 3000, "area=%00", "area=%ED%A0%80", "after=odd", "after=2026-13-45_a_b_c",
        "after=" + "_".join(("2026-11-20", "-" * 36, "-" * 36, "point-2")),
        "list=wanted&after=____", "list=late&after=%00",
    ],
)  # fmt: skip
def test_odd_addresses_give_a_list_all_the_same(client: PageClient, db: Database, family: Family, query: str) -> None:
    make_child(db, family, born=born(11), at=LONG_AGO)
    client.get(f"/due?{query}", statements=8)


def test_pages_follow_each_other_without_a_gap(client: PageClient, db: Database, family: Family) -> None:
    made = [make_child(db, family, born=born(16 + n % 9), name=f"Child {n}", at=LONG_AGO) for n in range(70)]
    seen: list[str] = []
    client.get("/due?list=late", statements=8)
    for size in (30, 30, 10):
        assert client.page is not None
        found = client.page.texts(".due-line__who a")
        assert len(found) == size
        seen += found
        if size == 30:
            client.follow("More", statements=8)
    assert "More" not in client.page.texts("main a")
    assert sorted(seen) == sorted(f"Child {n}" for n in range(len(made)))
    ages = [16 + int(name.split()[1]) % 9 for name in seen]
    assert ages == sorted(ages, reverse=True)
    client.follow("Back to the first")
    assert client.page.texts(".due-line__who a") == seen[:30]


def test_twins_stand_beside_each_other(client: PageClient, db: Database, team: Team, jo: Staff) -> None:
    homes = [make_family(db, team, f"Home {n}", by=jo, at=LONG_AGO) for n in range(3)]
    for name in ("A", "B"):
        for home in homes:
            make_child(db, home, born=born(11), name=f"{name} of {home.name}", at=LONG_AGO)
    found = [name.partition(" of ")[2] for name in children(client)]
    assert found == [homes[n // 2].name for n in range(6)]


def test_a_childs_own_page_tells_its_points(client: PageClient, db: Database, family: Family) -> None:
    child = make_child(db, family, born=born(400), at=LONG_AGO)
    clock.mark_delivered(db, child.member_id, "point-3", "2026-02-01", "a-visit")
    page = client.get(f"/families/{family.family_id}/people/{child.member_id}")
    assert "Points before school" in page.texts("main h2")
    assert "Done on 1 Feb 2026." in page.text
    assert [" ".join(one.split()) for one in page.texts("section[aria-labelledby=points] .tag")] == [
        "over", "over", "done", "late", "coming", "coming", "coming"
    ]  # fmt: skip
    clock.silence(db, child.member_id)
    page = client.get(page.path)
    assert "Points before school" not in page.text


def test_a_child_who_came_early_or_late_to_us_is_told_of_so(client: PageClient, db: Database, family: Family) -> None:
    early = make_child(db, family, born=born(100), due=born(40), at=LONG_AGO)
    page = client.get(f"/families/{family.family_id}/people/{early.member_id}")
    assert "Born 8 weeks early." in page.text
    assert "It opens on 21 Jun 2028. Meant for 11 Aug 2028." not in page.text
    make_child(db, family, born=born(20), name="Came later")
    line = client.get("/due").texts(".due-line__when")
    assert line == ["It can be done until 28 Nov 2026."]


def test_a_childs_page_asks_for_the_birthday_and_an_adults_for_nothing(
    client: PageClient, db: Database, family: Family, jo: Staff
) -> None:
    child = make_child(db, family, born="2026-04")
    page = client.get(f"/families/{family.family_id}/people/{child.member_id}")
    assert page.link("Put the birthday in").endswith("/edit")
    grown = people.add_member(db, family.family_id, people.Facts("adult", "Maeve"), by=jo, at=AT)
    assert "Points before school" not in client.get(f"/families/{family.family_id}/people/{grown.member_id}").text
