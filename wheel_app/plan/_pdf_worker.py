"""The child process that turns plans, and other papers, into PDFs.

It is run by its path and imports nothing of ours, so that it stays small. It reads a plan as JSON and answers in JSON,
each with its length (four bytes, high first) before it. Other than the sheet and the fonts it opens nothing.
"""

import base64
import json
import re
import resource
import select
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

import typst

MOST_MEMORY = 1 << 30
# In a drawing typst cannot say for PDF/UA what a sign over another one, or one of Devanagari, stands for. A plan with
# such a name on its wheel is tagged and described all the same, and its list says the name.
Standard = Literal["ua-1"] | None
STANDARDS: tuple[Standard, ...] = ("ua-1", None)
PAGE = re.compile(rb"/Type\s*/Page\b")


class Way(NamedTuple):
    """One way to lay a plan out: its type, whether the goals have a page of their own, on how many pages it is taken.

    With more than `most_letters` in goals and in what works it is not tried: each try takes as long as the whole.
    """

    size: str
    apart: str
    pages: int | None
    most_letters: int | None = None


# Large type on one page, then smaller; large on two with the goals together; last, as many pages as it takes.
WAYS = (
    Way("12.5", "no", 1, 700),
    Way("11.4", "no", 1, 850),
    Way("10.5", "no", 1, 1000),
    Way("12.5", "yes", 2, 4000),
    Way("11.4", "yes", 2, 4000),
    Way("10.5", "yes", 2, 4000),
    Way("11.4", "no", None),
)


def serve(sheet: Path, fonts: Path, rest: float) -> None:
    """Answer one plan after another, until nobody has asked for `rest` seconds or the web process has gone."""
    only_ours = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
    compiler = typst.Compiler(str(sheet), root=str(sheet.parent), font_paths=only_ours, ignore_system_fonts=True)
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    while select.select([asked], [], [], rest)[0]:
        plan = _read(asked)
        if plan is None:
            return
        answer = json.dumps(_draw(compiler, plan)).encode()
        answers.write(struct.pack(">L", len(answer)) + answer)
        answers.flush()


def _read(asked: BinaryIO) -> str | None:
    length = asked.read(4)
    if len(length) < 4:
        return None
    return asked.read(struct.unpack(">L", length)[0]).decode()


def _draw(compiler: "typst.Compiler", plan: str) -> dict[str, str]:
    for standard in STANDARDS:
        # What typst says may quote the family's words: it goes nowhere.
        with suppress(typst.TypstError):
            if pdf := _laid_out(compiler, plan, standard):
                return {"pdf": base64.b64encode(pdf).decode()}
            return {"refused": "too-long"}
    return {"refused": "typst"}


def _laid_out(compiler: "typst.Compiler", plan: str, standard: Standard) -> bytes:
    """Return the plan in the first of the ways that it fits, so that nothing is ever cut off."""
    read = json.loads(plan)
    if "ways" in read:
        return _printed(compiler, plan, read, standard)
    letters = sum(map(len, _texts([read.get("goals"), read.get("works")])))
    # A paper that flows has as many pages as it takes; laying it out in several ways would only take longer.
    for way in WAYS[-1:] if read.get("flows") else WAYS:
        if way.most_letters is None or letters <= way.most_letters:
            inputs = {"plan": plan, "size": way.size, "apart": way.apart}
            pdf = _pdf(compiler, inputs, standard)
            if way.pages is None or len(PAGE.findall(pdf)) <= way.pages:
                break
    return pdf


def _printed(compiler: "typst.Compiler", plan: str, read: dict[str, Any], standard: Standard) -> bytes:
    """Return a paper that brings its own ways, once for each of its numbers; nothing where none of its ways fits."""
    for size, apart, pages in read["ways"]:
        inputs = {"plan": plan, "size": size, "apart": apart}
        first = _pdf(compiler, {**inputs, "first": "yes"}, standard)
        if len(PAGE.findall(first)) <= pages:
            return first if len(read["numbers"]) == 1 else _pdf(compiler, inputs, standard)
    return b""


def _pdf(compiler: "typst.Compiler", inputs: dict[str, str], standard: Standard) -> bytes:
    made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=standard)
    return made if isinstance(made, bytes) else b""  # a list comes of pictures alone


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in _texts(one)]


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    serve(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))
