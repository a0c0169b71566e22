"""Every address, every method, everybody: for minutes nothing breaks, and nobody learns what is not theirs to know."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from time import monotonic

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.conftest import ENGINES, settings_for
from tests.long.any_request import METHODS, STEPS, Asker, Step
from tests.long.conftest import Running, Say
from tests.long.roles import ROLES, THEIR_WORDS, WORDS, Caller, Known, become
from wheel_app import create_app

pytestmark = pytest.mark.long
# Ten minutes in all, shared by the engines.
# A request that breaks something names itself; to look for a shorter way to it would take the time of all others.
NO_SEARCH = (Phase.generate,)
SECONDS = 60 * float(os.environ.get("WHEEL_TEST_FUZZ_MINUTES", "10")) / len(ENGINES)


@pytest.fixture
def served(run: Callable[..., Running]) -> Running:
    """The app behind a proxy, which says from where somebody comes."""
    return run(WHEEL_TRUSTED_PROXIES="1")


@pytest.fixture
def addresses(served: Running) -> Flask:
    """The app again, to be asked for its addresses alone."""
    with served.server.store() as db:
        return create_app(settings_for(), db=db)


def test_nothing_that_anybody_sends_anywhere_breaks_the_app(served: Running, addresses: Flask, measured: Say) -> None:
    end = monotonic() + SECONDS
    with closing(Caller(served.server.base)) as other:
        theirs = become(other, "finished", THEIR_WORDS)
    asked: set[tuple[str, str, str]] = set()
    sent = ask_everything(served, addresses, theirs, asked)
    rounds = 0
    while monotonic() < end:
        sent += ask_by_chance(served, addresses, theirs, rounds)
        rounds += 1
    wanted = {
        (rule.rule, method, role) for rule in addresses.url_map.iter_rules() for method in METHODS for role in ROLES
    }
    assert wanted - asked == set()
    log = "".join(served.server.said)
    assert [secret for secret in (WORDS, *theirs.secrets) if secret in log] == []
    measured(f"{sent} requests, {len(wanted)} of {len(wanted)} addresses × methods × roles, none answered with 500")


def ask_everything(served: Running, addresses: Flask, theirs: Known, asked: set[tuple[str, str, str]]) -> int:
    """Ask each address by each method in each role, each address as somebody new; return how many it were."""
    sent = 0
    for role in ROLES:
        for where in range(len(list(addresses.url_map.iter_rules()))):
            with somebody(served, addresses, theirs, role) as asker:
                for method in METHODS:
                    assert asker.take(Step(where, method, (0, sent), "x", {}, {}, is_form=False)) == []
                    sent += 1
                asked |= {(rule, method, role) for rule, method in asker.asked}
    return sent


def ask_by_chance(served: Running, addresses: Flask, theirs: Known, number: int) -> int:
    """Ask what nobody would think of, each time as somebody who has only just come; the number makes it repeatable."""
    sent = 0

    @seed(number)
    @settings(max_examples=20, deadline=None, database=None, phases=NO_SEARCH, suppress_health_check=list(HealthCheck))
    @given(role=st.sampled_from(sorted(ROLES)), steps=st.lists(STEPS, min_size=10, max_size=60))
    def ask(role: str, steps: list[Step]) -> None:
        nonlocal sent
        with somebody(served, addresses, theirs, role) as asker:
            for step in steps:
                assert asker.take(step) == []
        sent += len(steps)

    ask()
    return sent


@contextmanager
def somebody(served: Running, addresses: Flask, theirs: Known, role: str) -> Iterator[Asker]:
    with closing(Caller(served.server.base)) as client:
        yield Asker(addresses, client, become(client, role), theirs)
