"""The answers of a store from before lines go with it into the table that is built anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wheel_app.storage import Database, NotAllowed, create, migrate
from wheel_app.storage.migrate import FOLDER

PERSON = "INSERT INTO person (owner_id, created_at, keep_until) VALUES ('anna', '2026-01-01', '2027-01-01')"
CHECKIN = (
    "INSERT INTO checkin (checkin_id, owner_id, tool_id, tool_version, about, voice, given_by, present, language,"
    " device_id, topic_order, first_count, filled_on, recorded_at, touched_at, seq)"
    " VALUES ('c', 'anna', 'family-wheel', '2026.1', 'me', 'own', 'own-hand', 'alone', 'en', 'd', 'home,money', 2,"
    " '2026-01-01', '2026-01-01', '2026-01-01', 2)"
)
ANSWER = (
    "INSERT INTO answer (checkin_id, topic_key, kind, score, how, note, seq, recorded_at)"
    " VALUES ('c', :key, :kind, :score, :how, :note, 1, '2026-01-01')"
)


@pytest.fixture
def old(address_of: Callable[[str], str], tmp_path: Path) -> Database:
    before = tmp_path / "before"
    before.mkdir()
    for path in FOLDER.glob("*.sql"):
        if "lines" not in path.name and path.name < _lines():
            shutil.copy(path, before)
    db = create(address_of("before_lines"))
    migrate(db, folder=before)
    return db


def _lines() -> str:
    return next(path.name for path in FOLDER.glob("*_lines.sql"))


def test_what_was_answered_is_carried_over(old: Database) -> None:
    answers = [
        {"key": "home", "kind": "scored", "score": 40, "how": "arc", "note": "damp"},
        {"key": "money", "kind": "not-now", "score": None, "how": None, "note": None},
    ]
    with old.transaction():
        old.execute(PERSON)
        old.execute(CHECKIN)
        for answer in answers:
            old.execute(ANSWER, **answer)
    before = old.rows("SELECT * FROM answer ORDER BY topic_key")
    migrate(old)
    assert old.rows("SELECT * FROM answer ORDER BY topic_key") == before
    assert old.one("SELECT given_by, about_member FROM checkin") == {"given_by": "own", "about_member": None}
    with old.transaction():
        old.execute(ANSWER, key="hope-me", kind="worded", score=None, how=None, note="To sleep")
    with pytest.raises(NotAllowed), old.transaction():
        old.execute(ANSWER, key="hope-child", kind="worded", score=None, how=None, note=None)
    with pytest.raises(NotAllowed), old.transaction():
        old.execute(ANSWER, key="work", kind="scored", score=101, how="arc", note=None)
    old.close()
