"""The pass through the question: it lies in the session, for one check-in, and any other page takes it away."""

from __future__ import annotations

import uuid

from flask import request, session

LET_IN = "let_in"
# The two pages themselves, and hearing what stands on them.
KEEP_IT = frozenset({"private.topic", "private.answer", "home.audio"})


def let_in(checkin_id: uuid.UUID) -> None:
    """Give a pass for the private topics of one check-in."""
    session[LET_IN] = str(checkin_id)


def is_let_in(checkin_id: uuid.UUID) -> bool:
    """Whether this browser came through the question and has opened nothing else since."""
    return session.get(LET_IN) == str(checkin_id)


def shut() -> None:
    """Take the pass away on every page but those it is for; called before each request."""
    if request.endpoint not in KEEP_IT and LET_IN in session:
        del session[LET_IN]
