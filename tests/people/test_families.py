"""Families, who works with them, who of the staff sees them, and that each look is written down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import AT, everything, make_person
from tests.households import join, make_family, make_member, relate
from tests.staffing import make_organisation, make_staff, make_team
from wheel_app import audit, consent, people
from wheel_app.accounts.staff.queries import delete_staff_team
from wheel_app.people import AlreadyJoined, ChangedMeanwhile, Facts
from wheel_app.storage import Database, later

LATER = later(AT, days=1)


def test_a_team_sees_its_families_and_no_other_team_does(db: Database) -> None:
    ours, theirs = make_team(db), make_team(db, "Another team")
    worker, stranger = make_staff(db, ours), make_staff(db, theirs)
    family = make_family(db, ours)
    assert people.sees_family(db, worker, family.family_id, at=AT) == people.Sight(family.family_id, "team")
    assert people.sees_family(db, stranger, family.family_id, at=AT) is None
    assert people.sees_family(db, worker, "no-such-family", at=AT) is None


def test_a_coordinator_sees_their_family_until_somebody_else_is(db: Database) -> None:
    worker, next_one = make_staff(db), make_staff(db)
    family = make_family(db, make_team(db), coordinator=worker)
    assert people.sees_family(db, worker, family.family_id, at=AT) == people.Sight(family.family_id, "coordinator")
    people.choose_coordinator(db, family.family_id, next_one.staff_id, chosen_with_family=False, by=next_one, at=LATER)
    assert people.sees_family(db, worker, family.family_id, at=LATER) is None
    now = people.find_coordinator(db, family.family_id)
    assert now is not None
    assert (now.staff_id, now.chosen_with_family, now.until) == (next_one.staff_id, False, None)


@pytest.mark.parametrize("role", ["host", "administrator", "analyst"])
def test_other_roles_see_no_family_though_in_the_team(db: Database, role: str) -> None:
    team = make_team(db)
    assert people.sees_family(db, make_staff(db, team, role=role), make_family(db, team).family_id, at=AT) is None


def test_leaving_the_team_or_being_closed_ends_it_at_once(db: Database) -> None:
    team = make_team(db)
    worker, family = make_staff(db, team), make_family(db, team)
    assert people.sees_family(db, replace(worker, is_active=False), family.family_id, at=AT) is None
    with db.transaction():
        delete_staff_team(db, worker.staff_id, team.team_id)
    assert people.sees_family(db, worker, family.family_id, at=AT) is None


def test_a_team_that_ended_its_work_sees_the_family_no_more(db: Database) -> None:
    team = make_team(db)
    worker, family = make_staff(db, team), make_family(db, team)
    assert people.end_team(db, family.family_id, team.team_id, by=worker, at=LATER)
    assert not people.end_team(db, family.family_id, team.team_id, by=worker, at=LATER)
    assert people.sees_family(db, worker, family.family_id, at=LATER) is None
    assert people.add_team(db, family.family_id, team.team_id, by=worker, at=later(LATER, minutes=1))
    assert not people.add_team(db, family.family_id, team.team_id, by=worker, at=LATER)
    assert people.sees_family(db, worker, family.family_id, at=LATER) is not None


def test_a_record_opened_in_an_emergency_is_seen_for_an_hour(db: Database) -> None:
    stranger, family = make_staff(db), make_family(db, make_team(db))
    consent.break_glass(db, stranger.staff_id, "worker", family.family_id, reason="A child may be hurt", at=AT)
    sight = people.sees_family(db, stranger, family.family_id, at=later(AT, minutes=59))
    assert sight == people.Sight(family.family_id, "break-glass")
    assert (sight.may_change, sight.with_work) == (False, True)
    assert people.sees_family(db, stranger, family.family_id, at=later(AT, minutes=60)) is None


def test_what_a_household_gives_to_another_team_is_seen_by_it_without_the_work(db: Database) -> None:
    team, other = make_team(db), make_team(db, "Another organisation’s")
    worker, reader, family = make_staff(db, team), make_staff(db, other), make_family(db, team)
    member = make_member(db, family)
    asking = {"staff_id": worker.staff_id, "role": "worker", "at": AT}
    share = consent.ask_household(db, family.family_id, other.team_id, [member.member_id], **asking)
    assert people.sees_family(db, reader, family.family_id, at=AT) is None
    consent.say_household(
        db, share.share_id, member.member_id, "yes", consent.Hand(worker.staff_id, "worker", how="paper"), at=AT
    )
    sight = people.sees_family(db, reader, family.family_id, at=AT)
    assert sight == people.Sight(family.family_id, "share")
    assert (sight.may_change, sight.with_work) == (False, False)
    assert [one.reason for one in people.list_families_seen(db, reader.staff_id, with_closed=False)] == ["share"]


def test_a_look_is_written_down_and_a_refused_one_is_not_in_the_familys_chain(db: Database) -> None:
    team = make_team(db)
    worker, stranger, family = make_staff(db, team), make_staff(db), make_family(db, team)
    chain = audit.chain_of_family(family.family_id)
    assert people.look_at_family(db, stranger, family.family_id, at=AT, page="family") is None
    assert [row.action for row in audit.list_rows(db, chain, most=9)] == ["family-made"]
    refused = audit.list_rows(db, audit.SYSTEM, most=1)[0]
    assert (refused.action, refused.actor, refused.codes) == ("refused", stranger.staff_id, ("family", "not-theirs"))
    assert people.look_at_family(db, worker, family.family_id, at=LATER, page="family")
    row = audit.list_rows(db, chain, most=1)[0]
    assert (row.action, row.actor, row.role, row.codes) == ("looked", worker.staff_id, "worker", ("family", "team"))


def test_a_caseload_lists_each_family_once_by_name(db: Database) -> None:
    team, second = make_team(db), make_team(db, "Second")
    worker = make_staff(db, team, second)
    both = make_family(db, team, "Zamir", coordinator=worker)
    people.add_team(db, both.family_id, second.team_id, by=worker, at=AT)
    first = make_family(db, second, "Ábel")
    make_family(db, make_team(db), "Not ours")
    found = people.list_families_seen(db, worker.staff_id, with_closed=False)
    assert [(one.family_id, one.reason) for one in found] == [
        (first.family_id, "team"),
        (both.family_id, "coordinator"),
    ]
    rest = people.list_families_seen(db, worker.staff_id, with_closed=False, skip=1)
    assert rest == found[1:]
    assert people.count_seen(db, worker.staff_id, with_closed=False) == 2


def test_one_human_in_two_families(db: Database) -> None:
    mother = make_member(db, make_family(db, make_team(db)))
    again = make_member(db, make_family(db, make_team(db)), who_id=mother.who_id)
    assert people.list_same_human(db, mother.who_id) == (mother, again)


def test_a_correction_keeps_what_was_said_before(db: Database) -> None:
    team = make_team(db)
    worker, family = make_staff(db, team), make_family(db, team)
    member = make_member(db, family, last_name="Brien")
    right = Facts("adult", "Maeve", last_name="Ó Briain")
    assert people.correct(db, member, right, why="She told me", by=worker, at=LATER) == 1
    changed = people.find_member(db, member.member_id)
    assert changed is not None
    assert (changed.facts, changed.seq) == (right, 2)
    change = people.list_member_changes(db, member.member_id)[0]
    assert (change.fact, change.old_value, change.new_value, change.why, change.made_by) == (
        "last_name", "Brien", "Ó Briain", "She told me", worker.staff_id,
    )  # fmt: skip
    assert people.correct(db, changed, right, why="", by=worker, at=LATER) == 0
    with pytest.raises(ChangedMeanwhile):
        people.correct(db, member, Facts("adult", "Mave"), why="", by=worker, at=LATER)


def test_a_relation_replaces_what_was_said_of_the_two(db: Database) -> None:
    team = make_team(db)
    worker, family = make_staff(db, team), make_family(db, team)
    mother, child = make_member(db, family), make_member(db, family, "Sam", "child")
    relate(db, child, mother, "sibling", by=worker)
    made = relate(db, mother, child, "parent", "not-known", by=worker)
    assert people.list_relations(db, family.family_id) == (made,)
    assert people.part_relation(db, family.family_id, mother.member_id, child.member_id, by=worker, at=AT)
    assert people.list_relations(db, family.family_id) == ()


def test_a_changed_relation_keeps_what_it_said(db: Database) -> None:
    team = make_team(db)
    worker, family = make_staff(db, team), make_family(db, team)
    mother, child = make_member(db, family), make_member(db, family, "Sam", "child")
    relate(db, mother, child, "parent", "not-known", by=worker)
    relate(db, mother, child, "parent", "no", by=worker)
    for one in (mother, child):
        (change,) = people.list_member_changes(db, one.member_id)
        assert (change.old_value.split()[-1], change.new_value.split()[-1]) == ("not-known", "no")


def test_nobody_is_related_across_families_or_to_themselves(db: Database) -> None:
    team = make_team(db)
    worker, family = make_staff(db, team), make_family(db, team)
    member, stranger = make_member(db, family), make_member(db, make_family(db, team))
    for other in (member, stranger):
        with pytest.raises(ValueError):
            relate(db, member, other, by=worker)


def test_joining_links_one_person_to_one_member_and_shows_nothing(db: Database) -> None:
    team = make_team(db)
    worker = make_staff(db, team)
    member = make_member(db, make_family(db, team, coordinator=worker))
    owner_id, other = make_person(db), make_person(db)
    join(db, member, owner_id)
    assert not people.join(db, member.member_id, owner_id, how="invitation", at=LATER)
    with pytest.raises(AlreadyJoined):
        join(db, member, other)
    assert people.owner_of_member(db, member.member_id) == owner_id
    own = people.families_of_owner(db, owner_id)
    assert [(one.member, [t.name for t in one.teams]) for one in own] == [(member, ["Early help"])]
    assert own[0].coordinator is not None
    assert own[0].coordinator.staff_id == worker.staff_id
    assert people.families_of_owner(db, other) == ()


def test_the_family_chain_never_names_whose_wheel_it_is(db: Database) -> None:
    member, owner_id = make_member(db, make_family(db, make_team(db))), make_person(db)
    join(db, member, owner_id)
    assert people.part(db, member.member_id, owner_id, at=LATER)
    assert not people.part(db, member.member_id, owner_id, at=LATER)
    rows = audit.list_rows(db, audit.chain_of_family(member.family_id), most=9)
    assert [row.action for row in rows] == ["left-record", "joined", "member-added", "family-made"]
    assert owner_id not in repr(rows)
    assert member.member_id not in repr(audit.list_rows(db, audit.chain_of_owner(owner_id), most=9))


def test_only_who_has_joined_says_that_a_fact_is_not_right(db: Database) -> None:
    member, owner_id = make_member(db, make_family(db, make_team(db))), make_person(db)
    assert people.dispute(db, owner_id, member.member_id, "last_name", "It is O’Brien", at=AT) is None
    join(db, member, owner_id)
    said = people.dispute(db, owner_id, member.member_id, "last_name", "It is O’Brien", at=AT)
    assert people.list_disputes(db, member.member_id) == (said,)
    with pytest.raises(ValueError, match="level"):
        people.dispute(db, owner_id, member.member_id, "level", "x", at=AT)


def test_erasing_takes_the_link_and_their_words_and_leaves_the_familys_facts(db: Database) -> None:
    member, owner_id = make_member(db, make_family(db, make_team(db))), make_person(db)
    join(db, member, owner_id)
    people.dispute(db, owner_id, member.member_id, "last_name", "a-word-of-theirs", at=AT)
    assert people.export(db, owner_id)["in_families"][0]["known_as"] == "Maeve"
    people.erase(db, owner_id)
    left = {name: rows for name, rows in everything(db).items() if name != "audit_row"}
    assert owner_id not in repr(left)
    assert "a-word-of-theirs" not in repr(left)
    assert people.find_member(db, member.member_id) == member


def test_what_a_person_is_given_has_nothing_of_the_others(db: Database) -> None:
    team = make_team(db)
    family = make_family(db, team)
    mother, owner_id = make_member(db, family, safe_way="Text only"), make_person(db)
    make_member(db, family, "Canary", safe_way="Canary at work")
    join(db, mother, owner_id)
    given = repr(people.export(db, owner_id))
    assert "Text only" in given
    assert "Canary" not in given


def test_a_family_of_an_organisation_names_it(db: Database) -> None:
    team = make_team(db, organisation=make_organisation(db, "Southside"))
    teams = people.list_family_teams(db, make_family(db, team).family_id)
    assert [(one.name, one.organisation) for one in teams] == [("Early help", "Southside")]
