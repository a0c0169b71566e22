"""Four made-up members of staff and their administrator, in two teams; one team is a hub."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.accounts import By, Staff, Team, add_member, add_team, appoint, make_first, make_setup_code
from wheel_app.storage import new_id
from wheel_app.web.house import House

# As long as a code may last at all.
SETUP_HOURS = 3 * 24
BY = By("operator", "operator")
# Name, title, role, and whether at the hub, in the team, or in both.
STAFF = (
    ("Hana Malik", "hub host", "host", ("hub",)),
    ("Jo Bloggs", "health visitor", "worker", ("team",)),
    ("Sam Green", "key worker", "worker", ("team", "hub")),
    ("Ruth Adeyemi", "team manager", "manager", ("team",)),
)


@dataclass(frozen=True)
class Made:
    """Somebody made up, their teams, and the code that they set up with."""

    staff: Staff
    teams: tuple[Team, ...]
    code: str


def make_staff(house: House) -> dict[str, Made]:
    """Make the staff, by first name; the manager leads the team and safeguarding."""
    db, at = house.db, house.now()
    admin = make_first(db, organisation="Northside (made up)", full_name="Alex Reid", email="alex@example.org", at=at)
    teams = {
        "hub": Team(new_id(), admin.organisation_id, "Sunny Street hub", "Northside", True),
        "team": Team(new_id(), admin.organisation_id, "Early help team", "Northside", False),
    }
    for team in teams.values():
        add_team(db, BY, team, at=at)
    made = {"Alex": Made(admin, (), _code(house, admin))}
    for name, title, role, places in STAFF:
        first = name.split()[0]
        staff = Staff(new_id(), admin.organisation_id, f"{first.lower()}@example.org", name, title, role, True)
        theirs = tuple(teams[place] for place in places)
        add_member(db, BY, staff, [team.team_id for team in theirs], at=at)
        made[first] = Made(staff, theirs, _code(house, staff))
    lead = made["Ruth"].staff.staff_id
    appoint(db, BY, "team-lead", teams["team"].team_id, lead, at=at)
    appoint(db, BY, "safeguarding-lead", admin.organisation_id, lead, at=at)
    return made


def _code(house: House, staff: Staff) -> str:
    return make_setup_code(
        house.db,
        staff.staff_id,
        hours=SETUP_HOURS,
        actor=BY.actor,
        role=BY.role,
        at=house.now(),
        pepper=house.settings.seal_key.encode(),
    )
