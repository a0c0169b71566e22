"""The pages of figures: counted by a manager, read by an analyst too, and by nobody of another organisation."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask

from tests import staffing
from tests.conftest import Clock
from tests.insight.pilot import make_pilot
from tests.support.page import PageClient
from wheel_app.accounts import Staff, Team
from wheel_app.insight.csv_text import as_text
from wheel_app.storage import Database

OCTOBER = "2026-10-02T09:00:00.000000Z"


@pytest.fixture
def team(db: Database, clock: Clock) -> Team:
    clock.at = OCTOBER
    return staffing.make_team(db)


@pytest.fixture
def manager(app: Flask, db: Database, team: Team) -> PageClient:
    return let_in(app, db, staffing.make_staff(db, team, role="manager"))


def let_in(app: Flask, db: Database, staff: Staff) -> PageClient:
    client = PageClient(app, db=db)
    staffing.sign_in(client, db, staff, at=OCTOBER)
    return client


def test_a_manager_counts_a_quarter(manager: PageClient, db: Database, team: Team) -> None:
    make_pilot(db, team, staffing.make_staff(db, team))
    page = manager.get("/figures")
    assert "July 2026 to September 2026" in page.text
    page = manager.submit(form="form[action$=count]")
    for printed in ("51", "43", "115", "79", "13", "37", "9", "347"):
        assert f">{printed}<" in page.html
    assert "3 months" in page.text
    again = manager.post("/figures/count", {"starts_on": "2026-07-01", "ends_on": "2026-09-30"})
    assert "July 2026 to September 2026" in again.text
    page = manager.get("/figures")
    assert "Nothing just now" in page.text


def test_a_manager_counts_a_month(manager: PageClient, db: Database, team: Team, clock: Clock) -> None:
    make_pilot(db, team, staffing.make_staff(db, team))
    page = manager.get("/figures")
    assert [button.text for button in page.all("form[action$=count] button")] == [
        "Count July 2026 to September 2026", "Count July 2026"
    ]  # fmt: skip
    page = manager.submit(form="form[action$=count]", button="ends_on=2026-07-31")
    assert page.one("h1").text == "July 2026"
    assert "By month" not in page.text
    manager.post("/figures/count", {"starts_on": "2026-07-01", "ends_on": "2026-09-30"}, status=409)
    assert "Count August 2026 to September 2026" in manager.get("/figures").text


def test_a_quarter_that_is_not_over_is_not_counted(manager: PageClient, db: Database, team: Team) -> None:
    make_pilot(db, team, staffing.make_staff(db, team), counts=(6,))
    manager.get("/figures")
    for first, last in (
        ("2026-10-01", "2026-12-31"), ("2026-07-01", "2026-08-31"), ("2026-07-02", "2026-09-30"), ("2026-07-01", ""),
        ("", ""), ("nonsense", "=1+1"),
    ):  # fmt: skip
        page = manager.post("/figures/count", {"starts_on": first, "ends_on": last}, status=409)
        assert "can’t be counted now" in page.text


def test_an_analyst_reads_and_does_not_count(manager: PageClient, app: Flask, db: Database, team: Team) -> None:
    make_pilot(db, team, staffing.make_staff(db, team), counts=(6,))
    analyst = let_in(app, db, staffing.make_staff(db, team, role="analyst"))
    assert not analyst.get("/figures").all("form[action$=count]")
    analyst.post("/figures/count", {"starts_on": "2026-07-01", "ends_on": "2026-09-30"}, status=404)
    manager.get("/figures")
    manager.submit(form="form[action$=count]")
    assert "In pregnancy" in analyst.get("/figures/2026-07-01").text


def test_another_organisation_finds_nothing(manager: PageClient, app: Flask, db: Database, team: Team) -> None:
    make_pilot(db, team, staffing.make_staff(db, team), counts=(6,))
    manager.get("/figures")
    manager.submit(form="form[action$=count]")
    other = let_in(app, db, staffing.make_staff(db, staffing.make_team(db, "Others"), role="manager"))
    for address in ("/figures/2026-07-01", "/figures/2026-07-01/figures.csv", "/figures/2026-04-01"):
        other.get(address, status=404)


def test_a_file_for_a_spreadsheet(manager: PageClient, db: Database, team: Team) -> None:
    make_pilot(db, team, staffing.make_staff(db, team))
    manager.get("/figures")
    manager.submit(form="form[action$=count]")
    reply = manager.client.get("/figures/2026-07-01/figures.csv")
    assert reply.content_type == "text/csv; charset=utf-8"
    lines = list(csv.reader(io.StringIO(reply.get_data(as_text=True).removeprefix("\ufeff"))))
    assert lines[0] == ["Table", "Point", "Part", "Visits"]
    assert ["Whole service", "3 months", "all", "115"] in lines
    assert any(line[3] == "kept back" for line in lines)
    assert not [line for line in lines if line[3].isdigit() and 0 < int(line[3]) < 5]


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-2", "@here", "\tx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert as_text(cell) == f"'{cell}"
    assert as_text("St Mary’s") == "St Mary’s"
