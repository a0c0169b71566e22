"""What the tests of this room find at hand beside the store and the app."""

from __future__ import annotations

import pytest

from tests.conftest import Clock
from tests.people.joining import Case, make_case
from tests.support.page import PageClient
from wheel_app.storage import Database


@pytest.fixture
def case(client: PageClient, db: Database, clock: Clock) -> Case:
    """A worker at the client's browser, and somebody of a family they work with."""
    return make_case(client, db, clock)
