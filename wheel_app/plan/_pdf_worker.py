"""The child process that turns plans into PDFs.

It is run by its path and imports nothing of ours, so that it stays small. It reads a plan as JSON and answers in JSON,
each with its length (four bytes, high first) before it. Other than the sheet and the fonts it opens nothing.
"""

import base64
import json
import resource
import select
import struct
import sys
from pathlib import Path
from typing import BinaryIO

import typst

MOST_MEMORY = 1 << 30


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
    try:
        pdf = compiler.compile(format="pdf", sys_inputs={"plan": plan}, pdf_standards="ua-1")
        pages = pdf if isinstance(pdf, bytes) else b""  # a list comes of pictures alone
    except typst.TypstError:
        # What typst says may quote the family's words: it goes nowhere.
        return {"refused": "typst"}
    return {"pdf": base64.b64encode(pages).decode()}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    serve(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))
