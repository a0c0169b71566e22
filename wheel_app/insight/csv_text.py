"""Figures as a CSV file, in which no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from flask_babel import gettext
from markupsafe import Markup

from wheel_app.insight.rules import Figures
from wheel_app.insight.words import SHEETS, column_text, points_text, theme_text

# What spreadsheets begin to reckon at.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(figures: Figures) -> str:
    """Return everything that is shown of a period, one number a line; what is kept back says so."""
    out = io.StringIO()
    # Spreadsheets know by this mark that the text is UTF-8.
    out.write("\ufeff")
    writer = csv.writer(out)
    for line in _lines(figures):
        writer.writerow([as_text(cell) for cell in line])
    return out.getvalue()


def as_text(cell: str) -> str:
    """Return a cell as it is read, and never reckoned with."""
    plain = cell.striptags() if isinstance(cell, Markup) else cell
    return f"'{plain}" if plain.startswith(FORMULA) else plain


def _lines(figures: Figures) -> Iterator[list[str]]:
    yield [gettext("Table"), gettext("Point"), gettext("Part"), gettext("Visits")]
    every = gettext("all")
    totals = gettext("Whole service")
    yield [totals, every, every, _number(figures.total)]
    for group, total in zip(figures.points, figures.point_totals, strict=True):
        yield [totals, points_text(group), every, _number(total)]
    for name, sheet in figures.sheets.items():
        for place, column in enumerate(sheet.columns):
            yield [str(SHEETS[name]), every, column_text(name, column), _number(sheet.column_totals[place])]
            for line in sheet.lines:
                yield [
                    str(SHEETS[name]),
                    points_text(line.points),
                    column_text(name, column),
                    _number(line.cells[place]),
                ]
    for share in figures.themes:
        yield [gettext("Themes"), every, theme_text(share.theme), _number(share.total)]
        for group, cell in zip(figures.points, share.cells, strict=True):
            yield [gettext("Themes"), points_text(group), theme_text(share.theme), _number(cell)]


def _number(count: int | None) -> str:
    return gettext("kept back") if count is None else str(count)
