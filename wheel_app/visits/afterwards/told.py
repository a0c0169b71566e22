"""The parent’s own words at a visit, as far as whoever reads may see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from wheel_app.accounts import Staff
from wheel_app.storage import Database
from wheel_app.visits.parts.rules import Part
from wheel_app.visits.rules import Visit


@dataclass(frozen=True)
class Told:
    """What somebody said about each line, in the order in which it was asked: the line, and the answer in words."""

    said: tuple[tuple[str, str], ...]

    def lines(self) -> Iterator[str]:
        """Return it as lines of a plain text."""
        if self.said:
            yield gettext("In their own words and marks:")
            yield from (f"- {label}: {' '.join(words.split())}" for label, words in self.said)


def told_at(db: Database, visit: Visit, parts: Sequence[Part], staff: Staff, *, at: str) -> dict[str, Told]:
    """Return what each adult said at a visit, by part, as far as somebody of the staff may read it now."""
    return {}
