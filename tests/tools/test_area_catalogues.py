"""The catalogues that an area brings: whatever a page would stumble over is told at the start."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Clock, settings_for
from tests.support.page import PageClient
from tests.tools.folders import write_files
from wheel_app import create_app
from wheel_app.storage import Database
from wheel_app.tools import Library, ToolError, load_tools

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n\n'
TWO = "nplurals=2; plural=(n != 1);"
TEXTS = 'msgid "Our home"\nmsgstr "ہمارا مکان"\n\nmsgid "Listen: %(words)s"\nmsgstr "سنیں: %(words)s"\n'
GOOD = HEAD.format(TWO) + TEXTS
PLURAL = '\nmsgid "%(num)s topic"\nmsgid_plural "%(num)s topics"\nmsgstr[0] "%(num)s م"\nmsgstr[1] "%(num)s مم"\n'
PO, MO = "ur/LC_MESSAGES/messages.po", "ur/LC_MESSAGES/messages.mo"
Files = dict[str, str | bytes]


def built(source: str) -> bytes:
    out = BytesIO()
    write_mo(out, read_po(BytesIO(source.encode()), locale="ur"))
    return out.getvalue()


def pair(source: str) -> Files:
    return {PO: source, MO: built(source)}


def load(root: Path, files: Files) -> Library:
    return load_tools(write_files(root / "area", {f"translations/{name}": file for name, file in files.items()}))


def told(root: Path, files: Files) -> list[str]:
    with pytest.raises(ToolError) as caught:
        load(root, files)
    return [str(fault).removeprefix(f"{root / 'area'}/translations/") for fault in caught.value.faults]


@pytest.mark.parametrize(
    "files",
    [
        pair(GOOD),
        {MO: built(GOOD)},
        pair(GOOD) | {"messages.pot": "", "README.md": "", "ur/LC_MESSAGES/messages.pot": "", ".git/x.mo": "x"},
        pair(GOOD + '\n#, fuzzy\nmsgid "Money"\nmsgstr "50 %"\n\nmsgid "Work"\nmsgstr ""\n'),
        pair(HEAD.format("nplurals=2; plural=n!=1;") + TEXTS),
        pair(
            GOOD
            + '\nmsgid "%(num)s topic"\nmsgid_plural "%(num)s topics"\nmsgstr[0] "%(num)s م"\nmsgstr[1] "%(num)s مم"\n'
        ),
    ],
)
def test_a_sound_catalogue_is_taken(tmp_path: Path, files: Files) -> None:
    assert load(tmp_path, files).translations == tmp_path / "area/translations"


def test_what_it_says_is_on_the_page(db: Database, clock: Clock, tmp_path: Path) -> None:
    load(tmp_path, pair(GOOD.replace("Our home", "Begin")))
    app = create_app(settings_for(area=tmp_path / "area"), db=db, now=clock)
    assert "ہمارا مکان" in PageClient(app, db=db).get("/", headers={"Accept-Language": "ur"}).text


@pytest.mark.parametrize("said", ['زبان "اردو" چنیں', "زبان &amp; بولی", "زبان 'اردو' & بولی", '" hidden="'])
def test_a_quote_in_it_stays_in_its_place(db: Database, clock: Clock, tmp_path: Path, said: str) -> None:
    quoted = said.replace('"', '\\"')
    load(tmp_path, pair(GOOD + f'\nmsgid "Choose your language"\nmsgstr "{quoted}"\n'))
    app = create_app(settings_for(area=tmp_path / "area"), db=db, now=clock)
    link = PageClient(app, db=db).get("/", headers={"Accept-Language": "ur"}, words=False).one("a.top__language")
    assert link.get("aria-label") == f"اردو. {said}"
    assert not link.has("hidden")


def test_a_language_in_another_writing_has_pages_too(db: Database, clock: Clock, tmp_path: Path) -> None:
    languages = '[[languages]]\ncode = "pa-Arab"\nname = "پنجابی"\n'
    folder = "translations/pa_Arab/LC_MESSAGES/messages"
    words = GOOD.replace("Our home", "Begin")
    area = write_files(
        tmp_path / "area", {"languages.toml": languages, f"{folder}.po": words, f"{folder}.mo": built(words)}
    )
    app = create_app(settings_for(area=area), db=db, now=clock)
    page = PageClient(app, db=db).get("/", headers={"Accept-Language": "pa-Arab"})
    assert (page.root.get("lang"), page.root.get("dir")) == ("pa-Arab", "rtl")
    assert "ہمارا مکان" in page.text


AGAIN = "Run “python -m babel.messages.frontend compile -d "
MISTAKES: dict[str, tuple[Files, str, str]] = {
    "not compiled": ({PO: GOOD}, f"{PO}:1: this catalogue is not compiled", AGAIN),
    "no catalogue at all": ({MO: b"nothing of that kind"}, f"{MO}:1: this catalogue cannot be read (", AGAIN),
    "empty": ({MO: b""}, f"{MO}:1: this catalogue cannot be read (", AGAIN),
    "cut off": ({MO: built(GOOD)[:-40]}, f"{MO}:1: this catalogue cannot be read (", AGAIN),
    "a broken line": ({PO: GOOD + "\nmsgd x\n", MO: built(GOOD)}, f"{PO}:12: this line is not of a catalogue", "Mend"),
    "not UTF-8": ({PO: GOOD.encode("utf-16"), MO: built(GOOD)}, f"{PO}:1: this catalogue cannot be read", "Mend"),
    "not compiled again": (
        {PO: GOOD.replace("مکان", "گھر"), MO: built(GOOD)}, f"{PO}:1: messages.mo was not made from this", AGAIN,
    ),
    "a lost placeholder": (
        pair(GOOD.replace("سنیں: %(words)s", "سنیں")), f"{PO}:9: “سنیں” has other placeholders", "Keep them as they",
    ),
    "an unknown placeholder": (
        pair(GOOD.replace("سنیں: %(words)s", "سنیں %(word)s")), f"{PO}:9: “سنیں %(word)s” has other", "Keep them",
    ),
    "a bare per cent": (pair(GOOD.replace("ہمارا", "50%")), f"{PO}:6: “50% مکان” has other placeholders", "write “per"),
    "the same without a source": ({MO: built(GOOD.replace("ہمارا", "50%"))}, f"{MO}:1: “50% مکان” has other", "Keep"),
    "markup": (pair(GOOD.replace("ہمارا", "<b>")), f"{PO}:6: “<b> مکان” holds a mark", "Take it out"),
    "another counting": (
        pair(HEAD.format("nplurals=1; plural=0;") + TEXTS), f"{MO}:1: this catalogue counts in another way", TWO,
    ),
    "a counting that breaks": (
        pair(HEAD.format("nplurals=2; plural=n/(n-3);") + TEXTS), f"{MO}:1: this catalogue counts in another way", TWO,
    ),
    "no language": (
        {"urd/LC_MESSAGES/messages.mo": built(GOOD)}, "urd:1: “urd” is not the folder of a language", "one of: en, ur",
    ),
    "one folder too few": ({"ur/messages.mo": built(GOOD)}, "ur/messages.mo:1: no catalogue is", "Move it to ur/LC"),
    "another name": (
        {"ur/LC_MESSAGES/ur.mo": built(GOOD)}, "ur/LC_MESSAGES/ur.mo:1: no catalogue", "ur/LC_MESSAGES/messages.mo",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_catalogue_is_told(name: str, tmp_path: Path) -> None:
    files, what, mend = MISTAKES[name]
    (fault,) = told(tmp_path, files)
    assert fault.startswith(what)
    assert mend in fault


def test_a_file_that_nobody_may_read_is_told(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "area", {}) / "translations/ur/LC_MESSAGES"
    (folder / "messages.mo").mkdir(parents=True)
    (fault,) = told(tmp_path, {})
    assert fault.startswith(f"{MO}:1: this catalogue cannot be read (Is a directory)")


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_any_file_is_taken_or_told(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    spoilt, name = bytearray(built(GOOD)), MO
    if data.draw(st.booleans()):
        spoilt, name = bytearray(GOOD.encode()), PO
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ToolError):  # Any other error fails here.
        load(tmp_path_factory.mktemp("any"), pair(GOOD) | {name: bytes(spoilt)})
