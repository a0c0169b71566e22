"""One table says which role may open which page, and every page is in it."""

from __future__ import annotations

import pytest
from flask import Flask

from wheel_app.doors import ANALYST, ANYONE, DOORS, FAMILY, STAFF, TURNS
from wheel_app.web.access import DoorMissing, init_access

KNOWN = ANYONE | FAMILY | TURNS | STAFF


def _tiny() -> Flask:
    tiny = Flask(__name__, static_folder=None)
    tiny.add_url_rule("/page", "page", lambda: "here")
    return tiny


def test_every_line_lets_somebody_in_and_nobody_unknown() -> None:
    assert {endpoint: roles for endpoint, roles in DOORS.items() if not roles or roles - KNOWN} == {}


def test_a_page_open_to_anyone_names_nobody_else() -> None:
    assert {endpoint for endpoint, roles in DOORS.items() if roles > ANYONE} == set()


def test_no_page_is_both_a_familys_and_the_staffs() -> None:
    assert {endpoint for endpoint, roles in DOORS.items() if roles & (FAMILY | TURNS) and roles & STAFF} == set()


def test_a_page_that_is_not_in_the_table_bites() -> None:
    with pytest.raises(DoorMissing, match="page"):
        init_access(_tiny(), {})


def test_a_line_without_a_page_bites() -> None:
    with pytest.raises(DoorMissing, match="gone"):
        init_access(_tiny(), {"page": ANYONE, "gone": ANALYST})


def test_a_page_added_later_opens_to_nobody(own_app: Flask) -> None:
    own_app.add_url_rule("/late", "late", lambda: "here")
    assert own_app.test_client().get("/late").status_code == 404
