"""Every address is typed and kebab-case, and only read or posted to."""

from __future__ import annotations

import re

import pytest
from flask import Flask

SEGMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?")
TYPED = re.compile(r"<[a-z_]+(\([^)]*\))?:[a-z_]+>")


def odd_addresses(app: Flask) -> list[str]:
    """Each address with a part that is neither kebab-case nor a typed placeholder."""
    return [rule.rule for rule in app.url_map.iter_rules() if not all(map(_is_tidy, rule.rule.strip("/").split("/")))]


def _is_tidy(segment: str) -> bool:
    return segment == "" or bool(SEGMENT.fullmatch(segment) or TYPED.fullmatch(segment))


def views_that_write_on_get(app: Flask) -> list[str]:
    """Each address that takes other methods than reading and posting a form."""
    known = {"GET", "HEAD", "OPTIONS", "POST"}
    return [
        f"{rule.rule}: {sorted(rule.methods - known)}"
        for rule in app.url_map.iter_rules()
        if rule.methods and rule.methods - known
    ]


def test_addresses_are_typed_and_kebab_case(app: Flask) -> None:
    assert odd_addresses(app) == []


def test_only_reading_and_posting(app: Flask) -> None:
    assert views_that_write_on_get(app) == []


@pytest.mark.parametrize("address", ["/my_plan", "/Plan", "/plan/<key>", "/plan/<string:key>x", "/a--b"])
def test_odd_addresses_bite(address: str) -> None:
    assert odd_addresses(_tiny(address)) == [address]


@pytest.mark.parametrize(
    "address", ["/", "/my-plan", "/plans/<uuid:plan_id>/plan.pdf", "/t/<any(a, b):key>", "/l/<string(length=2):c>"]
)
def test_tidy_addresses_pass(address: str) -> None:
    assert odd_addresses(_tiny(address)) == []


def test_other_methods_bite() -> None:
    assert views_that_write_on_get(_tiny("/plan", methods=["DELETE"])) == ["/plan: ['DELETE']"]


def _tiny(address: str, methods: list[str] | None = None) -> Flask:
    tiny = Flask(__name__, static_folder=None)

    def view(**_: object) -> str:
        return ""

    tiny.add_url_rule(address, "view", view, methods=methods)
    return tiny
