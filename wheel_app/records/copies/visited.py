"""A person’s own parts of visits in a copy, in the reader’s language."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext

from wheel_app.records.copies.document import Entry, Line
from wheel_app.records.copies.rules import Copy, Row
from wheel_app.records.copies.words import DONE_BY
from wheel_app.visits import doer_to_parent
from wheel_app.web.locale import date_text


def visit_entries(copy: Copy) -> Iterator[Entry]:
    """Give each part with what was agreed in it; what was answered stands with the other answers."""
    for part in copy.rows("visit_parts"):
        lines = [Line(gettext("How"), str(DONE_BY.get(part["done_by"], part["done_by"])))]
        for step in copy.rows("visit_steps"):
            if step["part_id"] == part["part_id"]:
                lines += _step(step)
        services = [one["name"] for one in copy.rows("visit_services") if one["part_id"] == part["part_id"]]
        lines += [Line(gettext("Near you"), name) for name in services if name]
        lines += [Line(gettext("Next visit"), date_text(part["next_on"]))] if part["next_on"] else []
        yield Entry(date_text(part["on_date"] or part["asked_at"]), tuple(lines))


def _step(step: Row) -> Iterator[Line]:
    yield Line(gettext("What we agreed"), step["words"])
    for label, text in (
        (gettext("Who"), doer_to_parent(step["who"])),
        (gettext("When"), date_text(step["by_when"]) if step["by_when"] else ""),
    ):
        if text:
            yield Line(label, text)
