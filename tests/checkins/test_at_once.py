"""Several pages of one person that save at the same moment: nothing is lost, nothing is overwritten in silence."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.builders import AT, SITTING, family_wheel, make_draft, make_finished, make_person
from wheel_app.checkins import AlreadyFinished, Checkin, Given, Place, finish, list_checkins, save_answer
from wheel_app.checkins.actions import revise
from wheel_app.checkins.checkin import Clash, Saved
from wheel_app.checkins.private.actions import save_private
from wheel_app.checkins.queries import list_answers
from wheel_app.storage import Database, new_id

AT_ONCE = 6


def all_at_once(*jobs: Callable[[], object]) -> list[object]:
    """Start every job in the same moment and return what came of each."""
    gate = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        gate.wait()
        try:
            return job()
        except AlreadyFinished as refused:
            return refused

    with ThreadPoolExecutor(len(jobs)) as threads:
        return list(threads.map(run, jobs))


def saving(db: Database, draft: Checkin, score: int, *, save_id: str | None = None) -> Callable[[], Saved | Clash]:
    where, name = Place(draft.checkin_id, "home", family_wheel()), save_id or new_id()
    given = Given("scored", score, "arc")
    return lambda: save_answer(db, draft.owner_id, where, given, save_id=name, seen_seq=0, at=AT)


def test_of_several_answers_to_one_topic_one_stands_and_the_others_hear_of_it(committed_db: Database) -> None:
    draft = make_draft(committed_db, make_person(committed_db))
    outcomes = all_at_once(*(saving(committed_db, draft, 10 + number) for number in range(AT_ONCE)))
    winners = [one for one in outcomes if isinstance(one, Saved)]
    stands = list_answers(committed_db, draft.checkin_id)["home"]
    assert len(winners) == 1
    assert winners[0].seq == stands.seq
    assert all(one.standing == stands for one in outcomes if isinstance(one, Clash))


def test_one_save_sent_several_times_at_once_is_saved_once(committed_db: Database) -> None:
    draft = make_draft(committed_db, make_person(committed_db))
    save_id = new_id()
    outcomes = all_at_once(*(saving(committed_db, draft, 42, save_id=save_id) for _ in range(AT_ONCE)))
    assert {one.seq for one in outcomes if isinstance(one, Saved)} == {
        list_answers(committed_db, draft.checkin_id)["home"].seq
    }
    assert committed_db.value("SELECT count(*) FROM save_receipt") == 1


def test_private_answers_of_one_moment_leave_one_and_no_trace_of_the_others(committed_db: Database) -> None:
    draft = make_draft(committed_db, make_person(committed_db))
    where = Place(draft.checkin_id, "together", family_wheel())

    def giving(score: int) -> Callable[[], None]:
        given = Given("scored", score, "arc", f"a word with {score}")
        return lambda: save_private(committed_db, draft.owner_id, where, given, here="alone", save_id=new_id(), at=AT)

    all_at_once(*(giving(10 + number) for number in range(AT_ONCE)))
    rows = committed_db.rows("SELECT kind, score, note FROM private_answer ORDER BY score NULLS LAST")
    assert len(rows) == AT_ONCE
    assert rows[0]["note"] == f"a word with {rows[0]['score']}"
    assert rows[1:] == [{"kind": None, "score": None, "note": None}] * (AT_ONCE - 1)


def test_a_save_beside_the_finish_is_in_or_is_told_of(committed_db: Database) -> None:
    draft = make_draft(committed_db, make_person(committed_db))
    saved, _ = all_at_once(
        saving(committed_db, draft, 42),
        lambda: finish(committed_db, draft.owner_id, draft.checkin_id, at=AT),
    )
    is_stored = "home" in list_answers(committed_db, draft.checkin_id)
    assert is_stored == isinstance(saved, Saved)


def test_a_correction_asked_for_twice_at_once_is_opened_once(committed_db: Database) -> None:
    done = make_finished(committed_db, make_person(committed_db), {"home": 42})
    opened = all_at_once(
        *(lambda: revise(committed_db, done.owner_id, done.checkin_id, SITTING, at=AT) for _ in range(AT_ONCE))
    )
    assert len({one.checkin_id for one in opened if isinstance(one, Checkin)}) == 1
    assert len(list_checkins(committed_db, done.owner_id)) == 2
