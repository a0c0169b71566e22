"""The form that all forms build on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from flask import request
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError

LONGEST_NOTE = 2000
# The fields in which passwords and PINs are typed: no page holds again what was sent in them.
SECRETS = frozenset({"password", "chosen", "again", "pin"})
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"})


class Form(FlaskForm):  # type: ignore[misc]
    """A form whose own texts all go through gettext and whose errors stand at their fields."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        # WTForms’ own texts are never shown. Given a list it asks for the machine’s language, and fails without one.
        locales = False
        # The token of every form is looked at before any view runs (web.security); once is enough.
        csrf = False

        def wrap_formdata(self, form: Form, formdata: Any) -> Any:
            """Read what a form sends: texts. The library would take JSON and files for fields, which hold anything."""
            return None if formdata is None else request.form or None


def has_secrets(names: Iterable[str]) -> bool:
    """Whether a password or PIN was sent among these fields."""
    return not SECRETS.isdisjoint(names)


def tidy(value: Any) -> Any:
    """Drop what no store keeps (NUL, lone surrogates) and white space at the ends; keep all else as typed.

    A text in which nothing can be seen is none.
    """
    if not isinstance(value, str):
        return value
    kept = "".join(c for c in value if c == "\n" or c == "\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return kept.replace("\r\n", "\n").strip() if any(map(_is_seen, kept)) else ""


def _is_seen(character: str) -> bool:
    # A sign that is too new to be known here may well be seen.
    return unicodedata.category(character) not in UNSEEN


class ShortEnough:
    """Refuse a text longer than `most` characters, at its field and with its length."""

    def __init__(self, most: int = LONGEST_NOTE) -> None:
        self.most = most

    def __call__(self, form: Form, field: StringField) -> None:
        if refused := self.refusal(field.data or ""):
            raise ValidationError(refused)

    def refusal(self, text: str) -> str | None:
        """Return what is said to a text that is too long, None to one that is not."""
        if len(text) <= self.most:
            return None
        return gettext(
            "This is a bit too long to keep. It has %(length)s letters. Make it %(most)s or fewer.",
            length=len(text),
            most=self.most,
        )
