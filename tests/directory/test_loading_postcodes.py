"""Where postcodes are, from a file: in its own names, without what cannot be used, over what there is, as a command."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.green_book import make_service
from wheel_app import directory
from wheel_app.directory import Place, Point, Wanted
from wheel_app.directory.postcodes.loading import Loaded, NoPostcodes, load_postcodes
from wheel_app.storage import Database


def write(folder: Path, text: str) -> Path:
    path = folder / "points.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "postcode,latitude,longitude\nOL1 1AA,53.5,-2.1\n",
        "\ufeffpcds,oa,LAT,LONG\nol11aa,E1,53.500000,-2.100000\n",
        '"id","Postcode","Longitude","Latitude"\n"1","OL1  1AA","-2.1","53.5"\r\n',
    ],
)
def test_each_common_form_is_read(db: Database, tmp_path: Path, text: str) -> None:
    assert load_postcodes(db, write(tmp_path, text)) == Loaded(1, 0, 0)
    assert directory.find_point(db, "OL1 1AA") == Point(53_500_000, -2_100_000)


def test_what_cannot_be_used_is_left_out(db: Database, tmp_path: Path) -> None:
    rows = [
        "OL1 1AA,53.5,-2.1",
        "OL1 1AB,99.999999,0",
        "nothing,1,2",
        "OL1 1AC,x,y",
        "OL1",
        "",
        "OL1,53,-2",
        "OL1 1AD,nan,1",
    ]
    found = load_postcodes(db, write(tmp_path, "\n".join(["postcode,lat,long", *rows])))
    assert (found.points, found.left_out) == (1, 7)


def test_many_and_again(db: Database, tmp_path: Path) -> None:
    ends = [f"{sector}{first}{second}" for sector in range(10) for first in "ABDEFGH" for second in "ABDEFG"]
    rows = [f"OL{area} {end},53.{area:02},-2.{end[0]}" for area in range(1, 10) for end in ends]
    path = write(tmp_path, "\n".join(["postcode,lat,long", *rows, rows[0]]))
    for _ in range(2):
        load_postcodes(db, path)
        assert db.value("SELECT count(*) FROM postcode") == len(rows)


def test_places_get_the_point_of_their_postcode(db: Database, tmp_path: Path) -> None:
    make_service(db, "Near", places=(Place("Hall", postcode="OL1 1AA"),))
    make_service(db, "Unknown", places=(Place("Hall", postcode="OL9 9ZZ"),))
    assert load_postcodes(db, write(tmp_path, "postcode,lat,long\nOL1 1AA,53.5,-2.1\n")).places == 1
    found = directory.find_services(db, Wanted(near=Point(53_500_000, -2_100_000))).found
    assert [(one.service.facts.name, one.metres) for one in found] == [("Near", 0), ("Unknown", None)]


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", "postcode,lat\nOL1 1AA,53\n", "<html></html>"])
def test_another_file_is_refused_with_a_sentence(db: Database, tmp_path: Path, text: str) -> None:
    with pytest.raises(NoPostcodes, match="must name the columns"):
        load_postcodes(db, write(tmp_path, text))


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00\x01" * 20, b"postcode,lat,long\n\xff\xfe,1,2\n"])
def test_no_text_is_refused(db: Database, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes(raw)
    with pytest.raises(NoPostcodes, match="cannot be read"):
        load_postcodes(db, path)


def test_the_command(app: Flask, db: Database, tmp_path: Path) -> None:
    path = write(tmp_path, "postcode,lat,long\nOL1 1AA,53.5,-2.1\nx,1,2\n")
    done = app.test_cli_runner().invoke(args=["load-postcodes", str(path)])
    assert done.exit_code == 0, done.output
    assert "Postcodes: 1" in done.output
    assert "Left out: 1" in done.output
    gone = app.test_cli_runner().invoke(args=["load-postcodes", str(tmp_path / "nothing.csv")])
    assert gone.exit_code != 0
    odd = app.test_cli_runner().invoke(args=["load-postcodes", str(write(tmp_path, "a,b"))])
    assert odd.exit_code != 0
    assert "must name the columns" in odd.output
