"""Each mistake in a tool file is told with its file, its line and its mend."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tools.folders import Folder, copy_shipped
from wheel_app.tools import load_tools
from wheel_app.tools.toml_file import LARGEST_FILE


@pytest.fixture
def tools(tmp_path: Path) -> Folder:
    return copy_shipped(tmp_path)


@dataclass(frozen=True)
class Mistake:
    """A change of the family wheel, the words of the line it is told at, what is said, and the mend."""

    old: str
    new: str
    at: str
    what: str
    mend: str
    which: int = 1


LINE = 'line = "Warm and dry, with room for you all, and yours to stay in."'
STEP = '{ key = "corner", text = "Clear one small corner to sit in" },'
PROMPT = '"Which room works well, and which one does not?",'
AGES = "[for_ages]\n"
SCALE = "[scale]\nlow = 1\nhigh = 100"
TOPIC = '[[topics]]\nkey = "home"'
ABOUTS = 'abouts = ["me", "expecting", "little", "school", "teens"]'
PRIVATE = """[[private_topics]]
key = "home-alone"
picture = "home"
meaning = 1
subject = "habits"
label = "Home alone"
line = "When you are on your own."

"""

MISTAKES = {
    "missing field": Mistake(LINE, "", "[[topics]]", "a topic has no “line”", "Add line = …, a text in quotes"),
    "missing at the top": Mistake('name = "Your wheel"', "", "# The family", "a tool has no “name”", "Add name = …"),
    "missing table": Mistake(SCALE, "", "# The family", "a tool has no “scale”", "Add scale = …, a table, [scale]"),
    "text for a number": Mistake("meaning = 1", 'meaning = "1"', "meaning", "of the wrong kind", "a whole number"),
    "true for a number": Mistake("meaning = 1", "meaning = true", "meaning", "of the wrong kind", "a whole number"),
    "number for a text": Mistake(LINE, "line = 7", "line = 7", "“line” is of the wrong kind", "Write a text in quotes"),
    "text for a list": Mistake(ABOUTS, 'abouts = "me"', 'abouts = "me"', "“abouts” is of the wrong kind", "a list"),
    "number in a list": Mistake(PROMPT, "5,", "  5,", "“prompts” is of the wrong kind", "Write a text in quotes"),
    "text for a step": Mistake(STEP, '"sit",', '"sit",', "“steps” is of the wrong kind", "the fields of a step"),
    "text for a table": Mistake(SCALE, 'scale = "1-100"', "scale =", "“scale” is of the wrong", "a table, [scale]"),
    "number for a line": Mistake("\nme = ", "\nme = 1 #", "me = 1", "“me” is of the wrong kind", "Write a text"),
    "key given twice": Mistake(LINE, f"{LINE}\n{LINE}", LINE, "given a second time", "Keep one of the two", which=2),
    "table given twice": Mistake(SCALE, f"{SCALE}\n{SCALE}", "[scale]", "given a second time", "Keep one", which=2),
    "two topics alike": Mistake(
        '"money"', '"home"', 'key = "home"', "“home” stands on another topic", "own key", which=2
    ),
    "two steps alike": Mistake('"corner"', '"repair"', '"Clear', "“repair” stands on another step", "its own key"),
    "unknown about": Mistake('"little",', '"litle",', '"litle"', "“litle” is not known here", "mean “little”?"),
    "line for an unknown about": Mistake(
        "expecting = ", "expected = ", "expected", "“expected” is not", "“expecting”?"
    ),
    "about given twice": Mistake('"little",', '"me",', ABOUTS[:15], "“me” is given twice", "Keep one of the two"),
    "too few steps": Mistake(STEP, "", "steps = [", "“steps” holds 2, where 3 belong", "Add some"),
    "too many steps": Mistake(
        STEP, f'{STEP} {{ key = "more", text = "Do more" }},', "steps = [", "holds 4, where 3 belong", "Take some out"
    ),
    "gap between bands": Mistake("low = 21", "low = 22", "low = 22", "begins at 22 and leaves a gap", "Write low = 21"),
    "bands overlap": Mistake("low = 41", "low = 40", "low = 40", "begins at 40 and overlaps", "Write low = 41"),
    "bands end early": Mistake("high = 100\nm", "high = 99\nm", "[[bands]]", "bands end at 99", "last end at 100"),
    "band upside down": Mistake("high = 40", "high = 2", "high = 2", "ends before it begins", "higher", which=2),
    "middle outside": Mistake("middle = 70", "middle = 90", "middle = 90", "90 does not lie in this", "from 61 to 80"),
    "band out of order": Mistake('key = "4"', 'key = "5"', 'key = "5"', "key is “5” here", "Write “4”"),
    "other scale": Mistake("high = 100\n\n", "high = 10\n\n", "low = 1", "not from 1 to 10", "and high = 100"),
    "bad version": Mistake('"2026.2"', '"v1"', "version =", "“v1” cannot be a version", "such as 2026.1"),
    "version of another file": Mistake('"2026.2"', '"2026.3"', "version =", "version is “2026.3” here", "“2026.2”"),
    "id of another folder": Mistake('"family-wheel"', '"wheel"', "id =", "id is “wheel” here", "Write “family-wheel”"),
    "bad kind": Mistake('"wheel"', '"circle"', "kind =", "“circle” is not known here", "Use one of: wheel"),
    "bad subject": Mistake('"housing"', '"house"', "subject =", "“house” is not known here", "you mean “housing”?"),
    "private subject": Mistake(
        '"housing"', '"habits"', "subject =", "“habits” is not known here", "Use one of: housing"
    ),
    "shared subject in private": Mistake(
        '"relationship"', '"feelings"', '"feelings"', "“feelings” is not known here", "relationship, habits", which=3
    ),
    "private key on the wheel": Mistake(
        'key = "together"', 'key = "home"', 'key = "home"', "“home” stands on another", "own key", which=2
    ),
    "three in private": Mistake(
        "[[private_topics]]", f"{PRIVATE}[[private_topics]]", "[[private_topics]]", "holds 3, where 0 to 2", "Take some"
    ),
    "steps in private": Mistake(
        'key = "together"', 'key = "together"\nsteps = []', "steps = []", "is not a field of a private topic", "Take it"
    ),
    "subject of the free topic": Mistake('"housing"', '"own"', "subject =", "“own” is not known here", ""),
    "bad key": Mistake('"home"', '"Our Home"', '"Our Home"', "“Our Home” cannot be a key", "Use small letters"),
    "key of the free topic": Mistake('"hopes"\nm', '"own"\nm', '"own"', "own free topic", "Choose another key"),
    "bad meaning": Mistake("meaning = 1", "meaning = 0", "meaning", "counted from 1", "Write meaning = 1"),
    "typo in a topic": Mistake("line = ", "lime = ", "lime", "“lime” is not a field of a topic", "mean “line”?"),
    "typo in a step": Mistake('text = "Cl', 'txt = "Cl', 'txt = "', "“txt” is not a field of a step", "“text”?"),
    "typo in a table": Mistake("[scale]", "[scales]", "[scales]", "“scales” is not a field of a tool", "“scale”?"),
    "field of no table": Mistake(
        "name = ", "zzz = 1\nname = ", "zzz", "“zzz” is not a field", "Take it out; known are"
    ),
    "missing picture": Mistake('"work"\nm', '"jobs"\nm', '"jobs"', "pictures/jobs.svg is missing", "Draw it and put"),
    "missing named picture": Mistake(TOPIC, f'{TOPIC}\npicture = "hut"', "picture", "hut.svg is missing", "Draw it"),
    "way out of the pictures": Mistake(
        TOPIC, f'{TOPIC}\npicture = "../x"', "picture", "cannot be a picture", "Use small"
    ),
    "empty text": Mistake(LINE, 'line = ""', 'line = ""', "this text is empty", "Write it, or take the line out"),
    "space at the end": Mistake("stay in.", "stay in. ", "stay in. ", "begins or ends with a space", "Take the space"),
    "long label": Mistake('"Our home"', f'"{"h" * 25}"', "hhh", "has 25 characters; 24 fit", "Say it shorter"),
    "per cent sign": Mistake("room for you all", "100% room", "100%", "a % sign", "Write “per cent”"),
    "markup": Mistake("room for you all", "<b>room</b>", "<b>", "< or >", "Take it out"),
    "line break": Mistake("room for you all", "room\\nfor all", "room\\n", "a line break", "Take it out"),
    "mark that turns a text": Mistake("room for", "room\u202efor", "\u202e", "cannot see", "Take it out"),
    "quote never closed": Mistake(f"{LINE}", LINE[:-1], LINE[:-1], "is not TOML", "missing quote, bracket or ="),
    "bracket never closed": Mistake("prompts = [", "prompts = ", "prompts = ", "is not TOML", "missing quote"),
    "ages upside down": Mistake(
        SCALE, f"{AGES}from = 17\nto = 11\n\n{SCALE}", "from = 17", "from 17 to 11", "two ages"
    ),
    "age of nobody": Mistake(
        SCALE, f"{AGES}from = 11\nto = 170\n\n{SCALE}", "from = 11", "from 11 to 170", "up to 120"
    ),
    "half an age range": Mistake(SCALE, f"{AGES}from = 11\n\n{SCALE}", "[for_ages]", "has no “to”", "Add to = …"),
    "ages without a table": Mistake(
        'kind = "wheel"', 'kind = "wheel"\nfor_ages = 11', "for_ages", "“for_ages” is of the wrong kind", "[for_ages]"
    ),
    "no value": Mistake("meaning = 1", "meaning =", "meaning", "is not TOML", "missing quote, bracket or ="),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_place_and_mend(name: str, tools: Folder) -> None:
    mistake = MISTAKES[name]
    tools.replace(mistake.old, mistake.new)
    found = tools.faults()
    place = f"{tools.wheel}:{tools.line_of(mistake.at, mistake.which)}: "
    told = [fault for fault in found if str(fault).startswith(place) and mistake.what in fault.what]
    assert told, "\n".join(str(fault) for fault in found)
    assert mistake.mend in told[0].mend
    assert len(found) <= 2, "one mistake is not told in many ways"


def test_an_unharmed_file_has_no_mistake(tools: Folder) -> None:
    assert load_tools(shipped=tools.root, with_unpublished=True).tools


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines(tools: Folder) -> None:
    tools.replace("meaning = 1", "meaning = 0")
    tools.replace('"housing"', '"house"')
    tools.replace("low = 21", "low = 22")
    lines = [fault.line for fault in tools.faults()]
    assert lines == sorted(lines)
    assert len(lines) == 3


def test_an_about_with_too_few_topics_for_a_first_touch_is_refused(tools: Folder) -> None:
    text = tools.text.replace(ABOUTS, 'abouts = ["me", "little", "school", "teens"]')
    tools.write(text)
    (fault,) = tools.faults()
    assert (fault.what, fault.line) == (
        "“expecting” has 1 topics; a first touch takes 4",
        tools.line_of("[[topics]]"),
    )


# Files that cannot be read at all


def test_text_that_is_not_utf8_is_told_with_its_line(tools: Folder) -> None:
    line = tools.line_of("Our home")
    tools.wheel.write_bytes(tools.text.encode().replace(b"Our home", b"Our h\xf4me"))
    (fault,) = tools.faults()
    assert str(fault) == f"{tools.wheel}:{line}: this line is not UTF-8 text. Save the file again as UTF-8."


@pytest.mark.parametrize("content", ["", " \n\n", "\ufeff"])
def test_an_empty_file_is_told(content: str, tools: Folder) -> None:
    tools.write(content)
    (fault,) = tools.faults()
    assert str(fault) == f"{tools.wheel}:1: this file is empty. Fill it in, or take it away."


def test_a_huge_file_is_refused_without_being_read(tools: Folder) -> None:
    tools.write(tools.text + "#" * LARGEST_FILE)
    (fault,) = tools.faults()
    assert fault.what == "this file is larger than 256 KiB"


def test_a_file_that_is_a_folder_is_told(tools: Folder) -> None:
    (tools.root / "family-wheel" / "2026.3.toml").mkdir()
    (fault,) = tools.faults()
    assert "cannot be read" in fault.what


def test_endless_nesting_is_told_and_not_followed(tools: Folder) -> None:
    tools.replace("meaning = 1", "meaning = " + "[" * 5000 + "]" * 5000)
    (fault,) = tools.faults()
    assert fault.mend.startswith(("Keep lists", "Look for"))


def test_a_file_with_the_line_ends_and_mark_of_windows_is_read(tools: Folder) -> None:
    tools.wheel.write_bytes(b"\xef\xbb\xbf" + tools.text.replace("\n", "\r\n").encode())
    assert load_tools(shipped=tools.root, with_unpublished=True).current("family-wheel").topic("home").prompts


def test_a_tool_outside_a_folder_of_its_own_is_told(tools: Folder) -> None:
    (tools.root / "2026.2.toml").write_text(tools.text, "utf-8")
    (fault,) = tools.faults()
    assert fault.mend == "Move it to definitions/<tool id>/<version>.toml"
