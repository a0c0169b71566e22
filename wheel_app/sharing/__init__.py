"""The person chooses who sees what, sees who can see and who looked; staff read what is shared with them."""

from wheel_app.sharing import routes
from wheel_app.sharing.agreeing import keep_in_step
from wheel_app.sharing.blueprint import bp
from wheel_app.sharing.exporting import export
from wheel_app.sharing.log import looks_told
from wheel_app.sharing.seeing import Reader, SharedWheel, list_shared, reader_of, what_is_left
from wheel_app.sharing.shared_pages import SHARED
from wheel_app.sharing.wheels import made_of

__all__ = [
    "SHARED",
    "Reader",
    "SharedWheel",
    "bp",
    "export",
    "keep_in_step",
    "list_shared",
    "looks_told",
    "made_of",
    "reader_of",
    "routes",
    "what_is_left",
]
