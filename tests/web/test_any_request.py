"""Everybody, every address, every method, and requests by chance: a short form of tests/long."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Callable
from functools import wraps
from random import Random
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from werkzeug.wrappers import Response

from tests.conftest import Clock, settings_for
from tests.long.any_request import METHODS, TEXTS, Crowd
from tests.long.callers import Insider
from tests.long.replies import faults
from tests.long.roles import ROLES
from tests.long.sent_forms import read_forms, spoil
from tests.long.sides import make_side
from tests.long.told import Told
from wheel_app import create_app
from wheel_app.doors import ANYONE
from wheel_app.storage import Database

WORLDS, STEPS = 8, 200
LEAST_REACHED, LEAST_OF_A_KIND = 0.6, 0.1
# Another one each time; the same again where it is given.
SEED = int(os.environ.get("WHEEL_TEST_FUZZ_SEED") or secrets.randbits(32))
# A request that breaks something names itself; to look for a shorter way to it would take the time of all others.
NO_SEARCH, ANY_HEALTH = (Phase.generate,), list(HealthCheck)
WORDS, THEIR_WORDS = "Only for mE, not for aNYbody", "Somebody eLSe wrote tHis"
MakeCrowd = Callable[..., Crowd]


@pytest.fixture
def reached() -> Counter[str]:
    """How often each view was really asked."""
    return Counter()


@pytest.fixture
def app(db: Database, clock: Clock, reached: Counter[str]) -> Flask:
    """The app as it is served, where a bug becomes a page; it counts which views are asked."""
    made = create_app(settings_for(), db=db, now=clock)
    for endpoint, view in made.view_functions.items():
        made.view_functions[endpoint] = _counted(view, endpoint, reached)
    return made


def _counted(view: Callable[..., Any], endpoint: str, reached: Counter[str]) -> Callable[..., Any]:
    @wraps(view)
    def counted(*args: Any, **values: Any) -> Any:
        reached[endpoint] += 1
        return view(*args, **values)

    return counted


@pytest.fixture
def gather(app: Flask, db: Database, clock: Clock) -> MakeCrowd:
    """Call for everybody at once, in a new world."""
    keepings = app.extensions["wheel_keepings"]

    def make(luck: Random, **more: Any) -> Crowd:
        theirs, ours = (make_side(db, keepings, words, at=clock.at) for words in (THEIR_WORDS, WORDS))
        return Crowd(app, db, clock, lambda: Insider(app, db), ours, theirs, luck, **more)

    return make


def test_everybody_reaches_every_page_that_opens_to_them(gather: MakeCrowd, reached: Counter[str]) -> None:
    crowd = gather(Random(SEED))
    for role in ROLES:
        reached.clear()
        assert crowd.ask_everything(role, crowd.open_to(role)) == [], role
        assert {rule.endpoint for rule in crowd.open_to(role)} - reached.keys() == set(), role


def test_every_address_answers_every_other_method(gather: MakeCrowd) -> None:
    crowd = gather(Random(SEED))
    assert crowd.ask_everything("nobody", crowd.rules, METHODS[2:]) == []


def test_nothing_sent_by_chance_breaks_the_app(gather: MakeCrowd, clock: Clock, reached: Counter[str]) -> None:
    told, luck = Told(), Random(SEED)

    @seed(SEED)
    @settings(max_examples=WORLDS, deadline=None, database=None, phases=NO_SEARCH, suppress_health_check=ANY_HEALTH)
    @given(texts=TEXTS)
    def ask(texts: list[str]) -> None:
        crowd = gather(luck, texts=texts, told=told)
        for _ in range(STEPS):
            if luck.random() < 0.01:
                clock.forward(minutes=luck.choice((1, 5, 11, 31)))
            assert crowd.take_step() == [], f"WHEEL_TEST_FUZZ_SEED={SEED}"

    ask()
    assert reached.total() >= LEAST_REACHED * told.sent, f"{reached.total()} views, {told}"
    assert min(told.kinds[kind] for kind in (2, 3, 4)) >= LEAST_OF_A_KIND * told.sent, str(told)


OWN, OTHERS = ("my own words",), ("their words",)


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
    found = faults(reply, reply.get_data(as_text=True), OWN, OTHERS)
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    "reply", [Response("my own words", 200), Response("my own words", 422), Response("", 303, {"Location": "/mine"})]
)
def test_good_replies_pass(reply: Response) -> None:
    assert faults(reply, reply.get_data(as_text=True), OWN, OTHERS) == []


def test_what_was_just_sent_may_be_given_back() -> None:
    assert faults(Response("my own words", 404), "my own words", OWN, OTHERS, "and my own words") == []


def test_a_page_that_breaks_bites(app: Flask, gather: MakeCrowd) -> None:
    def breaks() -> str:
        raise KeyError

    app.add_url_rule("/breaks", view_func=breaks)
    app.extensions["wheel_doors"]["breaks"] = ANYONE
    crowd = gather(Random(SEED))
    (rule,) = (rule for rule in crowd.rules if rule.rule == "/breaks")
    assert crowd.ask_everything("worker", [rule]) != []


PAGE = """<form method="post" action="/there"><input type="hidden" name="seq" value="3"><input name="born" value="">
<label><input type="radio" name="kind" value="a"></label><select name="who"><option value="1">One</option></select>
<textarea name="why">
as it stood</textarea><button name="go" value="on">On</button></form><form action="/search"><input name="q"></form>"""


def test_forms_are_filled_in_with_what_they_offer() -> None:
    first, second = read_forms(PAGE)
    assert (first.method, first.action, second.method) == ("POST", "/there", "GET")
    for number in range(20):
        sent = dict(first.filled(Random(number), {"born": ["1990-01-02"]}))
        assert {name: sent[name] for name in ("seq", "kind", "who", "go")} == {
            "seq": "3", "kind": "a", "who": "1", "go": "on"
        }  # fmt: skip
        assert sent["why"] in ("as it stood", "some words, long enough to be a reason")
    fitting = [dict(first.filled(Random(number), {"born": ["1990-01-02"]}))["born"] for number in range(20)]
    assert fitting.count("1990-01-02") > 5


def test_what_is_spoilt_differs() -> None:
    sent = [("why", "a"), ("csrf_token", "b")]
    spoilt = [spoil(sent, Random(number), ["odd"], ["other"]) for number in range(50)]
    assert sum(one != sent for one in spoilt) > 25
    assert all(("csrf_token", "b") in one for one in spoilt)
