"""A parent’s own way of filling in about their child: choosing lines, filling them in, reading, then and now."""

from __future__ import annotations

from collections.abc import Iterator

from tests import visits
from tests.lines import Home, checklist, make_finished_lines, make_home, make_lines
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.storage import Database, later

Step = tuple[str, Page]
FORM = "form.lines"
# Each line that says something new is an answer of its own.
MANY = 90


def steps(client: PageClient) -> Iterator[Step]:
    db, at = visits.store(client), visits.moment(client)
    home = make_home(db, "12", born_on="2025-01-10")
    visits.sign_in(client, db, home.owner_id, at=at)
    child = home.child.member_id
    address = f"/my-children/{child}/point-4"
    yield "lines-at-point", client.get(address)
    yield "lines-choose", client.get(f"{address}/choose")
    yield "lines-choose-error", client.submit({}, status=422)
    _times(db, home, at)
    yield "lines-at-point-again", client.get(address)
    yield "lines-then-and-now", client.get(f"/my-children/{child}/then-and-now")
    scale = make_lines(db, home.owner_id, child=child, picks=["sure", "talk"], at=at)
    yield "lines-of-scale", client.get(f"/lines/{scale.checkin_id}")
    yield from _checklist(client, db, home, at)


def _times(db: Database, home: Home, at: str) -> None:
    for days, answers in ((200, {"sure": 2, "talk": 4, "ring": 3}), (90, {"sure": 4, "talk": 3, "ring": 3, "fed": 5})):
        when = later(at, days=-days)
        make_finished_lines(db, home.owner_id, answers, child=home.child.member_id, at=when)


def _checklist(client: PageClient, db: Database, home: Home, at: str) -> Iterator[Step]:
    draft = make_lines(db, home.owner_id, checklist(), child=home.child.member_id, at=at).checkin_id
    yield "lines", client.get(f"/lines/{draft}")
    yield "lines-empty", client.submit(form=FORM, button="go=finish", status=422)
    wrong = {"words.hope-me": "1" * 4001}
    yield "lines-error", client.submit(wrong, form=FORM, button="go=finish", status=422, statements=MANY)
    client.get(f"/lines/{draft}")
    stale = client.page
    client.submit({"answer.bills": "2", "words.hope-me": "12"}, form=FORM, button="go=save", statements=MANY)
    client.page = stale
    other = {"answer.bills": "3", "words.hope-me": "34"}
    yield "lines-clash", client.submit(other, form=FORM, button="go=save", status=409, statements=MANY)
    client.get(f"/lines/{draft}")
    stale = client.page
    yield "lines-said", client.submit(form=FORM, button="go=finish", statements=MANY)
    yield "lines-put-right", client.submit(form="form[action$=revise]")
    client.page = stale
    late = {"words.hope-me": "56"}
    yield "lines-finished", client.submit(late, form=FORM, button="go=save", status=409, statements=MANY)
