"""Guesses by the hundred through both processes of the served app: exactly the allowed ones are judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from tests import households, staffing, visits
from tests.conftest import settings_for
from tests.long.callers import Caller, finished
from tests.long.conftest import Running, Say
from wheel_app.accounts import Staff
from wheel_app.people.joining.inviting import invite
from wheel_app.storage import utc_text

pytestmark = pytest.mark.long
TRIES, AT_STAFF, AT_ONCE = 1000, 300, 16
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


def try_at_once(guesser: Caller, address: str, sent: dict[str, str], *, as_new: bool = False) -> Counter[int]:
    """Send the same wrong thing by many lines at once, as one browser or each `as_new`; count the statuses."""

    def token_of(somebody: Caller) -> str:
        return somebody.get(address).one("main input[name=csrf_token]").get("value")

    token = token_of(guesser)

    def one(_: int) -> int:
        with closing(Caller(guesser.base_url)) as again:
            again.cookies = {} if as_new else dict(guesser.cookies)
            body = urlencode({**sent, "csrf_token": token_of(again) if as_new else token}).encode()
            return again.ask("POST", address, body, FORM).status_code

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return Counter(threads.map(one, range(AT_STAFF)))


def now() -> str:
    return utc_text(datetime.now(UTC))


@pytest.fixture
def running(run: Callable[..., Running]) -> Running:
    """The app behind a proxy, with the keys of the tests."""
    keys = settings_for()
    return run(WHEEL_TRUSTED_PROXIES="1", WHEEL_SECRET_KEY=keys.secret_key, WHEEL_SEAL_KEY=keys.seal_key)


@pytest.fixture
def staff(running: Running) -> tuple[Staff, str]:
    """Somebody who can sign in, and the id of their second factor."""
    with running.server.store() as db:
        made = staffing.make_staff(db, staffing.make_team(db))
        return made, staffing.make_ready(db, made, at=now())


def test_of_the_guesses_at_a_password_five_are_judged(
    running: Running, staff: tuple[Staff, str], measured: Say
) -> None:
    with closing(Caller(running.server.base)) as guesser:
        sent = {"email": staff[0].email, "password": "wrong, wrong, wrong"}
        found = try_at_once(guesser, "/staff/sign-in", sent, as_new=True)
        assert found == {422: 5, 429: AT_STAFF - 5}
        staffing.give_password(guesser, staff[0].email, status=429)
    measured(f"{AT_STAFF} guesses at one password, each from another address: {found[422]} judged")


def test_of_the_guesses_at_a_second_factor_five_are_judged(
    running: Running, staff: tuple[Staff, str], measured: Say
) -> None:
    with closing(Caller(running.server.base)) as guesser:
        staffing.give_password(guesser, staff[0].email)
        # Neither a number nor a recovery code, whatever the app shows meanwhile.
        found = try_at_once(guesser, "/staff/second-step", {"number": "12345"})
        assert found == {422: 5, 429: AT_STAFF - 5}
        guesser.get("/staff/second-step")
        guesser.submit({"number": staffing.number(staff[1], now())}, status=429)
    measured(f"{AT_STAFF} guesses at one second factor: {found[422]} judged")


def test_of_the_guesses_at_a_pin_three_are_judged(running: Running, staff: tuple[Staff, str], measured: Say) -> None:
    with closing(Caller(running.server.base)) as device:
        staffing.come_in(device, staff[0], staff[1], at=now())
        device.get("/hand-over")
        device.submit(form="main form[action$=hand-over]")
        token = device.get("/take-back").one("main input[name=csrf_token]").get("value")
        found = try_at_once(device, "/take-back", {"pin": "590218"})
        page = device.post("/take-back", {"pin": staffing.PIN, "csrf_token": token})
        assert (page.path, page.all("main form")) == ("/take-back", [])
    with running.server.store() as db:
        judged = db.value("SELECT tries FROM throttle WHERE throttle_key LIKE 'pin:%'")
        assert db.value("SELECT count(*) FROM sign_in WHERE staff_id IS NOT NULL AND ended_at IS NULL") == 0
    assert (judged, found[422] <= 2, found[422] + found[303]) == (3, True, AT_STAFF)
    measured(f"{AT_STAFF} guesses at one PIN: {judged} judged")


def test_of_the_guesses_at_an_invitation_three_are_judged(
    running: Running, staff: tuple[Staff, str], measured: Say
) -> None:
    with running.server.store() as db:
        member = households.make_member(db, households.make_family(db), by=staff[0])
        made = invite(db, member, staff[0], at=now(), pepper=staffing.PEPPER, save_id="")
    wrong = "0000" if made.number != "0000" else "1111"
    with closing(Caller(running.server.base)) as guesser:
        sent = {"invitation": made.token, "number": wrong}
        assert try_at_once(guesser, "/invitation", sent, as_new=True) == {422: AT_STAFF}
        guesser.get("/invitation")
        guesser.submit({"invitation": made.token, "number": made.number}, status=422)
    with running.server.store() as db:
        judged = db.value("SELECT tries FROM throttle WHERE throttle_key LIKE 'invitation:%'")
        assert db.value("SELECT count(*) FROM invitation WHERE withdrawn_at IS NULL") == 0
    assert judged == 3
    measured(f"{AT_STAFF} guesses at one invitation, each from another address: {judged} judged")
