"""A copy as it is read, every text in its place and in the reader’s language: on a page, and as a PDF."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator, Sequence

from flask_babel import gettext

from wheel_app.plan import PROJECT, PdfMaker
from wheel_app.records.copies.document import CopyDocument, Entry, Headings, Line, Part
from wheel_app.records.copies.rules import Copy, Row
from wheel_app.records.copies.visited import visit_entries
from wheel_app.records.copies.wheels import Wheel, answer_line, tool_of_row, wheel_parts
from wheel_app.records.copies.words import CHANGES, DECIDED, DONE, FACTS, INTERPRETERS, KINDS, LOOKS
from wheel_app.tools import FAMILY_WHEEL, YOUNG_WHEEL, Library
from wheel_app.web.locale import current_language, date_text, moment_text

SHEET = PROJECT / "templates" / "records" / "copies" / "copy.typ"
# Years of somebody's wheels; and a minute is what the whole may take. It is rarely asked for, so it soon goes to rest.
LONGEST, SECONDS, REST = 8_000_000, 50, 20

_maker = PdfMaker(sheet=SHEET, limit=SECONDS, rest=REST, longest=LONGEST)
os.register_at_fork(after_in_child=_maker.forget)
atexit.register(_maker.close)


def copy_pdf(document: CopyDocument) -> bytes:
    """Return a copy as a tagged PDF (PDF/UA-1) on A4; raise PdfFailed when it cannot be had."""
    return _maker.make(document)


def document_of(copy: Copy, library: Library, *, title: str, intro: Sequence[str]) -> CopyDocument:
    """Return a whole copy in the language of this request; parts that hold nothing are left out."""
    language = current_language()
    return CopyDocument(
        language=language.text,
        direction="rtl" if language.direction == "rtl" else "ltr",
        title=title,
        made_on_text=date_text(copy.made_at),
        intro=tuple(intro),
        parts=tuple(part for part in _parts(copy, library) if part.entries),
        headings=Headings(
            not_printed=gettext("◌ stands for a sign that could not be printed."),
            page=gettext("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        ),
    )


def _parts(copy: Copy, library: Library) -> Iterator[Part]:
    yield Part(gettext("What the people who work with you wrote"), tuple(_staff_items(copy)))
    yield Part(gettext("What you answered in private"), tuple(_private(copy, library)))
    yield from wheel_parts(copy, library)
    yield Part(gettext("Your part of a visit"), tuple(visit_entries(copy)))
    yield Part(gettext("What is written down about you"), tuple(_families(copy)))
    yield Part(gettext("What you said is not right"), tuple(_disputes(copy)))
    yield Part(gettext("What has changed"), tuple(_changes(copy, library)))
    yield Part(gettext("When you asked to talk"), tuple(_talks(copy)))
    yield Part(gettext("Whom you let see a wheel"), tuple(_shares(copy)))
    yield Part(gettext("Who looked"), _one_entry(_looks(copy)))
    yield Part(gettext("What you did here"), _one_entry(_done(copy)))
    yield Part(gettext("Your way in"), _one_entry(_ways_in(copy)))


def _one_entry(lines: Iterator[Line]) -> tuple[Entry, ...]:
    found = tuple(lines)
    return (Entry("", found),) if found else ()


def _staff_items(copy: Copy) -> Iterator[Entry]:
    for item in copy.rows("staff_items"):
        yield Entry(item["label"], (Line(date_text(item["at"]) if item["at"] else "", item["text"]),))


def _private(copy: Copy, library: Library) -> Iterator[Entry]:
    for row in copy.rows("private_answers"):
        wheel = Wheel({**row, "own_topic": None, "voice": "own"}, tool_of_row(library, row))
        yield Entry(date_text(row["filled_on"]), (answer_line(wheel, row),))


def _families(copy: Copy) -> Iterator[Entry]:
    for row in copy.rows("in_families"):
        worded = {"kind": KINDS.get(row["kind"], ""), "interpreter": INTERPRETERS.get(row["interpreter"], "")}
        facts = [(fact, str(worded.get(fact) or row.get(fact) or "")) for fact in FACTS]
        lines = [Line(str(FACTS[fact]), text) for fact, text in facts if text]
        yield Entry("", (*lines, Line(gettext("You joined"), date_text(row["joined_at"]))))
    for row in copy.rows("notes_for_them"):
        yield Entry(str(FACTS["note"]), (Line(date_text(row["made_at"]), row["words"]),))


def _disputes(copy: Copy) -> Iterator[Entry]:
    for row in copy.rows("said_not_right"):
        said = [Line(date_text(row["made_at"]), row["words"])]
        said += [Line(gettext("Someone has looked at it"), date_text(row["settled_at"]))] if row["settled_at"] else []
        yield Entry(str(FACTS.get(row["fact"], row["fact"])), tuple(said))


def _changes(copy: Copy, library: Library) -> Iterator[Entry]:
    topics = [topic for tool in (YOUNG_WHEEL, FAMILY_WHEEL) for topic in library.current(tool).topics]
    names = {topic.subject: gettext(topic.label) for topic in topics} | {"*": gettext("All of it")}
    for row in copy.rows("life_changes"):
        subjects = [one["subject"] for one in copy.rows("life_change_subjects") if one["change_id"] == row["change_id"]]
        put_away = " · ".join(names.get(subject, subject) for subject in subjects)
        lines = [Line(date_text(row["noted_at"]), "")]
        lines += [Line(gettext("What you put away"), put_away)] if put_away else []
        lines += [Line(gettext("You brought it back"), date_text(at)) for at in [row["brought_back_at"]] if at]
        yield Entry(str(CHANGES.get(row["kind"], row["kind"])), tuple(lines))


def _talks(copy: Copy) -> Iterator[Entry]:
    for row in copy.rows("asked_to_talk"):
        ends = [(gettext("Someone took it on"), row["acknowledged_at"]), (gettext("It was done"), row["done_at"])]
        yield Entry(moment_text(row["made_at"]), tuple(Line(label, moment_text(at)) for label, at in ends if at))


def _shares(copy: Copy) -> Iterator[Entry]:
    said = {
        row["checkin_id"]: gettext("Your wheel of %(day)s", day=date_text(row["filled_on"]))
        for row in copy.rows("checkins")
    }
    for row in copy.rows("lists"):
        day = date_text(row["filled_on"])
        said[row["checkin_id"]] = gettext("What you said about a child on %(day)s", day=day)
    for row in copy.rows("sharing"):
        yield Entry(row["to"] or gettext("Someone who works here"), tuple(_share(row, said)))


def _share(row: Row, said: dict[str, str]) -> Iterator[Line]:
    if row["checkin_id"] in said:
        yield Line(said[row["checkin_id"]], "")
    yield Line(gettext("Since"), date_text(row["given_at"]))
    for label, day in (
        (gettext("All wheels up to"), row["made_until"]),
        (gettext("Until"), row["until_on"]),
        (gettext("Stopped"), row["withdrawn_at"]),
    ):
        if day:
            yield Line(label, date_text(day))
    if row["decided_by"]:
        yield Line(gettext("Who decided this?"), str(DECIDED.get(row["decided_by"], row["decided_by"])))


def _looks(copy: Copy) -> Iterator[Line]:
    for row in copy.rows("looks"):
        who = row["title"] or gettext("Someone who works here")
        yield Line(date_text(row["at"]), f"{who[:1].upper()}{who[1:]} {LOOKS.get(row['what'], '')}".strip())


def _done(copy: Copy) -> Iterator[Line]:
    for row in copy.rows("done"):
        words = [str(DONE.get(row["action"], gettext("You did something here"))), row["text"]]
        yield Line(moment_text(row["at"]), ". ".join(text for text in words if text))


def _ways_in(copy: Copy) -> Iterator[Line]:
    for row in copy.rows("person"):
        yield Line(gettext("Here since"), date_text(row["created_at"]))
        yield Line(gettext("Kept until"), date_text(row["keep_until"]))
    for row in copy.rows("own_access"):
        yield Line(gettext("You chose your pictures"), date_text(row["set_at"]))
    for row in copy.rows("sign_ins"):
        where = gettext("On your own phone") if row["is_own_device"] else gettext("On a shared device")
        yield Line(moment_text(row["started_at"]), where)
