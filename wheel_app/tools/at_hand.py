"""The library of the running app."""

from typing import cast

from flask import current_app

from wheel_app.tools.shelves import Library


def library() -> Library:
    """Return the library that was read at start."""
    return cast(Library, current_app.extensions["wheel_library"])
