"""Every address, every method, everybody: for minutes nothing breaks, and nobody learns what is not theirs to know."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from random import Random
from time import monotonic
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.conftest import ENGINES, settings_for
from tests.long.any_request import METHODS, TEXTS, Crowd
from tests.long.callers import Caller
from tests.long.conftest import Running, Say
from tests.long.roles import ROLES
from tests.long.sides import make_side
from tests.long.told import Told
from wheel_app import create_app
from wheel_app.storage import Database, utc_text

pytestmark = pytest.mark.long
# Ten minutes of requests by chance in all, shared by the engines, after each was asked once by everybody.
SECONDS = 60 * float(os.environ.get("WHEEL_TEST_FUZZ_MINUTES", "10")) / len(ENGINES)
# Another one each time; the same again where it is given.
SEED = int(os.environ.get("WHEEL_TEST_FUZZ_SEED") or secrets.randbits(32))
# A request that breaks something names itself; to look for a shorter way to it would take the time of all others.
NO_SEARCH, ANY_HEALTH = (Phase.generate,), list(HealthCheck)
WORLDS, STEPS = 3, 300
WORDS, THEIR_WORDS = "Only for mE, not for aNYbody", "Somebody eLSe wrote tHis"
MakeCrowd = Callable[..., Crowd]


@pytest.fixture
def served(run: Callable[..., Running]) -> Running:
    """The app behind a proxy, which says from where somebody comes, with the keys of the tests."""
    keys = settings_for()
    return run(WHEEL_TRUSTED_PROXIES="1", WHEEL_SECRET_KEY=keys.secret_key, WHEEL_SEAL_KEY=keys.seal_key)


@pytest.fixture
def store(served: Running) -> Iterator[Database]:
    """The store behind the served app."""
    with served.server.store() as db:
        yield db


@pytest.fixture
def addresses(store: Database) -> Flask:
    """The app again, to be asked for its addresses alone."""
    return create_app(settings_for(), db=store)


@pytest.fixture
def gather(served: Running, addresses: Flask, store: Database) -> MakeCrowd:
    """Call for everybody at once, in a new world."""
    keepings = addresses.extensions["wheel_keepings"]

    def make(luck: Random, **more: Any) -> Crowd:
        theirs, ours = (make_side(store, keepings, words, at=now()) for words in (THEIR_WORDS, WORDS))
        return Crowd(addresses, store, now, lambda: Caller(served.server.base), ours, theirs, luck, **more)

    return make


def now() -> str:
    return utc_text(datetime.now(UTC))


def test_nothing_that_anybody_sends_anywhere_breaks_the_app(
    served: Running, addresses: Flask, gather: MakeCrowd, measured: Say
) -> None:
    told = Told()
    with closing(gather(Random(SEED), told=told)) as crowd:
        for role in ROLES:
            assert crowd.ask_everything(role, crowd.rules, METHODS) == [], f"WHEEL_TEST_FUZZ_SEED={SEED}"
    end, rounds = monotonic() + SECONDS, 0
    while monotonic() < end:
        ask_by_chance(gather, told, SEED + rounds)
        rounds += 1
    wanted = {
        (rule.rule, method, role) for rule in addresses.url_map.iter_rules() for method in METHODS for role in ROLES
    }
    assert wanted - told.asked == set()
    log = "".join(served.server.said)
    assert [secret for secret in (*crowd.ours.secrets, *crowd.theirs.secrets) if secret in log] == []
    measured(
        f"{told}; {len(wanted)} of {len(wanted)} addresses × methods × roles, {1 + rounds * WORLDS} worlds,"
        f" {told.came_in} times somebody came in, none answered with 500"
    )


def ask_by_chance(gather: MakeCrowd, told: Told, number: int) -> None:
    """Ask what nobody would think of, in some worlds; the number makes it repeatable."""
    luck = Random(number)

    @seed(number)
    @settings(max_examples=WORLDS, deadline=None, database=None, phases=NO_SEARCH, suppress_health_check=ANY_HEALTH)
    @given(texts=TEXTS)
    def ask(texts: list[str]) -> None:
        with closing(gather(luck, texts=texts, told=told, presses_twice=True)) as crowd:
            for _ in range(STEPS):
                assert crowd.take_step() == [], f"WHEEL_TEST_FUZZ_SEED={number}"

    ask()
