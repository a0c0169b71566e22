"""What this room gives back of somebody's."""

from __future__ import annotations

from typing import Any

from wheel_app.checkins import list_circles
from wheel_app.plan import queries
from wheel_app.storage import Database


def export(db: Database, owner_id: str) -> dict[str, Any]:
    """Return every plan of one owner as plain data, with those that they made together with others."""
    together = queries.export(db, [circle.circle_id for circle in list_circles(db, owner_id)])
    return {**queries.export(db, [owner_id]), **{f"{name}_together_with_others": together[name] for name in together}}
