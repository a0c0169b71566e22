"""The recordings of an area: each named after a text that is heard somewhere."""

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from wheel_app.tools.faults import Faults
from wheel_app.tools.own import own_topic
from wheel_app.tools.rules import Tool, Topic

AUDIO_KINDS = (".mp3", ".m4a", ".ogg", ".wav")
# What is heard on every wheel; tests/architecture/test_recordings.py holds it to the templates and the docs.
PAGE_KEYS = (
    "language", "welcome", "keep-pictures",
    "ask-about", "ask-present", "ask-interpreter", "ask-mind", "ask-right", "ask-change", "ask-steps", "ask-code",
    "ask-private",
    "ask-together", "ask-names", "ask-turns", "ask-turn", "ask-turn-pictures",
    "present-alone", "present-helped", "present-worker",
    "present-just-us", "present-helping-us", "present-worker-with-us",
    "interpreter-none", "interpreter-professional", "interpreter-relative",
    "button-begin", "button-next", "button-stop", "button-carry-on", "button-see-wheel",
    "button-change", "button-make-plan", "button-see-plan", "button-take-home",
    "button-pictures", "button-keep", "button-open", "button-again", "button-make-wheel", "button-slip",
    "button-get-code", "button-new-code", "button-put-away", "button-done", "button-erase",
    "button-make-our-plan", "button-together-again", "button-go-on-together", "button-nothing-for-me", "button-pass-on",
    "button-done-together",
    "button-first-page", "button-go-on", "button-my-page", "button-try-again", "button-pass-it-on",
    "button-yes", "button-not-now",
    "ask-who-may-see", "button-only-me", "button-my-choice", "button-only-i-see",
    "button-not-here", "button-save-copy", "button-open-copy", "button-type-code", "button-my-pictures",
    "button-open-invitation",
    "ask-lines", "button-done-lines", "button-save-lines", "button-see-said",
    "button-yes-show", "button-hand-back",
    "ask-local", "button-find-local", "button-show-local", "button-more-local", "button-into-plan",
)  # fmt: skip


def keys_heard(tools: Sequence[Tool]) -> frozenset[str]:
    """Every name that a recording can have with these tools."""
    spoken = (tool.in_voice(voice) for tool in tools for voice in ("own", "together"))
    return frozenset((*PAGE_KEYS, *(key for tool in spoken for key in _keys_of(tool))))


def _keys_of(tool: Tool) -> Iterator[str]:
    yield from (band.audio_key for band in tool.bands)
    yield from (about.audio_key for about in tool.abouts)
    yield from _keys_of_wheel(tool) if tool.is_wheel else (topic.audio_key_for("") for topic in tool.topics)
    yield from (topic.audio_key_for("") for topic in tool.private_topics)


def _keys_of_wheel(tool: Tool) -> Iterator[str]:
    for topic in (*tool.topics, own_topic(voice=tool.voice)):
        yield from _keys_of_topic(topic)


def _keys_of_topic(topic: Topic) -> Iterator[str]:
    yield topic.name_audio_key
    yield from (topic.audio_key_for(about) for about in ("", *topic.lines))
    yield from (topic.step_audio_key(step) for step in topic.steps)


def read_recordings(
    root: Path, languages: Collection[str], keys: Collection[str], faults: Faults
) -> dict[tuple[str, str], Path]:
    """The recordings by language and key."""
    found: dict[tuple[str, str], Path] = {}
    for path in sorted(root.glob("*/*")):
        if path.name.startswith((".", "README")) or not path.is_file():
            continue
        for what, mend in _recording_faults(path, root, languages, keys, found):
            faults.add(path, 1, what, mend)
        found[path.parent.name, path.stem] = path
    return found


def _recording_faults(
    path: Path, root: Path, languages: Collection[str], keys: Collection[str], seen: Collection[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    language = path.parent.name
    if language not in languages:
        yield f"“{language}” is not a language here", "Add it to languages.toml"
    if path.suffix not in AUDIO_KINDS:
        yield f"“{path.suffix}” is not a kind of recording", f"Use {', '.join(AUDIO_KINDS)}"
    if path.stem not in keys:
        close = get_close_matches(path.stem, sorted(keys), n=1)
        mend = f"Did you mean “{close[0]}”?" if close else "docs/tool-format.md, “Recordings”, lists the names"
        yield f"“{path.stem}” is said nowhere", mend
    if (language, path.stem) in seen:
        yield "there is a second recording of the same text", "Keep one of the two"
    if not path.resolve().is_relative_to(root.resolve()):
        yield "this recording leads out of the area’s folder", "Put the file itself here"
    elif path.stat().st_size == 0:
        yield "this recording is empty", "Record it again, or take it away"
