"""The shell that every page stands in. It knows no word of the domain."""

from wheel_app.web.device import device_token
from wheel_app.web.forms import Form
from wheel_app.web.house import House, current_db, house, now
from wheel_app.web.page import drawing, fragment, is_fragment_request, is_save, page, page_in_place, redirect_to, word

__all__ = [
    "Form",
    "House",
    "current_db",
    "device_token",
    "drawing",
    "fragment",
    "house",
    "is_fragment_request",
    "is_save",
    "now",
    "page",
    "page_in_place",
    "redirect_to",
    "word",
]
