"""Erasing one person removes every row of theirs and nobody else's."""

from __future__ import annotations

from contextlib import suppress

import pytest

from tests import visits
from tests.builders import AT, everything, make_finished, make_person, statements, tables
from tests.conftest import Clock, settings_for
from tests.green_book import TABLES as OF_THE_BOOK
from tests.records.lives import held, make_life
from tests.support.page import PageClient
from wheel_app import ERASERS, EXPORTERS, create_app
from wheel_app.records import erase_person, purge
from wheel_app.storage import Busy, Database, NotAllowed, StorageError, StorageFull, later

# These count guesses under keyed hashes and are gone with their quarter of an hour; they hold nobody. The others name
# nobody but by an id, and outlast what they were about.
OF_NOBODY = {
    "reckoned_with",
    "counted_period",
    "throttle",
    "audit_head",
    "legal_hold",
    "retention_run",
    "retention_item",
}
# These hold who works here, and no family.
OF_STAFF = {
    "organisation", "team", "staff", "staff_team", "appointment", "recovery_code", "hub_device", "hub_device_code",
    "sheet_print", "sheet_part",
}  # fmt: skip
# These hold families, which stay when somebody who has joined one erases what is theirs.
OF_FAMILIES = {
    "family", "member", "relation", "member_change", "family_team", "coordinator", "level_step", "family_closure",
    "family_link", "staff_note", "name_word", "invitation", "break_glass", "household_share", "household_voice",
    "copy_request", "copy_item", "moving_on", "moving_member", "visit", "visit_worker", "visit_present", "visit_owner",
    "visit_theme", "visit_change", "due_window", "point_delivery", "birthday_wanted",
    "member_silence", "member_silence_text", "member_silence_untold",
}  # fmt: skip


def sizes(db: Database) -> dict[str, int]:
    return {name: len(rows) for name, rows in everything(db).items()}


def test_a_whole_life_has_rows_in_every_table(db: Database) -> None:
    before = sizes(db)
    make_life(db)
    grown = {name for name, size in sizes(db).items() if size > before[name]} - OF_FAMILIES - OF_STAFF - OF_THE_BOOK
    assert grown == tables(db).keys() - OF_NOBODY - OF_STAFF - OF_FAMILIES - OF_THE_BOOK, (
        "a table that this test does not know must be erased too"
    )


def test_after_erasing_the_store_is_as_if_they_had_never_come(db: Database) -> None:
    make_life(db, "somebody else")
    before = held(db)
    owner_id, _ = make_life(db, "erased")
    assert held(db) != before
    erase_person(db, owner_id, ERASERS)
    assert held(db) == before


def test_nothing_of_what_they_wrote_is_left(db: Database) -> None:
    owner_id, _ = make_life(db, "a-word-of-theirs")
    assert "a-word-of-theirs" in repr(held(db))
    erase_person(db, owner_id, ERASERS)
    assert "a-word-of-theirs" not in repr(held(db))
    assert owner_id not in repr(held(db))


@pytest.mark.parametrize("told", [StorageFull("no room"), Busy("readers")])
def test_it_is_erased_though_the_log_cannot_be_cleared_now_and_the_next_purge_clears_it(
    committed_db: Database, monkeypatch: pytest.MonkeyPatch, told: StorageError
) -> None:
    owner_id, _ = make_life(committed_db, "a-word-of-theirs")

    def settle() -> bool:
        raise told

    with monkeypatch.context() as patched:
        patched.setattr(committed_db, "settle", settle)
        erase_person(committed_db, owner_id, ERASERS)
    assert "a-word-of-theirs" not in repr(held(committed_db))
    settled: list[bool] = []
    clear = committed_db.settle
    monkeypatch.setattr(committed_db, "settle", lambda: settled.append(clear()))
    assert purge(committed_db, ERASERS, at=AT, purge_hours=24) == 0
    assert settled == [True]


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, None), (1, "are gone within 1 day."), (30, "are gone within 30 days.")],
)
def test_the_page_tells_how_long_copies_last(db: Database, clock: Clock, days: int, told: str | None) -> None:
    client = PageClient(create_app(settings_for(backup_days=days), db=db, now=clock), db=db)
    visits.sign_in(client, db, make_person(db), at=clock.at)
    about = client.get("/what-is-kept").text
    client.get("/take-home")
    gone = client.post("/erase", statements=40).text
    assert "You cannot get them back." in gone
    for text in (about, gone):
        assert ("Copies" in text) == (told is not None)
        assert told is None or told in text


def test_erasing_twice_or_nobody_does_no_harm(db: Database) -> None:
    make_life(db)
    before = held(db)
    erase_person(db, "nobody", ERASERS)
    assert held(db) == before


@pytest.mark.parametrize("left_out", range(len(ERASERS)))
def test_a_forgotten_eraser_bites(db: Database, left_out: int) -> None:
    before = held(db)
    owner_id, _ = make_life(db)
    with suppress(NotAllowed):  # Most tables refuse by themselves to leave rows without their person.
        erase_person(db, owner_id, [one for place, one in enumerate(ERASERS) if place != left_out])
    assert held(db) != before


def test_an_eraser_that_stops_half_way_undoes_all(db: Database) -> None:
    owner_id, _ = make_life(db)
    before = held(db)

    def broken(db: Database, owner_id: str) -> None:
        raise RuntimeError("stopped half way")

    with pytest.raises(RuntimeError):
        erase_person(db, owner_id, [*ERASERS, broken])
    assert held(db) == before


def test_what_a_person_is_given_of_theirs_holds_every_word_and_nobody_elses(db: Database) -> None:
    make_life(db, "somebody-elses-word")
    owner_id, _ = make_life(db, "a-word-of-theirs")
    given = repr([export(db, owner_id) for export in EXPORTERS])
    # The note, the correction's copy of it, the goal's words, who and when, what works, the own topic's name, how they
    # were called where they did a wheel together, what they said to who would call them, what they said is not right
    # about them in a family, why they shared, and a step that was agreed at a visit, with who takes it.
    assert given.count("a-word-of-theirs") == 13
    assert "somebody-elses-word" not in given
    assert "Somebody with them" not in given


def test_erasing_takes_few_statements_however_much_there_is(db: Database) -> None:
    with_nothing = statements_to_erase(db, make_person(db))
    owner_id = make_person(db)
    for days in range(20):
        make_finished(db, owner_id, {"home": 50, "money": 60}, at=later(AT, days=days))
    assert statements_to_erase(db, owner_id) == with_nothing < len(tables(db))


def statements_to_erase(db: Database, owner_id: str) -> int:
    with statements(db) as seen:
        erase_person(db, owner_id, ERASERS)
    return len(seen)
