"""Checks of fields, errors, forms and of htmx on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.support.dom import Element
from tests.support.names import ERROR, buttons, by_id, described_by, fields, label_of, name_of, senders
from tests.support.seen import Seen

SUMMARY = ".govuk-error-summary"
UNSAFE_HTMX = re.compile(r"hx-(put|patch|delete|on|vars|ext|headers|request|disinherit)$|hx-on:")


def labels(seen: Seen) -> Iterator[str]:
    for field in fields(seen.root):
        if not name_of(field, seen.root):
            yield f"{field} has no label"
        elif field.get("type") in ("radio", "checkbox") and not label_of(field, seen.root):
            yield f"{field} has a name but no label to tap"
    for button in buttons(seen.root):
        if not name_of(button, seen.root):
            yield f"{button} has no words"
    for group in _radio_groups(seen.root):
        legend = group.first("legend")
        if legend is None or not legend.text:
            yield f"{group} around radios has no legend"


def _radio_groups(root: Element) -> Iterator[Element]:
    groups = [radio.inside("fieldset") for radio in root.all("input[type=radio]")]
    yield from dict.fromkeys(group for group in groups if group is not None)


def radios_are_grouped(seen: Seen) -> Iterator[str]:
    for radio in seen.root.all("input[type=radio]"):
        if radio.inside("fieldset, [role=radiogroup]") is None:
            yield f"{radio} stands in no fieldset"


def errors_are_tied(seen: Seen) -> Iterator[str]:
    tied = {
        one.get("id") for element in seen.root.all("[aria-describedby]") for one in described_by(element, seen.root)
    }
    for error in seen.root.all(ERROR):
        if not error.get("id") or error.get("id") not in tied:
            yield f"the error “{error.text}” is tied to no field by aria-describedby"
    for field in seen.root.all("[aria-invalid=true]"):
        group = field.inside("fieldset")
        told = [*described_by(field, seen.root), *(described_by(group, seen.root) if group else [])]
        if not any(one.matches(ERROR) for one in told):
            yield f"{field} is aria-invalid and no error message describes it"
    for element in seen.root.all("[aria-describedby], [aria-labelledby], [aria-controls]"):
        yield from _dangling(element, seen.root)


def _dangling(element: Element, root: Element) -> Iterator[str]:
    for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
        for key in element.get(name).split():
            if not by_id(root, key):
                yield f"{element} has {name}={key}, and there is no such id"


def error_summary(seen: Seen) -> Iterator[str]:
    if not seen.root.all(ERROR) and not seen.root.all(SUMMARY):
        return
    links = seen.root.all(f"{SUMMARY} a")
    if not links and not seen.is_piece:
        yield "there are errors and no error summary with links"
    for link in links:
        target = by_id(seen.root, link.get("href").removeprefix("#"))
        if not link.get("href").startswith("#") or not target:
            yield f"the summary link “{link.text}” reaches nothing"
        elif not _can_be_filled(target[0], seen.root):
            yield f"the summary link “{link.text}” reaches {target[0]}, which is no field"


def _can_be_filled(element: Element, root: Element) -> bool:
    return element in [*fields(root), *buttons(root)] and not element.is_hidden


def forms(seen: Seen) -> Iterator[str]:
    for form in seen.root.all("form"):
        method = form.get("method").lower()
        if not form.get("action"):
            yield f"{form} has no action"
        if method not in ("get", "post"):
            yield f"{form} has no method"
        tokens = [one for one in form.all("input[name=csrf_token]") if one.get("value")]
        if method == "post" and len(tokens) != 1:
            yield f"{form} posts with {len(tokens)} csrf tokens"
        if method == "get" and tokens:
            yield f"{form} puts the csrf token into the address"
        if not senders(form):
            yield f"{form} has no button to send it"
        yield from _away(form)


def _away(form: Element) -> Iterator[str]:
    senders = [form, *form.all("[formaction]")]
    for address in [one.get("formaction") or one.get("action") for one in senders]:
        if urlsplit(address).netloc:
            yield f"{form} goes to {address}"


def fields_in_forms(seen: Seen) -> Iterator[str]:
    for field in fields(seen.root):
        if field.inside("form") is None and not field.get("form"):
            yield f"{field} stands in no form"


def htmx_without_script(seen: Seen) -> Iterator[str]:
    for element in seen.root.all("*"):
        yield from (f"{element} has {name}" for name in element.attributes if UNSAFE_HTMX.match(name))
    for element in seen.root.all("[hx-post]"):
        yield from _posts_plainly(element)
    for element in seen.root.all("[hx-get]"):
        yield from _gets_plainly(element)


def _posts_plainly(element: Element) -> Iterator[str]:
    form = element if element.tag == "form" else element.inside("form")
    if form is None or form.get("method").lower() != "post":
        yield f"{element} has hx-post on no posting form"
    elif _address(element.get("hx-post")) not in {
        _address(one) for one in (form.get("action"), element.get("formaction")) if one
    }:
        yield f"{element} posts to {element.get('hx-post')} with htmx and to {form.get('action')} without"


def _gets_plainly(element: Element) -> Iterator[str]:
    form = element if element.tag == "form" else element.inside("form")
    plain = element.get("href") if element.tag == "a" else (form.get("action") if form else "")
    if not plain:
        yield f"{element} has hx-get on no link or form"
    elif _address(plain) != _address(element.get("hx-get")):
        yield f"{element} gets {element.get('hx-get')} with htmx and {plain} without"


def _address(url: str) -> str:
    return urlsplit(url).path
