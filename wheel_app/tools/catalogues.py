"""The catalogues of an area: a page would stumble over a broken one, or show English without a word."""

import re
from collections.abc import Callable, Iterator, Sequence
from gettext import GNUTranslations, c2py
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import PoFileError, read_po

from wheel_app.tools.beside import Language
from wheel_app.tools.faults import Faults
from wheel_app.tools.plain_checks import UNSEEN

INSIDE = "LC_MESSAGES"
NAMES = ("messages.mo", "messages.po", "messages.pot")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{[a-z_]+\}")
MOST_COUNTED = 200


def check_catalogues(root: Path, languages: Sequence[Language], faults: Faults) -> None:
    """Note each catalogue that cannot be read, is not found, or would break a page."""
    codes = [language.code.replace("-", "_") for language in languages if not language.audio_only]
    for folder in sorted(path for path in root.iterdir() if path.is_dir() and path.name[0] != "."):
        if folder.name not in codes:
            mend = f"Name it as one of: {', '.join(codes)}; or add it to languages.toml"
            faults.add(folder, 1, f"“{folder.name}” is not the folder of a language that is read here", mend)
        else:
            _check_names(folder, faults)
            _check_language(folder / INSIDE, root, faults)


def _check_names(folder: Path, faults: Faults) -> None:
    for path in sorted((*folder.glob("*.[mp]o"), *folder.glob(f"{INSIDE}/*.[mp]o"))):
        if path.parent.name != INSIDE or path.name not in NAMES:
            mend = f"Move it to {folder.name}/{INSIDE}/messages{path.suffix}"
            faults.add(path, 1, "no catalogue is looked for here", mend)


def _check_language(folder: Path, root: Path, faults: Faults) -> None:
    built, written = folder / "messages.mo", folder / "messages.po"
    again = f"Run “python -m babel.messages.frontend compile -d {root}”"
    source = _read(written, _read_source, "Mend the line", faults)
    if source is not None and not built.exists():
        faults.add(written, 1, "this catalogue is not compiled", again)
    catalogue = _read(built, _read_built, again, faults)
    if catalogue is None:
        return
    if source is not None and _said(_compiled(source)) != _said(catalogue):
        faults.add(written, 1, "messages.mo was not made from this file as it is now", again)
    _check_counting(built, root, faults)
    for message in source or catalogue:
        for what, mend in _text_faults(message):
            faults.add(written if source else built, message.lineno or 1, what, mend)


def _read(path: Path, read: Callable[[bytes], Catalog], mend: str, faults: Faults) -> Catalog | None:
    if not path.exists():
        return None
    try:
        return read(path.read_bytes())
    except PoFileError as error:
        faults.add(path, error.lineno + 1, f"this line is not of a catalogue ({error})", mend)
    except OSError as error:
        faults.add(path, 1, f"this catalogue cannot be read ({error.strerror or error})", mend)
    except Exception as error:  # The parsers raise whatever they stumble over.
        faults.add(path, 1, f"this catalogue cannot be read ({error or type(error).__name__})", mend)
    return None


def _read_source(raw: bytes) -> Catalog:
    catalogue = read_po(BytesIO(raw), abort_invalid=True)
    _compiled(catalogue)
    return catalogue


def _read_built(raw: bytes) -> Catalog:
    GNUTranslations(BytesIO(raw))
    return read_mo(BytesIO(raw))


def _compiled(source: Catalog) -> Catalog:
    built = BytesIO()
    write_mo(built, source)
    return read_mo(BytesIO(built.getvalue()))


def _said(catalogue: Catalog) -> dict[tuple[object, object], tuple[str, ...]]:
    return {(_forms(message.id), message.context): _forms(message.string) for message in catalogue if message.id}


def _check_counting(built: Path, root: Path, faults: Faults) -> None:
    """The rule for “one, two, many” of an area's catalogue takes the place of the app's own in that language."""
    usual = Catalog(Locale.parse(built.parts[-3]))
    counts = range(MOST_COUNTED)
    found = GNUTranslations(BytesIO(built.read_bytes()))
    rule = c2py(usual.plural_expr)
    try:
        is_usual = [found.plural(count) for count in counts] == [rule(count) for count in counts]  # type: ignore[attr-defined]
    except ArithmeticError:
        is_usual = False
    if not is_usual:
        mend = f"Write “Plural-Forms: {usual.plural_forms}” into the head of messages.po, and compile it again"
        faults.add(built, 1, "this catalogue counts in another way than its language", mend)


def _text_faults(message: Message) -> Iterator[tuple[str, str]]:
    said = [text for text in _forms(message.string) if text]
    if not message.id or message.fuzzy:
        return
    asked = [frozenset(PLACEHOLDER.findall(text)) for text in _forms(message.id)]
    for text in said:
        if frozenset(PLACEHOLDER.findall(text)) not in asked or "%" in PLACEHOLDER.sub("", text.replace("%%", "")):
            yield f"“{text}” has other placeholders than its English", "Keep them as they are; write “per cent” for %"
        if UNSEEN.search(text):
            yield f"“{text}” holds a mark that people cannot see, a line break, < or >", "Take it out"


def _forms(texts: object) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts) if isinstance(texts, list | tuple) else ()
