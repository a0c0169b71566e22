"""Pieces of pages that are the same for everybody who sees them: drawn once, kept in memory."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from flask import Flask
from markupsafe import Markup

MOST_KEPT = 600


def init_kept(app: Flask) -> None:
    """Give templates `{% call kept(key) %}…{% endcall %}`. The key has to name all that the piece depends on.

    A key of None is never kept: whatever holds somebody's own words, or an error, has no key.
    """
    pieces: dict[Hashable, Markup] = {}

    def kept(key: Hashable | None, caller: Callable[[], Markup]) -> Markup:
        if key is None:
            return caller()
        piece = pieces.get(key)
        if piece is None:
            if len(pieces) >= MOST_KEPT:
                pieces.clear()
            piece = pieces[key] = caller()
        return piece

    app.jinja_env.globals["kept"] = kept
