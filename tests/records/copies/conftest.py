"""What the tests of copies find at hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import visits
from tests.conftest import Clock
from tests.support.page import PageClient
from wheel_app.storage import Database


@pytest.fixture
def on_own_phone(client: PageClient, db: Database, clock: Clock) -> Callable[[str], PageClient]:
    """Let the client in as somebody, on their own phone."""

    def enter(owner_id: str) -> PageClient:
        visits.sign_in(client, db, owner_id, at=clock.at)
        with db.transaction():
            db.execute("UPDATE sign_in SET is_own_device = 1 WHERE owner_id = :owner_id", owner_id=owner_id)
        return client

    return enter
