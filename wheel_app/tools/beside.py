"""What an area lays beside its tools: who can help, and further languages. Plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wheel_app.tools.rules import no_texts


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Who can help in this area."""

    name: str
    text: str
    phone: str | None = None
    web: str | None = None
    texts: Mapping[str, str] = field(default_factory=no_texts, hash=False)

    def text_in(self, language: str) -> str:
        """What this help is, in the language where the area gave it, else as first written."""
        return self.texts.get(language, self.text)


@dataclass(frozen=True, slots=True)
class Language:
    """A language offered here; one that is only heard shows the text of another."""

    code: str
    name: str
    is_draft: bool
    audio_only: bool
    text: str
    direction: str
