"""Leaving without a network: the note in the cookie ends the sign-in with the next request."""

from __future__ import annotations

import pytest

from tests import visits
from tests.support.page import PageClient
from wheel_app.storage import Database

STILL_OPEN = "SELECT count(*) FROM sign_in WHERE ended_at IS NULL"


def take_note(client: PageClient) -> None:
    client.client.set_cookie("left", "1")


@pytest.mark.parametrize("path", ["/", "/mine", "/begin", "/nothing-here"])
def test_the_next_request_ends_the_sign_in_whatever_it_asks_for(client: PageClient, db: Database, path: str) -> None:
    visits.begin(client)
    assert db.value(STILL_OPEN) == 1
    take_note(client)
    page = client.get(path, status=404 if path == "/nothing-here" else 200)
    assert db.value(STILL_OPEN) == 0
    assert "check-ins" not in page.html
    assert client.client.get_cookie("left") is None


def test_an_answer_sent_after_leaving_is_not_taken(client: PageClient, db: Database) -> None:
    visits.begin(client)
    visits.tap_topics(client)
    take_note(client)
    client.submit({"band": "3"}, form=visits.TOPIC, button="go=next")
    assert db.value("SELECT count(*) FROM answer") == 0
    assert db.value(STILL_OPEN) == 0


def test_the_next_visit_is_not_touched(client: PageClient, db: Database) -> None:
    take_note(client)
    client.get("/")
    visits.begin(client)
    assert visits.tap_topics(client).heading
    assert db.value(STILL_OPEN) == 1
