"""A QR picture to point a phone at, drawn by the server."""

import io

import segno
from markupsafe import Markup

QUIET_ZONE = 4  # the empty edge that the standard asks for, in modules


def qr_svg(text: str) -> str:
    """Return the text as an inline SVG, dark on white in every theme; what it is for is said by the caller."""
    picture = io.BytesIO()
    segno.make_qr(text, error="m").save(
        picture,
        kind="svg",
        dark="#000000",
        light="#ffffff",
        border=QUIET_ZONE,
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return Markup(picture.getvalue().decode())  # noqa: S704 - numbers of segno's own; the text is not in it
