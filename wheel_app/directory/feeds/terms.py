"""What the words of a feed's word lists mean here: by their names, else by what the feed says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wheel_app.directory.feeds.checking import breaks
from wheel_app.directory.feeds.formats import is_uuid
from wheel_app.directory.feeds.rules import Fault, KeptFault
from wheel_app.directory.feeds.standard import TERM

# How many words of a feed are asked for in a run, and how far up from one word to those above it.
MOST_ASKED, MOST_STEPS = 500, 8

Ask = Callable[[str], Mapping[str, Any] | None]


class TermBook:
    """Answers for one run which categories a word stands for; each word is asked for once.

    `by_name` gives the code of a category for a name, `topics` the subjects of codes, `ask` what the feed says of a
    word (None where it says nothing). What is wrong with the feed's words waits in `told()`.
    """

    def __init__(
        self, by_name: Callable[[str], str | None], topics: Callable[[tuple[str, ...]], tuple[str, ...]], ask: Ask
    ) -> None:
        self._by_name = by_name
        self._topics = topics
        self._ask = ask
        self._known: dict[str, tuple[str, ...] | None] = {}
        self._asked = 0
        self._told: list[KeptFault] = []

    def codes_of(self, term_id: str, names: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the codes of categories; None where it is a word that we do not know."""
        code = self._first(names)
        if code is not None:
            return (code,)
        if term_id not in self._known:
            self._known[term_id] = self._above(term_id)
        return self._known[term_id]

    def topics_of(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Return the subjects that these categories belong to."""
        return self._topics(codes)

    def told(self) -> list[KeptFault]:
        """Return what was found wrong with words since the last time."""
        told, self._told = self._told, []
        return told

    def _first(self, names: tuple[str, ...]) -> str | None:
        return next((code for name in names if (code := self._by_name(name)) is not None), None)

    def _above(self, term_id: str) -> tuple[str, ...] | None:
        for term in self._ladder(term_id):
            code = self._first(tuple(str(term[name]) for name in ("name", "term", "term_uri") if term.get(name)))
            if code is not None:
                return (code,)
        return None

    def _ladder(self, term_id: str) -> Iterator[Mapping[str, Any]]:
        """Give a word and those above it, as the feed says them; a circle is told and left."""
        met: list[str] = []
        while is_uuid(term_id) and len(met) < MOST_STEPS and self._asked < MOST_ASKED:
            if term_id in met:
                self._tell(term_id, Fault("parent_id", "circle"))
                return
            met.append(term_id)
            self._asked += 1
            term = self._ask(term_id)
            if term is None or str(term.get("id", "")).strip().lower() != term_id:
                return
            for fault in breaks(term, TERM):
                self._tell(term_id, Fault(fault.where, fault.reason, False, fault.value))
            yield term
            term_id = str(term.get("parent_id") or "").strip().lower()

    def _tell(self, term_id: str, fault: Fault) -> None:
        self._told.append(KeptFault(0, term_id, fault))
