"""The pages on which two managers list and confirm what goes, and set and lift legal holds."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import staffing
from tests.builders import AT, make_person
from tests.conftest import Clock
from tests.records.lists import DUE, KEEPINGS, is_there, make_due
from tests.support.page import PageClient
from wheel_app import audit, consent
from wheel_app.accounts import Staff
from wheel_app.records.retention import By, is_on_hold, list_holds, list_now, list_runs
from wheel_app.storage import Database, new_id

HOLD = "form[action$=holds]"
LIFT = "form[action$=lift]"
CONFIRM = "form[action$=confirm]"
LISTS = "form[action$=lists]"
# Each record on a list is asked about in every room.
MANY = 200


@pytest.fixture
def managers(db: Database, clock: Clock) -> tuple[Staff, Staff]:
    clock.at = DUE
    team = staffing.make_team(db)
    return tuple(  # type: ignore[return-value]
        staffing.make_staff(db, team, role="manager", name=name) for name in ("Ann Oakes", "Bea Pike")
    )


@pytest.fixture
def first(app: Flask, db: Database, managers: tuple[Staff, Staff]) -> PageClient:
    return let_in(app, db, managers[0])


@pytest.fixture
def second(app: Flask, db: Database, managers: tuple[Staff, Staff]) -> PageClient:
    return let_in(app, db, managers[1])


@pytest.fixture
def due(db: Database, managers: tuple[Staff, Staff]) -> str:
    """Somebody whose time is over, and who shared with the managers' team."""
    return make_ours(db, managers, make_due(db))


def make_ours(db: Database, managers: tuple[Staff, Staff], subject: str) -> str:
    owner_id = subject.removeprefix("owner:")
    to, terms = consent.Recipient("staff", managers[0].staff_id), consent.Terms(made_until="2026-11-20")
    consent.give(db, owner_id, to, terms, consent.Hand(owner_id, "family"), at=AT)
    return subject


def make_held(db: Database, managers: tuple[Staff, Staff]) -> str:
    return make_ours(db, managers, audit.chain_of_owner(make_person(db, at=DUE)))


def let_in(app: Flask, db: Database, staff: Staff) -> PageClient:
    client = PageClient(app, db=db)
    staffing.sign_in(client, db, staff, at=DUE)
    return client


def make_and_find(client: PageClient, db: Database) -> str:
    """Make a list on the page; return its address."""
    client.get("/records/retention")
    client.submit(form=LISTS, statements=MANY)
    return f"/records/retention/lists/{list_runs(db, most=1)[0].run_id}"


def test_a_manager_finds_it_in_the_header_and_others_do_not(app: Flask, db: Database, first: PageClient) -> None:
    assert first.get("/today").link("Erasing and holds") == "/records/retention"
    worker = let_in(app, db, staffing.make_staff(db, staffing.make_team(db), role="worker"))
    assert "Erasing and holds" not in worker.get("/today").text


def test_one_lists_and_another_confirms_and_it_is_gone(
    due: str, db: Database, first: PageClient, second: PageClient
) -> None:
    address = make_and_find(first, db)
    page = first.get(address)
    assert due.removeprefix("owner:") in page.text
    assert "Someone else has to say yes to it." in page.text
    assert page.all(CONFIRM) == []
    page = second.get(address)
    assert "Ann Oakes" in page.text
    page = second.submit(form=CONFIRM, statements=MANY)
    assert page.path == address
    assert "Erased" in page.text
    assert "Bea Pike" in page.text
    assert not is_there(db, due)
    stub = audit.list_rows(db, due, most=1)[0]
    assert (stub.action, stub.actor) == ("erased", list_runs(db, most=1)[0].confirmed_by)


def test_whoever_made_a_list_is_refused_though_they_send_it(due: str, db: Database, first: PageClient) -> None:
    address = make_and_find(first, db)
    digest = list_runs(db, most=1)[0].digest
    page = first.post(f"{address}/confirm", {"digest": digest}, status=409)
    assert "Someone else has to say yes to it." in page.text
    assert is_there(db, due)


def test_a_list_that_changed_while_the_page_was_open_is_refused(
    due: str, db: Database, first: PageClient, second: PageClient
) -> None:
    address = make_and_find(first, db)
    second.get(address)
    hold(first, due)
    page = second.submit(form=CONFIRM, status=409)
    assert "Nothing was erased. Make a new list." in page.text
    assert page.all(CONFIRM) == []
    assert is_there(db, due)


@pytest.mark.parametrize("digest", ["", "0" * 64, "x\ny"])
def test_another_digest_is_refused(due: str, db: Database, first: PageClient, second: PageClient, digest: str) -> None:
    address = make_and_find(first, db)
    second.get(address)
    second.post(f"{address}/confirm", {"digest": digest}, status=409)
    assert is_there(db, due)


def test_confirming_twice_shows_what_became_of_it(
    due: str, db: Database, first: PageClient, second: PageClient
) -> None:
    address = make_and_find(first, db)
    second.get(address)
    digest = list_runs(db, most=1)[0].digest
    second.submit(form=CONFIRM, statements=MANY)
    page = second.post(f"{address}/confirm", {"digest": digest})
    assert page.path == address
    assert "Erased" in page.text


def test_with_nothing_overdue_there_is_no_list(db: Database, first: PageClient) -> None:
    first.get("/records/retention")
    page = first.submit(form=LISTS)
    assert "there is no new list" in page.text
    assert list_runs(db, most=9) == ()


def test_lists_say_whether_they_wait(due: str, db: Database, first: PageClient, second: PageClient) -> None:
    address = make_and_find(first, db)
    assert "Waits for a second person" in second.get("/records/retention").text
    second.get(address)
    second.submit(form=CONFIRM, statements=MANY)
    text = first.get("/records/retention").text
    assert "Waits for a second person" not in text
    assert "Confirmed" in text


def hold(client: PageClient, subject: str, reason: str = "A court has asked for it", **wishes: object) -> object:
    client.get("/records/retention")
    return client.submit({"name": subject.removeprefix("owner:"), "reason": reason}, form=HOLD, **wishes)


def test_pressed_twice_it_is_one_hold_and_one_list(
    due: str, db: Database, first: PageClient, managers: tuple[Staff, Staff]
) -> None:
    subject = make_held(db, managers)
    page = first.get("/records/retention")
    save_id = page.one(f"{HOLD} input[name=save_id]").get("value")
    sent = {"name": subject.removeprefix("owner:"), "reason": "A court has asked for it", "save_id": save_id}
    for _ in range(2):
        first.post("/records/retention/holds", sent)
        first.post("/records/retention/lists", statements=MANY)
    assert len(list_holds(db, most=9)) == len(list_runs(db, most=9)) == 1
    hold(first, subject)
    assert len(list_holds(db, most=9)) == 2, "a hold of its own"


def test_holding_and_lifting(db: Database, first: PageClient, managers: tuple[Staff, Staff]) -> None:
    subject = make_held(db, managers)
    page = hold(first, subject)
    assert is_on_hold(db, subject)
    assert subject.removeprefix("owner:") in page.text  # type: ignore[attr-defined]
    found = list_holds(db, most=1)[0]
    first.get(f"/records/retention/holds/{found.hold_id}")
    page = first.submit({"reason": "The court is done"}, form=LIFT)
    assert not is_on_hold(db, subject)
    assert "No hold stands." in page.text
    assert [row.action for row in audit.list_rows(db, subject, most=2)] == ["hold-lifted", "hold-set"]
    assert first.get(f"/records/retention/holds/{found.hold_id}").all(LIFT) == []


@pytest.mark.parametrize("typed", ["{}", "  {} ", "https://wheel.example.org/shared/{}?x=1", "/families/{}"])
def test_an_address_or_a_number_is_enough(
    db: Database, first: PageClient, managers: tuple[Staff, Staff], typed: str
) -> None:
    subject = make_held(db, managers)
    hold(first, typed.format(subject.removeprefix("owner:").upper()))
    assert is_on_hold(db, subject)


def test_the_reason_is_read_by_managers_alone(db: Database, first: PageClient, managers: tuple[Staff, Staff]) -> None:
    hold(first, make_held(db, managers), "A court <b>asked</b> for it")
    page = first.get(f"/records/retention/holds/{list_holds(db, most=1)[0].hold_id}")
    assert "A court <b>asked</b> for it" in page.text


def test_another_organisation_finds_nothing_of_it(
    app: Flask, db: Database, first: PageClient, due: str, managers: tuple[Staff, Staff]
) -> None:
    address = make_and_find(first, db)
    hold(first, make_held(db, managers))
    held_at = f"/records/retention/holds/{list_holds(db, most=1)[0].hold_id}"
    other = let_in(app, db, staffing.make_staff(db, staffing.make_team(db, "Others"), role="manager"))
    page = other.get("/records/retention")
    assert "No list has been made yet." in page.text
    assert "No hold stands." in page.text
    hold(other, due, status=422)
    for path in (address, held_at):
        other.get(path, status=404)
    other.post(f"{address}/confirm", {"digest": list_runs(db, most=1)[0].digest}, status=404)
    other.post(f"{held_at}/lift", {"reason": "It is not theirs"}, status=404)
    assert len(list_holds(db, most=9)) == 1
    assert is_there(db, due)


@pytest.mark.parametrize("name", ["", "nobody", "x" * 500, "a:b", "بے نام", "owner-1"])
def test_an_unknown_record_is_told_at_its_field_and_nothing_typed_is_lost(
    db: Database, first: PageClient, name: str
) -> None:
    page = hold(first, name, status=422)
    assert "There is no record of yours at this address." in page.text  # type: ignore[attr-defined]
    form = page.form(HOLD)  # type: ignore[attr-defined]
    assert form.one("[name=reason]").text == "A court has asked for it"
    assert form.one("[name=name]").get("value") == name
    assert list_holds(db, most=9) == ()


@pytest.mark.parametrize(
    ("reason", "told"),
    [("", "Say in a few words why."), ("  short  ", "Say in a few words why."), ("x" * 2001, "a bit too long")],
)
def test_a_hold_and_its_end_need_a_reason(
    db: Database, first: PageClient, managers: tuple[Staff, Staff], reason: str, told: str
) -> None:
    subject = make_held(db, managers)
    assert told in hold(first, subject, reason, status=422).text  # type: ignore[attr-defined]
    assert not is_on_hold(db, subject)
    hold(first, subject)
    first.get(f"/records/retention/holds/{list_holds(db, most=1)[0].hold_id}")
    assert told in first.submit({"reason": reason}, form=LIFT, status=422).text
    assert is_on_hold(db, subject)


@pytest.mark.parametrize("address", ["lists/{}", "holds/{}"])
def test_what_there_is_not_is_not_found(first: PageClient, address: str) -> None:
    path = f"/records/retention/{address.format(new_id())}"
    first.get(path, status=404)


def test_lifting_twice_does_no_harm(db: Database, first: PageClient, managers: tuple[Staff, Staff]) -> None:
    subject = make_held(db, managers)
    hold(first, subject)
    path = f"/records/retention/holds/{list_holds(db, most=1)[0].hold_id}"
    first.get(path)
    for _ in range(2):
        first.post(f"{path}/lift", {"reason": "The court is done"})
    assert [row.action for row in audit.list_rows(db, subject, most=9)] == ["hold-lifted", "hold-set", "shared"]


def test_a_long_list_asks_no_more_than_a_short_one(
    db: Database, second: PageClient, managers: tuple[Staff, Staff]
) -> None:
    for _ in range(12):
        make_ours(db, managers, make_due(db))
    run = list_now(db, KEEPINGS, By(managers[0].staff_id, "manager", managers[0].organisation_id), at=DUE)
    assert run is not None
    page = second.get(f"/records/retention/lists/{run.run_id}")
    assert page.text.count("kept for its time") >= 12
