"""How much is sent at a visit: pages as small as those of the wheel, and for each tap one small request."""

from __future__ import annotations

import gzip
import uuid

from tests.support.opened import Page
from tests.support.page import PageClient
from tests.visited_pages import MANY, begin_telling, hand_over
from tests.visiting.conftest import Home
from wheel_app.storage import Database
from wheel_app.visits import Visit

SAVE = {"X-Save": "1"}
# With the style sheet and the script of staff or family it stays within the 45 kB of the wheel’s first visit.
LARGEST_PAGE = 9_000
LARGEST_REPLY = 400
MOST_STATEMENTS = 12


def compressed(page: Page) -> int:
    return len(gzip.compress(page.response.data, 6))


def tap(client: PageClient, page: Page, line: str, answer: str, *, statements: int) -> Page:
    """Send what the script sends when one line is tapped."""
    form = page.form("form.lines")
    sent = {
        f"answer.{line}": answer,
        f"save_id.{line}": str(uuid.uuid4()),
        f"seq.{line}": "0",
        f"shown.{line}": "",
        "line": line,
    }
    return client.post(form.get("action"), {**sent, "go": "save"}, headers=SAVE, statements=statements)


def check_part(client: PageClient, page: Page) -> None:
    assert compressed(page) <= LARGEST_PAGE, compressed(page)
    tap(client, page, "bills", "2", statements=MANY)
    reply = tap(client, page, "first-words", "1", statements=MOST_STATEMENTS)
    assert reply.one("#saved").text == "Saved"
    assert compressed(reply) <= LARGEST_REPLY


def test_a_told_part(client: PageClient, home: Home, visit: Visit) -> None:
    check_part(client, begin_telling(client, visit, home.mother))


def test_a_part_in_ones_own_hand(client: PageClient, db: Database, home: Home, visit: Visit) -> None:
    check_part(client, hand_over(client, db, home, visit, home.mother))


def test_the_pages_of_the_visit(client: PageClient, home: Home, visit: Visit) -> None:
    begin_telling(client, visit, home.mother)
    ends = ("", "/facts", "/afterwards", "/summary", "/call-off")
    sizes = {end: compressed(client.get(f"/visits/{visit.visit_id}{end}")) for end in ends}
    sizes["begin"] = compressed(client.get(home.begin))
    assert {end: size for end, size in sizes.items() if size > LARGEST_PAGE} == {}
