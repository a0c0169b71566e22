"""Feeds that come as files: the standard's tables, one plain table, and files that are neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.directory.feeds.kept import counts, told
from tests.directory.feeds.serving import AT, BY, id_of
from wheel_app import directory
from wheel_app.directory import Service
from wheel_app.directory.feeds.actions import add_feed, start_run
from wheel_app.directory.feeds.importing import Means, import_files
from wheel_app.directory.feeds.rules import CSV, DONE, FAILED, Feed, Run
from wheel_app.storage import Database, later, new_id

LINE = (
    "id,name,status,email,phone,provider,place,address,city,postcode,minimum_age,maximum_age,free,days,categories,cost"
)
GOOD = (
    "duck-1,Little Ducks,active,ducks@example.org,+44 1632 960001,Ferry Road Centre,Centre,1 Ferry Road,Oldham,OL1 1AA,"
    '0,4,yes,Tu 09:30-11:00; Thursday,Parenting support; Oral health,"£1, or nothing"'
)


def read(db: Database, path: Path, *, at: str = AT) -> Run:
    feed = add_feed(db, Feed(new_id(), path.name, f"file:{path.name}", CSV, at, "operator"), BY)
    return import_files(db, feed, path, start_run(db, feed, BY, at=at), Means(lambda: at, lambda seconds: None))


def only(db: Database, ended: Run) -> Service:
    rows = db.rows("SELECT service_id FROM service WHERE feed_id = :feed_id", feed_id=ended.feed_id)
    (row,) = rows
    found = directory.find_service(db, row["service_id"])
    assert found is not None
    return found


def plain(folder: Path, *lines: str, encoding: str = "utf-8", header: str = LINE) -> Path:
    path = folder / "green-book.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding=encoding)
    return path


def test_a_plain_table_goes_in(db: Database, tmp_path: Path) -> None:
    ended = read(db, plain(tmp_path, GOOD))
    assert (ended.state, counts(ended), told(db, ended)) == (DONE, (1, 1, 0), [])
    facts = only(db, ended).facts
    assert (facts.name, facts.phone, facts.is_free) == ("Little Ducks", "+44 1632 960001", True)
    assert (facts.min_age_months, facts.max_age_months, facts.cost_words) == (0, 59, "£1, or nothing")
    assert [(day.weekday, day.opens, day.closes) for day in facts.days] == [(2, "09:30", "11:00"), (4, "", "")]
    assert facts.categories == ("oral-health", "parenting-support")
    assert [(place.name, place.address, place.postcode) for place in facts.places] == [
        ("Centre", "1 Ferry Road, Oldham", "OL1 1AA")
    ]
    assert facts.provider is not None
    assert facts.provider.name == "Ferry Road Centre"
    again = read(db, tmp_path / "green-book.csv", at=later(AT, days=1))
    assert (again.state, counts(again)) == (DONE, (1, 1, 0))
    assert only(db, ended).seq == 1


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_cells_may_be_parted_otherwise(db: Database, tmp_path: Path, delimiter: str) -> None:
    lines = ("1", "Baby group", "active")
    ended = read(db, plain(tmp_path, delimiter.join(lines), header=delimiter.join(("id", "name", "status"))))
    assert counts(ended) == (1, 1, 0)


@pytest.mark.parametrize(("encoding", "is_told"), [("utf-8-sig", False), ("cp1252", True), ("utf-16", True)])
def test_other_encodings_are_read_and_told(db: Database, tmp_path: Path, encoding: str, is_told: bool) -> None:
    ended = read(db, plain(tmp_path, "1,Café für Eltern,active", encoding=encoding, header="id,name,status"))
    assert only(db, ended).facts.name == "Café für Eltern"
    assert (("green-book.csv", "other-encoding") in told(db, ended)) is is_told


def test_formulas_are_words(db: Database, tmp_path: Path) -> None:
    ended = read(db, plain(tmp_path, '1,"=HYPERLINK(""x"")",active,@cmd', header="id,name,status,description"))
    assert only(db, ended).facts.name == '=HYPERLINK("x")'


def test_each_bad_line_is_refused_with_its_number(db: Database, tmp_path: Path) -> None:
    lines = ["1,Good,active,", "2,,active,", "3,Bad mail,active,nobody", "4,Bad age,active,,old", "5,Good too,active,"]
    ended = read(db, plain(tmp_path, *lines, "6,a,active,,,,,", header="id,name,status,email,minimum_age"))
    assert (ended.state, counts(ended)) == (DONE, (6, 2, 4))
    assert told(db, ended) == [
        ("line 3: name", "missing"),
        ("line 4: email", "not-email"),
        ("line 5: minimum_age", "not-number"),
        ("line 7", "odd-columns"),
    ]


def test_columns_that_we_do_not_know_are_told(db: Database, tmp_path: Path) -> None:
    ended = read(db, plain(tmp_path, "1,Good,red", header="ID,Name,Colour"))
    assert (counts(ended), told(db, ended)) == ((1, 1, 0), [("green-book.csv: colour", "unknown-column")])


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "not-a-table"),
        ("hello", "not-a-table"),
        ("name,status\nx,active", "not-a-table"),
        ("<html>", "not-a-table"),
        ('id,name\n1,"' + "x" * 200_000 + '"', "broken-table"),
    ],
)
def test_a_file_that_is_no_table_is_told_plainly(db: Database, tmp_path: Path, said: str, reason: str) -> None:
    (tmp_path / "x.csv").write_text(said)
    ended = read(db, tmp_path / "x.csv")
    assert (ended.state, ended.reason, counts(ended)) == (FAILED, reason, (0, 0, 0))


def test_a_folder_without_services_is_told_plainly(db: Database, tmp_path: Path) -> None:
    assert read(db, tmp_path).reason == "broken-table"


def test_the_tables_of_the_standard_are_joined(db: Database, tmp_path: Path) -> None:
    tables = {
        "services.csv": f"id,organization_id,name,status,minimum_age\n{id_of(1)},{id_of(2)},Little Ducks,active,1",
        "organizations.csv": f"id,name,description\n{id_of(2)},Ferry Road Centre,A centre",
        "service_at_location.csv": f"id,service_id,location_id\n{id_of(3)},{id_of(1)},{id_of(4)}",
        "locations.csv": f"id,location_type,name,latitude,longitude\n{id_of(4)},physical,Centre,53.54,-2.11",
        "addresses.csv": "id,location_id,address_1,city,state_province,postal_code,country,address_type\n"
        f"{id_of(5)},{id_of(4)},1 Ferry Road,Oldham,Lancashire,OL1 1AA,GB,physical",
        "schedules.csv": "id,service_id,service_at_location_id,freq,byday,opens_at\n"
        f"{id_of(6)},{id_of(1)},{id_of(3)},WEEKLY,MO,09:00",
        "attributes.csv": f"id,link_id,taxonomy_term_id\n{id_of(7)},{id_of(1)},{id_of(8)}",
        "taxonomy_terms.csv": f"id,name,description\n{id_of(8)},Oral health,Teeth",
        "contacts.csv": f"id,service_id,name\n{id_of(9)},{id_of(1)},Ann",
        "phones.csv": f"id,contact_id,number\n{id_of(10)},{id_of(9)},01632 960001",
    }
    for name, text in tables.items():
        (tmp_path / name).write_text(text + "\n")
    ended = read(db, tmp_path)
    assert (ended.state, counts(ended), told(db, ended)) == (DONE, (1, 1, 0), [])
    facts = only(db, ended).facts
    assert (facts.name, facts.phone, facts.min_age_months) == ("Little Ducks", "01632 960001", 12)
    assert [(place.postcode, place.lat_micro) for place in facts.places] == [("OL1 1AA", 53_540_000)]
    assert [(day.weekday, day.opens, day.place) for day in facts.days] == [(1, "09:00", 0)]
    assert facts.categories == ("oral-health",)
