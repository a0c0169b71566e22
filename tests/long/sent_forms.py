"""The forms of a page, read quickly and loosely; and what somebody sends who fills them in well, badly or at random."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random

from tests.accounts.builders import FOUR
from tests.staffing import PASSWORD, PIN
from tests.support.filling import Pairs

FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
# Never altered where a form is to arrive at all.
KEPT = frozenset({"csrf_token"})
LARGEST_TEXT, TOO_LARGE, TOO_MANY = 5000, 300_000, 450
ODD = (
    "", " ", "\x00", "a\x00b", "0", "-1", "101", "1e2", "1.5", "٤٢", "௧௨", "²", "9" * 400, "=1+1", "{{7*7}}",
    "<script>", "%00", "../..", "\u202eabc\u202c", "e\u0301" * 40, "\u200b", "\U0001f469\u200d\U0001f467", "ß" * 300,
    "a" * LARGEST_TEXT, "31", "2", "2099", "0001", "9999", "٢٠٢٦-٠١-٠١", "2026-02-31", "true", "on", "staff:", "team:x",
    "00000000-0000-0000-0000-000000000000", "not-a-uuid", "boat,boat,boat,boat", "boat,sun,key,tree,cat", ",,,",
    "\n\n", "None", "null", "[]",
)  # fmt: skip
FITTING: Mapping[str, Sequence[str]] = {
    "picked": (",".join(FOUR), "", "boat,sun"),
    "password": (PASSWORD,),
    "again": (PASSWORD,),
    "chosen": (PASSWORD,),
    "pin": (PIN, "590218"),
    "email": ("somebody@example.org",),
    "born": ("1990-01-02", "2 1 1990"),
    "day": ("2026-11-19", "19 11 2026"),
    "score": ("42", "1", "100"),
    "seq": ("0", "1"),
}
PARTS = {"day": ("1", "20"), "month": ("1", "11"), "year": ("1990", "2026", "2027")}


@dataclass
class Field:
    """Something in a form: what kind it is, what it holds or offers, and whether it is chosen as it stands."""

    name: str
    kind: str
    value: str = ""
    is_chosen: bool = False


@dataclass
class SentForm:
    """A form of a page: where it goes, its fields, and its buttons that say something."""

    method: str
    action: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, luck: Random, fits: Mapping[str, Sequence[str]]) -> Pairs:
        """Fill it in as somebody may who means it well."""
        pairs, groups = [], [one for one in self.fields if one.kind in ("radio", "option")]
        for one in self.fields:
            if one.kind == "checkbox" and luck.random() < 0.5:
                pairs.append((one.name, one.value))
            if one.kind in ("text", "hidden"):
                pairs.append((one.name, one.value if one.kind == "hidden" else _text(one, luck, fits)))
        for name in dict.fromkeys(one.name for one in groups):
            pairs.append((name, luck.choice([one.value for one in groups if one.name == name])))
        return [*pairs, *([luck.choice(self.buttons)] if self.buttons else [])]


def _text(one: Field, luck: Random, fits: Mapping[str, Sequence[str]]) -> str:
    start, _, end = one.name.rpartition("_")
    known = fits.get(one.name) or FITTING.get(one.name) or (PARTS.get(end) if start else None)
    if known and luck.random() < 0.8:
        return luck.choice(known)
    return one.value if luck.random() < 0.5 else "some words, long enough to be a reason"


def spoil(pairs: Pairs, luck: Random, texts: Sequence[str], names: Sequence[str]) -> Pairs:
    """Put other things into some of the fields, leave some out, send some twice, and add what nobody asked for."""
    spoilt = list(pairs)
    for _ in range(luck.choice((0, 0, 1, 1, 1, 2, 4))):
        free = [place for place, (name, _) in enumerate(spoilt) if name not in KEPT]
        how = luck.choice(("replace", "replace", "replace", "drop", "twice", "add"))
        if how == "add" or not free:
            spoilt.append((luck.choice(names), _odd(luck, texts)))
            continue
        place = luck.choice(free)
        name = spoilt[place][0]
        if how == "drop":
            del spoilt[place]
        elif how == "twice":
            spoilt.append((name, _odd(luck, texts)))
        else:
            spoilt[place] = (name, _odd(luck, texts))
    if luck.random() < 0.01:
        spoilt.extend([("x", "y")] * TOO_MANY if luck.random() < 0.5 else [("x", "y" * TOO_LARGE)])
    return spoilt


def _odd(luck: Random, texts: Sequence[str]) -> str:
    return luck.choice(ODD) if luck.random() < 0.7 or not texts else luck.choice(texts)


class _Reader(HTMLParser):
    """Reads one form."""

    def __init__(self) -> None:
        super().__init__()
        self.form = SentForm("get", "")
        self._list: str | None = None
        self._text: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name, value = said.get("name", ""), said.get("value", "")
        if tag == "form":
            self.form = SentForm(said.get("method", "get").upper(), said.get("action", ""))
        elif tag == "select":
            self._list = name
        elif tag == "option" and self._list:
            self.form.fields.append(Field(self._list, "option", value, "selected" in said))
        elif tag == "textarea":
            self._text = Field(name, "text")
        elif tag == "button" and name:
            self.form.buttons.append((name, value))
        elif tag == "input" and name:
            kind = said.get("type", "text")
            known = kind if kind in ("hidden", "radio", "checkbox") else "text"
            self.form.fields.append(Field(name, known, value, "checked" in said))

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._list = None
        if tag == "textarea" and self._text:
            self._text.value = self._text.value.removeprefix("\n")
            self.form.fields.append(self._text)
            self._text = None


def read_forms(html: str) -> list[SentForm]:
    """Every form of a page."""
    found = []
    for text in FORM.findall(html):
        reader = _Reader()
        reader.feed(text)
        reader.close()
        found.append(reader.form)
    return found
