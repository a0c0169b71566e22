"""Joining shows and moves nothing: every page before and after is the same but for “has their own way in”."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from tests import households, staffing, visits
from tests.builders import everything, make_draft, make_finished, make_person
from tests.conftest import Clock
from tests.people.joining import Case
from tests.records.lives import make_kept
from tests.support.page import PageClient
from wheel_app import people
from wheel_app.accounts import Staff
from wheel_app.doors import DOORS, FAMILY
from wheel_app.storage import Database

CHANGING = re.compile(r'(name="(?:csrf_token|save_id)" value=)"[^"]*"')
OWN_WAY = re.compile(
    r'<span class="tag">has their own way in</span>|(?<=Their own way in</dt><dd>)(?:yes|no)'
    r'|<a href="/members/[^"]+/sharing">What they share</a>\n?'
)
ENDS = {"home.exit", "home.away", "home.kiosk", "home.kiosk_begin", "home.audio"}


def addresses(app: Flask, roles: frozenset[str], **known: str) -> Iterator[str]:
    """Every address that one of these roles may read, where all that it names is known."""
    bound = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        is_page = "GET" in (rule.methods or ()) and rule.endpoint not in ENDS
        if is_page and DOORS[rule.endpoint] & roles and rule.arguments <= known.keys():
            yield bound.build(rule.endpoint, {name: known[name] for name in rule.arguments})


def seen(client: PageClient, found: list[str]) -> dict[str, str]:
    """What each page says and is made of, without what differs from one reply to the next."""
    replies = {address: client.client.get(address) for address in found}
    assert sum(reply.status_code == 200 for reply in replies.values()) >= 5
    return {
        address: f"{reply.status_code} {reply.headers.get('Location')}\n"
        + (CHANGING.sub(r"\1", reply.get_data(as_text=True)) if reply.mimetype == "text/html" else "")
        for address, reply in replies.items()
    }


def changed(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """The lines of each page that came or went."""
    found = {}
    for address, text in before.items():
        lines = difflib.unified_diff(text.splitlines(), after[address].splitlines(), lineterm="", n=0)
        different = [line[1:] for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        if different:
            found[address] = different
    return found


def make_owner(db: Database, clock: Clock) -> str:
    owner_id = make_person(db, at=clock.at)
    make_finished(db, owner_id, {"home": 20, "money": 70}, at=clock.at)
    make_draft(db, owner_id, at=clock.at)
    make_kept(db, owner_id, at=clock.at)
    return owner_id


@pytest.fixture
def owner_id(db: Database, clock: Clock) -> str:
    return make_owner(db, clock)


def staff_pages(app: Flask, case: Case, role: str) -> list[str]:
    return list(
        addresses(
            app,
            frozenset({role}),
            family_id=case.family.family_id,
            member_id=case.member.member_id,
        )
    )


@pytest.mark.parametrize("role", ["worker", "manager", "host", "administrator"])
def test_staff_see_no_more_than_that_there_is_a_way_in(
    role: str, app: Flask, client: PageClient, db: Database, case: Case, owner_id: str, clock: Clock
) -> None:
    staff: Staff = staffing.make_staff(db, case.team, role=role)
    desk = visits.another(client)
    staffing.sign_in(desk, db, staff, at=clock.at)
    found = staff_pages(app, case, role)
    before = seen(desk, found)
    households.join(db, case.member, owner_id, at=clock.at)
    after = seen(desk, found)
    if role in ("host", "administrator"):
        assert changed(before, after) == {}
        return
    member = f"/families/{case.family.family_id}/people/{case.member.member_id}"
    # What can be done about it stands on these two, which say whether they have their own way in and no more.
    about_it = {f"{member}/own-way", f"/members/{case.member.member_id}/sharing"}
    assert changed(before, after).keys() == {f"/families/{case.family.family_id}", member, *about_it}
    assert changed(without_own_way(before), without_own_way(after)).keys() == about_it
    assert owner_id not in "".join(after.values())


def test_who_has_done_no_wheel_looks_like_who_has_done_many(
    app: Flask, client: PageClient, db: Database, case: Case, owner_id: str, clock: Clock
) -> None:
    nothing_done = make_person(db, at=clock.at)
    make_kept(db, nothing_done, at=clock.at)
    found, pages = staff_pages(app, case, "worker"), []
    for who in (owner_id, nothing_done):
        households.join(db, case.member, who, at=clock.at)
        pages.append(seen(client, found))
        people.part(db, case.member.member_id, who, at=clock.at)
    assert changed(*pages) == {}


def without_own_way(pages: dict[str, str]) -> dict[str, str]:
    return {address: OWN_WAY.sub("", text) for address, text in pages.items()}


def test_nobody_else_s_page_changes_and_one_s_own_only_by_the_way_to_leave(
    app: Flask, client: PageClient, db: Database, case: Case, owner_id: str, clock: Clock
) -> None:
    partner = households.make_member(db, case.family, "Finn", by=case.worker)
    partner_id = make_owner(db, clock)
    households.join(db, partner, partner_id, at=clock.at)
    found = list(addresses(app, FAMILY, member_id=case.member.member_id))
    phones = {}
    for who in (owner_id, partner_id):
        phones[who] = visits.another(client)
        visits.sign_in(phones[who], db, who, at=clock.at)
    before = {who: seen(phone, found) for who, phone in phones.items()}
    households.join(db, case.member, owner_id, at=clock.at)
    assert changed(before[partner_id], seen(phones[partner_id], found)) == {}
    own = changed(before[owner_id], seen(phones[owner_id], found))
    assert "/joined" in own
    assert "Finn" not in repr(own)


def test_it_moves_nothing(db: Database, case: Case, owner_id: str) -> None:
    before = everything(db)
    households.join(db, case.member, owner_id)
    after = everything(db)
    assert {name for name, rows in after.items() if rows != before[name]} == {"member_owner", "audit_row"}
