"""Every text of the app that goes through gettext, collected as `make translations` collects it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

ROOT = Path(__file__).parents[2]
# What the Makefile names with -k.
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
FOLDERS = {"wheel_app", "templates"}


@dataclass(frozen=True)
class Text:
    """One text with the place it was first found at; `plural` is empty for most."""

    singular: str
    plural: str
    place: str

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.singular, self.plural) if self.plural else (self.singular,)


@cache
def collect(root: Path = ROOT) -> tuple[Text, ...]:
    """Return every text of the project, each once, in the order of files."""
    found = {(text.singular, text.plural): text for text in reversed(list(_extract(root)))}
    return tuple(sorted(found.values(), key=lambda text: text.place))


def _extract(root: Path) -> Iterator[Text]:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    mappings = settings["tool"]["babel"]["mappings"]
    methods = [(one["pattern"], one["method"]) for one in mappings]
    options = {one["pattern"]: {k: v for k, v in one.items() if k not in ("pattern", "method")} for one in mappings}
    found = extract_from_dir(
        root, methods, options, KEYWORDS, directory_filter=lambda folder: _is_ours(Path(folder), root)
    )
    for file, line, message, _comments, _context in found:
        singular, plural = message if isinstance(message, tuple) else (message, "")
        if singular:
            yield Text(singular, plural, f"{file}:{line}")


def _is_ours(folder: Path, root: Path) -> bool:
    return folder.relative_to(root).parts[0] in FOLDERS
