"""What the tests of this room find at hand beside the store and the app."""

from __future__ import annotations

import pytest

from tests.accounts.handing import Worker, signed_in_worker
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.storage import Database


@pytest.fixture
def worker(client: PageClient, db: Database, clock: Clock) -> Worker:
    """Somebody of the staff at the client's browser, who has a PIN."""
    return signed_in_worker(client, db, clock)
