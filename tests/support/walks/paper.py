"""Sheets that were printed, and strips that are typed in: one, and a day’s."""

from __future__ import annotations

from collections.abc import Iterator

from tests import households, staffing, visits
from tests.paper.papers import make_facts, put_sheets
from tests.support.opened import Page
from tests.support.page import PageClient

Step = tuple[str, Page]
NUMBERS = ["222222222", "22222223T"]
DAY = {"on_day": "1", "on_month": "1"}


def steps(client: PageClient) -> Iterator[Step]:
    db, at = visits.store(client), visits.moment(client)
    team = staffing.make_team(db, "12", staffing.make_organisation(db, "90"))
    worker = staffing.make_staff(db, team, name="34", title="56")
    family = households.make_family(db, team, "78", by=worker, at=at)
    households.make_member(db, family, "21", by=worker, at=at)
    households.make_member(db, family, "43", "child", born_on="2025-01-10", by=worker, at=at)
    staffing.sign_in(client, db, worker, at=at)
    yield "paper-nothing-printed", client.get("/paper")
    yield "paper-error", client.submit({"copies": ""}, status=422)
    put_sheets(db, worker, team, NUMBERS, make_facts(), at=at)
    yield "paper", client.get("/paper")
    yield "strip", client.get("/paper/strip")
    yield "strip-error", client.submit({"number": "222222223"}, status=422)
    client.get("/paper/strip")
    yield "strip-to-type", client.submit({"number": NUMBERS[0]})
    day = {**DAY, "on_year": at[:4]}
    yield "strip-found", client.submit({**day, "name": "43"}, button="find")
    yield "strip-to-type-error", client.submit({"a1": "9", "w_hope-me": "12", "who": ""}, button="save", status=422)
    yield from _batch(client, at)


def _batch(client: PageClient, at: str) -> Iterator[Step]:
    yield "strips", client.get("/paper/strips")
    wrong = {"number_1": NUMBERS[0], "day_1": f"1 1 {at[:4]}", "name_1": "43", "marks_1": "9"}
    good = {"number_2": NUMBERS[1], "day_2": " ".join(at[:10].split("-")[::-1]), "name_2": "-"}
    yield "strips-left", client.submit({**wrong, **good}, status=422, statements=80)
    yield "strip-in", client.get(f"/paper/strip?done={NUMBERS[1]}")
