"""Every object of a family is asked for by everybody whom it does not concern: the same reply as for nothing at all.

Each role in another team, a coordinator of another family, workers without a team and a person of another family ask
for every address of the room with the ids of one family, alone and mixed with their own; no reply may differ from that
for ids nobody has.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests import staffing, visits
from tests.builders import make_person
from tests.conftest import Clock
from tests.households import join, make_family, make_member, relate
from tests.staffing import make_staff, make_team
from tests.support.page import PageClient
from wheel_app import audit, people
from wheel_app.accounts import Staff, Team
from wheel_app.doors import STAFF
from wheel_app.people import Family
from wheel_app.people.care import actions as care
from wheel_app.people.care.queries import list_links
from wheel_app.storage import Database

TOKEN = re.compile(r'value="[^"]{60,}"')
LEAST = 1000


@dataclass(frozen=True)
class Household:
    """A family with an object of each kind, and a person who has joined it."""

    family: Family
    ids: dict[str, str]
    owner_id: str


def make_household(db: Database, team: Team, name: str) -> Household:
    worker = make_staff(db, team)
    family = make_family(db, team, name, by=worker)
    mother, child = make_member(db, family, name), make_member(db, family, f"Little {name}", "child")
    relate(db, mother, child, by=worker)
    other = make_family(db, team, f"Near {name}")
    care.link_families(db, family.family_id, other.family_id, reason="A reason", by=worker, at=staffing.AT)
    owner_id = make_person(db)
    join(db, mother, owner_id)
    said = people.dispute(db, owner_id, mother.member_id, "known_as", "Not right", at=staffing.AT)
    assert said is not None
    (link,) = list_links(db, family.family_id, worker.staff_id)
    ids = {
        "family_id": family.family_id,
        "member_id": mother.member_id,
        "link_id": link.link_id,
        "dispute_id": said.dispute_id,
        "team_id": team.team_id,
    }
    return Household(family, ids, owner_id)


def objects(app: Flask) -> list[Rule]:
    """Each address of the room that names an object."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("people.") and rule.arguments]


def unknown(ids: dict[str, str]) -> dict[str, str]:
    return {name: str(uuid.uuid5(uuid.NAMESPACE_OID, value)) for name, value in ids.items()}


def halves(household: Household, mine: Household) -> Iterator[dict[str, str]]:
    """The ids of another family alone, and mixed with those of one’s own in each way."""
    yield household.ids
    for name in household.ids:
        yield {**mine.ids, name: household.ids[name]}


def asked(client: PageClient, rule: Rule, ids: dict[str, str], token: str) -> Iterator[tuple[str, TestResponse]]:
    values = {name: ids.get(name, "known_as") for name in rule.arguments}
    address = client.client.application.url_map.bind("localhost").build(rule.endpoint, values)
    for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
        data = {"csrf_token": token} if method == "POST" else None
        headers = {"Sec-Fetch-Site": "same-origin"}
        yield (
            f"{method} {rule.rule}",
            client.client.open(address, method=method, data=data, headers=headers, base_url=client.base_url),
        )


def as_seen(response: TestResponse) -> tuple[int, str]:
    return response.status_code, TOKEN.sub("", response.get_data(as_text=True))


@pytest.fixture
def ours(db: Database) -> Household:
    return make_household(db, make_team(db, "Ours"), "Ours")


@pytest.fixture
def theirs(db: Database) -> Household:
    return make_household(db, make_team(db, "Theirs"), "Theirs")


def outsiders(db: Database, ours: Household) -> Iterator[Staff]:
    """Each role in our team, and each who sees families elsewhere: all strangers to the other family."""
    team = people.list_family_teams(db, ours.family.family_id)[0]
    our_team = Team(team.team_id, team.organisation_id, team.name, None, False)
    for role in sorted(STAFF):
        yield make_staff(db, our_team, role=role)
    for role in ("worker", "manager"):
        yield make_staff(db, role=role)
    coordinator = make_staff(db)
    make_family(db, our_team, coordinator=coordinator)
    yield coordinator


def tries(
    client: PageClient, rules: list[Rule], mine: Household, theirs: Household
) -> Iterator[tuple[str, TestResponse, TestResponse]]:
    """Each reply to an address with ids of theirs, and the one with ids nobody has in their place."""
    token, nobodys = token_of(client), unknown(theirs.ids)
    for rule in rules:
        for ids in halves(theirs, mine):
            if any(ids.get(name) == theirs.ids.get(name) is not None for name in rule.arguments):
                nothing = {name: nobodys[name] if one == theirs.ids[name] else one for name, one in ids.items()}
                both = zip(asked(client, rule, ids, token), asked(client, rule, nothing, token), strict=True)
                yield from ((what, got, expected) for (what, got), (_, expected) in both)


def test_nobody_learns_whether_an_object_of_another_family_is_there(
    app: Flask, client: PageClient, db: Database, clock: Clock, ours: Household, theirs: Household
) -> None:
    tried = 0
    for mine, others in ((ours, theirs), (theirs, ours)):
        chain = audit.chain_of_family(others.family.family_id)
        before = audit.list_rows(db, chain, most=1000)
        for outsider in [*outsiders(db, mine), mine.owner_id]:
            if isinstance(outsider, Staff):
                staffing.sign_in(client, db, outsider, at=clock.at)
            else:
                visits.sign_in(client, db, outsider, at=clock.at)
            for what, got, expected in tries(client, objects(app), mine, others):
                assert as_seen(got) == as_seen(expected), (what, outsider)
                assert got.status_code == 404, (what, outsider)
                tried += 1
        assert audit.list_rows(db, chain, most=1000) == before
    assert tried >= LEAST


def token_of(client: PageClient) -> str:
    """A token that holds for this visit."""
    return str(client.get("/language").one("input[name=csrf_token]").get("value"))


def test_those_whom_it_concerns_are_let_in(app: Flask, client: PageClient, db: Database, ours: Household) -> None:
    """Otherwise the test above would pass with every page closed."""
    team = people.list_family_teams(db, ours.family.family_id)[0]
    worker = make_staff(db, Team(team.team_id, team.organisation_id, team.name, None, False))
    staffing.sign_in(client, db, worker)
    for rule in objects(app):
        if "GET" in (rule.methods or set()) and "family_id" in rule.arguments:
            (_, got), *_ = asked(client, rule, ours.ids, "")
            assert got.status_code == 200, rule.rule
