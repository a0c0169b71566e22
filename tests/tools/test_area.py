"""What an area lays beside the tools: help lines, languages, recordings, its own wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.folders import Folder, copy_shipped, write_files
from wheel_app.tools import HelpLine, Language, Library, ToolError, UnknownTool, load_tools
from wheel_app.tools.definitions import SHIPPED

SAMPLE = SHIPPED.parent / "sample_area"

HELP = """\
[[help]]
topics = ["home", "money"]
name = "Homes Desk"
text = "Help to stay in your home."
phone = "01632 960101"
web = "https://homes.example/help"
[help.text_in]
ur = "گھر میں رہنے کے لیے مدد۔"
"""
SYLHETI = """\
[[languages]]
code = "syl"
name = "Siloti"
audio_only = true
text = "en"
"""


def load(root: Path, files: dict[str, str | bytes]) -> Library:
    return load_tools(write_files(root / "area", files), with_unpublished=True)


def told(root: Path, files: dict[str, str | bytes]) -> list[str]:
    with pytest.raises(ToolError) as caught:
        load(root, files)
    return [str(fault).removeprefix(f"{root / 'area'}/") for fault in caught.value.faults]


def test_without_an_area_there_is_no_help_line_and_no_recording() -> None:
    library = load_tools()
    assert library.help_lines("home") == ()
    assert library.audio("en", "topic-home") is None
    assert library.translations is None


def test_an_empty_folder_is_an_area_too(tmp_path: Path) -> None:
    assert load(tmp_path, {}).tools == load_tools().tools


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="folder is not there"):
        load_tools(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("wrong", "right"), [("helps.toml", "help.toml"), ("language.toml", "languages.toml"), ("audios/a", "audio")]
)
def test_a_misspelt_name_is_told(wrong: str, right: str, tmp_path: Path) -> None:
    (fault,) = told(tmp_path, {wrong: "x"})
    assert fault == f"{wrong.split('/')[0]}:1: this name means nothing here. Did you mean “{right}”?"


def test_other_files_lie_there_unharmed(tmp_path: Path) -> None:
    assert load(tmp_path, {"README.md": "", ".DS_Store": "", "Thumbs.db": "", "notes/a.txt": ""}).tools


# Help lines


def test_a_help_line_stands_under_each_of_its_topics(tmp_path: Path) -> None:
    library = load(tmp_path, {"help.toml": HELP})
    (line,) = library.help_lines("home")
    assert library.help_lines("money") == (line,)
    assert library.help_lines("work") == ()
    assert (line.name, line.phone, line.web) == ("Homes Desk", "01632 960101", "https://homes.example/help")
    assert line.text_in("ur") == "گھر میں رہنے کے لیے مدد۔"
    assert line.text_in("pl") == line.text


def test_a_help_line_may_be_a_place_to_walk_into(tmp_path: Path) -> None:
    help_toml = '[[help]]\ntopics = ["own"]\nname = "Hub"\ntext = "Walk in."\n'
    assert load(tmp_path, {"help.toml": help_toml}).help_lines("own") == (HelpLine("Hub", "Walk in."),)


HELP_MISTAKES = {
    "unknown topic": ('"home"', '"hom"', 2, "“hom” is not known here", "Did you mean “home”?"),
    "no topic": ('["home", "money"]', "[]", 2, "“topics” holds 0, where 1 to 40 belong", "Add some"),
    "no name": ('name = "Homes Desk"\n', "", 1, "a help line has no “name”", "Add name = …"),
    "no text": ('text = "Help to stay in your home."\n', "", 1, "a help line has no “text”", "Add text = …"),
    "letters for a phone": ("01632 960101", "ask Jo", 5, "“ask Jo” cannot be a phone", "such as 01632 960001"),
    "web without https": ("https://", "", 6, "“homes.example/help” cannot be a web", "such as https://example.org"),
    "web that is a script": ("https://homes.example/help", "javascript:x()", 6, "cannot be a web", "whole address"),
    "unknown language": ("ur = ", "urd = ", 8, "“urd” is not known here", "Did you mean “ur”?"),
    "unknown field": ("phone", "fone", 5, "“fone” is not a field of a help line", "Did you mean “phone”?"),
    "other list": ("[[help]]", "[[helps]]", 1, "“helps” is not a field of a help file", "Did you mean “help”?"),
}


@pytest.mark.parametrize("name", HELP_MISTAKES)
def test_a_mistake_in_the_help_lines_is_told(name: str, tmp_path: Path) -> None:
    old, new, line, what, mend = HELP_MISTAKES[name]
    assert old in HELP
    first = told(tmp_path, {"help.toml": HELP.replace(old, new)})[0]
    assert first.startswith(f"help.toml:{line}: ")
    assert what in first
    assert mend in first


def test_a_fourth_help_line_for_a_topic_is_told(tmp_path: Path) -> None:
    (fault,) = told(tmp_path, {"help.toml": HELP * 3 + HELP.replace('"home", ', "")})
    assert fault == "help.toml:26: “money” has more than 3 help lines. Keep the three that help most families."


# Languages and recordings


def test_english_and_urdu_are_built_in() -> None:
    english, urdu = load_tools().languages
    assert (english.code, english.direction, english.is_draft, english.text) == ("en", "ltr", False, "en")
    assert (urdu.code, urdu.name, urdu.direction, urdu.is_draft) == ("ur", "اردو", "rtl", True)


def test_an_area_adds_languages_that_are_written_or_only_heard(tmp_path: Path) -> None:
    written = '[[languages]]\ncode = "pa-Arab"\nname = "پنجابی"\ndraft = true\n'
    library = load(tmp_path, {"languages.toml": written + SYLHETI.replace('"en"', '"pa-Arab"')})
    assert library.languages[2:] == (
        Language("pa-Arab", "پنجابی", True, False, "pa-Arab", "rtl"),
        Language("syl", "Siloti", False, True, "pa-Arab", "rtl"),
    )
    assert library.language("syl") is library.languages[3]
    assert library.language("fr") is None


LANGUAGE_MISTAKES = {
    "built in": ('"syl"', '"ur"', 2, "“ur” is there already", "Take it out"),
    "not a code": ('"syl"', '"Sylheti"', 2, "“Sylheti” cannot be a code", "such as bn, pl or pa-Arab"),
    "not written anywhere": (
        'audio_only = true\ntext = "en"\n', "", 2, "“syl” is not a language with known", "If it is only spoken here"
    ),
    "heard without a text": ('text = "en"\n', "", 1, "a language has no “text”", "Add text = …"),
    "text of nothing": ('"en"', '"bn"', 5, "“bn” is not known here", "Use one of: en, ur"),
    "yes for true": ("true", '"yes"', 4, "“audio_only” is of the wrong kind", "true or false without quotes"),
    "text of another": (
        SYLHETI, '[[languages]]\ncode = "pl"\nname = "Polski"\ntext = "en"\n', 4, "“text” does not belong", "Take it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LANGUAGE_MISTAKES)
def test_a_mistake_in_the_languages_is_told(name: str, tmp_path: Path) -> None:
    old, new, line, what, mend = LANGUAGE_MISTAKES[name]
    assert old in SYLHETI
    first = told(tmp_path, {"languages.toml": SYLHETI.replace(old, new)})[0]
    assert first.startswith(f"languages.toml:{line}: ")
    assert what in first
    assert mend in first


def test_recordings_are_found_by_language_and_key(tmp_path: Path) -> None:
    library = load(
        tmp_path,
        {
            "languages.toml": SYLHETI,
            "audio/syl/topic-home.mp3": b"sound",
            "audio/en/band-1.ogg": b"sound",
            "audio/en/README.txt": "Recorded at the hub.",
            "audio/en/.hidden": "",
        },
    )
    assert library.audio("syl", "topic-home") == tmp_path / "area/audio/syl/topic-home.mp3"
    assert library.audio("en", "band-1") == tmp_path / "area/audio/en/band-1.ogg"
    assert library.audio("en", "topic-home") is None
    assert library.audio("en", "../../help") is None


RECORDING_MISTAKES: dict[str, tuple[dict[str, str | bytes], str]] = {
    "unknown language": ({"audio/fr/band-1.mp3": b"x"}, "audio/fr/band-1.mp3:1: “fr” is not a language here. Add it"),
    "unknown kind": (
        {"audio/en/band-1.aiff": b"x"}, "audio/en/band-1.aiff:1: “.aiff” is not a kind of recording. Use .mp3"
    ),
    "a name with a slip in it": (
        {"audio/en/topic-hom.mp3": b"x"},
        "audio/en/topic-hom.mp3:1: “topic-hom” is said nowhere. Did you mean “topic-home”?",
    ),
    "another name": (
        {"audio/en/2026 Tape.mp3": b"x"},
        "audio/en/2026 Tape.mp3:1: “2026 Tape” is said nowhere. docs/tool-format.md, “Recordings”, lists",
    ),
    "empty": ({"audio/en/welcome.mp3": b""}, "audio/en/welcome.mp3:1: this recording is empty. Record it again"),
    "twice": (
        {"audio/en/welcome.m4a": b"x", "audio/en/welcome.mp3": b"x"},
        "audio/en/welcome.mp3:1: there is a second recording",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDING_MISTAKES)
def test_a_mistake_in_the_recordings_is_told(name: str, tmp_path: Path) -> None:
    files, expected = RECORDING_MISTAKES[name]
    (fault,) = told(tmp_path, files)
    assert fault.startswith(expected)


def test_a_recording_that_leads_out_of_the_area_is_told(tmp_path: Path) -> None:
    secret = write_files(tmp_path / "elsewhere", {"secret.mp3": b"x"}) / "secret.mp3"
    write_files(tmp_path / "area", {"audio/en/welcome.mp3": b"x"})
    (tmp_path / "area/audio/en/language.mp3").symlink_to(secret)
    (fault,) = told(tmp_path, {})
    assert fault.startswith("audio/en/language.mp3:1: this recording leads out of the area’s folder.")


# An area's own tools


@pytest.fixture
def shipped(tmp_path: Path) -> Folder:
    return copy_shipped(tmp_path)


def test_the_areas_own_version_comes_before_ours_and_ours_stays(shipped: Folder, tmp_path: Path) -> None:
    own = shipped.text.replace('"2026.2"', '"2025.9-town"').replace("Our home", "Our house")
    library = load(tmp_path, {"tools/family-wheel/2025.9-town.toml": own})
    assert library.current("family-wheel").topic("home").label == "Our house"
    assert library.get("family-wheel", "2026.2").topic("home").label == "Our home"


def test_the_newest_version_is_told_by_number_and_not_by_letter(shipped: Folder) -> None:
    for version in ("2026.9", "2026.10", "2025.11"):
        text = shipped.text.replace('"2026.2"', f'"{version}"')
        write_files(shipped.root, {f"family-wheel/{version}.toml": text})
    library = load_tools(shipped=shipped.root, with_unpublished=True)
    assert library.current("family-wheel").version == "2026.10"
    assert len(library.tools) == 4


@pytest.mark.parametrize(("tool_id", "version"), [("family-wheel", "2030.1"), ("other", "2026.2")])
def test_a_tool_that_is_not_here_is_said_so(tool_id: str, version: str) -> None:
    with pytest.raises(UnknownTool, match=version):
        load_tools().get(tool_id, version)
    with pytest.raises(UnknownTool):
        load_tools().current("other")


def test_an_area_cannot_take_a_version_of_ours(shipped: Folder, tmp_path: Path) -> None:
    (fault,) = told(tmp_path, {"tools/family-wheel/2026.2.toml": shipped.text})
    assert fault.endswith("Add your place to the version, such as 2026.2-town.")


def test_an_area_may_have_a_wheel_of_its_own_with_our_drawings_or_its_own(shipped: Folder, tmp_path: Path) -> None:
    own = shipped.text.replace('id = "family-wheel"', 'id = "town-wheel"')
    drawing = (shipped.root / "family-wheel/pictures/own.svg").read_bytes()
    library = load(tmp_path, {"tools/town-wheel/2026.2.toml": own, "tools/town-wheel/pictures/home.svg": drawing})
    ours, town = library.current("family-wheel"), library.current("town-wheel")
    assert town.topic("money").picture == ours.topic("money").picture
    assert town.topic("home").picture != ours.topic("home").picture


def test_help_lines_may_name_the_topics_of_the_areas_own_tool(shipped: Folder, tmp_path: Path) -> None:
    own = shipped.text.replace('"2026.2"', '"2026.2-town"').replace('key = "area"', 'key = "estate"\npicture = "area"')
    files: dict[str, str | bytes] = {
        "tools/family-wheel/2026.2-town.toml": own,
        "help.toml": HELP.replace('"home"', '"estate"'),
    }
    assert load(tmp_path, files).help_lines("estate")


# The sample


def test_the_sample_area_is_sound_and_helps_with_every_topic() -> None:
    library = load_tools(SAMPLE)
    wheels = (library.current("family-wheel"), library.current("young-wheel"))
    keys = [topic.key for wheel in wheels for topic in (*wheel.topics, *wheel.private_topics)]
    assert all(library.help_lines(key) for key in [*keys, "own"])


def test_the_sample_area_is_plainly_made_up_and_its_numbers_ring_nowhere() -> None:
    assert "made-up" in (SAMPLE / "README.md").read_text("utf-8")
    assert (SAMPLE / "help.toml").read_text("utf-8").startswith("# MADE UP")
    lines = [line for key in ("home", "money", "mood", "people") for line in load_tools(SAMPLE).help_lines(key)]
    assert all(line.phone is None or line.phone.startswith("01632 960") for line in lines)
    assert all(line.web is None or line.web.endswith(".example") for line in lines)
