"""Private answers in the store: written over without a word, counted once, erased, and read for a copy only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, modules, strings, tree
from tests.builders import AT, everything, family_wheel, give, make_draft, make_person
from tests.checkins.in_private import stored
from wheel_app import ERASERS, EXPORTERS
from wheel_app.checkins import (
    AlreadyFinished,
    Checkin,
    Given,
    Place,
    UnknownCheckin,
    export_private,
    finish,
    forget_drafts,
)
from wheel_app.checkins.private.actions import save_private
from wheel_app.people import note_change
from wheel_app.records import erase_person
from wheel_app.storage import Database, later, new_id

TABLE = "private_answer"
GIVEN = [
    Given("scored", 1, "arc", "zephyr-canary"),
    Given("scored", 100, "number"),
    Given("rather-not-say"),
    Given("not-applicable", note="zephyr-canary"),
]


@pytest.fixture
def draft(db: Database) -> Checkin:
    draft = make_draft(db, make_person(db))
    give(db, draft, "home", 50)
    return draft


def save(
    db: Database, draft: Checkin, given: Given, topic_key: str = "together", *, save_id: str = "", at: str = AT
) -> None:
    where = Place(draft.checkin_id, topic_key, family_wheel())
    save_private(db, draft.owner_id, where, given, here="alone", save_id=save_id or new_id(), at=at)


def said(db: Database) -> list[tuple[str, str, int | None, str | None]]:
    return [(row["topic_key"], row["kind"], row["score"], row["note"]) for row in stored(db)]


def elsewhere(db: Database) -> dict[str, object]:
    """Every row of every other table."""
    return {name: rows for name, rows in everything(db).items() if name != TABLE}


def test_a_save_changes_nothing_else_in_the_store(db: Database, draft: Checkin) -> None:
    before = elsewhere(db)
    for minutes, given in enumerate(GIVEN):
        save(db, draft, given, at=later(AT, minutes=minutes))
        save(db, draft, given, "habits", at=later(AT, minutes=minutes))
    assert elsewhere(db) == before
    assert len(stored(db)) == 2


def test_the_later_answer_stands_and_nothing_of_the_earlier_one(db: Database, draft: Checkin) -> None:
    for given in GIVEN:
        save(db, draft, given)
        assert said(db) == [("together", given.kind, given.score, given.note)]
    save(db, draft, Given("scored", 7, "arc"))
    assert "zephyr-canary" not in repr(everything(db))


def test_the_same_save_counts_once_and_never_over_a_later_one(db: Database, draft: Checkin) -> None:
    first, second = Given("scored", 20, "arc"), Given("scored", 80, "arc")
    save(db, draft, first, save_id="one")
    save(db, draft, first, save_id="one", at=later(AT, minutes=1))
    assert [row["recorded_at"] for row in stored(db)] == [AT]
    save(db, draft, second, save_id="two")
    # Held up on its way, the first one comes once more.
    save(db, draft, first, save_id="one")
    assert said(db) == [("together", "scored", 80, None)]
    # A page without the script that was gone back to has its old name for the save, and another answer.
    save(db, draft, Given("scored", 30, "arc"), save_id="two")
    assert said(db) == [("together", "scored", 30, None)]


def test_who_may_not_save(db: Database, draft: Checkin) -> None:
    wheel, given = family_wheel(), GIVEN[0]

    def refused(owner_id: str, where: Place, here: str = "alone") -> None:
        with pytest.raises(UnknownCheckin):
            save_private(db, owner_id, where, given, here=here, save_id=new_id(), at=AT)

    mine = Place(draft.checkin_id, "together", wheel)
    refused(make_person(db), mine)
    refused(draft.owner_id, Place(new_id(), "together", wheel))
    refused(draft.owner_id, Place(draft.checkin_id, "home", wheel))
    refused(draft.owner_id, mine, here="helped")
    note_change(db, draft.owner_id, "parted", ["relationship"], asks_afresh=False, at=AT)
    refused(draft.owner_id, mine)
    finish(db, draft.owner_id, draft.checkin_id, at=AT)
    with pytest.raises(AlreadyFinished):
        save_private(db, draft.owner_id, mine, given, here="alone", save_id=new_id(), at=AT)
    assert stored(db) == []


def test_a_finished_wheel_keeps_only_what_stands(db: Database, draft: Checkin) -> None:
    for given in GIVEN:
        save(db, draft, given)
    assert db.value("SELECT count(*) FROM private_answer") == len(GIVEN)
    finish(db, draft.owner_id, draft.checkin_id, at=AT)
    assert db.value("SELECT count(*) FROM private_answer") == 1
    assert said(db) == [("together", "not-applicable", None, "zephyr-canary")]


def test_erasing_a_person_or_laying_a_draft_aside_takes_them_along(db: Database, draft: Checkin) -> None:
    other = make_draft(db, draft.owner_id)
    for one in (draft, other):
        save(db, one, GIVEN[0])
    forget_drafts(db, draft.owner_id, [other.checkin_id])
    assert [row["checkin_id"] for row in stored(db)] == [draft.checkin_id]
    erase_person(db, draft.owner_id, ERASERS)
    assert db.value("SELECT count(*) FROM private_answer") == 0


def test_the_copy_that_is_reviewed_has_them_and_no_other(db: Database, draft: Checkin) -> None:
    stranger = make_draft(db, make_person(db))
    save(db, stranger, Given("scored", 99, "arc", "not mine"))
    before = repr([export(db, draft.owner_id) for export in EXPORTERS])
    save(db, draft, Given("scored", 50, "arc"))
    save(db, draft, GIVEN[0])
    save(db, draft, GIVEN[2], "habits")
    assert repr([export(db, draft.owner_id) for export in EXPORTERS]) == before
    copied = export_private(db, draft.owner_id)
    assert [(row["topic_key"], row["kind"], row["score"], row["note"], row["filled_on"]) for row in copied] == [
        ("habits", "rather-not-say", None, None, AT[:10]),
        ("together", "scored", 1, "zephyr-canary", AT[:10]),
    ]


# No query reads them


def readers(package: Path) -> list[str]:
    """Each function that reads private answers."""
    return [
        f"{path.relative_to(package)}: {node.name}"
        for path in modules(package)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and any(_reads(text) for _, text in strings(node))
    ]


def _reads(text: str) -> bool:
    return text.lstrip().lower().startswith(("select", "with")) and TABLE in text


def test_only_the_copy_reads_them() -> None:
    assert readers(PACKAGE) == ["checkins/private/queries.py: export_private"]


def test_nobody_calls_the_copy_but_the_records() -> None:
    calls = [
        str(path.relative_to(PACKAGE))
        for path in modules(PACKAGE)
        if "export_private" in path.read_text(encoding="utf-8")
        and path.relative_to(PACKAGE).parts[0] not in ("checkins", "records")
    ]
    assert calls == []


def test_a_query_that_reads_them_bites(tmp_path: Path) -> None:
    (tmp_path / "queries.py").write_text('def peep(db):\n    return db.rows("SELECT note FROM private_answer")\n')
    assert readers(tmp_path) == ["queries.py: peep"]
