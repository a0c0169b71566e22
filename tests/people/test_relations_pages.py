"""Who is what to whom in a family, the same human in two, and who is not here any more."""

from __future__ import annotations

import pytest

from tests.households import make_family, make_member, relate
from tests.staffing import make_team
from tests.support.page import PageClient
from wheel_app import people
from wheel_app.accounts import Staff, Team
from wheel_app.people import Family
from wheel_app.storage import Database


def test_the_list_says_in_words_what_the_tree_draws(
    client: PageClient, db: Database, family: Family, worker: Staff
) -> None:
    mother, father = make_member(db, family, "Maeve"), make_member(db, family, "Tom")
    child = make_member(db, family, "Sam", "child", born_on="2020-01-01")
    relate(db, mother, father, "partner", by=worker)
    for parent in (mother, father):
        relate(db, parent, child, by=worker)
    page = client.get(f"/families/{family.family_id}")
    for words in ("partner of Tom · parent of Sam", "child of Maeve · child of Tom"):
        assert words in page.text
    assert {one.text for one in page.all(".tree--broad text")} >= {"Maeve", "Tom", "Sam", "6 years old"}
    assert "parental responsibility" not in page.text


def test_a_relation_is_said_from_either_side(client: PageClient, db: Database, family: Family) -> None:
    mother, child = make_member(db, family, "Maeve"), make_member(db, family, "Sam", "child")
    client.get(f"/families/{family.family_id}/people/{child.member_id}/relation")
    page = client.submit({"other": mother.member_id, "kind": "~parent", "responsibility": "yes"}, statements=16)
    assert "child of Maeve" in page.text
    assert "with parental responsibility" in page.text
    made = people.list_relations(db, family.family_id)[0]
    assert (made.from_member, made.to_member) == (mother.member_id, child.member_id)
    page = client.submit(form="form[action$=gone]", statements=18)
    assert "Nothing is said yet" in page.text
    assert page.one("del").text == "Maeve: parent of Sam · with parental responsibility"


def test_a_relation_with_nobody_comes_back(client: PageClient, db: Database, family: Family, team: Team) -> None:
    member, stranger = make_member(db, family), make_member(db, make_family(db, team))
    make_member(db, family, "Sam")
    address = f"/families/{family.family_id}/people/{member.member_id}/relation"
    client.get(address)
    page = client.post(address, {"other": stranger.member_id, "kind": "odd"}, status=422)
    assert "Choose someone who is in this family" in page.text
    assert "Choose what they are" in page.text


def test_somebody_from_another_family_is_the_same_human(
    client: PageClient, db: Database, family: Family, team: Team
) -> None:
    other = make_family(db, team, "Elsewhere")
    child = make_member(db, other, "Sam", "child", born_on="2020-01-01")
    client.get(f"/families/{family.family_id}/people/known")
    client.submit({"q": "sam"}, button="find=1")
    page = client.submit(button=f"who={child.member_id}", statements=24)
    assert page.one("h1").text == "Sam"
    assert "Elsewhere too Elsewhere" in " ".join(page.text.split())
    assert people.list_members(db, family.family_id)[0].who_id == child.who_id
    client.get(f"/families/{family.family_id}/people/known")
    assert not client.submit({"q": "sam"}, button="find=1").all("main li")


def test_nobody_out_of_sight_can_be_taken_over(client: PageClient, db: Database, family: Family) -> None:
    stranger = make_member(db, make_family(db, make_team(db)))
    client.get(f"/families/{family.family_id}/people/known")
    page = client.submit({"q": "Maeve"}, button="find=1")
    assert not page.all("main li")
    for who in (stranger.member_id, "", "odd"):
        client.get(f"/families/{family.family_id}/people/known")
        client.post(f"/families/{family.family_id}/people/known", {"who": who, "q": "Maeve"}, status=422)
    assert people.list_members(db, family.family_id) == ()


def test_somebody_is_put_in_once_and_their_safe_way_stays_in_the_other_home(
    client: PageClient, db: Database, family: Family, team: Team
) -> None:
    maeve = make_member(db, make_family(db, team, "Elsewhere"), safe_way="Ring the new number", safe_time="noon")
    address = f"/families/{family.family_id}/people/known"
    for _ in range(2):
        client.get(address)
        client.post(address, {"who": maeve.member_id}, statements=24)
    (there,) = people.list_members(db, family.family_id)
    assert (there.who_id, there.facts.safe_way, there.facts.safe_time) == (maeve.who_id, "", "")


@pytest.mark.parametrize("why", ["lives-elsewhere", "other"])
def test_somebody_who_is_gone_is_no_longer_drawn(client: PageClient, db: Database, family: Family, why: str) -> None:
    member = make_member(db, family, "Maeve")
    make_member(db, family, "Tom")
    client.get(f"/families/{family.family_id}/people/{member.member_id}")
    page = client.submit(form="form[action$=leave]", button=f"why={why}", statements=18)
    assert "Maeve" not in [one.text for one in page.all("svg text")]
    assert "Not here any more" in page.text
    client.get(f"/families/{family.family_id}/people/{member.member_id}")
    page = client.submit(form="form[action$=leave]", statements=18)
    assert "Maeve" in [one.text for one in page.all(".tree--broad text")]
