"""What was found in the green book, as a PDF: the book stands on a lower step, and create_app() hands it this."""

from __future__ import annotations

import atexit
import os

from wheel_app.directory import Leaflet
from wheel_app.plan import PROJECT, PdfFailed, PdfMaker

SHEET = PROJECT / "templates" / "directory" / "leaflet.typ"
# Twenty entries, each of which may say much.
LONGEST, REST = 1_000_000, 30

_maker = PdfMaker(sheet=SHEET, rest=REST, longest=LONGEST)
os.register_at_fork(after_in_child=_maker.forget)
atexit.register(_maker.close)


def leaflet_pdf(leaflet: Leaflet) -> bytes | None:
    """Return what was found as a tagged PDF (PDF/UA-1) on A4; None when it cannot be had."""
    try:
        return _maker.make(leaflet)
    except PdfFailed:
        return None
