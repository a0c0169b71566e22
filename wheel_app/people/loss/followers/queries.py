"""All SQL of whose own pages may fall silent with a loss."""

from __future__ import annotations

from wheel_app.people.loss.rules import CLOSE, Follower
from wheel_app.people.members.rules import CARES, Member
from wheel_app.storage import Database

CARES_SQL = ", ".join(f"'{kind}'" for kind in CARES)
CLOSE_SQL = ", ".join(f"'{kind}'" for kind in CLOSE)


def close_to(other: str, lost: str) -> str:
    """Return SQL for whether a member (an alias) is close to an adult (a column or parameter with their id)."""
    both = f"((c.from_member = {other}.member_id AND c.to_member = {lost})"
    both += f" OR (c.from_member = {lost} AND c.to_member = {other}.member_id))"
    return (
        f"(EXISTS (SELECT 1 FROM relation c WHERE {both} AND c.kind IN ({CLOSE_SQL})) OR ({other}.left_on IS NULL"
        f" AND NOT EXISTS (SELECT 1 FROM relation c WHERE {both} AND c.kind = 'former-partner')"
        " AND EXISTS (SELECT 1 FROM relation c JOIN relation d ON d.to_member = c.to_member"
        f" WHERE c.from_member = {other}.member_id AND c.kind IN ({CARES_SQL})"
        f" AND d.from_member = {lost} AND d.kind IN ({CARES_SQL}))))"
    )


IS_CLOSE = close_to("m", ":member_id")


def list_followers(db: Database, member: Member) -> tuple[Follower, ...]:
    """Return the adults and young people of a family with a way in of their own, but for the member themselves."""
    found = db.rows(
        "SELECT m.member_id, o.owner_id, m.known_as, m.kind, CASE WHEN EXISTS (SELECT 1 FROM relation r"
        f" WHERE r.from_member = m.member_id AND r.to_member = :member_id AND r.kind IN ({CARES_SQL}))"
        f" THEN 1 ELSE 0 END AS is_carer, CASE WHEN {IS_CLOSE} THEN 1 ELSE 0 END AS is_close"
        " FROM member m JOIN member_owner o ON o.member_id = m.member_id"
        " WHERE m.family_id = :family_id AND m.member_id <> :member_id AND m.kind IN ('adult', 'young')"
        " ORDER BY m.made_at, m.member_id",
        family_id=member.family_id,
        member_id=member.member_id,
    )
    said = ("is_carer", "is_close")
    return tuple(Follower(**{**row, **{name: row[name] == 1 for name in said}}) for row in found)
