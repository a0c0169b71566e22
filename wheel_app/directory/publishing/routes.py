"""The green book as a feed for others: open to anyone, without a cookie, the same for everybody."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, Response, request

from wheel_app.directory.categories import categories
from wheel_app.directory.feeds.formats import time_of
from wheel_app.directory.feeds.hours import WEEKDAYS
from wheel_app.directory.publishing.queries import WORDS, Filters, count_published, list_published
from wheel_app.directory.publishing.rules import (
    OPENAPI,
    PROFILE,
    VERSION,
    Said,
    id_of_category,
    id_of_part,
    paged,
    short,
    taxonomies,
    terms,
    whole,
)
from wheel_app.directory.queries import find_service
from wheel_app.people import fold
from wheel_app.web import current_db

bp = Blueprint("published", __name__, url_prefix="/feed")
A_PAGE, MOST_A_PAGE, MOST_PAGES = 50, 100, 1_000_000
SECONDS = 300
NUMBER = re.compile(r"[0-9]{1,7}")
YEARS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?")
LONGEST_WORD = 60
NO_CATEGORY = "none"
# The standard knows more lists than we have.
WORDS_OF = {"taxonomies": taxonomies, "taxonomy_terms": terms}


class Unclear(Exception):
    """What was asked for cannot be understood; the message says what."""


@bp.get("")
def details() -> Response:
    return _reply({"version": VERSION, "profile": PROFILE, "openapi_url": OPENAPI})


@bp.get("/services")
def services() -> Response:
    number, size = _asked_page()
    filters, first = _filters(request.args), (number - 1) * size
    total = count_published(current_db(), filters)
    found = list_published(current_db(), filters, first=first, most=size) if first < total else ()
    return _reply(paged(list(map(short, found)), total=total, number=number, size=size))


@bp.get("/services/<uuid:service_id>")
def service(service_id: UUID) -> Response:
    found = find_service(current_db(), str(service_id))
    return _one(whole(found) if found and found.is_listed else None)


@bp.get("/<string:kind>")
def words(kind: str) -> Response:
    every = WORDS_OF.get(kind)
    if every is None:
        return _one(None)
    number, size = _asked_page()
    found, first = every(), (number - 1) * size
    return _reply(paged(found[first : first + size], total=len(found), number=number, size=size))


@bp.get("/<string:kind>/<uuid:word_id>")
def word(kind: str, word_id: UUID) -> Response:
    every = WORDS_OF.get(kind, tuple)()
    return _one(next((one for one in every if one["id"] == str(word_id)), None))


@bp.errorhandler(Unclear)
def unclear(asked: Unclear) -> Response:
    """Say what cannot be understood."""
    return _reply({"error": str(asked)}, 400)


def _one(said: Said | None) -> Response:
    return _reply(said) if said else _reply({"error": "There is no such thing here."}, 404)


def _asked_page() -> tuple[int, int]:
    return _whole("page", 1, MOST_PAGES), _whole("per_page", A_PAGE, MOST_A_PAGE)


def _filters(asked: Mapping[str, str]) -> Filters:
    return Filters(
        words=tuple(word[:LONGEST_WORD] for word in fold(asked.get("search", "")[:500]).split())[: len(WORDS)],
        minimum=_months("minimum_age", whole_year=0),
        maximum=_months("maximum_age", whole_year=11),
        category=_category(asked),
        weekday=_weekday(asked.get("day", "")),
        opens=_time("start_time"),
        closes=_time("end_time"),
    )


def _whole(name: str, default: int, most: int) -> int:
    text = request.args.get(name, str(default))
    if not NUMBER.fullmatch(text) or int(text) < 1:
        raise Unclear(f"{name} is a whole number from 1 on.")
    return min(int(text), most)


def _months(name: str, *, whole_year: int) -> int | None:
    text = request.args.get(name, "")
    if not text:
        return None
    if not YEARS.fullmatch(text):
        raise Unclear(f"{name} is an age in years.")
    years = float(text)
    return int(years) * 12 + whole_year if years == int(years) else round(years * 12)


def _time(name: str) -> str:
    text = request.args.get(name, "")
    read = time_of(text) if text else ""
    if read is None:
        raise Unclear(f"{name} is a time of day, as 09:30.")
    return read


def _weekday(text: str) -> int | None:
    if not text:
        return None
    short_name = text.strip().upper()[:2]
    if short_name not in WEEKDAYS:
        raise Unclear("day is a day of the week, as MO.")
    return WEEKDAYS.index(short_name) + 1


def _category(asked: Mapping[str, str]) -> str:
    wanted, taxonomy = asked.get("taxonomy_term_id", "").lower(), asked.get("taxonomy_id", "").lower()
    if taxonomy and taxonomy != id_of_part("taxonomy"):
        return NO_CATEGORY
    if wanted:
        return next((key for key in categories() if id_of_category(key) == wanted), NO_CATEGORY)
    return "any" if taxonomy else ""


def _reply(said: object, status: int = 200) -> Response:
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    response = Response(body, status, content_type="application/json; charset=utf-8")
    if status == 200:
        response.cache_control.public, response.cache_control.max_age = True, SECONDS
        response.set_etag(hashlib.sha256(body).hexdigest()[:32])
        response.make_conditional(request)
    return response
