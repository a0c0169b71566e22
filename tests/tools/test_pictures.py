"""Every drawing is small, plain and seen by day, by night and on paper."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import wheel_app

ROOT = Path(wheel_app.__path__[0])
TOPICS = ROOT / "tools/definitions/family-wheel/pictures"
OF_THE_YOUNG = ROOT / "tools/definitions/young-wheel/pictures"
PEOPLE_HERE = ROOT / "home/pictures"
TO_REMEMBER = ROOT / "accounts/pictures"
NAMES = {
    TOPICS: "home money work health mood growing learning days parent people area hopes own "
    "together habits "
    "about-me about-expecting about-little about-school about-teens",
    OF_THE_YOUNG: "my-home school out caring friends body feelings future about-young",
    PEOPLE_HERE: "present-alone present-helped present-worker present-helping-us share-me share-person share-team "
    "interpreter-none interpreter-professional interpreter-relative",
    TO_REMEMBER: "boat sun key tree cat cup moon fish bird apple hat bell ball kite leaf book bus clock drum duck "
    "flower shell spoon umbrella",
}

LARGEST = 900
SVG = "{http://www.w3.org/2000/svg}"
START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" fill="none"'
SHAPES = {"svg", "path", "circle", "ellipse", "rect"}
PAINTS = ("fill", "stroke")
PLAIN = {
    *("viewBox", "d", "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "transform"),
    *("fill-opacity", "stroke-width", "stroke-linecap", "stroke-linejoin", *PAINTS),
}
# The topics' own colours, with cream, sand and ink; none of them is red.
COLOURS = {
    *("#006b6b", "#368fae", "#2c5e8e", "#737ebc", "#634d88", "#a36e9e", "#834b14", "#a37c35", "#635d0c"),
    *("#708f50", "#2d693d", "#3d967a", "#f3e3c3", "#d9b06a", "#22303a"),
}
CARDS = ("#ffffff", "#fbf8f3", "#1d272e")
DRAWINGS = [(folder, name) for folder, names in NAMES.items() for name in names.split()]


def plain_faults(text: str) -> list[str]:
    """What keeps a drawing from standing in a page under the content policy, and in a printed plan."""
    faults = []
    if len(text.encode()) > LARGEST:
        faults.append("too large")
    if not text.startswith(START) or "<!" in text or "<?" in text or re.search(r">\s+<", text):
        faults.append("not minified")
    root = ElementTree.fromstring(text)
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        faults += [f"<{name}>"] * (name not in SHAPES)
        faults += [f"{key} on <{name}>" for key in element.attrib if key not in PLAIN]
        faults += [f"text in <{name}>"] * bool((element.text or "").strip() or (element.tail or "").strip())
    faults += [f"{key} on the outside" for key in ("width", "height") if key in root.attrib]
    return faults


def paints(text: str) -> set[str]:
    """The colours that a drawing is painted with."""
    elements = ElementTree.fromstring(text).iter()
    return {element.get(key, "none") for element in elements for key in PAINTS} - {"none"}


def ink_faults(text: str) -> list[str]:
    """What keeps a drawing from taking the colour of the text around it."""
    return [f"painted {colour}" for colour in sorted(paints(text) ^ {"currentColor"})]


def colour_faults(text: str) -> list[str]:
    """What keeps a picture to remember from being the same, and seen, wherever it is shown."""
    used = paints(text)
    faults = [f"painted {colour}" for colour in sorted(used - COLOURS)]
    if not 2 <= len(used) <= 4:
        faults.append(f"{len(used)} colours")
    if not any(all(contrast(colour, card) >= 3 for card in CARDS) for colour in used & COLOURS):
        faults.append("no colour that is seen on every card")
    return faults


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, as WCAG counts it."""
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def light(colour: str) -> float:
    """The relative luminance of a colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("folder", NAMES, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_each_folder_holds_its_drawings_and_no_others(folder):
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.svg" for name in NAMES[folder].split())


@pytest.mark.parametrize(("folder", "name"), DRAWINGS, ids=[name for _, name in DRAWINGS])
def test_drawing_is_plain_and_painted_as_its_place_asks(folder, name):
    text = (folder / f"{name}.svg").read_text(encoding="utf-8")
    painted = colour_faults if folder == TO_REMEMBER else ink_faults
    assert plain_faults(text) + painted(text) == []


def test_pictures_to_remember_are_all_different():
    drawings = {(TO_REMEMBER / f"{name}.svg").read_text(encoding="utf-8") for name in NAMES[TO_REMEMBER].split()}
    assert len(drawings) == 24


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ('<path id="a" d="M0 0"/>', "id on <path>"),
        ('<path class="a" d="M0 0"/>', "class on <path>"),
        ('<path style="fill:red" d="M0 0"/>', "style on <path>"),
        ('<path onclick="a()" d="M0 0"/>', "onclick on <path>"),
        ("<text>Home</text>", "<text>"),
        ("<path>Home</path>", "text in <path>"),
        ("<linearGradient/>", "<linearGradient>"),
        ('<use href="#a"/>', "href on <use>"),
        ("<script/>", "<script>"),
        ("<!-- home --><path/>", "not minified"),
        ("<path/>\n  <path/>", "not minified"),
        ('<path d="' + "M0 0" * LARGEST + '"/>', "too large"),
    ],
)
def test_plain_faults_bites(inside, fault):
    assert fault in plain_faults(f"{START}>{inside}</svg>")


def test_plain_faults_of_the_outside_bites():
    assert "width on the outside" in plain_faults(f'{START} width="64"></svg>')
    assert "not minified" in plain_faults('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>')


@pytest.mark.parametrize(
    ("check", "inside", "fault"),
    [
        (ink_faults, '<path fill="#006b6b" stroke="currentColor"/>', "painted #006b6b"),
        (ink_faults, '<path d="M0 0"/>', "painted currentColor"),
        (colour_faults, '<path fill="currentColor" stroke="#368fae"/>', "painted currentColor"),
        (colour_faults, '<path fill="#d4351c" stroke="#368fae"/>', "painted #d4351c"),
        (colour_faults, '<path fill="#368fae"/>', "1 colours"),
        (colour_faults, '<path fill="#22303a" stroke="#f3e3c3"/>', "no colour that is seen on every card"),
    ],
)
def test_paint_faults_bites(check, inside, fault):
    assert fault in check(f"{START}>{inside}</svg>")
