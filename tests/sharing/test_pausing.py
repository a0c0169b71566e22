"""A household's yes pauses when another adult has a say, and goes on when they have said yes too."""

from __future__ import annotations

import pytest

from tests import households
from tests.builders import make_person
from tests.conftest import Clock
from tests.sharing.agreeing import adults, ask, at_home, family, housing, jo, pages, say, sees
from tests.support.page import PageClient
from wheel_app import consent, people
from wheel_app.accounts import Staff, Team
from wheel_app.consent import Hand
from wheel_app.people import Family, Member
from wheel_app.sharing import agreeing
from wheel_app.storage import Database

__all__ = ["adults", "family", "housing", "jo"]


@pytest.fixture
def given(
    client: PageClient, db: Database, clock: Clock, family: Family, housing: Team, adults: tuple[Member, Member]
) -> str:
    """The share to which both parents have said yes."""
    share_id = ask(client, family, housing)
    for member in adults:
        say(at_home(client, db, member, clock.at), "yes")
    assert sees(db, housing, family, clock.at)
    return share_id


def gains(client: PageClient, db: Database, family: Family, name: str = "Dee", responsibility: str = "yes") -> Member:
    """A worker writes down on the page that somebody holds parental responsibility for the child."""
    people_here = {one.facts.known_as: one for one in people.list_members(db, family.family_id)}
    address = f"/families/{family.family_id}/people/{people_here[name].member_id}/relation"
    client.get(address)
    sent = {"other": people_here["Cas"].member_id, "kind": "step-parent", "responsibility": responsibility}
    client.submit(sent, statements=40)
    return people_here[name]


def tasks(db: Database) -> list[tuple[str, str]]:
    return [(row["kind"], row["staff_id"]) for row in db.rows("SELECT kind, staff_id FROM task ORDER BY made_at")]


def test_when_another_adult_gains_responsibility_it_pauses_until_they_say_yes(
    client: PageClient,
    db: Database,
    clock: Clock,
    jo: Staff,
    family: Family,
    housing: Team,
    adults: tuple[Member, Member],
    given: str,
) -> None:
    homes = [at_home(client, db, member, clock.at) for member in adults]
    before = [pages(own) for own in homes]
    dee = gains(client, db, family)
    households.join(db, dee, make_person(db))
    assert not sees(db, housing, family, clock.at)
    assert tasks(db) == [("household-paused", jo.staff_id)]
    assert [pages(own) for own in homes] == before
    # Nothing tells the new adult of the team before somebody has thought about it.
    own = at_home(client, db, dee, clock.at)
    assert "Housing" not in own.get("/our-page").html
    page = client.get(f"/families/{family.family_id}/sharing")
    assert "Paused" in page.text
    assert page.one("main section button[name=team]").get("value") == housing.team_id
    client.post(f"/families/{family.family_id}/sharing", {"team": housing.team_id}, statements=30)
    assert not sees(db, housing, family, clock.at)
    say(own, "yes")
    assert sees(db, housing, family, clock.at)
    assert [pages(own) for own in homes] == before


@pytest.mark.parametrize("says", ["yes", "no"])
def test_what_is_paused_does_not_go_on_by_what_the_others_say(
    client: PageClient,
    db: Database,
    clock: Clock,
    family: Family,
    housing: Team,
    adults: tuple[Member, Member],
    given: str,
    says: str,
) -> None:
    gains(client, db, family)
    own = Hand(adults[0].member_id, "family")
    for word in ("no", says):
        agreeing.say(db, given, adults[0].member_id, "no" if word == "no" else "yes", own, at=clock.at)
        assert not sees(db, housing, family, clock.at)


def test_put_right_it_goes_on_when_they_are_asked_again(
    client: PageClient, db: Database, clock: Clock, family: Family, housing: Team, given: str
) -> None:
    gains(client, db, family)
    gains(client, db, family, responsibility="no")
    assert not sees(db, housing, family, clock.at)
    client.get(f"/families/{family.family_id}/sharing")
    client.post(f"/families/{family.family_id}/sharing", {"team": housing.team_id}, statements=30)
    assert sees(db, housing, family, clock.at)


def test_it_is_not_given_while_somebody_was_not_asked(
    client: PageClient, db: Database, clock: Clock, family: Family, housing: Team, adults: tuple[Member, Member]
) -> None:
    share_id = ask(client, family, housing)
    agreeing.say(db, share_id, adults[0].member_id, "no", Hand(adults[0].member_id, "family"), at=clock.at)
    gains(client, db, family)
    for member in adults:
        agreeing.say(db, share_id, member.member_id, "yes", Hand(member.member_id, "family"), at=clock.at)
    assert not sees(db, housing, family, clock.at)


def test_who_comes_to_live_where_all_are_adults_is_asked_too(
    client: PageClient, db: Database, clock: Clock, family: Family, housing: Team
) -> None:
    ann = households.make_member(db, family, "Ann")
    share_id = ask(client, family, housing)
    agreeing.say(db, share_id, ann.member_id, "yes", Hand(ann.member_id, "family"), at=clock.at)
    assert sees(db, housing, family, clock.at)
    client.get(f"/families/{family.family_id}/people/new")
    client.submit({"kind": "adult", "known_as": "Eli"}, statements=40)
    assert not sees(db, housing, family, clock.at)


def test_a_child_who_has_grown_up_is_asked_like_every_adult(
    client: PageClient, db: Database, clock: Clock, family: Family, housing: Team
) -> None:
    households.make_member(db, family, "Ann")
    households.make_member(db, family, "Cas", "child", born_on="2000-01-01")
    share_id = ask(client, family, housing)
    assert len(consent.list_voices(db, share_id)) == 2


@pytest.mark.parametrize("kind", ["died", "lives-elsewhere"])
def test_the_loss_of_the_only_child_asks_nobody_and_changes_no_share(
    client: PageClient, db: Database, clock: Clock, family: Family, housing: Team, adults: tuple[Member, Member],
    given: str, kind: str,
) -> None:  # fmt: skip
    members = {one.facts.known_as: one for one in people.list_members(db, family.family_id)}
    asked = [one.member_id for one in consent.list_voices(db, given)]
    changed = f"/families/{family.family_id}/people/{members['Cas'].member_id}/changed"
    client.get(changed)
    client.submit({"kind": kind}, statements=90)
    assert people.is_silent(db, members["Cas"].member_id)
    assert sees(db, housing, family, clock.at)
    assert tasks(db) == []
    assert [one.state for one in consent.list_shares(db, family.family_id)] == ["given"]
    assert [one.member_id for one in consent.list_voices(db, given)] == asked
    page = client.get(f"/families/{family.family_id}/sharing")
    assert "Those we ask: Ann" in page.text
    assert "Dee" not in page.one("main").text.split("Those we ask:")[1].split(".")[0]
    client.get(f"{changed}/put-right")
    client.submit({"how": "mistake", "why": "The wrong child"}, statements=90)
    assert sees(db, housing, family, clock.at)
    assert tasks(db) == []
