"""What this room asks of the rooms above it: where something that was found can be put. create_app() hands it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import current_app


@dataclass(frozen=True)
class Taker:
    """Somewhere that an entry can be put: a button with these words posts its `service_id` to `address`.

    `fields` go with it, `listen` is the key of the recording of its words. `back` is the page to go back to without
    anything, `into` what a search carries along.
    """

    words: str
    address: str
    into: str
    back: str
    fields: Mapping[str, str]
    listen: str = ""


# Given what a search carries after the kind ('' for nothing), say where whoever asks may put it; None for nowhere.
FindTaker = Callable[[str], Taker | None]


def taker_of(into: str) -> Taker | None:
    """Return where whoever asks can put what they find: `into` is a kind and its own text, 'plan:…'.

    Without a kind the first place that is open to them by itself.
    """
    finders: Mapping[str, FindTaker] = current_app.extensions["wheel_service_takers"]
    kind, _, rest = into.partition(":")
    if kind:
        return finders[kind](rest) if kind in finders else None
    return next((taker for find in finders.values() if (taker := find(""))), None)
