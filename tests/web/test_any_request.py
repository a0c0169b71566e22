"""Every address, every method, everybody, and requests by chance that stay the same: a short form of tests/long."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from werkzeug.wrappers import Response

from tests.conftest import Clock, settings_for
from tests.long.any_request import METHODS, STEPS, Asker, Step, faults
from tests.long.roles import ROLES, THEIR_WORDS, Insider, Known, become
from wheel_app import create_app
from wheel_app.doors import ANYONE
from wheel_app.storage import Database


@pytest.fixture
def app(db: Database, clock: Clock) -> Flask:
    """The app as it is served, where a bug becomes a page."""
    return create_app(settings_for(), db=db, now=clock)


@pytest.fixture
def theirs(app: Flask, db: Database) -> Known:
    return become(Insider(app, db), "finished", THEIR_WORDS)


def somebody(app: Flask, db: Database, theirs: Known, role: str) -> Asker:
    client = Insider(app, db)
    return Asker(app, client, become(client, role), theirs)


def test_every_address_answers_every_method_to_everybody(app: Flask, db: Database, theirs: Known) -> None:
    for role in ROLES:
        ask_everything(app, db, theirs, role)


def ask_everything(app: Flask, db: Database, theirs: Known, role: str) -> None:
    asker = somebody(app, db, theirs, role)
    for where in range(len(asker.rules)):
        for method in METHODS:
            assert asker.take(Step(where, method, (where, where), "x", {}, {}, is_form=False)) == [], role
        if role != "nobody" and asker.client.get("/mine").status != 200:
            asker = somebody(app, db, theirs, role)


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(role=st.sampled_from(sorted(ROLES)), steps=st.lists(STEPS, min_size=10, max_size=40))
def test_nothing_sent_by_chance_breaks_the_app(
    app: Flask, db: Database, theirs: Known, role: str, steps: list[Step]
) -> None:
    asker = somebody(app, db, theirs, role)
    for step in steps:
        assert asker.take(step) == []


OWN, OTHER = Known((), ("my own words",)), Known((), ("their words",))


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Response("Oops", 500), "status 500"),
        (Response("Full", 507), "status 507"),
        (Response("Traceback (most recent call last)", 404), "inside"),
        (Response('see wheel_app/x.py", line 3', 404), "inside"),
        (Response("here are their words", 200), "another one's"),
        (Response("", 303, {"Location": "/?their words"}), "another one's"),
        (Response("no page for my own words", 404), "their own"),
        (Response("", 303, {"Location": "https://evil.test/"}), "leads away"),
    ],
)
def test_faults_bite(reply: Response, said: str) -> None:
    found = faults(reply, OWN, OTHER)
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    "reply", [Response("my own words", 200), Response("my own words", 422), Response("", 303, {"Location": "/mine"})]
)
def test_good_replies_pass(reply: Response) -> None:
    assert faults(reply, OWN, OTHER) == []


def test_a_page_that_breaks_bites(app: Flask, db: Database) -> None:
    def breaks() -> str:
        raise KeyError

    app.add_url_rule("/breaks", view_func=breaks)
    app.extensions["wheel_doors"]["breaks"] = ANYONE
    asker = somebody(app, db, OTHER, "nobody")
    where = [rule.rule for rule in asker.rules].index("/breaks")
    assert asker.take(Step(where, "GET", (0, 0), "", {}, {}, is_form=False)) != []
