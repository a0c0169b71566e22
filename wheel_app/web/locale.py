"""The language of a request: chosen by the visitor, else asked of the browser, else the first one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from gettext import NullTranslations
from typing import Any, Protocol, cast
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.lists import format_list
from flask import Flask, current_app, g, request, session
from flask_babel import Babel, force_locale, get_locale, get_translations, refresh
from markupsafe import Markup, escape

from wheel_app.config import Settings
from wheel_app.web.house import now

# Plain “en” would write dates the American way.
BRITISH = Locale("en", "GB")
HERE = ZoneInfo("Europe/London")


class Spoken(Protocol):
    """What the shell needs of a language: its code, own name, the catalogue of its texts and its direction."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def is_draft(self) -> bool: ...
    @property
    def audio_only(self) -> bool: ...


def languages() -> Sequence[Spoken]:
    """Return the languages that this app offers, in the order they are shown."""
    return cast("Sequence[Spoken]", current_app.extensions["wheel_languages"])


def current_language() -> Spoken:
    """Return the language of this request."""
    if "language" not in g:
        g.language = _chosen() or _asked_for() or languages()[0]
    return cast(Spoken, g.language)


def choose_language(code: str) -> bool:
    """Keep a language for this visit; return False when it is none of ours."""
    if all(language.code != code for language in languages()):
        return False
    session["language"] = code
    g.pop("language", None)
    g.pop("catalogue", None)
    refresh()
    return True


@contextmanager
def speaking(code: str) -> Iterator[Spoken]:
    """Let every text, date and number inside be in another of the app’s languages: of what two people read
    together, or of paper for somebody else.

    Raises KeyError where it is none of ours.
    """
    spoken, before = {one.code: one for one in languages()}[code], current_language()
    try:
        with force_locale(_locale_of(spoken.text)):
            g.language = spoken
            g.pop("catalogue", None)
            yield spoken
    finally:
        g.language = before
        g.pop("catalogue", None)


def _chosen() -> Spoken | None:
    code = session.get("language")
    return next((one for one in languages() if one.code == code), None)


def _asked_for() -> Spoken | None:
    written = [one for one in languages() if not one.audio_only]
    code = request.accept_languages.best_match([one.code for one in written])
    return next((one for one in written if one.code == code), None)


def date_text(day: str) -> str:
    """Return a stored date (or the date of a moment) as people write it in this language."""
    return format_date(date.fromisoformat(day[:10]), "long", locale=current_locale())


def short_date_text(day: str) -> str:
    """Return a stored date as people write it where there is little room."""
    return format_date(date.fromisoformat(day[:10]), "medium", locale=current_locale())


def month_text(day: str) -> str:
    """Return the month of a stored date as people write it, with its year where that is not this one."""
    on = date.fromisoformat(day[:10])
    if on.year == date.fromisoformat(now()[:10]).year:
        return format_date(on, "LLLL", locale=current_locale())
    return format_skeleton("yMMMM", on, locale=current_locale())


def moment_text(at: str) -> str:
    """Return a stored moment as people here write the day and the time."""
    return format_datetime(datetime.fromisoformat(at), "d MMMM y, HH:mm", tzinfo=HERE, locale=current_locale())


def list_text(names: Sequence[str]) -> Markup:
    """Return several names as one text, as this language lists them; each keeps the direction of its own script."""
    apart = [Markup("<bdi>{}</bdi>").format(name) for name in names]
    return Markup(format_list(apart, locale=current_locale()))  # noqa: S704 - each name is escaped


def init_locale(app: Flask, settings: Settings, spoken: Sequence[Spoken], folders: Sequence[str]) -> None:
    """Give templates the language, and Babel its folders of catalogues."""
    app.extensions["wheel_languages"] = tuple(spoken)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(folders)
    Babel(app, locale_selector=lambda: _locale_of(current_language().text))
    _speak_quickly(app)

    @app.context_processor
    def language_at_hand() -> dict[str, Any]:
        return {
            "language": current_language(),
            "languages": languages(),
            "date_text": date_text,
            "short_date_text": short_date_text,
            "moment_text": moment_text,
            "month_text": month_text,
            "list_text": list_text,
        }


@cache
def _locale_of(code: str) -> Locale:
    # Babel by itself expects “pa_Arab”.
    return Locale.parse(code, sep="-")


def _speak_quickly(app: Flask) -> None:
    # Babel asks for the catalogue anew with every text, Jinja hands each on three times, and a page has a hundred.
    app.jinja_env.globals.update(_=_say, gettext=_say, ngettext=_say_how_many)


def _say(text: str, /, **values: Any) -> Markup:
    # No text holds markup, and a translation may hold a quote: it would end the attribute that it stands in.
    return escape(_catalogue().gettext(text)) % values


def _say_how_many(one: str, many: str, num: int, /, **values: Any) -> Markup:
    return escape(_catalogue().ngettext(one, many, num)) % {"num": num, **values}


def _catalogue() -> NullTranslations:
    try:
        return cast(NullTranslations, g.catalogue)
    except AttributeError:
        g.catalogue = get_translations()
        return cast(NullTranslations, g.catalogue)


def current_locale() -> Locale:
    """Return the Babel locale of this request, for dates and numbers."""
    locale = cast(Locale, get_locale())
    return BRITISH if locale == Locale("en") else locale
