"""What a screen reader calls a field, a button or a picture, and which elements take part in a form."""

from __future__ import annotations

from tests.support.dom import Element

NOT_FIELDS = {"hidden", "submit", "button", "image", "reset"}
ERROR = ".govuk-error-message, .field-error"
FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]"


def fields(root: Element) -> list[Element]:
    """Everything a person can fill in, in the order of the page."""
    return [f for f in root.all("input, select, textarea") if f.get("type") not in NOT_FIELDS]


def buttons(root: Element) -> list[Element]:
    """Everything that can be pressed."""
    return [
        b
        for b in root.all("button, input, [role=button]")
        if b.tag != "input" or b.get("type") in NOT_FIELDS - {"hidden"}
    ]


def senders(form: Element) -> list[Element]:
    """Every button that sends this form: inside it, or elsewhere on the page by the form’s id."""
    page = form
    while page.parent is not None:
        page = page.parent
    return [
        b
        for b in buttons(page)
        if b.get("type", "submit") in ("submit", "image")
        and (b.get("form") == form.get("id") if b.has("form") else b.inside("form") == form)
    ]


def focus_order(root: Element) -> list[Element]:
    """What the Tab key reaches without any script, in order."""
    return [element for element in root.all(FOCUSABLE) if _can_have_focus(element)]


def _can_have_focus(element: Element) -> bool:
    hidden = element.is_hidden or element.get("type") == "hidden"
    return not hidden and not element.has("disabled") and not element.get("tabindex").startswith("-")


def by_id(root: Element, ids: str) -> list[Element]:
    """The elements that a list of ids names; unknown ids are left out."""
    return [element for key in ids.split() for element in root.with_id(key)]


def name_of(element: Element, root: Element) -> str:
    """The accessible name: aria-labelledby, aria-label, label, text, alternative text of a picture, title."""
    labelled = " ".join(one.text for one in by_id(root, element.get("aria-labelledby")))
    own = _own_name(element)
    value = element.get("value") if element.get("type") in NOT_FIELDS else ""
    candidates = (
        labelled,
        element.get("aria-label"),
        label_of(element, root),
        own,
        value,
        element.get("alt"),
        element.get("title"),
    )
    return next((name.strip() for name in candidates if name.strip()), "")


def _own_name(element: Element) -> str:
    if element.tag in ("svg", "img"):
        return picture_name(element)
    return "" if element.tag in ("input", "select", "textarea") else text_with_pictures(element)


def label_of(field: Element, root: Element) -> str:
    """The text of the label that belongs to a field, or nothing."""
    named = [label for label in root.all("label[for]") if field.get("id") and label.get("for") == field.get("id")]
    around = field.inside("label")
    labels = named or ([around] if around else [])
    return " ".join(text_with_pictures(label) for label in labels).strip()


def text_with_pictures(element: Element) -> str:
    """The text of an element together with the names of the pictures in it."""
    names = [picture_name(one) for one in element.all("img, svg") if not one.is_hidden]
    return " ".join([element.text, *filter(None, names)]).strip()


def picture_name(picture: Element) -> str:
    """The alternative text of a picture; empty for one that only decorates."""
    if picture.tag == "img":
        return picture.get("alt")
    if picture.get("aria-hidden") == "true":
        return ""
    title = next((child for child in picture.children if child.tag == "title"), None)
    return picture.get("aria-label") or (title.raw_text.strip() if title else "")


def described_by(element: Element, root: Element) -> list[Element]:
    """The hints and errors tied to a field or group by aria-describedby."""
    return by_id(root, element.get("aria-describedby"))
