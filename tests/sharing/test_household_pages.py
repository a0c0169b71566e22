"""A household's page goes to a team from elsewhere when each adult says yes, each for themselves."""

from __future__ import annotations

import pytest

from tests import households, staffing, visits
from tests.builders import make_person
from tests.conftest import Clock
from tests.sharing.agreeing import adults, ask, at_home, family, housing, jo, pages, say, sees
from tests.support.page import PageClient
from wheel_app import consent, people
from wheel_app.accounts import Staff, Team
from wheel_app.people import Family, Member
from wheel_app.storage import Database, new_id

__all__ = ["adults", "family", "housing", "jo"]


def test_it_takes_the_yes_of_each_adult_who_holds_responsibility(
    client: PageClient, db: Database, clock: Clock, family: Family, housing: Team, adults: tuple[Member, Member]
) -> None:
    share_id = ask(client, family, housing)
    assert {one.member_id for one in consent.list_voices(db, share_id)} == {one.member_id for one in adults}
    for number, member in enumerate(adults):
        assert not sees(db, housing, family, clock.at)
        own = at_home(client, db, member, clock.at)
        assert "Housing support" in own.get("/our-page").text
        say(own, "yes")
        assert "You said yes." in own.get("/our-page").text, number
    assert sees(db, housing, family, clock.at)


def test_from_both_pages_of_sharing_it_is_a_tap_back(client: PageClient, jo: Staff, family: Family) -> None:
    page = client.get(f"/families/{family.family_id}/sharing")
    assert page.one(f"main a[href='/families/{family.family_id}']").text == "Back"
    assert client.get("/emergency").one("main a[href='/families']").text == "Back"


def test_any_of_them_ends_it_with_the_next_request(
    client: PageClient,
    db: Database,
    clock: Clock,
    jo: Staff,
    family: Family,
    housing: Team,
    adults: tuple[Member, Member],
) -> None:
    ask(client, family, housing)
    homes = [at_home(client, db, member, clock.at) for member in adults]
    for own in homes:
        say(own, "yes")
    say(homes[1], "no")
    assert not sees(db, housing, family, clock.at)
    assert [(row["kind"], row["staff_id"]) for row in db.rows("SELECT * FROM task")] == [
        ("household-disagreement", jo.staff_id)
    ]


def test_one_no_gives_the_coordinator_one_task(
    client: PageClient,
    db: Database,
    clock: Clock,
    jo: Staff,
    family: Family,
    housing: Team,
    adults: tuple[Member, Member],
) -> None:
    ask(client, family, housing)
    for says in ("no", "yes", "no"):
        say(at_home(client, db, adults[0], clock.at), says)
    assert db.value("SELECT count(*) FROM task") == 1
    assert not sees(db, housing, family, clock.at)


@pytest.mark.parametrize("others", [[], ["yes"], ["no"], ["yes", "no"]])
@pytest.mark.parametrize("own_word", ["", "yes", "no"])
def test_nobody_can_tell_what_the_other_said(
    client: PageClient,
    db: Database,
    clock: Clock,
    family: Family,
    housing: Team,
    adults: tuple[Member, Member],
    others: list[str],
    own_word: str,
) -> None:
    ask(client, family, housing)
    own, other = (at_home(client, db, member, clock.at) for member in adults)
    if own_word:
        say(own, own_word)
    before = pages(own)
    for says in others:
        say(other, says)
        assert pages(own) == before


def test_a_yes_can_be_written_down_from_paper(
    client: PageClient, db: Database, clock: Clock, family: Family, housing: Team, adults: tuple[Member, Member]
) -> None:
    share_id = ask(client, family, housing)
    address = f"/families/{family.family_id}/sharing"
    for member in adults:
        client.get(address)
        sent = {"member": member.member_id, "says": "yes"}
        client.post(f"{address}/{share_id}/said", sent, statements=20)
    assert sees(db, housing, family, clock.at)
    assert "They can see it" in client.get(address).text
    client.submit(form="form[action$=end]", statements=20)
    assert not sees(db, housing, family, clock.at)
    assert "Nobody has asked to see it." in at_home(client, db, adults[0], clock.at).get("/our-page").text


def test_nobody_answers_for_another_or_for_a_share_of_others(
    client: PageClient, db: Database, clock: Clock, family: Family, housing: Team, adults: tuple[Member, Member]
) -> None:
    share_id = ask(client, family, housing)
    stranger = visits.another(client)
    visits.sign_in(stranger, db, make_person(db), at=clock.at)
    assert "Nobody has asked to see it." in stranger.get("/our-page").text
    stranger.get("/mine")
    stranger.post(f"/our-page/{share_id}", {"says": "yes"}, status=404)
    own = at_home(client, db, adults[0], clock.at)
    for sent, address in (({"says": "yes"}, new_id()), ({"says": "perhaps"}, share_id), ({}, share_id)):
        own.get("/mine")
        own.post(f"/our-page/{address}", sent, status=404)
    assert [one.says for one in consent.list_voices(db, share_id)] == [None, None]


def test_a_team_that_works_with_them_an_unknown_one_and_nobody_to_ask_are_refused(
    client: PageClient, db: Database, jo: Staff, family: Family, housing: Team
) -> None:
    address = f"/families/{family.family_id}/sharing"
    client.get(address)
    assert "There is no adult here to ask." in client.post(address, {"team": housing.team_id}, status=409).text
    households.make_member(db, family, "Ann")
    client.get(address)
    assert "Choose a team." in client.post(address, {"team": new_id()}, status=422).text
    assert consent.list_shares(db, family.family_id) == ()


def test_other_families_are_not_there(client: PageClient, db: Database, jo: Staff) -> None:
    other = households.make_family(db, staffing.make_team(db))
    for family_id in (other.family_id, new_id()):
        client.get(f"/families/{family_id}/sharing", status=404)


def test_a_yes_is_asked_of_somebody_alone(
    client: PageClient, db: Database, clock: Clock, family: Family, housing: Team, adults: tuple[Member, Member]
) -> None:
    ask(client, family, housing)
    own = visits.another(client)
    visits.sign_in(own, db, people.owner_of_member(db, adults[0].member_id) or "", at=clock.at, present="helped")
    page = own.get("/our-page")
    assert page.heading == "This page is for you alone"
    assert "Housing" not in page.text
    assert "Housing" in own.follow("Only I can see the screen").text


def test_who_lives_elsewhere_is_asked_no_longer_and_reads_nothing_of_it(
    client: PageClient,
    db: Database,
    clock: Clock,
    jo: Staff,
    family: Family,
    housing: Team,
    adults: tuple[Member, Member],
) -> None:
    ask(client, family, housing)
    ann, bob = (at_home(client, db, member, clock.at) for member in adults)
    say(ann, "yes")
    client.get(f"/families/{family.family_id}/people/{adults[1].member_id}")
    client.submit(form="form[action$=leave]", button="why=lives-elsewhere", statements=20)
    assert sees(db, housing, family, clock.at)
    assert "Housing support" not in bob.get("/our-page").text
    assert "You said yes." in ann.get("/our-page").text


def test_when_all_who_said_yes_have_left_nobody_elsewhere_sees_it(
    client: PageClient, db: Database, clock: Clock, family: Family, housing: Team, adults: tuple[Member, Member]
) -> None:
    ask(client, family, housing)
    for member in adults:
        say(at_home(client, db, member, clock.at), "yes")
    assert sees(db, housing, family, clock.at)
    for member in adults:
        client.get(f"/families/{family.family_id}/people/{member.member_id}")
        client.submit(form="form[action$=leave]", button="why=lives-elsewhere", statements=20)
    assert not sees(db, housing, family, clock.at)
    page = client.get(f"/families/{family.family_id}/sharing")
    assert page.all("section.card") == []
    assert "There is no adult here to ask." in page.text
