"""A feed that each test fills as it needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.directory.feeds.serving import (
    Served,
    good_feed,
    served,
)


@pytest.fixture
def feed() -> Iterator[Served]:
    with served(good_feed([])) as found:
        yield found
