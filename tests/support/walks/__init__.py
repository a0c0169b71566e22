"""Walks beside the main one: each begins with a browser of its own and yields every page of one subject with a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.support.opened import Page
from tests.support.page import PageClient
from tests.support.walks import (
    copies,
    every_address,
    green_book,
    hub,
    lines,
    own_facts,
    paper,
    setting_up,
    sharing,
    talking,
    together,
    visiting,
)

Walk = Callable[[PageClient], Iterator[tuple[str, Page]]]

WALKS: tuple[Walk, ...] = (
    copies.steps,
    every_address.steps,
    green_book.steps,
    hub.steps,
    lines.steps,
    own_facts.steps,
    paper.steps,
    setting_up.steps,
    sharing.steps,
    talking.steps,
    together.steps,
    visiting.steps,
)
