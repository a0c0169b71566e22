"""Filling in a form as a browser without script does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.support.dom import Element
from tests.support.names import fields, senders, text_with_pictures

Values = Mapping[str, str | Sequence[str]]
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Sent:
    """What a press of a button sends, and where."""

    method: str
    action: str
    pairs: Pairs
    htmx_action: str


def fill(form: Element, values: Values, button: str | None = None) -> Sent:
    """Put `values` into the form and press `button`: its words, its value or `name=value`; without one, the first."""
    pairs = _standing(form)
    for name, value in values.items():
        wanted = [value] if isinstance(value, str) else list(value)
        _check_offered(form, name, wanted)
        pairs = [pair for pair in pairs if pair[0] != name] + [(name, one) for one in wanted]
    pressed = _button(form, button)
    if pressed is not None and pressed.get("name"):
        pairs.append((pressed.get("name"), pressed.get("value")))
    action = (pressed.get("formaction") if pressed else "") or form.get("action")
    htmx = (
        (pressed.get("hx-post") or pressed.get("hx-get") if pressed else "")
        or form.get("hx-post")
        or form.get("hx-get")
    )
    return Sent(form.get("method").lower(), action, pairs, htmx)


def _standing(form: Element) -> Pairs:
    """What the form would send untouched."""
    return [
        (field.get("name"), value)
        for field in form.all("input, select, textarea")
        if field.get("name") and not field.has("disabled")
        for value in _held(field)
    ]


def _held(field: Element) -> list[str]:
    kind = field.get("type")
    if field.tag == "textarea":
        return [field.raw_text.removeprefix("\n")]
    if field.tag == "select":
        options = field.all("option")
        chosen = [o for o in options if o.has("selected")] or options[:1]
        return [o.get("value") if o.has("value") else o.text for o in chosen]
    if kind in ("radio", "checkbox"):
        return [field.get("value", "on")] if field.has("checked") else []
    return [] if kind in ("submit", "button", "image", "reset", "file") else [field.get("value")]


def _check_offered(form: Element, name: str, wanted: list[str]) -> None:
    named = [field for field in form.all("input, select, textarea") if field.get("name") == name]
    assert named, f"the form has no field {name}; it has {sorted({f.get('name') for f in fields(form)})}"
    offered = [field.get("value", "on") for field in named if field.get("type") in ("radio", "checkbox")]
    if named[0].tag == "select":
        offered = [o.get("value") if o.has("value") else o.text for o in named[0].all("option")]
    if offered:
        assert set(wanted) <= set(offered), f"{name} offers {offered}, not {wanted}"


def _button(form: Element, wanted: str | None) -> Element | None:
    found = [b for b in senders(form) if not b.has("disabled")]
    if wanted is None:
        return found[0] if found else None
    exact = [b for b in found if wanted in (text_with_pictures(b), b.get("value"), f"{b.get('name')}={b.get('value')}")]
    fit = exact or [b for b in found if wanted in text_with_pictures(b)]
    assert len(fit) == 1, f"{len(fit)} buttons fit {wanted!r}; there are {[text_with_pictures(b) for b in found]}"
    return fit[0]
