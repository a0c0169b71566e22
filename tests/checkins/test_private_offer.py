"""Who is offered what is asked in private: whoever can be alone with it, and nobody sees that it is there otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import visits
from tests.builders import AT, SHARED, family_wheel, give, library, make_draft, make_finished, make_person
from tests.checkins.in_private import let_in, stored, to_small_wheel
from tests.conftest import Clock
from tests.sittings import TOGETHER
from tests.support.page import PageClient
from wheel_app.checkins import Filling, begin, begin_circle
from wheel_app.checkins.private.company import Company, offered
from wheel_app.people import KINDS, note_change
from wheel_app.storage import Database

PRESENT = ("alone", "helped", "worker")
INTERPRETERS = (None, "none", "professional", "relative")
ROOM = {("alone", None), ("worker", None), ("worker", "none"), ("worker", "professional")}
COMPANIES = [(present, interpreter) for present in PRESENT for interpreter in INTERPRETERS]
HINTS = ("just for you", "private", "/more")


@pytest.mark.parametrize(("present", "interpreter"), COMPANIES)
def test_who_is_there_decides(present: str, interpreter: str | None) -> None:
    has_room = Company(present, interpreter, "own").leaves_room(present)
    # Alone nobody is asked for an interpreter.
    assert has_room == ((present, interpreter) in ROOM or present == "alone")


@pytest.mark.parametrize("voice", ["together", "worker", "looking-back", "anything"])
def test_only_ones_own_voice_is_asked_in_private(voice: str) -> None:
    assert not Company("alone", None, voice).leaves_room("alone")


@pytest.mark.parametrize(
    ("begun", "here", "has_room"),
    [
        ("alone", "alone", True),
        ("alone", "worker", False),
        ("alone", "helped", False),
        ("worker", "alone", True),
        ("worker", "helped", False),
        ("helped", "alone", False),
        ("helped", "helped", False),
    ],
)
def test_a_later_visit_has_to_be_as_private(begun: str, here: str, has_room: bool) -> None:
    assert Company(begun, None, "own").leaves_room(here) == has_room


@pytest.mark.parametrize(("present", "interpreter"), COMPANIES)
def test_the_pages_offer_it_or_do_not_hint_at_it(
    client: PageClient, db: Database, present: str, interpreter: str | None
) -> None:
    page = to_small_wheel(client, present, interpreter)
    address = f"/check-ins/{visits.shown_checkin(client)}/more"
    if present == "alone" or (present, interpreter) in ROOM:
        assert "Two more, just for you" in page.text
        assert let_in(client).path == f"{address}/1"
        return
    assert [hint for hint in HINTS if hint in page.html] == []
    elsewhere = "/check-ins/00000000-0000-0000-0000-000000000000/more"
    for end, sent in (("", {"private": "yes"}), ("/1", {"topic": "together", "band": "3"})):
        unknown = client.get(elsewhere + end, status=404)
        assert client.get(address + end, status=404).html == unknown.html
        client.get(page.path)
        client.post(address + end, {**sent, "tool": "family-wheel/2026.2"}, status=404)
    assert stored(db) == []


@pytest.mark.parametrize(("interpreter", "is_offered"), [("relative", False), ("professional", True)])
def test_a_relative_who_helps_with_the_next_wheel_may_be_here_still(
    client: PageClient, interpreter: str, is_offered: bool
) -> None:
    page = to_small_wheel(client, "worker", "professional")
    address = page.path.removesuffix("/so-far")
    client.get("/again")
    client.submit({"about": "me", "present": "worker", "interpreter": interpreter})
    assert ("Two more, just for you" in client.get(page.path).text) == is_offered
    client.get(f"{address}/more", status=200 if is_offered else 404)


@pytest.fixture
def draft_page(client: PageClient, db: Database, clock: Clock) -> tuple[PageClient, str]:
    """Somebody who looks at a draft of theirs."""
    owner_id = make_person(db, at=clock.at)
    draft = make_draft(db, owner_id, at=clock.at)
    give(db, draft, "home", 50, at=clock.at)
    visits.sign_in(client, db, owner_id, at=clock.at)
    return client, draft.checkin_id


def test_nothing_is_offered_of_what_fell_silent(draft_page: tuple[PageClient, str], db: Database, clock: Clock) -> None:
    client, draft = draft_page
    owner_id = db.value("SELECT owner_id FROM checkin")
    note_change(db, owner_id, next(iter(KINDS)), ["relationship"], asks_afresh=False, at=clock.forward(minutes=1))
    page = client.get(f"/check-ins/{draft}/so-far")
    assert "One more, just for you" in page.text
    assert let_in(client).heading == "My habits"
    client.get(f"/check-ins/{draft}/more/2", status=404)
    client.get(f"/check-ins/{draft}/more")
    client.submit(button="private=yes")
    assert visits.answer(client, band="2").path.endswith("/so-far")
    note_change(db, owner_id, next(iter(KINDS)), ["habits"], asks_afresh=False, at=clock.forward(minutes=1))
    assert "just for you" not in client.get(f"/check-ins/{draft}/so-far").text
    client.get(f"/check-ins/{draft}/more", status=404)


def test_a_wheel_of_before_is_as_it_was(draft_page: tuple[PageClient, str], db: Database) -> None:
    client, draft = draft_page
    with db.transaction():
        db.execute("UPDATE checkin SET tool_version = '2026.1'")
    assert "just for you" not in client.get(f"/check-ins/{draft}/so-far").text
    client.get(f"/check-ins/{draft}/more", status=404)
    client.get(f"/check-ins/{draft}/topics/2")
    assert visits.answer(client, band="4").path.endswith("/topics/3")
    client.get(f"/check-ins/{draft}/so-far")
    visits.stop(client)


def test_then_and_now_go_over_both_versions(client: PageClient, db: Database, clock: Clock) -> None:
    owner_id = make_person(db, at=clock.at)
    make_finished(db, owner_id, dict.fromkeys(SHARED, 40), at=clock.at)
    with db.transaction():
        db.execute("UPDATE checkin SET tool_version = '2026.1'")
    later = clock.forward(days=90)
    make_finished(db, owner_id, dict.fromkeys(SHARED, 60), at=later)
    visits.sign_in(client, db, owner_id, at=later)
    page = client.get("/then-and-now")
    wheel = family_wheel()
    assert all(topic.label in page.text for topic in wheel.topics)
    assert [topic.label for topic in wheel.private_topics if topic.label in page.html] == []


def test_a_wheel_done_together_hints_at_nothing(client: PageClient, db: Database, clock: Clock) -> None:
    circle = begin_circle(db, ("Sara", "Tom"), at=clock.at, purge_hours=24)
    draft = begin(db, family_wheel(), circle.circle_id, "little", TOGETHER, at=clock.at)
    give(db, draft, "home", 50, at=clock.at)
    visits.sign_in(client, db, circle.circle_id, at=clock.at)
    page = client.get(f"/check-ins/{draft.checkin_id}/so-far")
    assert [hint for hint in HINTS if hint in page.html] == []
    client.get(f"/check-ins/{draft.checkin_id}/more", status=404)


def test_other_wheels_ask_nothing_in_private() -> None:
    asking = {(tool.id, tool.version) for tool in library().tools if tool.is_wheel and tool.private_topics}
    assert asking == {("family-wheel", "2026.2")}


def test_a_finished_wheel_leads_to_itself(client: PageClient, db: Database, clock: Clock) -> None:
    owner_id = make_person(db, at=clock.at)
    done = make_finished(db, owner_id, {"home": 50}, at=clock.at)
    visits.sign_in(client, db, owner_id, at=clock.at)
    for end in ("more", "more/1"):
        assert client.get(f"/check-ins/{done.checkin_id}/{end}").path == f"/check-ins/{done.checkin_id}"
    assert client.post(f"/check-ins/{done.checkin_id}/more", {"private": "yes"}).path.endswith(done.checkin_id)


def test_a_correction_offers_and_copies_nothing(client: PageClient, db: Database, clock: Clock) -> None:
    to_small_wheel(client)
    let_in(client)
    visits.answer(client, band="1")
    client.get(f"/check-ins/{visits.shown_checkin(client)}/so-far")
    visits.stop(client)
    page = client.submit(form="form[action$=revise]")
    assert [hint for hint in HINTS if hint in page.html] == []
    client.get(page.path.replace("so-far", "more"), status=404)
    assert len(stored(db)) == 1


def test_what_is_put_away_whole_offers_nothing(db: Database) -> None:
    owner_id = make_person(db)
    draft = make_draft(db, owner_id)
    filling, company = Filling(draft, family_wheel(), {}), Company("alone", None, "own")
    assert [topic.key for topic in offered(filling, (company,), (), here="alone")] == ["together", "habits"]
    gone = note_change(db, owner_id, "not-safe", [], asks_afresh=True, at=AT)
    assert offered(filling, (company,), [gone], here="alone") == ()
    assert offered(replace(filling, checkin=replace(draft, revises="another")), (company,), (), here="alone") == ()
    assert offered(replace(filling, checkin=replace(draft, finished_at=AT)), (company,), (), here="alone") == ()
