"""What the store behind the app has really kept."""

from __future__ import annotations

from typing import Any

from tests.browser.served import Server


def answers(server: Server, checkin_id: str) -> dict[str, tuple[int | None, str | None]]:
    """Each topic's score and how it was given."""
    rows = _rows(server, "SELECT topic_key, score, how FROM answer WHERE checkin_id = :id", checkin_id)
    return {row["topic_key"]: (row["score"], row["how"]) for row in rows}


def answer(server: Server, checkin_id: str, topic_key: str) -> dict[str, Any]:
    """One answer with all that is kept of it."""
    sql = "SELECT kind, score, how, note, seq FROM answer WHERE checkin_id = :id AND topic_key = :key"
    rows = _rows(server, sql, checkin_id, key=topic_key)
    return rows[0] if rows else {}


def private_answers(server: Server, checkin_id: str) -> dict[str, tuple[str, int | None, str | None]]:
    """Of each private topic what stands: kind, score and note."""
    sql = "SELECT topic_key, kind, score, note FROM private_answer WHERE checkin_id = :id AND kind IS NOT NULL"
    return {row["topic_key"]: (row["kind"], row["score"], row["note"]) for row in _rows(server, sql, checkin_id)}


def receipts(server: Server, checkin_id: str) -> list[int]:
    """The place of each save that was taken, the newest last; one that is sent again has no second."""
    rows = _rows(server, "SELECT seq FROM save_receipt WHERE checkin_id = :id ORDER BY seq", checkin_id)
    return [row["seq"] for row in rows]


def open_sign_ins(server: Server, checkin_id: str) -> int:
    """How many sign-ins of the owner of a check-in can still be used."""
    sql = (
        "SELECT count(*) AS number FROM sign_in s JOIN checkin c ON c.owner_id = s.owner_id"
        " WHERE c.checkin_id = :id AND s.ended_at IS NULL"
    )
    return int(_rows(server, sql, checkin_id)[0]["number"])


def _rows(server: Server, sql: str, checkin_id: str, **further: str) -> list[dict[str, Any]]:
    with server.store() as store:
        return [dict(row) for row in store.rows(sql, id=checkin_id, **further)]
