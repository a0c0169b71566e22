"""Mistakes in files that people write, each told with its place and its mend."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        stop = "" if self.mend.endswith(("?", ".")) else "."
        return f"{self.file}:{self.line}: {self.what}. {self.mend}{stop}"


class ToolError(Exception):
    """The tool files or the area's folder hold mistakes; `faults` names every one of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class Faults:
    """Collects mistakes, so that one start tells all of them."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, file: Path, line: int, what: str, mend: str) -> None:
        self._found.append(Fault(str(file), line, what, mend))

    def __len__(self) -> int:
        return len(self._found)

    def raise_if_any(self) -> None:
        """Raise ToolError with all mistakes found so far, in the order of files and lines."""
        if self._found:
            raise ToolError(tuple(sorted(set(self._found))))
