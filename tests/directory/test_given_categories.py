"""The categories of England’s family-services finder, as they are given."""

from __future__ import annotations

import csv
from pathlib import Path

from wheel_app.directory import category_key


def test_the_list_as_it_was_given(given_data: Path) -> None:
    with (given_data / "dfe-family-services-categories.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["category"] for row in rows if category_key(row["category"]) is None} == set()
