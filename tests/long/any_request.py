"""Any request to any address by anybody: what may be asked, and what no reply may ever be or hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask
from hypothesis import strategies as st
from werkzeug.routing import Rule

from tests.long.roles import Known
from tests.support.filling import Pairs
from tests.support.names import buttons
from tests.support.opened import Page
from tests.support.page import PageClient
from wheel_app.web import Form

TEMPLATES = Path(__file__).parents[2] / "templates"
METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
DRESSES: tuple[dict[str, str], ...] = (
    {}, {"HX-Request": "true"}, {"X-Save": "1"}, {"Origin": "null"}, {"Origin": "https://other.example"},
    {"Sec-Fetch-Site": "cross-site"}, {"Accept-Language": "ur;q=0.1,\x7f"}, {"Range": "bytes=5-"},
    {"Accept-Encoding": "br, gzip;q=x"}, {"Referer": "//"}, {"If-Modified-Since": "never"},
)  # fmt: skip
WORDS = (
    "yes", "home", "money", "people", "me", "little", "alone", "worker", "3", "0", "-1", "101", "1e2", "٤٢", "next",
    "keep", "so-far", "boat,sun,key,tree", "boat", "family-wheel/2026.2", "not-now", "moved", "death", "not-safe",
    "step-1", "1", "en", "ur", "welcome", "=1+1", "{{7*7}}", "<script>", "%00", "../..", "1234567890", "a" * 3000,
    "own", "young-wheel-young", "young-wheel/2026.1",
)  # fmt: skip
TROUBLE_WITH_THE_FORM = (409, 422)
INSIDES = re.compile(r"Traceback \(most recent|File \"/|\.py\", line \d|werkzeug\.|jinja2\.|psycopg|sqlite3?\.")


@cache
def field_names() -> tuple[str, ...]:
    """Every name that a form or a template knows; whatever is added later is among them by itself."""
    kinds = [Form]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    of_forms = {name for kind in kinds for name in dir(kind) if hasattr(getattr(kind, name), "field_class")}
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")]
    of_pages = {name for text in texts for name in re.findall(r'\bname="(\w+)"', text)}
    of_goals = {f"home_{end}" for text in texts for end in re.findall(r'name="\{\{[^"]*\}\}_(\w+)"', text)}
    return tuple(sorted(of_forms | of_pages | of_goals))


TEXTS = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@dataclass(frozen=True)
class Step:
    """One request: an address by its number, what is put into it, and what is sent; or a form of that page, altered."""

    where: int
    method: str
    into: tuple[int, ...]
    text: str
    sends: dict[str, str]
    dress: dict[str, str]
    is_form: bool


STEPS = st.builds(
    Step,
    where=st.integers(0, 999),
    method=st.sampled_from((*METHODS, "GET", "POST", "POST", "POST")),
    into=st.tuples(st.integers(0, 30), st.integers(0, 30)),
    text=TEXTS,
    sends=st.dictionaries(st.sampled_from(field_names()) | st.text("ab_", min_size=1, max_size=6), TEXTS, max_size=5),
    dress=st.sampled_from(DRESSES),
    is_form=st.booleans(),
)


@dataclass
class Asker:
    """Somebody at a browser, who knows their own ids and somebody else's, and keeps to no rule."""

    app: Flask
    client: PageClient
    own: Known
    theirs: Known
    asked: set[tuple[str, str]] = field(default_factory=set)

    @property
    def rules(self) -> list[Rule]:
        """Every address of the app, in an order that stays."""
        return sorted(self.app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))

    def take(self, step: Step) -> list[str]:
        """Send it, and return what is wrong with the reply."""
        rule = self.rules[step.where % len(self.rules)]
        address = self.address(rule, step)
        if step.is_form:
            return list(self._send_a_form(rule, address, step))
        pairs = [*step.sends.items(), ("csrf_token", self.client.token())]
        return self.send(rule, step.method, address, pairs, step.dress)

    def address(self, rule: Rule, step: Step) -> str:
        """Fill in what the address asks for: own ids, another one's, any, and any text."""
        values = {name: self._value(rule, name, step) for name in rule.arguments}
        built = rule.build(values, append_unknown=False)
        assert built is not None, rule
        return quote(built[1], safe="/%") or "/"

    def _value(self, rule: Rule, name: str, step: Step) -> Any:
        kind, (first, second) = type(rule._converters[name]).__name__, step.into
        ids = [*self.own.ids, *self.theirs.ids, "01890000-0000-7000-8000-000000000000"]
        if kind == "UUIDConverter":
            return ids[first % len(ids)]
        if kind == "IntegerConverter":
            return (first, second, 10**18)[second % 3]
        known = [*ids, *WORDS]
        return (step.text.strip("/.") or "x") if second % 2 else known[first % len(known)]

    def send(self, rule: Rule, method: str, address: str, pairs: Pairs, dress: dict[str, str]) -> list[str]:
        """Ask, and return what is wrong with the reply."""
        self.asked.add((rule.rule, method))
        reply, _ = self.client._send(method, address, pairs, dress)
        told = f"{method} {address} {dress} {pairs}"
        return [f"{told}: {fault}" for fault in faults(reply, self.own, self.theirs)]

    def _send_a_form(self, rule: Rule, address: str, step: Step) -> Iterator[str]:
        if "GET" not in (rule.methods or ()):
            return
        self.asked.add((rule.rule, "GET"))
        dress = {name: value for name, value in step.dress.items() if name != "Accept-Encoding"}
        reply, _ = self.client._send("GET", address, None, dress)
        yield from faults(reply, self.own, self.theirs)
        page = Page(reply, address, (), is_piece=False)
        forms = page.all("form") if page.is_html else []
        if forms:
            form = forms[step.into[0] % len(forms)]
            pressed = [(b.get("name"), b.get("value")) for b in buttons(form) if b.get("name")]
            pairs = altered(form, step.sends, [pressed[step.into[1] % len(pressed)]] if pressed else [])
            method = form.get("method", "get").upper()
            yield from self.send(rule, method, form.get("action") or address, pairs, step.dress)


def altered(form: Any, sends: dict[str, str], pressed: Pairs) -> Pairs:
    """What a form sends, with other values in some of its fields: as many as are to be sent, one after the other."""
    standing = [
        (one.get("name"), one.raw_text if one.tag == "textarea" else one.get("value"))
        for one in form.all("input, select, textarea")
        if one.get("name") and (one.get("type") not in ("radio", "checkbox") or len(sends) % 2)
    ]
    values = list(sends.values())
    free = [place for place, (name, _) in enumerate(standing) if name not in ("csrf_token", "tool", "save_id")]
    for place, value in zip(free[len(values) % (len(free) or 1) :], values, strict=False):
        standing[place] = (standing[place][0], value)
    return [*standing, *pressed]


def faults(reply: Any, own: Known, theirs: Known) -> list[str]:
    """What no reply may be: a breakdown, a look inside, another one's words, or own ones on a page of trouble."""
    text, status = reply.get_data().decode(errors="replace"), reply.status_code
    said = f"{text}\n{reply.headers}"
    found = [f"status {status}"] if status >= 500 else []
    found += [f"shows its inside: {inside[0]!r}" for inside in [INSIDES.search(said)] if inside and _is_page(reply)]
    found += [f"holds what is another one's: {secret}" for secret in theirs.secrets if secret in said]
    if status >= 400 and status not in TROUBLE_WITH_THE_FORM:
        found += [f"trouble ({status}) holds what is their own: {secret}" for secret in own.secrets if secret in said]
    place = urlsplit(reply.headers.get("Location", ""))
    if place.netloc and not place.netloc.endswith((".example", "127.0.0.1", "localhost", "www.bbc.co.uk")):
        found.append(f"leads away: {place.geturl()}")
    return found


def _is_page(reply: Any) -> bool:
    return str(reply.content_type).startswith("text/")
