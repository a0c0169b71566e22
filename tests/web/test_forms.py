"""The form that all forms build on."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask

from tests import visits
from tests.builders import make_finished, make_person
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.doors import ANYONE, DOORS, FAMILY
from wheel_app.storage import Database
from wheel_app.web import Form

LANGUAGE_OF_THE_MACHINE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize("language", ["", "C", "xx_YY.UTF-8"])
def test_forms_open_whatever_language_the_machine_has(
    client: PageClient, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    for name in LANGUAGE_OF_THE_MACHINE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", language)
    monkeypatch.setattr(Form.Meta, "translations_cache", {})
    assert client.get("/begin").status == 200


@pytest.fixture
def addresses(app: Flask, db: Database, client: PageClient, clock: Clock) -> list[str]:
    """Every address that takes a form, for somebody with a finished wheel, but those of a press that ends the visit."""
    owner_id = make_person(db)
    visits.sign_in(client, db, owner_id, at=clock.at)
    known = {"checkin_id": make_finished(db, owner_id, {"home": 40}).checkin_id, "place": "1", "change_id": owner_id}
    theirs = [rule for rule in app.url_map.iter_rules() if DOORS[rule.endpoint] & FAMILY or _is_first(rule.endpoint)]
    rules = [rule for rule in theirs if "POST" in (rule.methods or ())]
    with app.test_request_context():
        built = [rule.build({name: known.get(name, owner_id) for name in rule.arguments}) for rule in rules]
    presses = {"/erase", "/done", "/someone-may-know"}
    return [address for _, address in filter(None, built) if address not in presses]


def _is_first(endpoint: str) -> bool:
    """Whether it is a page of families that needs no visit."""
    return DOORS[endpoint] == ANYONE and endpoint.split(".")[0] in ("home", "checkins")


def token(client: PageClient) -> str:
    client.get("/again")
    return client.token()


@pytest.mark.parametrize(
    "body", ["null", "5", '"x"', "[1, 2]", '{"picked": 5, "code": {}, "name": [[]], "about": [{}], "topics": 5}']
)
def test_what_comes_as_json_is_no_form(client: PageClient, addresses: list[str], body: str) -> None:
    headers = {"X-CSRFToken": token(client)}
    for address in addresses:
        reply = client.client.post(address, data=body, headers=headers, content_type="application/json")
        assert reply.status_code < 500, address


@pytest.mark.parametrize("name", ["picked", "code", "save_id", "name", "kind", "about", "note", "works", "score"])
def test_a_file_is_no_field(client: PageClient, addresses: list[str], name: str) -> None:
    sent = {"csrf_token": token(client)}
    for address in addresses:
        file = (BytesIO(b"boat,sun,key,tree"), "sun.txt")
        assert client.client.post(address, data={**sent, name: file}).status_code < 500, address
