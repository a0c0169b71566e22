"""The folder of an area: its own tools, help lines, languages, recordings and catalogues."""

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from wheel_app.tools.area_format import AREA_FORMAT, read_help, read_languages
from wheel_app.tools.definitions import read_definitions
from wheel_app.tools.faults import Faults
from wheel_app.tools.plain_checks import KEY, KEY_MEND
from wheel_app.tools.published import check_published
from wheel_app.tools.rules import OWN_KEY, HelpLine, Language, Tool
from wheel_app.tools.shelves import BUILT_IN_LANGUAGES, AreaContent
from wheel_app.tools.table import Table
from wheel_app.tools.toml_file import read_toml

KNOWN_NAMES = ("help.toml", "languages.toml", "audio", "tools", "translations")
AUDIO_KINDS = (".mp3", ".m4a", ".ogg", ".wav")


def read_area(area: Path, shipped: Sequence[Tool], faults: Faults, *, with_unpublished: bool) -> AreaContent:
    """What the folder adds to the tools that come with the app."""
    if not area.is_dir():
        faults.add(area, 1, "the area’s folder is not there", "Make it, or mend the setting")
        return AreaContent()
    _check_names(area, faults)
    tools = _read_tools(area, shipped, faults, with_unpublished=with_unpublished)
    languages = _read_languages(area, faults)
    codes = [language.code for language in (*BUILT_IN_LANGUAGES, *languages)]
    topics = {topic.key: 0 for tool in (*shipped, *tools) for topic in tool.topics} | {OWN_KEY: 0}
    translations = area / "translations"
    return AreaContent(
        tools=tools,
        help_lines=_read_help(area, topics, codes, faults),
        languages=languages,
        audio=dict(_index_audio(area / "audio", codes, faults)),
        translations=translations if translations.is_dir() else None,
    )


def _check_names(area: Path, faults: Faults) -> None:
    for entry in area.iterdir():
        close = get_close_matches(entry.name, KNOWN_NAMES, n=1, cutoff=0.75)
        if close and entry.name not in KNOWN_NAMES:
            faults.add(entry, 1, "this name means nothing here", f"Did you mean “{close[0]}”?")


def _read_tools(area: Path, shipped: Sequence[Tool], faults: Faults, *, with_unpublished: bool) -> tuple[Tool, ...]:
    root = area / "tools"
    if not root.is_dir():
        return ()
    found = read_definitions(root, faults)
    check_published(root, found, faults, with_unpublished=with_unpublished)
    ours = {tool.id for tool in shipped}
    for definition in found:
        tool = definition.tool
        if tool.id in ours and "-" not in tool.version:
            what = f"version {tool.version} of {tool.id} is kept for the app itself"
            mend = f"Add your place to the version, such as {tool.version}-town"
            faults.add(definition.path, 1, what, mend)
    return tuple(definition.tool for definition in found)


def _read_help(
    area: Path, topics: Collection[str], languages: Collection[str], faults: Faults
) -> dict[str, tuple[HelpLine, ...]]:
    path = area / "help.toml"
    file = read_toml(path, faults) if path.exists() else None
    if file is None:
        return {}
    return read_help(Table("help file", file, faults, AREA_FORMAT), topics, languages)


def _read_languages(area: Path, faults: Faults) -> tuple[Language, ...]:
    path = area / "languages.toml"
    file = read_toml(path, faults) if path.exists() else None
    if file is None:
        return ()
    return tuple(read_languages(Table("language file", file, faults, AREA_FORMAT)))


def _index_audio(root: Path, languages: Collection[str], faults: Faults) -> Iterator[tuple[tuple[str, str], Path]]:
    seen: set[tuple[str, str]] = set()
    for path in sorted(root.glob("*/*")):
        language = path.parent.name
        if path.name.startswith((".", "README")) or not path.is_file():
            continue
        for what, mend in _recording_faults(path, root, languages, seen):
            faults.add(path, 1, what, mend)
        seen.add((language, path.stem))
        yield (language, path.stem), path


def _recording_faults(
    path: Path, root: Path, languages: Collection[str], seen: Collection[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    language = path.parent.name
    if language not in languages:
        yield f"“{language}” is not a language here", "Add it to languages.toml"
    if path.suffix not in AUDIO_KINDS:
        yield f"“{path.suffix}” is not a kind of recording", f"Use {', '.join(AUDIO_KINDS)}"
    if not KEY.fullmatch(path.stem):
        yield f"“{path.stem}” cannot name a recording", KEY_MEND
    if (language, path.stem) in seen:
        yield "there is a second recording of the same text", "Keep one of the two"
    if not path.resolve().is_relative_to(root.resolve()):
        yield "this recording leads out of the area’s folder", "Put the file itself here"
    elif path.stat().st_size == 0:
        yield "this recording is empty", "Record it again, or take it away"
