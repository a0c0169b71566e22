"""Publishing tools: from then on a definition and its drawings are frozen."""

from collections.abc import Mapping
from pathlib import Path

from wheel_app.tools.definitions import PUBLISHED, SHIPPED, read_definitions
from wheel_app.tools.faults import Faults
from wheel_app.tools.loader import load_tools
from wheel_app.tools.published import digests, list_published

_HEADING = """\
# Published tools and their fingerprints (SHA-256). Written by “python -m wheel_app.tools publish”.
# A file named here stays as it is, because check-ins stand on it: a change is a new version.
"""


def publish(area: Path | None = None, *, shipped: Path = SHIPPED) -> tuple[str, ...]:
    """Record every new tool of the area (of the app itself when there is none) and return their names.

    Raises ToolError, and records nothing, when a file holds a mistake or a published one was changed.
    """
    load_tools(area, shipped=shipped, with_unpublished=True)
    root = shipped if area is None else area / "tools"
    if not root.is_dir():
        return ()
    fresh = _find_fresh(root)
    if fresh:
        _append(root / PUBLISHED, fresh)
    return tuple(fresh)


def _find_fresh(root: Path) -> dict[str, Mapping[str, str]]:
    faults = Faults()
    listed = list_published(root, faults)
    definitions = read_definitions(root, faults)
    faults.raise_if_any()
    return {definition.name: digests(definition) for definition in definitions if definition.name not in listed.data}


def _append(path: Path, fresh: Mapping[str, Mapping[str, str]]) -> None:
    text = path.read_text("utf-8") if path.exists() else _HEADING
    for name, files in fresh.items():
        lines = [f'"{file}" = "{value}"' for file, value in files.items()]
        text += "\n".join(["", f'["{name}"]', *lines, ""])
    unfinished = path.with_suffix(".new")
    unfinished.write_text(text, "utf-8")
    unfinished.replace(path)
