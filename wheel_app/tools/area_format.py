"""The two lists an area may lay beside its tools: who can help, and further languages."""

import re
from collections.abc import Collection, Iterator
from types import MappingProxyType

from babel import Locale, UnknownLocaleError

from wheel_app.tools.beside import HelpLine, Language
from wheel_app.tools.shelves import BUILT_IN_LANGUAGES
from wheel_app.tools.table import Format, Table

AREA_FORMAT: Format = {
    "help file": ("help",),
    "help line": ("topics", "name", "text", "text_in", "phone", "web"),
    "language file": ("languages",),
    "language": ("code", "name", "draft", "audio_only", "text"),
}

MOST_HELP_LINES = 3
_PHONE = re.compile(r"\+?\d[\d ]{2,18}\d|\d{3}")
_WEB = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(/[\w./?=&#~-]*)?")
_CODE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


def read_help(table: Table, topics: Collection[str], languages: Collection[str]) -> dict[str, tuple[HelpLine, ...]]:
    """The help lines by topic key, at most three each."""
    table.refuse_unknown_fields()
    found: dict[str, tuple[HelpLine, ...]] = {}
    for part in table.each("help", "help line", at_least=0, at_most=200):
        line = _read_help_line(part, languages)
        for topic in part.some_of("topics", topics):
            found[topic] = (*found.get(topic, ()), line)
            if len(found[topic]) > MOST_HELP_LINES:
                what = f"“{topic}” has more than {MOST_HELP_LINES} help lines"
                part.add("topics", what, "Keep the three that help most families")
    return found


def _read_help_line(part: Table, languages: Collection[str]) -> HelpLine:
    return HelpLine(
        name=part.text("name", longest=60),
        text=part.text("text", longest=160),
        texts=MappingProxyType(part.texts_by("text_in", languages, longest=160)),
        phone=part.optional_like("phone", _PHONE, "Write digits and spaces, such as 01632 960001"),
        web=part.optional_like("web", _WEB, "Write the whole address, such as https://example.org"),
    )


def read_languages(table: Table) -> Iterator[Language]:
    """The languages an area adds to those built in."""
    table.refuse_unknown_fields()
    taken = {language.code for language in BUILT_IN_LANGUAGES}
    written = set(taken)
    for part in table.each("languages", "language", at_least=0, at_most=40):
        code = part.key_like("code", _CODE, "Write a language code, such as bn, pl or pa-Arab")
        if code in taken:
            part.add("code", f"“{code}” is there already", "Take it out")
        taken.add(code)
        yield _read_language(part, code, written)


def _read_language(part: Table, code: str, written: set[str]) -> Language:
    audio_only = part.flag("audio_only")
    text = part.one_of("text", sorted(written)) if audio_only else code
    if not audio_only:
        part.leave_out("text", "only a language that is heard borrows the text of another")
        written.add(code)
    return Language(
        code=code,
        name=part.text("name", longest=30),
        is_draft=part.flag("draft"),
        audio_only=audio_only,
        text=text,
        direction=_direction(part, text) if text else "ltr",
    )


def _direction(part: Table, code: str) -> str:
    try:
        return Locale.parse(code, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        mend = "If it is only spoken here, write audio_only = true and text = “en”"
        part.add("code", f"“{code}” is not a language with known ways of writing", mend)
        return "ltr"
