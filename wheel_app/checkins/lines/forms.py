"""The lines of a scale or checklist as they are sent: all texts, so that everything comes back to its place."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from flask_babel import gettext

from wheel_app.checkins.checkin import Answer, Filling, Given, Kind
from wheel_app.tools.rules import Group, Tool, Topic
from wheel_app.web.forms import ShortEnough, tidy

LONGEST_WORDS = 4000
# The two ways to leave a line out, in the order they are shown.
OUT: tuple[Kind, ...] = ("not-applicable", "rather-not-say")


@dataclass
class LineForm:
    """One line's answer as texts. Its fields are named `answer.<key>`, `words.<key>` and so on.

    `shown` is what the page had shown as kept: the answer, or a fingerprint of the words. `standing` is what another
    page saved meanwhile.
    """

    line: Topic
    save_id: str = ""
    seq: str = "0"
    shown: str = ""
    answer: str = ""
    words: str = ""
    error: str = ""
    is_clash: bool = False
    standing: Answer | None = field(default=None)

    @classmethod
    def sent(cls, line: Topic, given: Mapping[str, str]) -> LineForm:
        """Read what was sent for a line; what is missing is empty."""
        names = ("save_id", "seq", "shown", "answer", "words")
        save_id, seq, shown, answer, words = (given.get(f"{name}.{line.key}", "") for name in names)
        return cls(line, save_id, seq, shown, answer, tidy(words))

    @classmethod
    def showing(cls, line: Topic, answer: Answer | None) -> LineForm:
        """Return the form that shows an answer; nothing is chosen where there is none."""
        form = cls(line, str(uuid.uuid4()))
        if answer is None:
            return form
        form.seq, form.words = str(answer.seq), answer.note or "" if line.takes_words else ""
        form.answer = str(answer.score) if answer.score is not None else answer.kind if answer.kind in OUT else ""
        form.shown = form.mark
        return form

    @property
    def mark(self) -> str:
        """What stands in the line, as `shown` has it."""
        if not self.line.takes_words:
            return self.answer
        return hashlib.sha256(self.words.encode("utf-8")).hexdigest()[:16] if self.words else ""

    @property
    def is_untouched(self) -> bool:
        """Whether it says what the page had shown."""
        return self.mark == self.shown

    @property
    def named_save(self) -> str:
        """The id of this save; a page without one gets a new one."""
        try:
            return str(uuid.UUID(self.save_id))
        except ValueError:
            return str(uuid.uuid4())

    @property
    def seen_seq(self) -> int:
        """Which answer the page had seen; nonsense counts as none."""
        return int(self.seq) if self.seq.isascii() and self.seq.isdigit() and len(self.seq) < 10 else 0

    def given(self, tool: Tool) -> Given | None:
        """Return the answer, None when there is none or when an error stands at the line."""
        return self._worded() if self.line.takes_words else self._stepped(tool)

    def _worded(self) -> Given | None:
        if too_long := ShortEnough(LONGEST_WORDS).refusal(self.words):
            self.error = too_long
            return None
        if self.words:
            return Given("worded", note=self.words)
        return Given("not-now") if self.seen_seq else None

    def _stepped(self, tool: Tool) -> Given | None:
        for kind in OUT:
            if self.answer == kind:
                return Given(kind)
        step = next((band for band in tool.bands if band.key == self.answer), None)
        if step is None and self.answer:
            self.error = gettext("Tap one of the answers here.")
        return Given("scored", step.middle, "band") if step else None

    def show_clash(self, standing: Answer | None) -> None:
        """Let the next sending replace what stands: a save of its own, made with that in sight."""
        self.is_clash, self.standing = True, standing
        self.seq, self.save_id, self.shown = str(standing.seq if standing else 0), str(uuid.uuid4()), ""


@dataclass(frozen=True)
class Sheet:
    """A scale or checklist as a page of lines: what is kept of it, and its lines as they stand or as they were sent."""

    filling: Filling
    forms: Mapping[str, LineForm]

    @cached_property
    def parts(self) -> tuple[tuple[Group, tuple[LineForm, ...]], ...]:
        """The lines that are asked, by group, in the order of the tool; a group without one is left out."""
        return tuple(self._parts())

    def _parts(self) -> Iterator[tuple[Group, tuple[LineForm, ...]]]:
        for group in self.filling.tool.groups:
            forms = tuple(form for form in self.forms.values() if form.line.group == group.key)
            if forms:
                yield group, forms

    @property
    def wrong(self) -> tuple[LineForm, ...]:
        """The lines that could not be taken as they were sent."""
        return tuple(form for form in self.forms.values() if form.error)

    @property
    def clashes(self) -> tuple[LineForm, ...]:
        """The lines that another page answered meanwhile in another way."""
        return tuple(form for form in self.forms.values() if form.is_clash)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept of any line."""
        return not any(form.seen_seq for form in self.forms.values())

    @property
    def status(self) -> int:
        """With which status a page of them is given back."""
        return 422 if self.wrong else 409 if self.clashes else 200


def sheet_of(filling: Filling) -> Sheet:
    """Return the page of lines that shows a filling."""
    return Sheet(
        filling, {line.key: LineForm.showing(line, filling.answers.get(line.key)) for line in filling.in_tool_order}
    )
