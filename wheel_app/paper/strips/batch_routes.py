"""The page on which a day’s strips are typed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request
from flask_babel import gettext

from wheel_app.paper.blueprint import bp, staff
from wheel_app.paper.strips.batch import ROWS, Batch, Row, hopes_of, read_rows, type_rows
from wheel_app.paper.strips.saying import HELPER_NAMES
from wheel_app.tools import library
from wheel_app.visits import PLACE_NAMES
from wheel_app.web import current_db, now, page


@dataclass(frozen=True)
class _Field:
    id: str


class BatchErrors:
    """The errors of all rows, as the summary at the top of a page reads them."""

    form_errors: Sequence[str] = ()

    def __init__(self, rows: Sequence[Row]) -> None:
        self.errors = {
            f"{name}_{place}": [gettext("Row %(row)s: %(said)s", row=place, said=said)]
            for place, row in enumerate(rows, start=1)
            for name, said in row.errors.items()
        }

    def __getitem__(self, name: str) -> _Field:
        """Return the field of an error."""
        return _Field(name)


@bp.get("/paper/strips")
def batch() -> Response:
    return _batch_page(Batch((), ()))


@bp.post("/paper/strips")
def batch_now() -> Response:
    rows = read_rows(request.form, hopes_of(library()))
    typed = type_rows(current_db(), library(), rows, by=staff(), at=now())
    return _batch_page(typed, status=422 if typed.left else 200)


def _whose(row: Row) -> list[tuple[str, str]]:
    return [("", gettext("Choose")), *[(one.whose.value, one.label) for one in row.found]]


def _batch_page(typed: Batch, *, status: int = 200) -> Response:
    return page(
        "paper/batch.html",
        done=typed.done,
        me=staff().staff_id,
        rows=[*typed.left, *[Row(0, {})] * (ROWS - len(typed.left))],
        form=BatchErrors(typed.left),
        places=PLACE_NAMES,
        helpers=HELPER_NAMES,
        whose=_whose,
        hopes=hopes_of(library()),
        status=status,
    )
