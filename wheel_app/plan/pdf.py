"""The plan as a PDF, drawn by typst in a warm child process that is killed when it takes too long."""

import atexit
import base64
import dataclasses
import json
import os
import re
import threading
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol

from wheel_app.plan._pdf_child import Child
from wheel_app.plan.document import PlanDocument
from wheel_app.plan.letters import STAND_IN, Letters

PROJECT = Path(__file__).resolve().parents[2]
FONTS = PROJECT / "static" / "build" / "fonts"
SHEET = PROJECT / "templates" / "plan" / "plan.typ"
FONT_FILES = (
    "NotoNaskhArabic_400Regular.ttf",
    "NotoNaskhArabic_700Bold.ttf",
    "NotoSans_400Regular.ttf",
    "NotoSans_700Bold.ttf",
)
LONGEST = 400_000  # letters in one plan, its wheel among them

Why = Literal["slow", "busy", "broken", "refused", "too-long", "script", "no-fonts"]


class Paper(Protocol):
    """What a sheet can be given: a dataclass of texts that are ready to print, its fixed words in `headings`.

    With `flows` it takes as many pages as it needs, and no other way of laying it out is tried. With `ways` it brings
    its own (size, whether it has a back, on how many pages it is taken), and is printed for each of its `numbers`.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def language(self) -> str: ...
    @property
    def title(self) -> str: ...


class PdfFailed(Exception):
    """No PDF came of it. `why` says what to tell the reader; the message never quotes the plan."""

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why


def find_fonts(folder: Path = FONTS) -> tuple[Path, ...]:
    """Return the font files of the plan; raise PdfFailed with the way to mend it if one is missing."""
    files = tuple(folder / name for name in FONT_FILES)
    missing = [file.name for file in files if not file.is_file()]
    if missing:
        raise PdfFailed("no-fonts", f"{folder} lacks {', '.join(missing)}. Run: npm run build")
    return files


class PdfMaker:
    """Keeps one worker warm: started at the first plan, replaced when it ends, hangs or has drawn enough."""

    def __init__(
        self,
        fonts: Path = FONTS,
        *,
        sheet: Path = SHEET,
        limit: float = 10,
        documents: int = 100,
        rest: float = 300,
        longest: int = LONGEST,
    ) -> None:
        self._fonts, self._sheet, self._rest = fonts, sheet, rest
        self._limit, self._documents, self._longest = limit, documents, longest
        self._lock = threading.Lock()
        self._child: Child | None = None

    @cached_property
    def _letters(self) -> Letters:
        return Letters(find_fonts(self._fonts))

    @property
    def worker_id(self) -> int | None:
        """The process id of the warm worker, if there is one."""
        return self._child.process.pid if self._child else None

    def make(self, document: Paper) -> bytes:
        """Return the paper as a PDF; raise PdfFailed when it cannot be had."""
        plan = to_json(document, self._letters, self._longest)
        if not self._lock.acquire(timeout=self._limit):
            raise PdfFailed("busy", "Other plans are being drawn.")
        try:
            answer = self._ask(plan)
        finally:
            self._lock.release()
        if answer.get("refused") == "too-long":
            raise PdfFailed("too-long", "This does not fit on its paper.")
        if "pdf" not in answer:
            raise PdfFailed("refused", "This plan could not be drawn.")
        return base64.b64decode(answer["pdf"])

    def _ask(self, plan: bytes) -> dict[str, str]:
        try:
            try:
                return self._ask_once(plan)
            except TimeoutError:
                raise
            except (EOFError, OSError):
                return self._ask_once(plan)  # it had gone to rest, or was ended from outside: a new one may do it
        except TimeoutError as late:
            raise PdfFailed("slow", f"The PDF was not ready within {self._limit:g} seconds.") from late
        except (EOFError, OSError) as ended:
            raise PdfFailed("broken", "The process that draws the PDF ended twice.") from ended

    def _ask_once(self, plan: bytes) -> dict[str, str]:
        if self._child is None or self._child.asked >= self._documents:
            self.close()
            self._child = Child(self._sheet, self._fonts, self._rest)
        try:
            return self._child.ask(plan, self._limit)
        except (EOFError, OSError):
            self.close()
            raise

    def close(self) -> None:
        """End the worker; the next plan starts another."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def forget(self) -> None:
        """In a forked process: start afresh and leave the worker to the parent."""
        child, self._child, self._lock = self._child, None, threading.Lock()
        if child is not None:
            child.leave_to_parent()


def to_json(document: Paper, letters: Letters, longest: int = LONGEST) -> bytes:
    """Return what the sheet reads, with every letter printable; raise PdfFailed where that is not to be had."""
    plan: dict[str, Any] = dataclasses.asdict(document)
    if len(json.dumps(plan, ensure_ascii=False)) > longest:
        raise PdfFailed("too-long", "This plan is too long for a PDF.")
    if not all(letters.hold(text) for text in (document.title, *plan["headings"].values())):
        raise PdfFailed("script", f"The fonts of the plan lack letters of the language {document.language!r}.")
    drawings = {"wheel_svg": letters.clean_drawing(plan["wheel_svg"])} if "wheel_svg" in plan else {}
    plan = {**_clean(plan, letters), **drawings}
    said = {name: value for name, value in plan.items() if name != "headings"}
    plan["has_stand_ins"] = STAND_IN in json.dumps(said, ensure_ascii=False)
    tag = re.match(r"[a-z]{2,3}(?![a-z])", document.language.lower())
    plan["language"] = tag.group() if tag else "und"
    return json.dumps(plan).encode()


def _clean(value: Any, letters: Letters) -> Any:
    if isinstance(value, str):
        return letters.clean(value)
    if isinstance(value, dict):
        return {name: _clean(inner, letters) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner, letters) for inner in value]
    return value


_maker = PdfMaker()
os.register_at_fork(after_in_child=_maker.forget)
atexit.register(_maker.close)


def plan_pdf(document: PlanDocument) -> bytes:
    """Return the plan as a tagged PDF (PDF/UA-1) on A4; raise PdfFailed when it cannot be had."""
    return _maker.make(document)
