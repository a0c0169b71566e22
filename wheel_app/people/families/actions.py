"""What begins with a family and is done about it."""

from __future__ import annotations

from wheel_app import audit
from wheel_app.accounts import Staff
from wheel_app.people.families import queries
from wheel_app.people.families.rules import Family
from wheel_app.people.naming.rules import fold
from wheel_app.storage import Database, new_id


def make_family(
    db: Database,
    name: str,
    *,
    by: Staff | None,
    at: str,
    team_id: str | None,
    area: str | None,
    family_id: str | None = None,
) -> Family:
    """Begin a family that one team works with; without `by` it is made by people themselves, and without a team.

    `family_id` names a page’s one press: NotUnique when it was sent before.
    """
    family = Family(family_id or new_id(), name, area, at, None)
    made_by = by.staff_id if by else None
    with db.transaction():
        queries.insert_family(db, family, sort_name=fold(name), made_by=made_by)
        note(db, family.family_id, "family-made", by=by, at=at)
        if team_id:
            queries.insert_family_team(db, family.family_id, team_id, made_by=made_by, at=at)
    return family


def rename_family(db: Database, family: Family, *, name: str, area: str | None, by: Staff, at: str) -> None:
    """Call a family by another name, or put it into another area; what it said before stays beside the row of it."""
    if (family.name, family.area) == (name, area):
        return
    with db.transaction():
        queries.update_family(db, family.family_id, name=name, sort_name=fold(name), area=area)
        before = f"{family.name}\n{family.area or ''}".strip()
        note(db, family.family_id, "corrected", by=by, at=at, codes=("name-or-area",), text=before)


def add_team(db: Database, family_id: str, team_id: str, *, by: Staff, at: str) -> bool:
    """Let a team of one’s own organisation work with a family; False when it does already."""
    with db.transaction():
        if any(team.team_id == team_id for team in queries.list_family_teams(db, family_id)):
            return False
        queries.insert_family_team(db, family_id, team_id, made_by=by.staff_id, at=at)
        note(db, family_id, "team-changed", by=by, at=at, about=team_id, codes=("began",))
    return True


def end_team(db: Database, family_id: str, team_id: str, *, by: Staff, at: str) -> bool:
    """End the work of a team with a family; False when it did not work with it."""
    with db.transaction():
        is_ended = queries.update_family_team_ended(db, family_id, team_id, at=at)
        if is_ended:
            note(db, family_id, "team-changed", by=by, at=at, about=team_id, codes=("ended",))
    return is_ended


def choose_coordinator(
    db: Database, family_id: str, staff_id: str, *, chosen_with_family: bool, by: Staff, at: str
) -> None:
    """Make somebody the family’s one contact from now on; who was it before stays in the history."""
    with db.transaction():
        now = queries.find_coordinator(db, family_id)
        if now and (now.staff_id, now.chosen_with_family) == (staff_id, chosen_with_family):
            return
        queries.update_coordinator_ended(db, family_id, at=at)
        queries.insert_coordinator(
            db, new_id(), family_id, staff_id, chosen_with_family=chosen_with_family, made_by=by.staff_id, at=at
        )
        code = "with-family" if chosen_with_family else "without-family"
        note(db, family_id, "coordinator-changed", by=by, at=at, about=staff_id, codes=(code,))


def note(
    db: Database,
    family_id: str,
    action: str,
    *,
    by: Staff | None,
    at: str,
    about: str | None = None,
    codes: tuple[str, ...] = (),
    text: str | None = None,
) -> None:
    """Write down in the family’s chain what somebody of the staff did, or what people did themselves (no `by`)."""
    actor, role = (by.staff_id, by.role) if by else ("system", "family")
    chain = audit.chain_of_family(family_id)
    audit.write(db, chain, action, actor=actor, role=role, at=at, about=about or family_id, codes=codes, text=text)
