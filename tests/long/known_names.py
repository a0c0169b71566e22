"""The names that pages know: of fields, and of what stands in an address. Whatever is added later is among them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from wheel_app.web import Form

ROOT = Path(__file__).parents[2]
TEMPLATES, CODE = ROOT / "templates", ROOT / "wheel_app"


@cache
def field_names() -> tuple[str, ...]:
    """Every name that a form or a template knows."""
    kinds = [Form]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    of_forms = {name for kind in kinds for name in dir(kind) if hasattr(getattr(kind, name), "field_class")}
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")]
    of_pages = {name for text in texts for name in re.findall(r'\bname="(\w+)"', text)}
    of_goals = {f"home_{end}" for text in texts for end in re.findall(r'name="\{\{[^"]*\}\}_(\w+)"', text)}
    return tuple(sorted(of_forms | of_pages | of_goals))


@cache
def query_names() -> tuple[str, ...]:
    """Every name that a page reads from its address or puts into one."""
    code = [path.read_text(encoding="utf-8") for path in CODE.rglob("*.py")]
    links = [found for path in TEMPLATES.rglob("*.html") for found in re.findall(r"url_for\([^)]*\)", path.read_text())]
    read = {name for text in code for name in re.findall(r'args\.get\("(\w+)"', text)}
    return tuple(sorted(read | {name for link in links for name in re.findall(r"\b(\w+)=", link)}))
