"""A drawing from a file is let into a page only when it is shapes and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wheel_app.tools import ToolError
from wheel_app.tools.faults import Faults
from wheel_app.tools.pictures import LARGEST_PICTURE, read_picture

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"'
PLAIN = f'{HEAD} fill="none" stroke="currentColor"><g><path d="M1 1\n h9"/></g><circle cx="5" cy="5" r="2"/></svg>'


def read(tmp_path: Path, content: str | bytes) -> str:
    path = tmp_path / "home.svg"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    faults = Faults()
    picture = read_picture(path, faults)
    faults.raise_if_any()
    return picture


def test_plain_shapes_are_let_in_as_markup(tmp_path: Path) -> None:
    picture = read(tmp_path, PLAIN)
    assert picture == PLAIN.replace("\n", "")
    assert picture.__html__() == picture  # type: ignore[attr-defined]


def test_what_a_drawing_program_puts_before_is_dropped(tmp_path: Path) -> None:
    assert read(tmp_path, f'<?xml version="1.0"?>\n{PLAIN}\n') == PLAIN.replace("\n", "")


UNSAFE = {
    "script": (f"{HEAD}><script>alert(1)</script></svg>", "<script> is not allowed"),
    "style": (f"{HEAD}><style>*{{}}</style></svg>", "<style> is not allowed"),
    "foreign object": (f"{HEAD}><foreignObject/></svg>", "<foreignObject> is not allowed"),
    "image": (f'{HEAD}><image href="x"/></svg>', "<image> is not allowed"),
    "use": (f'{HEAD}><use href="#a"/></svg>', "<use> is not allowed"),
    "link": (f'{HEAD}><a href="https://x.example"><path d="M1 1"/></a></svg>', "<a> is not allowed"),
    "animation": (f'{HEAD}><path d="M1 1"><animate attributeName="d"/></path></svg>', "<animate> is not allowed"),
    "drawing in a drawing": (f"{HEAD}>{PLAIN}</svg>", "<svg> is not allowed"),
    "foreign namespace": (f'{HEAD}><x:path xmlns:x="urn:x"/></svg>', "<{urn:x}path> is not allowed"),
    "words": (f"{HEAD}><text>Home</text></svg>", "<text> is not allowed"),
    "loose words": (f'{HEAD}><path d="M1 1"/>home</svg>', "text in or after <path>"),
    "id": (f'{HEAD} id="a"/>', "“id” is not allowed on <svg>"),
    "class": (f'{HEAD}><path class="a"/></svg>', "“class” is not allowed on <path>"),
    "style attribute": (f'{HEAD}><path style="fill:red"/></svg>', "“style” is not allowed"),
    "handler": (f'{HEAD} onload="alert(1)"/>', "“onload” is not allowed"),
    "link in an attribute": (
        f'{HEAD} xmlns:xlink="urn:l"><path xlink:href="#a"/></svg>',
        "“{urn:l}href” is not allowed",
    ),
    "colour": (f'{HEAD}><path fill="#ff0000"/></svg>', "<path> is painted #ff0000"),
    "paint from elsewhere": (f'{HEAD}><path fill="url(#a)"/></svg>', "<path> is painted url(#a)"),
    "function in a value": (f'{HEAD}><path d="url(&quot;x&quot;)"/></svg>', "holds more than numbers"),
    "escaped mark in a value": (f'{HEAD}><path d="&lt;script&gt;"/></svg>', "holds more than numbers"),
    "entity": (f'<!DOCTYPE svg [<!ENTITY a "b">]>{PLAIN}', "a document type"),
    "comment": (f"{HEAD}><!-- hello --></svg>", "a comment"),
    "character data": (f"{HEAD}><![CDATA[x]]></svg>", "a comment"),
    "instruction": (f'<?xml-stylesheet href="x"?>{PLAIN}<?x y?>', "an instruction"),
    "other size": (PLAIN.replace("0 0 64 64", "0 0 24 24"), "not an SVG drawing of 64 by 64"),
    "no SVG": ("<div/>", "not an SVG drawing of 64 by 64"),
    "no namespace": ('<svg viewBox="0 0 64 64"/>', "not an SVG drawing of 64 by 64"),
    "broken": (f"{HEAD}><path></svg>", "not well-formed SVG"),
    "empty": ("", "not well-formed SVG"),
    "large": (PLAIN + " " * LARGEST_PICTURE, "larger than 2000 bytes"),
    "not text": (b"\xff\xfe\x00", "not UTF-8"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_drawing_bites(name: str, tmp_path: Path) -> None:
    content, what = UNSAFE[name]
    with pytest.raises(ToolError) as caught:
        read(tmp_path, content)
    assert any(what in fault.what for fault in caught.value.faults), str(caught.value)
    assert all(fault.file.endswith("home.svg") and fault.line == 1 and fault.mend for fault in caught.value.faults)


def test_a_missing_drawing_is_told(tmp_path: Path) -> None:
    faults = Faults()
    assert read_picture(tmp_path / "none.svg", faults) == ""
    assert len(faults) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(st.text("<>/=\"'& \nsvgpathdfilcriptonhref:#()url;0![]-?x", max_size=60))
def test_no_drawing_brings_more_than_shapes(tmp_path: Path, inside: str) -> None:
    try:
        picture = read(tmp_path, f"{HEAD}>{inside}</svg>")
    except ToolError:
        return
    assert not any(word in picture for word in ("script", "on", "href", "url", "&", "!", "?", "#"))
