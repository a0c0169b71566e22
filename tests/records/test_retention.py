"""What has been kept for its time: one lists, a second person confirms exactly that list, and then it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from tests.builders import AT, make_draft, make_person, statements
from tests.conftest import Clock
from tests.records.lists import DUE, KEEPINGS, ONE, TWO, agree, became, finish, is_there, make_due, make_list
from tests.records.lives import held, make_kept, make_life
from wheel_app import ERASERS, audit
from wheel_app.people import set_keep_until
from wheel_app.records import Keepings, finish_confirmed, keeping_of_persons, purge
from wheel_app.records.retention import (
    By,
    Keeping,
    ListChanged,
    Overdue,
    Run,
    SamePerson,
    confirm,
    digest_of,
    find_run,
    list_items,
    list_now,
    list_runs,
    preview,
    set_hold,
)
from wheel_app.serving import purge_now
from wheel_app.storage import Database, later


def test_whom_staff_have_had_to_do_with_waits_for_two_people_and_nobody_else_does(db: Database) -> None:
    due = make_due(db)
    alone, _ = make_life(db, with_staff=False)
    walked_away = make_person(db)
    with db.transaction():
        audit.write(db, audit.chain_of_owner(walked_away), "looked", actor="019a-one", role="worker", at=AT)
    assert purge(db, ERASERS, at=DUE, purge_hours=24) == 2
    assert [is_there(db, audit.chain_of_owner(one)) for one in (alone, walked_away)] == [False, False]
    assert is_there(db, due)
    assert [line.subject for line in preview(db, KEEPINGS, at=DUE)] == [due]


@pytest.mark.parametrize("action", ["looked", "shared", "safeguarding-share", "break-glass"])
def test_each_way_of_having_to_do_with_staff_counts(db: Database, action: str) -> None:
    owner_id, _ = make_life(db, with_staff=False)
    audit.write(db, audit.chain_of_owner(owner_id), action, actor="019a-one", role="worker", at=AT)
    assert purge(db, ERASERS, at=DUE, purge_hours=24) == 0
    assert preview(db, KEEPINGS, at=DUE) == (
        Overdue(audit.chain_of_owner(owner_id), "kept-for-its-time", later(AT, days=456)),
    )


def test_looking_at_what_is_overdue_changes_nothing(db: Database) -> None:
    make_due(db)
    before = held(db)
    assert preview(db, KEEPINGS, at=DUE)
    assert held(db) == before


def test_nothing_is_overdue_before_its_time_or_while_it_is_held_or_in_use(db: Database) -> None:
    held_one, in_use, not_yet = make_due(db), make_due(db), make_due(db, days=-5)
    set_hold(db, KEEPINGS, held_one, "a court asked", ONE, at=AT)
    make_draft(db, in_use.removeprefix("owner:"), at=DUE)
    assert preview(db, KEEPINGS, at=DUE) == ()
    assert list_now(db, KEEPINGS, ONE, at=DUE) is None
    assert list_runs(db, most=9) == ()
    assert is_there(db, not_yet)


def test_the_longest_overdue_come_first_and_a_list_is_no_longer_than_somebody_can_read(db: Database) -> None:
    subjects = [make_due(db, days=days) for days in (1, 3, 2)]
    found = preview(db, KEEPINGS, at=DUE, most=2)
    assert [line.subject for line in found] == [subjects[1], subjects[2]]
    run = list_now(db, KEEPINGS, ONE, at=DUE, most=2)
    assert run is not None
    assert digest_of(found) == run.digest == digest_of(list_items(db, run.run_id))


def test_two_people_and_it_is_gone_but_for_ids_and_codes(db: Database) -> None:
    make_life(db, "somebody else", at=DUE)
    before = held(db)
    due = make_due(db, "a-word-of-theirs")
    run = make_list(db)
    confirmed = agree(db, run)
    assert confirmed is not None
    assert (confirmed.confirmed_by, confirmed.confirmed_at) == ("019a-two", DUE)
    assert find_run(db, run.run_id) == confirmed
    assert finish(db) == 1
    after = held(db)
    assert {name for name in after if after[name] != before[name]} == {"retention_run", "retention_item"}
    assert "a-word-of-theirs" not in repr(after)
    assert became(db, run) == {due: "erased"}


def test_a_stub_says_who_agreed_and_when(db: Database) -> None:
    due = make_due(db)
    run = make_list(db)
    agree(db, run)
    finish(db)
    stub = audit.list_rows(db, due, most=1)[0]
    assert (stub.action, stub.actor, stub.at, stub.about) == ("erased", "019a-two", DUE, run.run_id)
    assert stub.codes == ("kept-for-its-time",)
    confirmed, listed = audit.list_rows(db, audit.SYSTEM, most=9)
    assert (listed.action, listed.actor, listed.about) == ("purge-listed", "019a-one", run.run_id)
    assert (confirmed.action, confirmed.actor, confirmed.about) == ("purge-confirmed", "019a-two", run.run_id)
    assert listed.codes == confirmed.codes == ("records:1", run.digest)
    assert audit.verify(db, at=DUE).broken == ()


def test_nothing_goes_before_a_second_person_agrees(db: Database) -> None:
    due = make_due(db)
    run = make_list(db)
    assert finish(db) == 0
    with pytest.raises(SamePerson):
        agree(db, run, by=ONE)
    assert finish(db) == 0
    assert is_there(db, due)


def test_a_list_with_another_digest_is_refused(db: Database) -> None:
    make_due(db)
    run = make_list(db)
    with pytest.raises(ListChanged):
        agree(db, run, digest="0" * 64)


def came_back(db: Database, subject: str) -> None:
    set_keep_until(db, subject.removeprefix("owner:"), later(DUE, days=456))


def was_held(db: Database, subject: str) -> None:
    set_hold(db, KEEPINGS, subject, "a court asked", ONE, at=DUE)


def was_added(db: Database, subject: str) -> None:
    db.execute(
        "INSERT INTO retention_item SELECT run_id, 'owner:another', why, since, became FROM retention_item"
        " WHERE subject = :subject",
        subject=subject,
    )


def was_left_out(db: Database, subject: str) -> None:
    db.execute("DELETE FROM retention_item WHERE subject = :subject", subject=subject)


def has_another_time(db: Database, subject: str) -> None:
    set_keep_until(db, subject.removeprefix("owner:"), later(AT, days=456, minutes=1))


@pytest.mark.parametrize("change", [came_back, was_held, was_added, was_left_out, has_another_time])
def test_a_list_that_changed_is_refused_whole(db: Database, change: object) -> None:
    due, other = make_due(db), make_due(db)
    run = make_list(db)
    with db.transaction():
        change(db, due)  # type: ignore[operator]
    with pytest.raises(ListChanged):
        agree(db, run)
    assert finish(db) == 0
    assert is_there(db, due)
    assert is_there(db, other)


def test_what_became_due_since_is_not_taken_along(db: Database) -> None:
    due = make_due(db)
    run = make_list(db)
    later_one = make_due(db)
    agree(db, run)
    assert finish(db) == 1
    assert not is_there(db, due)
    assert is_there(db, later_one)


def test_confirming_twice_or_what_is_not_there_does_nothing(db: Database) -> None:
    make_due(db)
    run = make_list(db)
    assert agree(db, run)
    assert agree(db, run, by=By("019a-three", "manager")) is None
    assert agree(db, Run("nothing", "019a-one", AT, "x")) is None
    assert finish(db) == 1
    assert finish(db) == 0


@pytest.mark.parametrize("change", [came_back, was_held])
def test_what_changes_between_the_yes_and_the_erasing_is_respected(db: Database, change: object) -> None:
    due, other = make_due(db), make_due(db)
    run = make_list(db)
    agree(db, run)
    with db.transaction():
        change(db, due)  # type: ignore[operator]
    assert finish(db) == 1
    assert became(db, run) == {due: "spared", other: "erased"}
    assert is_there(db, due)


def test_stopped_half_way_it_goes_on_the_next_time(db: Database) -> None:
    subjects = [make_due(db, days=days) for days in (3, 2, 1)]
    run = make_list(db)
    agree(db, run)

    def stops(db: Database, owner_id: str) -> None:
        if audit.chain_of_owner(owner_id) == subjects[1]:
            raise RuntimeError("stopped half way")

    broken = Keepings((keeping_of_persons((*ERASERS, stops), purge_hours=24),))
    with pytest.raises(RuntimeError):
        finish_confirmed(db, broken, at=DUE)
    assert [became(db, run)[subject] for subject in subjects] == ["erased", None, None]
    assert [is_there(db, subject) for subject in subjects] == [False, True, True]
    assert finish(db) == 2
    assert set(became(db, run).values()) == {"erased"}


def test_the_purge_that_runs_by_itself_finishes_what_was_confirmed(app: Flask, db: Database, clock: Clock) -> None:
    due = make_due(db)
    run = make_list(db)
    agree(db, run)
    clock.at = DUE
    purge_now(app)
    assert became(db, run) == {due: "erased"}


def test_many_at_once_confirm_and_erase_once(committed_db: Database) -> None:
    db = committed_db
    subjects = {make_due(db) for _ in range(6)}
    run = make_list(db)
    with ThreadPoolExecutor(6) as threads:
        agreed = list(threads.map(lambda number: agree(db, run, by=By(f"019a-by-{number}", "manager")), range(6)))
        gone = list(threads.map(lambda _: finish(db), range(6)))
    assert sum(one is not None for one in agreed) == 1
    assert sum(gone) == 6
    assert became(db, run) == dict.fromkeys(subjects, "erased")


def test_another_kind_of_record_is_listed_and_erased_by_its_own_rules(db: Database) -> None:
    there = {"one", "two"}

    def overdue(db: Database, at: str) -> Iterator[Overdue]:
        return (Overdue(f"family:{name}", "closed-long-ago", AT) for name in sorted(there))

    def why_due(db: Database, name: str, at: str) -> Overdue | None:
        return Overdue(f"family:{name}", "closed-long-ago", AT) if name in there else None

    def erase(db: Database, name: str) -> None:
        there.discard(name)

    families = Keeping("family", overdue, why_due, lambda db, name: name in there, lambda db, name, of: False, erase)
    both = Keepings((*KEEPINGS.kinds, families))
    due = make_due(db)
    run = list_now(db, both, ONE, at=DUE)
    assert run is not None
    confirm(db, both, run.run_id, run.digest, TWO, at=DUE)
    assert finish_confirmed(db, both, at=DUE) == 3
    assert became(db, run) == {due: "erased", "family:one": "erased", "family:two": "erased"}
    assert there == set()


def test_lists_are_shown_the_newest_first(db: Database) -> None:
    runs = []
    for minutes in range(3):
        make_due(db)
        runs.append(make_list(db, at=later(DUE, minutes=minutes)))
    assert list_runs(db, most=2) == (runs[2], runs[1])


def test_many_who_wait_do_not_keep_others_from_going(db: Database) -> None:
    for _ in range(60):
        owner_id = make_person(db)
        make_kept(db, owner_id)
        audit.write(db, audit.chain_of_owner(owner_id), "looked", actor="019a-one", role="worker", at=AT)
    alone = make_person(db, at=DUE)
    assert purge(db, ERASERS, at=later(DUE, days=2), purge_hours=24, most=50) == 1
    assert not is_there(db, audit.chain_of_owner(alone))


def test_listing_asks_a_few_statements_for_each(db: Database) -> None:
    for _ in range(10):
        make_due(db)
    with statements(db) as seen:
        preview(db, KEEPINGS, at=DUE)
    # Each of them made something together with others, which is looked at too.
    assert len(seen) <= 8 * 10 + 2
