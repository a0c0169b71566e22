"""Which addresses may be asked: public ones over http and https, so that nobody asks our own network through us."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

LONGEST_ADDRESS = 2000
# Addresses that stand for another one inside them.
CARRIERS = tuple(
    map(
        ipaddress.ip_network,
        ("::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16"),
    )
)
PORTS = {"http": 80, "https": 443}


class NotFetched(Exception):
    """An address gave nothing that could be used; `code` says why, `may_pass` whether it may be better later."""

    def __init__(self, code: str, *, may_pass: bool = False, after: float = 0.0) -> None:
        super().__init__(code)
        self.code = code
        self.may_pass = may_pass
        self.after = after


@dataclass(frozen=True)
class Target:
    """An address taken apart."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """Where it leads, without what is asked there."""
        return self.scheme, self.host, self.port


def target_of(address: str) -> Target:
    """Take an address apart; raise NotFetched where it is not a whole one, or not http or https."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise NotFetched("odd-address") from None
    if parts.scheme not in PORTS:
        raise NotFetched("odd-address")
    is_odd = not parts.hostname or "@" in parts.netloc or port == 0 or len(address) > LONGEST_ADDRESS
    if is_odd or not address.isascii() or not address.isprintable() or " " in address:
        raise NotFetched("odd-address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, parts.hostname or "", port or PORTS[parts.scheme], path)


def redirected(address: str, location: str) -> str:
    """Return where a redirect leads; raise NotFetched where it leaves https, or where that is no address."""
    try:
        leads = urljoin(address, location)
    except ValueError:
        raise NotFetched("odd-address") from None
    if target_of(address).scheme == "https" and target_of(leads).scheme != "https":
        raise NotFetched("odd-redirect")
    return leads


def place_of(target: Target, *, may_be_private: bool) -> str:
    """Return the number under which a host is to be asked; raise NotFetched where any of its numbers is not public.

    The connection is made to this number, so that a name that changes its mind meanwhile leads nowhere else.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotFetched("unknown-host", may_pass=True) from None
    numbers = [str(one[4][0]) for one in found]
    if not numbers or (not may_be_private and not all(map(is_public, numbers))):
        raise NotFetched("private-address")
    return numbers[0]


def is_public(number: str) -> bool:
    """Return whether an address number is one of the public internet."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif address.is_site_local or any(address in network for network in CARRIERS):
            return False
    return address.is_global and not address.is_multicast
