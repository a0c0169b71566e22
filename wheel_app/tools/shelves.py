"""The library: every tool, language, recording and help line, looked up without reading a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from wheel_app.tools.beside import HelpLine, Language
from wheel_app.tools.levels import Level
from wheel_app.tools.rules import Tool, UnknownTool, UnknownVersion
from wheel_app.tools.wheel_format import version_order

BUILT_IN_LANGUAGES = (
    Language("en", "English", is_draft=False, audio_only=False, text="en", direction="ltr"),
    Language("ur", "اردو", is_draft=True, audio_only=False, text="ur", direction="rtl"),
)


@dataclass(frozen=True, slots=True)
class AreaContent:
    """What an area adds: its tools, help lines by topic, levels of need, languages, recordings and catalogues."""

    tools: tuple[Tool, ...] = ()
    help_lines: Mapping[str, tuple[HelpLine, ...]] = field(default_factory=dict)
    languages: tuple[Language, ...] = ()
    audio: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    translations: Path | None = None
    levels: tuple[Level, ...] = ()


class Library:
    """Everything that can be filled in, and what an area lays beside it."""

    def __init__(self, shipped: Iterable[Tool], area: AreaContent, levels: tuple[Level, ...] = ()) -> None:
        own = tuple(shipped)
        self.tools = (*own, *area.tools)
        self.languages = (*BUILT_IN_LANGUAGES, *area.languages)
        self.translations = area.translations
        self.levels = area.levels or levels
        self._versions = {(tool.id, tool.version): tool for tool in self.tools}
        # The area's newest version comes before ours: each place has its own wheel.
        self._current = _newest(own) | _newest(area.tools)
        self._languages = MappingProxyType({each.code: each for each in self.languages})
        self._help_lines = MappingProxyType(dict(area.help_lines))
        self._audio = MappingProxyType(dict(area.audio))

    def current(self, tool_id: str) -> Tool:
        """The version of a tool that new check-ins use; raises UnknownTool."""
        try:
            return self._current[tool_id]
        except KeyError:
            raise UnknownTool(tool_id) from None

    def get(self, tool_id: str, version: str) -> Tool:
        """One version of a tool, as a stored check-in names it; raises UnknownVersion."""
        try:
            return self._versions[tool_id, version]
        except KeyError:
            raise UnknownVersion(f"{tool_id} {version}") from None

    def knows(self, tool_id: str, version: str) -> bool:
        """Whether this version of a tool is here."""
        return (tool_id, version) in self._versions

    def help_lines(self, topic_key: str) -> tuple[HelpLine, ...]:
        """Who can help with a topic in this area, at most three."""
        return self._help_lines.get(topic_key, ())

    def audio(self, language: str, key: str) -> Path | None:
        """The recording of a text in a language, if the area has one."""
        return self._audio.get((language, key))

    def is_said_in_private(self, key: str) -> bool:
        """Whether a recording is of a private topic: that it was heard must not be left on a device."""
        private = (topic.audio_key_for("") for tool in self.tools for topic in tool.private_topics)
        return any(key == one or key.startswith(f"{one}-") for one in private)

    def language(self, code: str) -> Language | None:
        """The language with this code, if it is offered here."""
        return self._languages.get(code)


def _newest(tools: Iterable[Tool]) -> dict[str, Tool]:
    return {tool.id: tool for tool in sorted(tools, key=lambda each: version_order(each.version))}
