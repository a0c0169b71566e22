"""Every page that staff and the family can open: of a lost child nothing but the one line, and nothing for the untold.

The walk opens whatever address there is, with everything of that family; an address with a new kind of id fails here
until it is given one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.builders import AT, SHARED, library, make_draft, make_finished, make_plan
from tests.conftest import Clock
from tests.households import join, make_family, make_member, relate
from tests.losing_a_child import Home, silencing
from tests.staffing import make_staff, make_team
from tests.support.dom import parse
from tests.visited import make_visit, make_visited
from tests.visits import browser_of
from wheel_app import clock as points
from wheel_app import people
from wheel_app.checkins import Sitting, create_person
from wheel_app.checkins.lines.actions import begin_about
from wheel_app.doors import DOORS
from wheel_app.people import Loss, Spoken
from wheel_app.people.care.actions import write_note
from wheel_app.plan import Goal
from wheel_app.records.copies.moving.actions import note_moving
from wheel_app.records.copies.moving.queries import Moving
from wheel_app.storage import Database, later, new_id
from wheel_app.tools import EARLY_CHECKLIST, Tool
from wheel_app.visits import list_parts

NAME, BORN, WISH = "Zebedee", "2025-11-09", "Say it softly."
# How the birthday, the due date and the age are written anywhere.
DATES = ("2025-11-09", "9 November 2025", "9 Nov 2025", "2025-11-20", "20 November 2025", "1 year old")
WORDS = {
    "language_code": "en",
    "key": "button-begin",
    "fact": "known_as",
    "place": "1",
    "point": "point-4",
    "starts_on": "2026-07-01",
}
# Ids of what is not about a child of a family.
NOT_THEIRS = {
    "link_id", "dispute_id", "change_id", "grant_id", "share_id", "circle_id", "staff_id", "sign_in_id", "device_id",
    "task_id", "copy_id", "hold_id", "run_id", "service_id", "sheet_no", "feed_id", "checkin_id", "open_visit_id",
}  # fmt: skip
# Where the facts of the child are put right, and what staff type in to find somebody.
FACTS_ARE_FORMS = {"people.edit_member", "people.changed"}
# What one address shows by what is asked of it.
ASKED_TOO = {"clock.due": ("?list=late", "?list=coming")}
STAMP = re.compile(r'(value|nonce|data-[a-z-]+|content)="[^"]{20,}"')


@dataclass(frozen=True)
class World:
    """A family that loses one child, and everything of theirs by the name an address gives it."""

    home: Home
    ids: dict[str, str]

    def ids_of(self, child_id: str, owner_id: str = "") -> dict[str, str]:
        own = {
            "checkin_id": self.ids.get(owner_id, ""),
            "lines_id": self.ids.get(f"lines of {owner_id}", ""),
            "part_id": self.ids.get(f"part of {owner_id}", ""),
        }
        return self.ids | {"member_id": child_id, "child_id": child_id} | {key: one for key, one in own.items() if one}


def make_world(db: Database) -> World:
    team = make_team(db, "Theirs")
    worker = make_staff(db, team, name="Sam Lead")
    family = make_family(db, team, "Whitlow", by=worker, coordinator=worker)
    mother, father = (make_member(db, family, name, by=worker) for name in ("Maeve", "Tom"))
    lost = make_member(db, family, NAME, "child", by=worker, born_on=BORN, due_on="2025-11-20")
    sister = make_member(db, family, "Finn", "child", by=worker, born_on="2023-10-12")
    for parent in (mother, father):
        for child in (lost, sister):
            relate(db, parent, child, by=worker)
    her, him = (create_person(db, at=AT, purge_hours=24) for _ in range(2))
    join(db, mother, her)
    join(db, father, him)
    home = Home(team, worker, family, mother, father, lost, sister, her, him)
    ids = {}
    for owner_id in (him, her):
        done = make_finished(db, owner_id, dict.fromkeys(SHARED, 60))
        make_plan(db, done, Goal("growing", None, "rolling over"), Goal("money", None, "a form"))
        make_draft(db, owner_id, at=later(AT, microseconds=1))
        lines = begin_about(
            db, library_tool(EARLY_CHECKLIST), owner_id, "point-4", Sitting("alone", None, "en", "d"),
            about_member=lost.member_id, at=later(AT, microseconds=2),
        )  # fmt: skip
        ids |= {owner_id: done.checkin_id, f"lines of {owner_id}": lines.checkin_id}
    over = make_visited(db, mother, father, child=lost, by=worker)
    ids |= {f"part of {part.owner_id}": part.part_id for part in list_parts(db, over.visit_id)}
    ids |= {"visit_id": over.visit_id, "open_visit_id": make_visit(db, lost, mother, by=worker).visit_id}
    write_note(db, family.family_id, "about the garden", by=worker, at=AT, member_id=lost.member_id)
    moving = Moving(new_id(), family.family_id, AT[:10], "somebody", "a summary", AT, None, (lost.member_id,))
    note_moving(db, moving, by=worker, at=AT)
    for child in (lost, sister):
        points.reckon_member(db, points.load_point_sets(None, "seven").running, child)
    # The visit is still to be made, so that it stands on the list of what is due.
    points.unmark_delivered(db, over.visit_id)
    ids |= {"family_id": family.family_id, "team_id": team.team_id, "moving_id": moving.moving_id}
    return World(home, ids)


def library_tool(tool_id: str) -> Tool:
    return library().current(tool_id)


def lose(db: Database, world: World, *, named: str = "unnamed", called: str = "", at: str = AT) -> None:
    home = world.home
    loss = Loss("died", "2026-11-18", home.worker.staff_id, Spoken(named, called, WISH, True))
    people.silence_member(
        db,
        home.ada,
        loss,
        told=[home.mother.member_id],
        by=home.worker,
        at=at,
        silencing=silencing(points.follow_silence),
    )


def pages(app: Flask, client: FlaskClient, role: str, ids: dict[str, str]) -> Iterator[tuple[str, Rule, str]]:
    """Each page that opens to this role: its address, its rule, and what it says."""
    for rule in app.url_map.iter_rules():
        doors = DOORS.get(rule.endpoint, frozenset())
        if "GET" not in (rule.methods or ()) or not (role in doors or rule.endpoint.startswith("directory.")):
            continue
        missing = rule.arguments - WORDS.keys() - ids.keys()
        assert missing <= NOT_THEIRS, f"{rule.rule} asks for an id that this walk does not know"
        if missing:
            continue
        address = app.url_map.bind("localhost").build(
            rule.endpoint, {name: {**WORDS, **ids}[name] for name in rule.arguments}
        )
        for asked in (address, *(address + more for more in ASKED_TOO.get(rule.endpoint, ()))):
            response = client.get(asked, headers={"Sec-Fetch-Site": "same-origin"})
            if response.status_code == 200 and response.mimetype in ("text/html", "application/json"):
                yield asked, rule, response.get_data(as_text=True)


def outside_the_line(html: str) -> str:
    return re.sub(r'<p class="[^"]*\bloss\b[^"]*">.*?</p>', "", html, flags=re.DOTALL)


def faults(html: str, *, named: bool = False) -> list[str]:
    """What a page says of the lost child besides the one line."""
    rest = outside_the_line(html)
    found = [] if named else [word for word in (NAME,) if word in rest]
    shown = re.sub(r"<(script|style)\b.*?</\1>", "", rest, flags=re.DOTALL)
    return found + [word for word in DATES if re.search(rf"(?<!\d){word}", shown)]


@pytest.fixture
def world(db: Database) -> World:
    return make_world(db)


def walk_of_staff(app: Flask, db: Database, world: World, at: str) -> Iterator[tuple[str, Rule, str]]:
    home = world.home
    for child in (home.ada, home.finn, home.mother):
        client = browser_of(app, db, home.worker, at=at)
        yield from pages(app, client, "worker", world.ids_of(child.member_id))
    with_open = world.ids_of(home.ada.member_id) | {"visit_id": world.ids["open_visit_id"]}
    yield from pages(app, browser_of(app, db, home.worker, at=at), "worker", with_open)


def test_staff_read_one_line_and_nothing_else(app: Flask, db: Database, clock: Clock, world: World) -> None:
    lose(db, world, at=clock.at)
    seen, wrong, without = set(), [], []
    for address, rule, html in walk_of_staff(app, db, world, clock.at):
        seen.add(rule.endpoint)
        if rule.endpoint not in FACTS_ARE_FORMS or world.home.ada.member_id not in address:
            wrong += [f"{rule.endpoint} {address}: {fault}" for fault in faults(html)]
        if rule.arguments & {"family_id", "visit_id", "member_id"}:
            has_line = any(NAME in one.text and WISH in one.text for one in parse(html).root.all("p.loss"))
            without += [] if has_line else [f"{rule.endpoint} {address}"]
    assert sorted(set(wrong)) == []
    assert without == []
    assert len(seen) > 40


def test_the_walk_bites(app: Flask, db: Database, clock: Clock, world: World) -> None:
    seen = {rule.endpoint for _, rule, html in walk_of_staff(app, db, world, clock.at) if faults(html)}
    assert {"people.family", "people.member", "visits.show", "visits.of_family", "people.note"} <= seen
    assert any("due" in endpoint for endpoint in seen)


def test_who_knows_reads_nothing_of_the_child(app: Flask, db: Database, clock: Clock, world: World) -> None:
    lose(db, world, at=clock.at)
    client, wrong, seen = browser_of(app, db, world.home.her, at=clock.at), [], set()
    for address, rule, html in pages(app, client, "family", world.ids_of(world.home.ada.member_id, world.home.her)):
        seen.add(rule.endpoint)
        wrong += [f"{rule.endpoint} {address}: {fault}" for fault in faults(html)]
        wrong += [f"{rule.endpoint} {address}: a goal" for _ in re.findall("rolling over", html)]
    assert wrong == []
    assert len(seen) > 12


def test_who_does_not_know_reads_the_same_to_the_byte(app: Flask, db: Database, clock: Clock, world: World) -> None:
    def said() -> dict[str, str]:
        client = browser_of(app, db, world.home.him, at=clock.at)
        found = pages(app, client, "family", world.ids_of(world.home.ada.member_id, world.home.him))
        return {address: STAMP.sub("", html) for address, _, html in found}

    before = said()
    assert [address for address, html in before.items() if "/my-children/" in address and NAME in html]
    assert [address for address in before if "/lines/" in address]
    assert [address for address, html in before.items() if "/copies/" in address and "The next visit" in html]
    lose(db, world, at=clock.at)
    after = said()
    assert [address for address in before if before[address] != after.get(address)] == []
    assert before.keys() == after.keys()
    assert len(before) > 20


def test_every_day_of_the_child_is_looked_for() -> None:
    assert faults(f"<p class='x'>{NAME}</p>") == [NAME]
    assert faults(f'<p class="notice loss">{NAME}</p>') == []
    assert faults("<p>born 9 November 2025</p>") == ["9 November 2025"]
