"""Where staff can go from every page: each room names its own places, and each role sees those that open to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, current_app

from wheel_app.web.access import Doors, role_here


@dataclass(frozen=True)
class Place:
    """One link of the header: the page, and its name (a lazy text)."""

    endpoint: str
    name: str


def init_places(app: Flask, places: Sequence[Place]) -> None:
    """Give templates `staff_places()`: what the signed-in role may open, in order."""

    def staff_places() -> list[tuple[str, str]]:
        doors: Doors = current_app.extensions["wheel_doors"]
        return [(place.endpoint, place.name) for place in places if role_here() in doors[place.endpoint]]

    app.jinja_env.globals["staff_places"] = staff_places
