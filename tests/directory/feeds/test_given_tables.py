"""The profile's own tables, as they are given."""

from __future__ import annotations

from pathlib import Path

from tests.directory.feeds.kept import counts, faults
from tests.directory.feeds.test_files import only, read
from wheel_app.directory.feeds.rules import DONE
from wheel_app.storage import Database


def test_the_profiles_tables_go_in(db: Database, given_data: Path) -> None:
    ended = read(db, given_data / "open-referral-uk" / "examples" / "csv")
    assert (ended.state, counts(ended)) == (DONE, (1, 1, 0))
    assert not any(one.fault.is_refusal for one in faults(db, ended))
    facts = only(db, ended).facts
    assert (facts.name, facts.phone) == ("Community Counselling", "+44 1234 234567")
    assert [place.name for place in facts.places] == ["MyCity Civic Center"]
    assert facts.provider is not None
