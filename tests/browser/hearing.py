"""What is heard: recordings of an area, the voices of a device, and which of both sounds at the moment."""

from __future__ import annotations

import json
import wave
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.scripts import script
from tests.browser.visitor import Visitor
from tests.builders import library
from wheel_app.tools.recordings import keys_heard

RATE = 8000
BRITISH = {"name": "Alice", "lang": "en-GB", "localService": True, "default": True}
SINGING = {"name": "Bells", "lang": "en-US", "localService": True, "default": False}
URDU = {"name": "Asad", "lang": "ur-PK", "localService": True, "default": False}
PASHTO = {"name": "Gul", "lang": "ps-AF", "localService": True, "default": False}
FROM_AFAR = {"name": "Cloud", "lang": "en-GB", "localService": False, "default": True}

ONLY_HEARD = '[[languages]]\ncode = "ps"\nname = "پښتو"\naudio_only = true\ntext = "ur"\n'

IS_PLAYING = "(path) => sounds.some((one) => one.currentSrc.endsWith(path) && !one.paused && one.currentTime > 0)"
IS_STILL = "() => sounds.every((one) => one.paused)"


def record(folder: Path, *keys: str, seconds: float = 1.0) -> None:
    """Make a recording of each key: a low hum of so many seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    for key in keys:
        with wave.open(str(folder / f"{key}.wav"), "wb") as file:
            file.setparams((1, 1, RATE, 0, "NONE", ""))
            file.writeframes(bytes(128 + 20 * (at // 40 % 2) for at in range(int(RATE * seconds))))


def make_area(folder: Path) -> Path:
    """A few recordings in English, one of them broken, and all of a language that is only heard."""
    (folder / "languages.toml").write_text(ONLY_HEARD, encoding="utf-8")
    record(folder / "audio" / "en", "welcome", "button-begin", "band-3", seconds=60)
    record(folder / "audio" / "en", "about-me", "present-alone", seconds=0.1)
    (folder / "audio" / "en" / "about-little.wav").write_bytes(b"RIFF, and no sound after it")
    record(folder / "audio" / "ps", *keys_heard([library().current("family-wheel")]), seconds=0.5)
    return folder


def give_voices(visitor: Visitor, *voices: dict[str, Any]) -> None:
    """Put voices into the device, before it opens its first page."""
    visitor.context.add_init_script(f"({script('voices')})({json.dumps(voices)})")


def note_sounds(visitor: Visitor) -> None:
    """Let the device tell what it plays, from its first page on."""
    visitor.context.add_init_script(f"({script('sounds')})()")


def ears(page: Page) -> Locator:
    """The buttons to listen that can be seen."""
    return page.locator(".listen:visible")


def ear(page: Page, name: str) -> Locator:
    """One of them by its name for a screen reader, without “Listen:”."""
    return page.get_by_role("button", name=f"Listen: {name}", exact=True)


def spoken(page: Page) -> list[dict[str, str]]:
    """What the voice of the device has said on this page: text, lang and voice."""
    return list(page.evaluate("() => spoken"))


def expect_playing(page: Page, control: Locator) -> None:
    """Wait until the recording of a control is heard, and it alone looks pressed."""
    path = urlsplit(control.get_attribute("href") or "").path
    page.wait_for_function(IS_PLAYING, arg=path)
    expect(control).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".listen.is-playing")).to_have_count(1)


def expect_still(page: Page) -> None:
    """Nothing sounds, and nothing looks as if it did."""
    page.wait_for_function(IS_STILL)
    expect(page.locator(".listen.is-playing, .listen[aria-pressed]")).to_have_count(0)
