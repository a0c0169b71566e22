"""What is published is held against the profile's own schemas, formats included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator, FormatChecker

from tests.green_book import AT, make_service, place, whole_facts
from wheel_app import directory
from wheel_app.directory import Access
from wheel_app.storage import Database


def validator(given: Path, name: str) -> Draft202012Validator:
    schema = json.loads((given / "open-referral-uk" / "schema" / name).read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker())


def faults(given: Path, name: str, said: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(given, name).iter_errors(said)]


@pytest.fixture
def services(db: Database) -> list[str]:
    """All there is to say, next to nothing, only online, and what breaks the standard if it is told as it is."""
    made = [directory.put_service(db, whole_facts(), by=None, at=AT).service_id]
    made.append(make_service(db, "Bare", checked_on="").service_id)
    made.append(make_service(db, "Online", access=(Access("online"), Access("quiet", "On request"))).service_id)
    odd = make_service(db, "Odd", web="www.example.org", email="ring us", places=(place(), place(postcode="OL1 1AA")))
    return [*made, odd.service_id]


def test_the_list_is_valid(app: Flask, db: Database, services: list[str], given_data: Path) -> None:
    said = app.test_client().get("/feed/services").json
    assert len(said["contents"]) == len(services)
    for one in said["contents"]:
        assert faults(given_data, "service_list.json", one) == []
    page = json.loads((given_data / "open-referral-uk" / "schema" / "openapi.json").read_text(encoding="utf-8"))
    shape = page["components"]["schemas"]["Page"]
    assert list(Draft202012Validator(shape).iter_errors(said)) == []
    assert shape["properties"].keys() <= said.keys()


def test_each_service_is_valid(app: Flask, db: Database, services: list[str], given_data: Path) -> None:
    for service_id in services:
        said = app.test_client().get(f"/feed/services/{service_id}").json
        assert faults(given_data, "service.json", said) == []


def test_every_wish_that_the_standard_knows_is_understood(app: Flask, db: Database, given_data: Path) -> None:
    page = json.loads((given_data / "open-referral-uk" / "schema" / "openapi.json").read_text(encoding="utf-8"))
    wishes = [one["$ref"].rpartition("/")[2] for one in page["paths"]["/services"]["get"]["parameters"]]
    make_service(db)
    samples = {"page": "1", "per_page": "1", "search": "baby", "day": "MO", "start_time": "10:00", "end_time": "12:00"}
    for wish in wishes:
        value = samples.get(wish, "1")
        if wish in ("page", "per_page", "search"):
            assert len(app.test_client().get(f"/feed/services?{wish}={value}").json["contents"]) == 1
        else:
            assert app.test_client().get(f"/feed/services?{wish}={value}").json["contents"] == []


def test_the_word_list_is_valid(app: Flask, given_data: Path) -> None:
    """No schema of a word list alone is given: a word keeps to that of a service, a list to the example."""
    schema = json.loads((given_data / "open-referral-uk" / "schema" / "service.json").read_text(encoding="utf-8"))
    term = schema["properties"]["attributes"]["items"]["properties"]["taxonomy_term"]
    check = Draft202012Validator(term, format_checker=FormatChecker())
    said = app.test_client().get("/feed/taxonomy_terms?per_page=100").json
    assert [list(check.iter_errors(one)) for one in said["contents"]] == [[]] * said["total_items"]
    for name in ("taxonomy_list", "taxonomy_term_list"):
        example = json.loads((given_data / "open-referral-uk" / "examples" / f"{name}.json").read_text("utf-8"))
        told = app.test_client().get("/feed/taxonomies" if name == "taxonomy_list" else "/feed/taxonomy_terms").json
        assert told.keys() == example.keys()
        assert {"id", "name", "description"} <= told["contents"][0].keys() & example["contents"][0].keys()


def test_a_broken_one_bites(given_data: Path) -> None:
    broken = {"id": "x", "name": 1, "status": "open", "url": "a b", "email": "x", "last_modified": "today"}
    assert len(faults(given_data, "service.json", broken)) == 6
