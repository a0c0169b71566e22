"""A parent’s copy as a PDF: in one language, or in two side by side."""

from __future__ import annotations

import atexit
import os
from dataclasses import dataclass
from typing import Literal

from flask_babel import gettext

from wheel_app.plan import PROJECT, PdfMaker
from wheel_app.visits.copy.reading import ParentsCopy
from wheel_app.visits.copy.saying import CopyPart, parts_of, title_of
from wheel_app.web.locale import Spoken, current_language, date_text, speaking

SHEET = PROJECT / "templates" / "visits" / "copy" / "copy.typ"

_maker = PdfMaker(sheet=SHEET, rest=120)
os.register_at_fork(after_in_child=_maker.forget)
atexit.register(_maker.close)


@dataclass(frozen=True)
class Half:
    """The copy in one language. Every half has the same parts with the same lines."""

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    day: str
    child: str
    parts: tuple[CopyPart, ...]


@dataclass(frozen=True)
class CopyPaperHeadings:
    """The fixed words of the paper: `page` holds {page} and {pages}; `not_printed` explains ◌."""

    not_printed: str
    page: str


@dataclass(frozen=True)
class CopyPaper:
    """The whole paper, every text ready to print; `halves` are one or two languages, that of the title first."""

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    halves: tuple[Half, ...]
    headings: CopyPaperHeadings


def copy_pdf(paper: CopyPaper) -> bytes:
    """Return the copy as a tagged PDF (PDF/UA-1) on A4; raise PdfFailed when it cannot be had."""
    return _maker.make(paper)


def paper_of(copy: ParentsCopy, *, today: str, beside: str | None) -> CopyPaper:
    """Return the copy in the language of this request and, with the code of another one, in that one beside it."""
    mine = _half(current_language(), copy, today)
    halves = [mine]
    if beside and beside != current_language().code:
        with speaking(beside) as other:
            halves.append(_half(other, copy, today))
    return CopyPaper(
        mine.language,
        mine.direction,
        mine.title,
        tuple(halves),
        CopyPaperHeadings(
            not_printed=gettext("◌ stands for a sign that could not be printed."),
            page=gettext("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        ),
    )


def _half(language: Spoken, copy: ParentsCopy, today: str) -> Half:
    return Half(
        language.text,
        "rtl" if language.direction == "rtl" else "ltr",
        title_of(copy),
        date_text(copy.own.on_date),
        copy.own.child,
        parts_of(copy, today),
    )
