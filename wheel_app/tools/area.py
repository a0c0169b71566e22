"""The folder of an area: its own tools, help lines, levels of need, languages, recordings and catalogues."""

from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches
from pathlib import Path

from wheel_app.tools.area_format import AREA_FORMAT, read_help, read_languages
from wheel_app.tools.beside import HelpLine, Language
from wheel_app.tools.catalogues import check_catalogues
from wheel_app.tools.definitions import read_definitions
from wheel_app.tools.faults import Faults
from wheel_app.tools.levels import Level, read_levels
from wheel_app.tools.published import check_published
from wheel_app.tools.recordings import keys_heard, read_recordings
from wheel_app.tools.rules import OWN_KEY, Tool
from wheel_app.tools.shelves import BUILT_IN_LANGUAGES, AreaContent
from wheel_app.tools.table import Table
from wheel_app.tools.toml_file import read_toml

KNOWN_NAMES = ("help.toml", "languages.toml", "levels.toml", "points.toml", "audio", "tools", "translations")
# What rooms on higher steps read in the folder, by its name. The package hands it in as it is imported, for the command
# that checks a folder knows no running app.
READ_ABOVE: dict[str, Callable[[Path, Faults], object]] = {}


def read_area(area: Path, shipped: Sequence[Tool], faults: Faults, *, with_unpublished: bool) -> AreaContent:
    """What the folder adds to the tools that come with the app."""
    if not area.is_dir():
        faults.add(area, 1, "the area’s folder is not there", "Make it, or mend the setting")
        return AreaContent()
    _check_names(area, faults)
    tools = _read_tools(area, shipped, faults, with_unpublished=with_unpublished)
    languages = _read_languages(area, faults)
    spoken = (*BUILT_IN_LANGUAGES, *languages)
    codes = [language.code for language in spoken]
    topics = [topic.key for tool in (*shipped, *tools) for topic in (*tool.topics, *tool.private_topics)]
    for name, read in READ_ABOVE.items():
        if (area / name).exists():
            read(area / name, faults)
    translations = area / "translations"
    if translations.is_dir():
        check_catalogues(translations, spoken, faults)
    return AreaContent(
        tools=tools,
        help_lines=_read_help(area, dict.fromkeys((*topics, OWN_KEY)), codes, faults),
        languages=languages,
        levels=_read_levels(area, faults),
        audio=read_recordings(area / "audio", codes, keys_heard((*shipped, *tools)), faults),
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


def _read_levels(area: Path, faults: Faults) -> tuple[Level, ...]:
    path = area / "levels.toml"
    return read_levels(path, faults) if path.exists() else ()


def _read_languages(area: Path, faults: Faults) -> tuple[Language, ...]:
    path = area / "languages.toml"
    file = read_toml(path, faults) if path.exists() else None
    if file is None:
        return ()
    return tuple(read_languages(Table("language file", file, faults, AREA_FORMAT)))
