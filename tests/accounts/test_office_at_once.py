"""Two administrators who act on each other at the same moment: one of them stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests import staffing
from wheel_app.accounts import Staff, find_staff
from wheel_app.accounts.staff.office import By, LastAdministrator, change_member, close_member, give_setup_code
from wheel_app.storage import Database

BY = By("operator", "operator")


def test_of_two_administrators_who_close_each_other_at_once_one_stays(committed_db: Database) -> None:
    team = staffing.make_team(committed_db)
    two = [staffing.make_staff(committed_db, team, role="administrator") for _ in range(2)]
    for one in two:
        staffing.make_ready(committed_db, one)

    def go(number: int) -> str:
        try:
            if number % 2:
                close_member(committed_db, BY, two[number % 4 // 2], at=staffing.AT)
            else:
                demoted = Staff(**{**vars(two[number % 4 // 2]), "role": "worker"})
                change_member(committed_db, BY, demoted, (), at=staffing.AT)
        except LastAdministrator:
            return "stays"
        return "gone"

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(go, range(16)))
    left = [find_staff(committed_db, one.staff_id) for one in two]
    assert sum(1 for one in left if one and one.is_active and one.role == "administrator") == 1


def test_of_two_administrators_who_take_each_others_ways_in_one_keeps_theirs(committed_db: Database) -> None:
    team = staffing.make_team(committed_db)
    two = [staffing.make_staff(committed_db, team, role="administrator") for _ in range(2)]
    for one in two:
        staffing.make_ready(committed_db, one)

    def go(number: int) -> str:
        by = By(two[1 - number].staff_id, "administrator")
        try:
            give_setup_code(committed_db, by, two[number], at=staffing.AT, pepper=staffing.PEPPER)
        except LastAdministrator:
            return "stays"
        return "gone"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(go, range(2))) == ["gone", "stays"]
    assert committed_db.value("SELECT count(*) FROM staff WHERE password_hash IS NOT NULL") == 1
