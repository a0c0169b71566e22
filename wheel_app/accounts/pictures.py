"""The 24 pictures that people remember their way back by. Each has a name, so that it can be chosen by ear."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

FOLDER = Path(__file__).parent / "pictures"


def _(label: str) -> str:
    """Mark a label for the translators; pages translate it when they show it."""
    return label


@dataclass(frozen=True)
class Picture:
    """One picture to remember: the name that forms send, and the English label that pages translate."""

    name: str
    label: str


PICTURES = (
    Picture("boat", _("Boat")),
    Picture("sun", _("Sun")),
    Picture("key", _("Key")),
    Picture("tree", _("Tree")),
    Picture("cat", _("Cat")),
    Picture("cup", _("Cup")),
    Picture("moon", _("Moon")),
    Picture("fish", _("Fish")),
    Picture("bird", _("Bird")),
    Picture("apple", _("Apple")),
    Picture("hat", _("Hat")),
    Picture("bell", _("Bell")),
    Picture("ball", _("Ball")),
    Picture("kite", _("Kite")),
    Picture("leaf", _("Leaf")),
    Picture("book", _("Book")),
    Picture("bus", _("Bus")),
    Picture("clock", _("Clock")),
    Picture("drum", _("Drum")),
    Picture("duck", _("Duck")),
    Picture("flower", _("Flower")),
    Picture("shell", _("Shell")),
    Picture("spoon", _("Spoon")),
    Picture("umbrella", _("Umbrella")),
)
NAMES = frozenset(picture.name for picture in PICTURES)


def pictures_mixed(seed: str) -> tuple[Picture, ...]:
    """Return the pictures in an order that differs from person to person but stays for one seed.

    Where all people choose from the same grid, many take its first four: then two families on one
    device have the same way back, and a stranger's first guess is right.
    """
    return tuple(sorted(PICTURES, key=lambda picture: hashlib.sha256(f"{seed}:{picture.name}".encode()).digest()))


@cache
def picture_svg(name: str) -> Markup:
    """Return the drawing of a picture, read from its file once; KeyError for a name that is none of ours."""
    if name not in NAMES:
        raise KeyError(name)
    # The files are part of the program, not input.
    return Markup((FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip())  # noqa: S704
