"""In which language each adult at a visit reads, as far as whoever works with the family knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from babel import Locale, UnknownLocaleError

from wheel_app.people import Member, fold
from wheel_app.storage import Database
from wheel_app.visits.parts.queries import languages_used
from wheel_app.web.locale import Spoken, current_language, current_locale, languages


def languages_read(db: Database, family_id: str, members: Iterable[Member]) -> dict[str, Spoken]:
    """Return in which of our languages each of these members is thought to read, by member id.

    It is the one in which they last did a part of a visit themselves, else what stands about them in the family's
    record, else that of this page. What they did elsewhere says nothing here: that there is any is theirs to tell.
    """
    spoken = languages()
    if len(spoken) < 2:
        return dict.fromkeys((one.member_id for one in members), spoken[0])
    by_code, used = {one.code: one for one in spoken}, languages_used(db, family_id)
    return {
        one.member_id: by_code.get(used.get(one.member_id, "")) or _noted(one, spoken) or current_language()
        for one in members
    }


def _noted(member: Member, spoken: Sequence[Spoken]) -> Spoken | None:
    """Return what is noted: for which language somebody interprets, else the first of theirs that is one of ours."""
    texts = (member.facts.interpreter_language, member.facts.languages)
    found = (_first_named(text, spoken) for text in texts if text)
    return next((one for one in found if one), None)


def _first_named(text: str, spoken: Sequence[Spoken]) -> Spoken | None:
    words = f" {fold(text)} "
    places = [(words.find(f" {name} "), place) for place, one in enumerate(spoken) for name in _names(one)]
    named = [found for found in places if found[0] >= 0]
    return spoken[min(named)[1]] if named else None


def _names(language: Spoken) -> Iterator[str]:
    """Give how people write a language: as it calls itself, in English, in the language of this page."""
    yield fold(language.name)
    try:
        locale = Locale.parse(language.code, sep="-")
    except (UnknownLocaleError, ValueError):
        return
    for reader in (Locale("en"), current_locale()):
        yield fold(locale.get_language_name(reader) or language.name)
