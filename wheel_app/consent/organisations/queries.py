"""All SQL of which organisation a person's record is of."""

from __future__ import annotations

from wheel_app.storage import Database


def was_shared_with(db: Database, owner_id: str, organisation_id: str) -> bool:
    """Whether a person has ever let anybody of an organisation see something, withdrawn or not."""
    found = db.value(
        "SELECT 1 FROM sharing_grant g LEFT JOIN team t ON g.to_kind = 'team' AND t.team_id = g.to_id"
        " LEFT JOIN staff s ON g.to_kind = 'staff' AND s.staff_id = g.to_id"
        " WHERE g.owner_id = :owner_id"
        " AND (t.organisation_id = :organisation_id OR s.organisation_id = :organisation_id) LIMIT 1",
        owner_id=owner_id,
        organisation_id=organisation_id,
    )
    return found is not None
