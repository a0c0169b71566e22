"""Help: the same lines in the same order for everyone, whatever they answered."""

from __future__ import annotations

import pytest

from tests import visits
from tests.builders import AT, YOUNG, make_person, make_young
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.checkins import Checkin
from wheel_app.storage import Database


@pytest.fixture
def young(db: Database) -> Checkin:
    """A young person's wheel."""
    return make_young(db, make_person(db), {"caring": 20, "feelings": 30})


def help_of(page: Page) -> list[str]:
    return [link.get("href") for link in page.all("a[href^=tel:]")]


NUMBERS = ["tel:999", "tel:116123", "tel:08082000247", "tel:08001111", "tel:08088005000"]


@pytest.mark.parametrize("mark", [1, 100])
def test_help_stands_in_the_same_place_whatever_was_answered(client: PageClient, db: Database, mark: int) -> None:
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=AT)
    make_young(db, owner_id, dict.fromkeys(YOUNG, mark))
    page = client.get("/what-is-kept")
    assert help_of(page) == NUMBERS
    assert "ask one of them for a word on your own" in page.text


def test_help_is_one_tap_from_every_page_of_theirs(client: PageClient, db: Database, young: Checkin) -> None:
    visits.sign_in(client, db, young.owner_id, at=AT)
    own = [f"/check-ins/{young.checkin_id}{end}" for end in ("", "/plan")]
    for path in ("/mine", "/take-home", "/again", "/something-changed", *own):
        link = client.get(path).one("footer a[href$=help]")
        assert link.text == "Help"
    assert client.get("/what-is-kept").one("#help")


def test_who_is_not_safe_gets_the_same_lines(client: PageClient, db: Database, young: Checkin) -> None:
    visits.sign_in(client, db, young.owner_id, at=AT)
    client.get("/something-changed")
    assert help_of(client.submit(button="kind=not-safe")) == NUMBERS
