"""What writes private answers: one function, one transaction."""

from __future__ import annotations

from wheel_app.checkins.actions import AlreadyFinished, Place, UnknownCheckin
from wheel_app.checkins.checkin import Checkin, Filling, Given
from wheel_app.checkins.private import queries
from wheel_app.checkins.private.reading import list_offered
from wheel_app.checkins.queries import find_checkin
from wheel_app.storage import Database


def save_private(db: Database, owner_id: str, where: Place, given: Given, *, here: str, save_id: str, at: str) -> None:
    """Save a private answer in place of the one before, if there was one; nothing tells whether there was.

    The same save sent again counts once. Nothing else in the store changes, since whatever a page shows would tell of
    it. Raises UnknownCheckin, also for a topic that is not offered, and AlreadyFinished.
    """
    with db.transaction():
        draft = find_checkin(db, owner_id, where.checkin_id)
        if draft is None:
            raise UnknownCheckin(where.checkin_id)
        if not draft.is_draft:
            raise AlreadyFinished(where.checkin_id)
        if not _is_asked(db, draft, where, here) or not _fits(where, given):
            raise UnknownCheckin(where.topic_key)
        if queries.insert_private_answer(db, where.checkin_id, where.topic_key, given, save_id=save_id, at=at):
            digest = given.digest(where.topic_key)
            queries.empty_replaced(db, where.checkin_id, where.topic_key, save_id=save_id, digest=digest)


def _is_asked(db: Database, draft: Checkin, where: Place, here: str) -> bool:
    if (where.tool.id, where.tool.version) != (draft.tool_id, draft.tool_version):
        return False
    return where.topic_key in {topic.key for topic in list_offered(db, Filling(draft, where.tool, {}), here=here)}


def _fits(where: Place, given: Given) -> bool:
    # Private lines take the steps of their tool; words alone are for lines that are no secret.
    return given.kind != "worded" and (given.score is None or where.tool.low <= given.score <= where.tool.high)
