"""A day’s strips, typed one below the other: what is right is stored, what is not comes back with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext

from wheel_app.accounts import Staff
from wheel_app.paper.numbers import in_groups
from wheel_app.paper.sheets.rules import Sheet, lines_of
from wheel_app.paper.strips.actions import type_in
from wheel_app.paper.strips.finding import NoSheet, find_by_typed
from wheel_app.paper.strips.forms import LONGEST_NAME, LONGEST_WORDS, faults_of_day
from wheel_app.paper.strips.marks import BadMark, Marks, read_marks
from wheel_app.paper.strips.rules import INTERPRETERS, Filled, Typed, Whose, read_short_day
from wheel_app.paper.strips.saying import DAY_FAULTS, differs, mark_fault
from wheel_app.paper.strips.whose import Candidate, chosen, find_candidates
from wheel_app.storage import Database
from wheel_app.tools import EARLY_CHECKLIST, Library, Topic
from wheel_app.visits import PLACES
from wheel_app.web.forms import ShortEnough, tidy

ROWS = 20
FIELDS = ("number", "day", "name", "who", "place", "help", "marks", "sure", "may_copy")
# What is typed in place of a name when a strip is nobody’s.
NO_NAME = "-"
SHORT_ENOUGH = ShortEnough(LONGEST_WORDS)


@dataclass
class Row:
    """One row of the page: what was typed, what is wrong with it, and whose it may be."""

    place: int
    typed: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    found: Sequence[Candidate] = ()
    is_odd_day: bool = False
    hopes: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed that says anything."""
        return not self.hopes and not any(self.typed[name] for name in ("number", "day", "name", "marks"))

    @property
    def is_unfolded(self) -> bool:
        """Whether its hopes are to be seen."""
        return bool(self.hopes or self.typed.get("may_copy"))


@dataclass(frozen=True)
class Done:
    """A row that is stored, or was before (`is_new` is False): how many boxes were filled in, of how many."""

    number: str
    typed: Typed
    is_new: bool
    label: str
    answered: int
    lines: int


@dataclass(frozen=True)
class Batch:
    """What became of the rows."""

    done: tuple[Done, ...]
    left: tuple[Row, ...]


def hopes_of(library: Library) -> tuple[Topic, ...]:
    """Return what may be said in words on the sheets that are printed now."""
    return tuple(topic for topic in library.current(EARLY_CHECKLIST).topics if topic.takes_words)


def read_rows(sent: Mapping[str, str], hopes: Iterable[Topic]) -> list[Row]:
    """Return the rows of a form that say something; each of the hopes has its field `w_<key>` in each row."""
    keys = [topic.key for topic in hopes]
    rows = [_row(sent, place, keys) for place in range(1, ROWS + 1)]
    return [row for row in rows if not row.is_empty]


def _row(sent: Mapping[str, str], place: int, keys: Iterable[str]) -> Row:
    said = {key: _text(sent, f"w_{key}", place) for key in keys}
    typed = {name: _text(sent, name, place) for name in FIELDS}
    return Row(place, typed, hopes={key: words for key, words in said.items() if words})


def _text(sent: Mapping[str, str], name: str, place: int) -> str:
    return str(tidy(sent.get(f"{name}_{place}", "")))


def type_rows(db: Database, library: Library, rows: Sequence[Row], *, by: Staff, at: str) -> Batch:
    """Store each row that is right, each by itself; the others come back with what is wrong."""
    done, left, day_above = [], [], ""
    for row in rows:
        row.typed["day"] = row.typed["day"] or day_above
        day_above = row.typed["day"]
        found = _type_row(db, library, row, by=by, at=at)
        if found:
            done.append(found)
        else:
            left.append(row)
    return Batch(tuple(done), tuple(left))


def _type_row(db: Database, library: Library, row: Row, *, by: Staff, at: str) -> Done | None:
    try:
        sheet = find_by_typed(db, row.typed["number"], by)
    except NoSheet as none:
        row.errors["number"] = str(none)
        return None
    candidate = _whose(db, row, sheet, by)
    whose = candidate.whose if candidate else None
    day, marks = _day(row, sheet, whose, at[:10]), _marks(library, row, sheet)
    _look_at_hopes(row, sheet)
    if row.errors or day is None or marks is None:
        return None
    filled = Filled(
        day, whose, _one_of(row, "place", PLACES), _one_of(row, "help", INTERPRETERS), False, marks, row.hopes
    )
    outcome = type_in(db, library, sheet, filled, by=by, at=at)
    if outcome.what == "differs":
        row.errors["number"] = differs(outcome.typed)
        return None
    lines = sum(len(asked.keys) for asked in sheet.facts.asked)
    label = candidate.label if candidate else gettext("Nobody’s: no answer is kept")
    answered = len(marks) if candidate else 0
    return Done(in_groups(sheet.sheet_no), outcome.typed, outcome.what == "stored", label, answered, lines)


def _whose(db: Database, row: Row, sheet: Sheet, by: Staff) -> Candidate | None:
    """Return whose strip a row is: chosen, or named in full by a name that only one has; None for nobody’s."""
    typed = row.typed["name"][:LONGEST_NAME]
    if typed == NO_NAME:
        return None
    row.found = find_candidates(db, by, sheet, typed) if typed else ()
    exact = [one for one in row.found if one.is_exact]
    whose = chosen(row.found, row.typed["who"]) or (exact[0].whose if len(exact) == 1 else None)
    row.typed["who"] = whose.value if whose else ""
    if whose is None:
        row.errors["who" if row.found else "name"] = _name_fault(typed, bool(row.found))
    return next((one for one in row.found if one.whose == whose), None)


def _name_fault(typed: str, is_found: bool) -> str:
    if not typed:
        return gettext("Write the name of the child or the parent, or - for nobody.")
    return gettext("Choose who it is.") if is_found else gettext("Nobody like this in the families you work with.")


def _day(row: Row, sheet: Sheet, whose: Whose | None, today: str) -> str | None:
    try:
        day = read_short_day(row.typed["day"], today)
    except ValueError:
        row.errors["day"] = gettext("Write the day of the visit, like 3 5 or 3 5 2026.")
        return None
    faults = faults_of_day(sheet, whose, day, today)
    row.is_odd_day = bool(faults) and faults != ("future",)
    if faults and not (row.is_odd_day and row.typed["sure"]):
        row.errors["day"] = str(DAY_FAULTS[faults[0]])
        return None
    return day


def _marks(library: Library, row: Row, sheet: Sheet) -> Marks | None:
    try:
        return read_marks(row.typed["marks"], lines_of(library, sheet.facts.asked))
    except BadMark as bad:
        row.errors["marks"] = mark_fault(bad)
        return None


def _look_at_hopes(row: Row, sheet: Sheet) -> None:
    known = {key for asked in sheet.facts.asked for key in asked.word_keys}
    for key, words in row.hopes.items():
        refused = SHORT_ENOUGH.refusal(words)
        if key not in known:
            refused = gettext("This sheet has no line for these words.")
        elif not row.typed["may_copy"]:
            refused = gettext("Ask the parent first, and tick that they said yes.")
        if refused:
            row.errors[f"w_{key}"] = refused


def _one_of(row: Row, name: str, known: Sequence[str]) -> str:
    return row.typed[name] if row.typed[name] in known else known[0]
