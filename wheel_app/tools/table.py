"""One table of a TOML file, read field by field; each mistake is noted and reading goes on."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from wheel_app.tools.faults import Faults
from wheel_app.tools.plain_checks import KEY, KEY_MEND, a, nearest, text_faults
from wheel_app.tools.toml_file import TomlFile
from wheel_app.tools.toml_lines import Place

# Who reads the file (a kind of table) and the fields that this kind may hold.
Format = Mapping[str, tuple[str, ...]]


class Table:
    """A table of one kind. Reading a field gives its value, or an empty one after a fault."""

    def __init__(self, kind: str, file: TomlFile, faults: Faults, form: Format) -> None:
        self.kind = kind
        self.file = file
        self.faults = faults
        self.form = form
        self.place: Place = ()
        self.data: dict[str, Any] = file.data

    def refuse_unknown_fields(self) -> None:
        """Note each field that this kind of table does not have, with the nearest one it has."""
        for name in self.data:
            if name not in self.form[self.kind]:
                mend = nearest(name, self.form[self.kind], "Take it out")
                self.add(name, f"“{name}” is not a field of {a(self.kind)}", mend)

    def add(self, name: str | int | None, what: str, mend: str) -> None:
        """Note a fault at a field of this table, or at the table itself."""
        place = self.place if name is None else (*self.place, name)
        self.faults.add(self.file.path, self.file.line(place), what, mend)

    def text(self, name: str, *, longest: int = 160) -> str:
        """A text that is shown to people."""
        value = self._value(name, str, "a text in quotes")
        if value is None:
            return ""
        return self._checked_text(value, (name,), longest)

    def optional_text(self, name: str, *, longest: int = 160) -> str:
        """A text that is shown to people and may be left out."""
        return self.text(name, longest=longest) if name in self.data else ""

    def key(self, name: str = "key") -> str:
        """A name for machines: small letters, digits, hyphens."""
        return self.key_like(name, KEY, KEY_MEND)

    def new_key(self, seen: set[str]) -> str:
        """The key of one of several things, which no earlier one has."""
        key = self.key("key")
        if key and key in seen:
            what = f"the key “{key}” stands on another {self.kind} too"
            self.add("key", what, "Give each its own key")
        seen.add(key)
        return key

    def key_like(self, name: str, pattern: re.Pattern[str], mend: str) -> str:
        """A text of a fixed form."""
        value = self._value(name, str, "a text in quotes")
        if value is not None and not pattern.fullmatch(value):
            self.add(name, f"“{value[:40]}” cannot be a {name}", mend)
            return ""
        return value or ""

    def optional_like(self, name: str, pattern: re.Pattern[str], mend: str) -> str | None:
        """A text of a fixed form that may be left out."""
        return self.key_like(name, pattern, mend) if name in self.data else None

    def leave_out(self, name: str, why: str) -> None:
        """Note a fault when a field is given that makes no sense here."""
        if name in self.data:
            self.add(name, f"“{name}” does not belong here: {why}", "Take it out")

    def expect(self, name: str, value: str, expected: str) -> None:
        """Note a fault when a field that was read is not what its place asks for."""
        if value and value != expected:
            self.add(name, f"{name} is “{value}” here", f"Write “{expected}”")

    def number(self, name: str) -> int:
        """A whole number."""
        value = self._value(name, int, "a whole number without quotes")
        return 0 if value is None else int(value)

    def flag(self, name: str) -> bool:
        """Yes or no; no when left out, and yes after a fault, since something was meant by it."""
        return name in self.data and self._value(name, bool, "true or false without quotes") is not False

    def one_of(self, name: str, known: Collection[str]) -> str:
        """One word out of a known list."""
        value = self._value(name, str, "a text in quotes")
        return "" if value is None else self._known(value, (name,), known)

    def some_of(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        """Some words out of a known list, none of them twice."""

        def check(value: str, place: Place) -> str:
            return self._known(value, place, known)

        return self._list(name, check, at_least=1, at_most=40)

    def texts(self, name: str, *, at_least: int, at_most: int, longest: int) -> tuple[str, ...]:
        """A list of texts that are shown to people."""

        def check(value: str, place: Place) -> str:
            return self._checked_text(value, place, longest)

        return self._list(name, check, at_least=at_least, at_most=at_most)

    def inside(self, name: str, kind: str) -> "Table | None":
        """A table inside this one; None after a fault."""
        value = self._value(name, dict, f"a table, [{name}]")
        return None if value is None else self._part(kind, (*self.place, name), value)

    def each(self, name: str, kind: str, *, at_least: int, at_most: int) -> Iterator["Table"]:
        """The tables of a list of tables; where none is asked for, the list may be left out."""
        if at_least == 0 and name not in self.data:
            return
        values = self._value(name, list, f"a list of tables, [[{name}]]")
        if values is None:
            return
        self._check_count(name, len(values), at_least, at_most)
        for number, value in enumerate(values):
            if isinstance(value, dict):
                yield self._part(kind, (*self.place, name, number), value)
            else:
                self._add_wrong_type((name, number), f"a table with the fields of {a(kind)}")

    def texts_by(self, name: str, known: Collection[str], *, longest: int) -> dict[str, str]:
        """Texts by a known word; none when the table is left out."""
        values = self._value(name, dict, f"a table, [{name}]") if name in self.data else None
        found: dict[str, str] = {}
        for word, text in (values or {}).items():
            place = (name, word)
            if not isinstance(text, str):
                self._add_wrong_type(place, "a text in quotes")
            elif self._known(word, place, known):
                found[word] = self._checked_text(text, place, longest)
        return found

    def _part(self, kind: str, place: Place, data: dict[str, Any]) -> "Table":
        part = Table(kind, self.file, self.faults, self.form)
        part.place, part.data = place, data
        part.refuse_unknown_fields()
        return part

    def _value(self, name: str, kind: type, wanted: str) -> Any:
        if name not in self.form[self.kind]:
            raise LookupError(f"{self.kind}.{name} is read but not in the format")
        if name not in self.data:
            self.add(None, f"{a(self.kind)} has no “{name}”", f"Add {name} = …, {wanted}")
            return None
        value = self.data[name]
        # True is an int to Python, but not a number to a reader.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self._add_wrong_type((name,), wanted)
            return None
        return value

    def _list(self, name: str, check: Callable[[str, Place], str], *, at_least: int, at_most: int) -> tuple[str, ...]:
        values = self._value(name, list, 'a list of texts, ["…", "…"]')
        if values is None:
            return ()
        self._check_count(name, len(values), at_least, at_most)
        found: list[str] = []
        for number, value in enumerate(values):
            if not isinstance(value, str):
                self._add_wrong_type((name, number), "a text in quotes")
            elif value in found:
                self._add_at((name, number), f"“{value}” is given twice", "Keep one of the two")
            elif checked := check(value, (name, number)):
                found.append(checked)
        return tuple(found)

    def _check_count(self, name: str, count: int, at_least: int, at_most: int) -> None:
        if at_least <= count <= at_most:
            return
        wanted = str(at_least) if at_least == at_most else f"{at_least} to {at_most}"
        mend = "Add some" if count < at_least else "Take some out"
        self.add(name, f"“{name}” holds {count}, where {wanted} belong", mend)

    def _known(self, value: str, place: Place, known: Collection[str]) -> str:
        if value in known:
            return value
        self._add_at(place, f"“{value[:40]}” is not known here", nearest(value, known))
        return ""

    def _checked_text(self, value: str, place: Place, longest: int) -> str:
        for what, mend in text_faults(value, longest):
            self._add_at(place, what, mend)
            return ""
        return value

    def _add_wrong_type(self, place: Place, wanted: str) -> None:
        name = next(str(part) for part in reversed(place) if isinstance(part, str))
        self._add_at(place, f"“{name}” is of the wrong kind", f"Write {wanted}")

    def _add_at(self, place: Place, what: str, mend: str) -> None:
        whole = (*self.place, *place)
        self.faults.add(self.file.path, self.file.line(whole), what, mend)
