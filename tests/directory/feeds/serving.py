"""Made-up feeds, served on this machine by a tiny server that can also answer badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from wheel_app.directory.feeds.actions import By, add_feed, start_run
from wheel_app.directory.feeds.fetching import Limits
from wheel_app.directory.feeds.importing import Means, import_feed
from wheel_app.directory.feeds.rules import Feed, Run
from wheel_app.storage import Database, new_id

AT = "2026-11-20T10:00:00.000000Z"
BY = By("operator", "operator")
JSON, HTML = "application/json", "text/html"
# Quick to give up, so that no test waits for long.
QUICK = Limits(answer_seconds=1.0, page_seconds=3.0, tries=3)

Reply = tuple[int, str, bytes]
Answer = Callable[[str, dict[str, str]], Reply]


def id_of(number: int) -> str:
    """The made-up id of the made-up service of this number."""
    return str(UUID(int=0x5EED_0000_0000_4000_8000_0000_0000_0000 + number))


def service(number: int = 1, **other: Any) -> dict[str, Any]:
    """A service as the list of a feed has it; what is None is left out."""
    said = {
        "id": id_of(number),
        "name": f"Baby group {number}",
        "description": "Songs and play.",
        "url": "https://example.org/group",
        "email": "group@example.org",
        "status": "active",
        "assured_date": "2026-10-01",
        "organization": {"id": id_of(900_000), "name": "Ferry Road Centre", "description": "A made-up centre."},
        **other,
    }
    return {name: value for name, value in said.items() if value is not None}


def whole(number: int = 1, **other: Any) -> dict[str, Any]:
    """The same with all that a single service tells."""
    parts = {
        "minimum_age": 0,
        "maximum_age": 4,
        "service_areas": [{"id": id_of(1_000), "name": "Families in Ferry Road"}],
        "service_at_locations": [{"id": id_of(2_000 + number), "location": location(number)}],
        "schedules": [
            {
                "id": id_of(3_000),
                "service_at_location_id": id_of(2_000 + number),
                "freq": "WEEKLY",
                "byday": "TU,TH",
                "opens_at": "09:30",
                "closes_at": "11:00",
            }
        ],
        "languages": [{"id": id_of(4_000), "code": "ur"}],
        "cost_options": [{"id": id_of(5_000), "option": "Everybody", "amount": 0}],
        "contacts": [{"id": id_of(6_000), "phones": [{"id": id_of(6_001), "number": "01632 960001"}]}],
        "attributes": [{"id": id_of(7_000), "taxonomy_term": term(1, "Parenting support")}],
    }
    return service(number, **{**parts, **other})


def location(number: int = 1, **other: Any) -> dict[str, Any]:
    address = {
        "id": id_of(8_000),
        "address_1": "1 Ferry Road",
        "city": "Oldham",
        "state_province": "Lancashire",
        "postal_code": "ol1 1aa",
        "country": "GB",
        "address_type": "physical",
    }
    said = {
        "id": id_of(9_000 + number),
        "location_type": "physical",
        "name": "Ferry Road Centre",
        "latitude": 53.54,
        "longitude": -2.11,
        "addresses": [address],
        "accessibility": [{"id": id_of(9_500), "accessibility": "step-free"}],
    }
    return {**said, **other}


def term(number: int, name: str, **other: Any) -> dict[str, Any]:
    said = {"id": id_of(100_000 + number), "name": name, "description": name}
    return {**said, **{key: value for key, value in other.items() if value is not None}}


def as_json(said: Any, status: int = 200) -> Reply:
    return status, JSON, json.dumps(said).encode()


def page_of(rows: list[Any], number: int, pages: int, **other: Any) -> dict[str, Any]:
    """A page of a list."""
    said = {
        "total_items": 1_000,
        "total_pages": pages,
        "page_number": number,
        "size": len(rows),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not rows,
        "contents": rows,
    }
    return {name: value for name, value in {**said, **other}.items() if value is not None}


def good_feed(rows: list[Any], *, a_page: int = 10) -> Answer:
    """A feed that keeps to the standard: a list of pages, and single services."""
    by_id = {row["id"]: row for row in rows if isinstance(row, dict) and "id" in row}
    pages = max(1, -(-len(rows) // a_page))

    def answer(path: str, asked: dict[str, str]) -> Reply:
        if path == "/services":
            number = int(asked.get("page", "1"))
            return as_json(page_of(rows[(number - 1) * a_page : number * a_page], number, pages))
        kind, _, name = path.strip("/").partition("/")
        if kind == "services" and name in by_id:
            return as_json(by_id[name])
        return as_json({"error": "nothing here"}, 404)

    return answer


class Served:
    """A feed on this machine: where it is, what it was asked, and how it answers from now on."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.address = ""

    def reply(self, address: str) -> Reply:
        self.asked.append(address)
        parts = urlsplit(address)
        return self.answer(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()})


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: the reader hangs up whenever it has enough."""


@contextmanager
def served(answer: Answer) -> Iterator[Served]:
    """Serve a feed as long as the test needs it."""
    feed = Served(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, kind, body = feed.reply(self.path)
            self.send_response(status)
            if status in (301, 302):
                self.send_header("Location", body.decode())
                body = b""
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = _Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    feed.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield feed
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def feed_of(db: Database, address: str, *, name: str = "Northside services") -> Feed:
    return add_feed(db, Feed(new_id(), name, address, "json", AT, "operator"), BY)


def run(db: Database, feed: Feed, *, at: str = AT, limits: Limits = QUICK, waits: list[float] | None = None) -> Run:
    """Do a run of a feed at a moment that stands still; nobody waits, but it is noted for how long they would."""
    wait = waits.append if waits is not None else lambda seconds: None
    means = Means(lambda: at, wait, may_be_private=True, limits=limits)
    return import_feed(db, feed, start_run(db, feed, BY, at=at), means)
