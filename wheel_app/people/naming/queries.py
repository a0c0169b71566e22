"""All SQL of finding members by name."""

from __future__ import annotations

from wheel_app.people.naming.rules import pieces_of, words_of
from wheel_app.storage import Database


def put_names(db: Database, member_id: str, *names: str) -> None:
    """Let a member be found by these names, and by no former ones."""
    db.execute("DELETE FROM name_word WHERE member_id = :member_id", member_id=member_id)
    words = words_of(*names)
    for is_piece, found in ((0, words), (1, pieces_of(words))):
        for word in sorted(found):
            db.execute(
                "INSERT INTO name_word (word, member_id, is_piece) VALUES (:word, :member_id, :is_piece)",
                word=word,
                member_id=member_id,
                is_piece=is_piece,
            )
