"""Any request to any address by anybody: who asks, for what, and what they send."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask
from hypothesis import strategies as st
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from tests import staffing
from tests.long.callers import Caller, Insider
from tests.long.known_names import field_names, query_names
from tests.long.replies import faults
from tests.long.roles import ROLES, Carried, Scene
from tests.long.sent_forms import ODD, SentForm, read_forms, spoil
from tests.long.sides import Side
from tests.long.told import Told
from tests.support.filling import Pairs
from wheel_app.accounts import name_of
from wheel_app.storage import Database

LONGEST_QUERY, LEAST_SHARE = 1000, 20
METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
SAME = {"Sec-Fetch-Site": "same-origin"}
HTMX = {**SAME, "HX-Request": "true", "HX-Request-Type": "partial"}
DRESSES: tuple[dict[str, str], ...] = (
    {}, {"HX-Request": "true"}, {"X-Save": "1"}, {"Origin": "null"}, {"Origin": "https://other.example"},
    {"Sec-Fetch-Site": "cross-site"}, {"Accept-Language": "ur;q=0.1,\x7f"}, {"Range": "bytes=5-"},
    {"Accept-Encoding": "br, gzip;q=x"}, {"Referer": "//"}, {"If-Modified-Since": "never"},
)  # fmt: skip
WORDS = (
    "en", "ur", "welcome", "known_as", "born_on", "safe_way", "button-begin", "x", "0", "1", "2", "10" * 9, "٤٢",
    "%00", "../..", "a" * 300, "<script>", "not-a-uuid", "00000000-0000-0000-0000-000000000000",
)  # fmt: skip
UNKNOWN = "01890000-0000-7000-8000-000000000000"
TEXTS = st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=60), min_size=5, max_size=20)
COOKIES = ("session", "device", "known")
ODD_COOKIES = ("x", ".", "a.b.c", "e30.x.y", "%00", "A" * 3000, "x" * 32, "y" * 43, "z" * 43 + ".z")
TOKENS = ("", "x", "a.b.c", "\x00")


@dataclass
class Crowd:
    """Everybody at once, each at a browser, in a world with two sides; they keep to no rule.

    `presses_twice`: now and then something is sent by two lines at the same moment, as an impatient finger does.
    """

    app: Flask
    db: Database
    now: Callable[[], str]
    new_client: Callable[[], Caller | Insider]
    ours: Side
    theirs: Side
    luck: Random
    texts: Sequence[str] = ()
    presses_twice: bool = False
    told: Told = field(default_factory=Told)
    clients: dict[str, Caller | Insider] = field(default_factory=dict)
    carried: dict[str, Carried] = field(default_factory=dict)
    forms: dict[tuple[str, str], list[tuple[SentForm, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rules = sorted(self.app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
        self.adapter = self.app.url_map.bind("localhost")

        # Who has more pages of their own asks more often.
        self._shares = [LEAST_SHARE + len(self._own_rules(role)) for role in ROLES]

    def close(self) -> None:
        """Let all of them hang up."""
        for client in self.clients.values():
            client.close()

    def open_to(self, role: str) -> list[Rule]:
        """What the table of doors lets somebody open."""
        doors, door = self.app.extensions["wheel_doors"], ROLES[role].door
        return [rule for rule in self.rules if {"anyone", door} & doors[rule.endpoint]]

    # Coming in

    def client_of(self, role: str) -> Caller | Insider:
        """The browser of somebody who is signed in; where their visit has ended, they come in again."""
        door = ROLES[role].door
        if role not in self.clients or (door is not None and self._door_of(self.clients[role]) != door):
            self.come_in(role)
        return self.clients[role]

    def come_in(self, role: str) -> None:
        """Begin a visit anew, on a device that knows nothing of the one before."""
        client = self.clients[role] = self.clients.get(role) or self.new_client()
        carried = self.carried[role] = ROLES[role].come(Scene(self.db, self.ours, self.now()))
        self.told.came_in += 1
        cookies = {"device": carried.device}
        if carried.session:
            cookies["session"] = str(self._signer.dumps(carried.session))
        client.put_cookies(cookies)

    def _door_of(self, client: Caller | Insider) -> str | None:
        """What the table of doors knows a browser as that may have become somebody else's; None for nobody's."""
        running = (
            "SELECT coalesce(s.role, CASE WHEN i.owner_id IS NULL THEN NULL"
            " WHEN i.kind IN ('together', 'taking-home') THEN i.kind ELSE 'family' END)"
            " FROM sign_in i LEFT JOIN staff s ON s.staff_id = i.staff_id"
            " WHERE i.sign_in_id = :id AND i.ended_at IS NULL AND i.suspended_until IS NULL"
        )
        token = self._session(client).get("_user_id")
        return self.db.value(running, id=name_of(str(token))) if token else None

    @property
    def _signer(self) -> URLSafeTimedSerializer:
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        assert signer is not None
        return signer

    def _session(self, client: Caller | Insider) -> dict[str, Any]:
        try:
            return dict(self._signer.loads(client.cookie_of("session")))
        except BadData:
            return {}

    def token_of(self, client: Caller | Insider) -> str:
        """A token that forms of this visit are sent with."""
        session = self._session(client)
        if "csrf_token" not in session:
            session["csrf_token"] = f"{self.luck.getrandbits(160):040x}"
            device = client.cookie_of("device")
            client.put_cookies({"session": str(self._signer.dumps(session)), **({"device": device} if device else {})})
        signer = URLSafeTimedSerializer(self.app.secret_key or "", salt="wtf-csrf-token")
        return str(signer.dumps(session["csrf_token"]))

    # Asking

    def ask_everything(self, role: str, rules: Sequence[Rule], methods: Sequence[str] = ()) -> list[str]:
        """Ask each address by each method, its own where none are named, with what the pages seen so far send there."""
        wrong = []
        for method in methods or ("GET", "POST"):
            for rule in rules:
                if methods or method in (rule.methods or ()):
                    if ROLES[role].door is None and method in ("GET", "POST"):
                        self.come_in(role)
                    client = self.client_of(role)
                    address, pairs = self.address(role, rule, None), []
                    if method not in ("GET", "HEAD"):
                        pairs = [*self._body(role, rule, address)[1], ("csrf_token", self.token_of(client))]
                    wrong += self.send(role, rule, method, address, pairs, SAME)
        return wrong

    def take_step(self) -> list[str]:
        """Let somebody ask for something; return what is wrong with the reply."""
        (role,) = self.luck.choices(tuple(ROLES), self._shares)
        # Now and then a browser goes on with whatever has become of its visit.
        client = self.client_of(role) if role not in self.clients or self.luck.random() < 0.8 else self.clients[role]
        if self.luck.random() < (0.02 if ROLES[role].door else 0.2):
            self.come_in(role)
        if self.luck.random() < 0.02:
            client.put_cookies({name: self.luck.choice(ODD_COOKIES) for name in COOKIES})
        rule = self.luck.choice(self._some_rules(role))
        chosen = [one for one in ("POST", "GET") if one in (rule.methods or ())]
        method = self.luck.choice(METHODS if self.luck.random() < 0.06 else chosen)
        address, wrong = self.address(role, rule, self.luck), []
        if method in ("GET", "HEAD"):
            pairs = self._query() if self.luck.random() < 0.3 else []
        else:
            wrong = self._look_for_a_form(role, rule)
            address, pairs = self._body(role, rule, address)
            pairs = spoil(pairs, self.luck, self.texts, field_names()) if self.luck.random() < 0.6 else pairs
            is_good = self.luck.random() < 0.95
            pairs.append(("csrf_token", self.token_of(client) if is_good else self.luck.choice(TOKENS)))
        return wrong + self.send(role, rule, method, address, pairs, self._dress())

    def _some_rules(self, role: str) -> list[Rule]:
        """Mostly their own, now and then those of others."""
        throw, own = self.luck.random(), self._own_rules(role)
        if throw < 0.08:
            return self.rules
        return own if own and throw < 0.8 else self.open_to(role)

    def _own_rules(self, role: str) -> list[Rule]:
        """What opens to somebody and not to everybody."""
        return [
            rule for rule in self.open_to(role) if "anyone" not in self.app.extensions["wheel_doors"][rule.endpoint]
        ]

    def _look_for_a_form(self, role: str, rule: Rule) -> list[str]:
        """Open the page on which a form for this address was seen, where this browser has not seen one."""
        page = self.told.pages.get((ROLES[role].door, rule.endpoint))
        if page is None or (self.forms.get((role, rule.endpoint)) and self.luck.random() < 0.7):
            return []
        (found,) = (one for one in self.rules if one.endpoint == page)
        return self.send(role, found, "GET", self.address(role, found, None), [], SAME)

    def _query(self) -> Pairs:
        """What no page asks in its address."""
        every = (*ODD, *self.texts, *self.ours.known_ids, *self.theirs.known_ids)
        names = [self.luck.choice(query_names()) for _ in range(self.luck.randrange(1, 4))]
        return [(name, self.luck.choice(every)[:LONGEST_QUERY]) for name in names]

    def _dress(self) -> dict[str, str]:
        throw = self.luck.random()
        return SAME if throw < 0.6 else HTMX if throw < 0.8 else dict(self.luck.choice(DRESSES))

    def _body(self, role: str, rule: Rule, address: str) -> tuple[str, Pairs]:
        """What a form that was seen on a page sends there, filled in; else fields by chance."""
        seen = self.forms.get((role, rule.endpoint), [])
        if not seen:
            names = [name for name in field_names() if name != "csrf_token"]
            return address, [(self.luck.choice(names), "1") for _ in range(self.luck.randrange(4))]
        form, action = self.luck.choice(seen)
        pairs = [pair for pair in form.filled(self.luck, self.fits()) if pair[0] != "csrf_token"]
        return (action if self.luck.random() < 0.85 else address), pairs

    def fits(self) -> dict[str, Sequence[str]]:
        """What is right in the fields of our side."""
        number = staffing.number(self.ours.ready.factor_id, self.now())
        return {**self.ours.fits, "number": (*self.ours.fits["number"], number)}

    def address(self, role: str, rule: Rule, luck: Random | None) -> str:
        """Fill in what an address asks for: own ids; with `luck` also another side's, unknown ones, and any text."""
        own = {**self.ours.ids, **self.carried[role].ids} if role in self.carried else self.ours.ids
        values = {name: self._value(rule, name, own, luck) for name in rule.arguments}
        built = rule.build(values, append_unknown=False)
        assert built is not None, rule
        return quote(built[1], safe="/%") or "/"

    def _value(self, rule: Rule, name: str, own: Any, luck: Random | None) -> Any:
        kind = type(rule._converters[name]).__name__
        if kind == "IntegerConverter":
            return 1 if luck is None else luck.choice((1, 1, 2, 3, 5, 0, 99, 10**18))
        if luck is None or luck.random() < 0.85:
            words = WORDS if luck else {"fact": ("known_as",), "key": ("button-begin",)}.get(name, WORDS)
            known = own.get(name) or words
            found = known[0] if luck is None or luck.random() < 0.5 else luck.choice(known)
        else:
            every = (*self.theirs.ids.get(name, ()), *self.theirs.ids.get(name, ()), UNKNOWN, *self.ours.known_ids)
            found = luck.choice(every if kind == "UUIDConverter" else (*every, *WORDS, *self.texts)) if luck else ""
        if kind != "UUIDConverter":
            return found.strip("/.") or "x"
        return found if len(found) == len(UNKNOWN) and found.count("-") == 4 else UNKNOWN

    def send(self, role: str, rule: Rule, method: str, address: str, pairs: Pairs, dress: dict[str, str]) -> list[str]:
        """Ask, keep the forms of the page that comes, and return what is wrong with the reply."""
        self.told.asked.add((rule.rule, method, role))
        shown = [(name, value[:200]) for name, value in pairs]
        told = f"{role}: {method} {address[:500]} {dress} {shown}"
        sent = "\n".join(value for _, value in pairs)
        wrong = []
        for reply, took in self._ask(self.clients[role], method, address, pairs, dress):
            self.told.sent += 1
            self.told.statuses[reply.status_code] += 1
            self.told.slowest = max(self.told.slowest, (took, f"{method} {rule.rule} as {role}"))
            text = reply.get_data().decode(errors="replace")
            if str(reply.content_type).startswith("text/html"):
                self._keep_forms(role, rule, address, text)
            found = faults(reply, text, self.ours.secrets, self.theirs.secrets, sent)
            wrong += [f"{told}: {fault}" for fault in found]
        return wrong

    def _ask(
        self, client: Caller | Insider, method: str, address: str, pairs: Pairs, dress: dict[str, str]
    ) -> list[tuple[Any, float]]:
        """Send it, perhaps twice at once; each reply with the seconds that it took."""

        def ask(asker: Caller | Insider) -> tuple[Any, float]:
            begun = perf_counter()
            reply, _ = asker._send(method, address, pairs or (None if method == "GET" else []), dict(dress))
            return reply, perf_counter() - begun

        if not self.presses_twice or method != "POST" or self.luck.random() < 0.7:
            return [ask(client)]
        with closing(self.new_client()) as again, ThreadPoolExecutor(2) as fingers:
            again.put_cookies({name: client.cookie_of(name) for name in COOKIES if client.cookie_of(name)})
            return list(fingers.map(ask, (client, again)))

    def _keep_forms(self, role: str, rule: Rule, address: str, text: str) -> None:
        for form in read_forms(text):
            action = urlsplit(form.action or address).path
            try:
                endpoint, _ = self.adapter.match(action, method=form.method or "GET")
            except HTTPException:
                continue
            if "GET" in (rule.methods or ()):
                self.told.pages.setdefault((ROLES[role].door, endpoint), rule.endpoint)
            kept = self.forms.setdefault((role, endpoint), [])
            kept.append((form, quote(action, safe="/%")))
            del kept[:-8]
