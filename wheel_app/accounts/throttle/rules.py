"""What is counted when somebody tries to come in, how much a window takes, and how long to wait. Pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Counter:
    """One count of tries: its key, how many a window takes, how long a window is, and what a success does to it."""

    key: str
    most: int
    minutes: int
    is_cleared: bool


@dataclass(frozen=True)
class Window:
    """How full a counter is, and until when its window runs (UTC text)."""

    window_until: str
    tries: int


def counters_of_code(code_hash: str, device_id: str, address: str | None) -> tuple[Counter, ...]:
    """Return what counts a try with code and pictures; no address for a device that the place vouches for."""
    return _in_order(
        Counter(f"code:{code_hash}", most=5, minutes=15, is_cleared=True),
        Counter(f"device:{device_id}", most=5, minutes=15, is_cleared=True),
        _address(address),
    )


def counters_of_device(device_id: str, address: str | None) -> tuple[Counter, ...]:
    """Return what counts a try with the pictures alone.

    A success does not clear it: who has pictures of their own on this device could otherwise guess
    at another's between two right ones, as often as they like.
    """
    return _in_order(Counter(f"here:{device_id}", most=5, minutes=15, is_cleared=False), _address(address))


def counters_of_staff(email_hash: str, address: str | None) -> tuple[Counter, ...]:
    """Return what counts a try at a password of the staff, whether anybody has this address or not."""
    return _in_order(Counter(f"staff:{email_hash}", most=5, minutes=15, is_cleared=True), _address(address))


def counters_of_factor(staff_id: str) -> tuple[Counter, ...]:
    """Return what counts a try at a second factor; only whoever has the password comes this far."""
    return (Counter(f"factor:{staff_id}", most=5, minutes=15, is_cleared=True),)


def counters_of_password(staff_id: str) -> tuple[Counter, ...]:
    """Return what counts the password when somebody who is signed in is asked for it again."""
    return (Counter(f"again:{staff_id}", most=5, minutes=15, is_cleared=True),)


def counters_of_setup(device_id: str, address: str | None) -> tuple[Counter, ...]:
    """Return what counts a try with a set-up code."""
    return _in_order(Counter(f"setup:{device_id}", most=5, minutes=15, is_cleared=True), _address(address))


def counters_of_invitation(token_hash: str, address: str | None) -> tuple[Counter, ...]:
    """Return what counts a try at an invitation's number: three in all the time that it can be open for."""
    return _in_order(
        Counter(f"invitation:{token_hash}", most=3, minutes=14 * 24 * 60, is_cleared=True), _address(address)
    )


def _address(address: str | None) -> Counter | None:
    return None if address is None else Counter(f"address:{address}", most=20, minutes=60, is_cleared=False)


def _in_order(*counters: Counter | None) -> tuple[Counter, ...]:
    # One order for everybody, so that two tries at once never wait for each other.
    return tuple(sorted((counter for counter in counters if counter), key=lambda counter: counter.key))


def minutes_to_wait(full: Iterable[tuple[Counter, Window]], at: str) -> int:
    """Return in how many whole minutes the last full window is over, at least 1."""
    over = (window.window_until for counter, window in full if window.tries >= counter.most)
    seconds = max(
        (datetime.fromisoformat(until) - datetime.fromisoformat(at) for until in over), default=timedelta()
    ).total_seconds()
    return max(1, -int(-seconds // 60))


def address_of(text: str) -> str:
    """Return the address that tries are counted under: of IPv6 the first half, as one home or phone owns the rest."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return text
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((address, 64), strict=False))
