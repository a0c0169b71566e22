"""Getting to what is asked in private, and what lies in the store of it."""

from __future__ import annotations

import re
from typing import Any

from tests import visits
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.storage import Database

TOKENS = re.compile(rb'name="(csrf_token|save_id)" value="[^"]*"')
FORM = "#topic-form"


def to_small_wheel(client: PageClient, present: str = "alone", interpreter: str | None = None) -> Page:
    """From the calm screen to the small wheel, with one topic answered."""
    client.get("/begin")
    given = {"about": "little", "present": present} | ({"interpreter": interpreter} if interpreter else {})
    client.submit(given)
    visits.tap_topics(client)
    return visits.answer(client, go="so-far")


def gate(client: PageClient) -> Page:
    """The question, from the small wheel."""
    return client.follow("Go to the question")


def let_in(client: PageClient) -> Page:
    """The first private topic, from the small wheel."""
    gate(client)
    return client.submit(button="private=yes")


def stored(db: Database) -> list[dict[str, Any]]:
    """Every private answer that stands."""
    return db.rows("SELECT * FROM private_answer WHERE kind IS NOT NULL ORDER BY topic_key")


def without_tokens(body: bytes) -> bytes:
    """A page without what is drawn anew for every page."""
    return TOKENS.sub(rb"\1", body)
