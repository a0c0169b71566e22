"""The freeze: a published definition and its drawings never change, because stored check-ins stand on them."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from wheel_app.tools.definitions import PUBLISHED, SHIPPED, Definition
from wheel_app.tools.faults import Faults
from wheel_app.tools.toml_file import TomlFile, read_toml


def digest(path: Path) -> str:
    """The SHA-256 of a file, the same whichever line ends the disk keeps."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def digests(definition: Definition) -> Mapping[str, str]:
    """What the list of published files says of a definition."""
    return {name: digest(path) for name, path in definition.files}


def check_published(root: Path, definitions: Sequence[Definition], faults: Faults, *, with_unpublished: bool) -> None:
    """Note each published definition that was changed or is gone, and each that is not published."""
    listed = list_published(root, faults)
    for definition in definitions:
        if definition.name in listed.data:
            _check_unchanged(definition, listed, faults)
        elif not with_unpublished:
            where = "" if root == SHIPPED else f" {root.parent}"
            mend = f"Run “python -m wheel_app.tools publish{where}”; from then on the file stays as it is"
            faults.add(definition.path, 1, "this tool is not published", mend)
    for name in listed.data:
        if not (root / name).is_file():
            mend = "Bring the file back: check-ins stand on it"
            faults.add(listed.path, listed.line((name,)), f"{name} is published but gone", mend)


def list_published(root: Path, faults: Faults) -> TomlFile:
    """The list of published files of a folder of tools; empty when there is none."""
    path = root / PUBLISHED
    found = read_toml(path, faults) if path.exists() else None
    return found or TomlFile(path, {}, {})


def changed_files(definition: Definition, listed: TomlFile) -> list[str]:
    """The files of a published definition that are not what they were."""
    before = listed.data[definition.name]
    now = digests(definition)
    if not isinstance(before, dict):
        return sorted(now)
    return sorted(name for name in before.keys() | now if before.get(name) != now.get(name))


def _check_unchanged(definition: Definition, listed: TomlFile, faults: Faults) -> None:
    for name in changed_files(definition, listed):
        path = definition.path.parent / name
        what = f"this file was changed after {definition.name} was published"
        faults.add(path, 1, what, "Bring the old file back, and make the change in a new version")
