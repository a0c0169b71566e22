"""What happens to a family that somebody then has to do something about."""

from __future__ import annotations

from wheel_app.accounts import Staff
from wheel_app.people import Dispute, find_who_works
from wheel_app.storage import Database
from wheel_app.tasks.actions import Charge, open_look_in, open_task
from wheel_app.tasks.queries import update_family_team

NOT_RIGHT = "not-right"


def charge_of_family(db: Database, family_id: str) -> Charge:
    """Return whose the tasks of a family are: the coordinator's, or else its first team's."""
    return Charge(*find_who_works(db, family_id), family_id)


def leave_team(db: Database, family_id: str, team_id: str) -> None:
    """Hand what is open about a family from a team that works with it no longer to one that does."""
    _, following = find_who_works(db, family_id)
    update_family_team(db, family_id, team_id, following)


def look_in_at_family(db: Database, family_id: str, due_on: str, *, by: Staff, at: str) -> None:
    """Put a look-in onto the coordinator's list, or that of whoever asks for it where the family has none."""
    charge = charge_of_family(db, family_id)
    if charge.staff_id is None:
        charge = Charge(by.staff_id, charge.team_id, family_id)
    open_look_in(db, charge, due_on=due_on, at=at)


def look_into_dispute(db: Database, family_id: str, dispute: Dispute, *, at: str) -> None:
    """Let those who work with a family look into what somebody says is not right about them."""
    open_task(db, NOT_RIGHT, charge_of_family(db, family_id), at=at, ref=dispute.dispute_id)
