"""An emergency opening that is pressed several times at the same moment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from tests import households, staffing
from tests.builders import AT
from tests.consent.builders import REASON
from wheel_app.sharing.staff import opening
from wheel_app.storage import Database

PRESSES = 5


def test_pressed_at_once_it_is_opened_and_told_once(committed_db: Database) -> None:
    db = committed_db
    team = staffing.make_team(db, "Duty team")
    worker = staffing.make_staff(db, team)
    staffing.make_staff(db, team, role="manager")
    family = households.make_family(db, staffing.make_team(db, "Early help"))
    households.make_member(db, family, "Maeve", last_name="Ó Briain", born_on="1990-02-03")
    gate = threading.Barrier(PRESSES)

    def press(_: int) -> tuple[str, ...]:
        gate.wait()
        return opening.open_record(db, worker, "Maeve Ó Briain", "1990-02-03", REASON, at=AT, pepper=staffing.PEPPER)

    with ThreadPoolExecutor(PRESSES) as threads:
        assert list(threads.map(press, range(PRESSES))) == [(family.family_id,)] * PRESSES
    assert db.value("SELECT count(*) FROM break_glass") == 1
    assert db.value("SELECT count(*) FROM task WHERE kind = 'break-glass'") == 1
