"""Choosing four pictures in order, with the script or one tap at a time without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext, ngettext
from markupsafe import Markup
from wtforms import HiddenField, StringField

from wheel_app.accounts import PICTURES, BadCode, Picture, Refused, picture_svg, read_code
from wheel_app.web import Form

NAMES = frozenset(picture.name for picture in PICTURES)
FOUR = 4


@dataclass(frozen=True)
class Shown:
    """A picture as the page shows it."""

    name: str
    label: str
    svg: Markup


def shown(pictures: Iterable[Picture]) -> tuple[Shown, ...]:
    """Return pictures with their names in the reader's language."""
    return tuple(Shown(one.name, gettext(one.label), picture_svg(one.name)) for one in pictures)


class PicturesForm(Form):
    """Four pictures; without the script each tap is a request of its own."""

    picked = HiddenField()
    save_id = HiddenField()

    @property
    def names(self) -> list[str]:
        """The pictures so far, in order."""
        sent = dict.fromkeys((self.picked.data or "").split(","))
        return [name for name in sent if name in NAMES][:FOUR]

    def is_still_choosing(self) -> bool:
        """Take one tap on a picture, or on undo; False when the form is sent for good."""
        names, tapped = self.names, request.form.get("pick")
        if "undo" in request.form:
            self._show(names[:-1])
        elif tapped in NAMES:
            self._show(names if tapped in names else [*names, tapped][:FOUR])
        else:
            return False
        return True

    def is_ready(self) -> bool:
        """Check that there are four; the error stands at the pictures."""
        if not self.validate():
            return False
        if len(self.names) < FOUR:
            self.picked.errors = [gettext("Tap four pictures, one after the other.")]
            return False
        return True

    def start_again(self, error: str) -> None:
        """Empty the pictures and say why."""
        self._show([])
        self.picked.errors = [error]

    def _show(self, names: Sequence[str]) -> None:
        self.picked.raw_data, self.picked.data = None, ",".join(names)


class BackForm(PicturesForm):
    """A code and four pictures."""

    code = StringField()

    def is_ready(self) -> bool:
        """Check that the code can be one and that there are four pictures."""
        has_pictures = super().is_ready()
        why = why_no_code(self.code.data or "")
        if why is not None:
            self.code.errors = [why]
        return has_pictures and why is None


def refused_words(refused: Refused) -> tuple[int, str]:
    """Return the status, and what is said to a code and pictures that opened nothing."""
    if refused.reason == "wait":
        return 429, ngettext(
            "There were many tries. Wait %(num)s minute, then try again.",
            "There were many tries. Wait %(num)s minutes, then try again.",
            refused.minutes,
        )
    return 422, gettext("This code and these pictures do not go together. Look at your slip and try again.")


def why_no_code(text: str) -> str | None:
    """Return why a text cannot be a code, None when it can."""
    try:
        read_code(text)
    except BadCode as bad:
        return _why(bad.reason)
    return None


def _why(reason: str) -> str:
    if reason == "empty":
        return gettext("Type the ten numbers from your slip.")
    if reason == "letters":
        return gettext("Your code has only numbers in it. Look at your slip again.")
    if reason == "short":
        return gettext("Your code has ten numbers. There are too few here.")
    return gettext("Your code has ten numbers. There are too many here.")
