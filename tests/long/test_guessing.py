"""A thousand guesses at the pictures, through both processes of the served app: exactly the allowed ones are judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import urlencode

import pytest

from tests import visits
from tests.long.conftest import Running, Say
from tests.long.roles import Caller, finished

pytestmark = pytest.mark.long
TRIES, AT_ONCE = 1000, 16
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def guess(base: str, code: str, came_from: str = "") -> int:
    """Try wrong pictures on a device that was never seen before; return the status."""
    with closing(Caller(base)) as guesser:
        guesser.came_from = came_from or guesser.came_from
        page = guesser.get("/back")
        token = page.one("form[data-pictures] input[name=csrf_token]").get("value")
        sent = {"csrf_token": token, "code": code, "picked": ",".join(visits.OTHER_FOUR)}
        return guesser.ask("POST", "/back", urlencode(sent).encode(), FORM).status_code


def test_of_a_thousand_guesses_at_one_code_five_are_judged(run: Callable[..., Running], measured: Say) -> None:
    base = run(WHEEL_TRUSTED_PROXIES="1").server.base
    with closing(Caller(base)) as owner:
        code = finished(owner, "")
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = Counter(threads.map(lambda _: guess(base, code), range(TRIES)))
    assert found == {422: 5, 429: TRIES - 5}
    with closing(Caller(base)) as somebody:
        visits.come_back(somebody, code, status=429)
    measured(f"{TRIES} guesses at one code, each from another address and device: {found[422]} judged")


def test_of_a_thousand_guesses_from_one_address_twenty_are_judged(run: Callable[..., Running], measured: Say) -> None:
    base = run(WHEEL_TRUSTED_PROXIES="1").server.base
    with ThreadPoolExecutor(AT_ONCE) as threads:
        codes = (f"{number:010d}" for number in range(10**9, 10**9 + TRIES))
        found = Counter(threads.map(lambda code: guess(base, code, "192.0.2.7"), codes))
    assert found == {422: 20, 429: TRIES - 20}
    measured(f"{TRIES} guesses from one address, each at another code from another device: {found[422]} judged")
