"""Where the rows of a feed come from: pages of JSON over the network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from wheel_app.directory.categories import category_key, subjects_of
from wheel_app.directory.feeds.fetching import Fetcher
from wheel_app.directory.feeds.formats import is_uuid
from wheel_app.directory.feeds.guarding import NotFetched
from wheel_app.directory.feeds.json_pages import BrokenPage, IsRoot, JsonPage
from wheel_app.directory.feeds.reading import id_of, read_service
from wheel_app.directory.feeds.rules import Fault, KeptFault, RowRead
from wheel_app.directory.feeds.standard import ONLY_WHOLE
from wheel_app.directory.feeds.terms import TermBook

ROWS_A_PAGE = 100
LIST = "services"
MOST_FAILURES = 5
# What an address may answer that is not a list, so that its list is looked for below it.
NO_LIST = frozenset({"not-found", "is-html", "not-a-feed", "empty-reply"})


class JsonSource:
    """A feed of the standard: a list in pages, and each service whole at an address of its own."""

    def __init__(self, address: str, fetcher: Fetcher, *, feed_id: str, today: str) -> None:
        self._address = address
        self._fetcher = fetcher
        self._feed_id, self._today = feed_id, today
        self._is_found = False
        self._has_singles: bool | None = None
        self._failures = self._term_failures = 0
        self._told: list[KeptFault] = []
        self._terms = TermBook(category_key, subjects_of, self._ask_term)

    def page(self, number: int) -> JsonPage:
        """Return a page of the list. What tells of the whole feed leads to its list."""
        if not self._is_found:
            self._find_list()
            self._is_found = True
        return JsonPage(self._fetcher.get(paged(self._address, number)))

    def read(self, row: object) -> RowRead:
        """Return what a row says: whole, if the feed gives it whole, else as far as the list says it."""
        read = read_service(row, self._terms, feed_id=self._feed_id, today=self._today)
        if read.facts is None or not isinstance(row, Mapping) or ONLY_WHOLE & row.keys() or self._has_singles is False:
            return read
        try:
            whole = self._single(LIST, read.external_id)
        except NotFetched as failed:
            return self._without_single(read, failed)
        self._has_singles, self._failures = True, 0
        if not isinstance(whole, Mapping) or id_of(whole) != read.external_id:
            return _refused(read, "other-single")
        return read_service(whole, self._terms, feed_id=self._feed_id, today=self._today)

    def told(self) -> list[KeptFault]:
        """Return what was found wrong since the last time that is not about one row."""
        told, self._told = [*self._told, *self._terms.told()], []
        return told

    def _without_single(self, read: RowRead, failed: NotFetched) -> RowRead:
        if self._has_singles is None and failed.code == "not-found":
            self._has_singles = False
            self._told.append(KeptFault(0, "", Fault(LIST, "no-singles")))
            return read
        # A server in trouble is not asked for thousands of services one after the other.
        self._failures += failed.may_pass
        if self._failures >= MOST_FAILURES:
            raise failed
        # Half of a row would take away what is known of it: it stays as it was until it can be read.
        return _refused(read, failed.code)

    def _single(self, kind: str, name: str) -> object:
        parts = urlsplit(self._address)
        if not is_uuid(name) or not parts.path.rstrip("/").endswith(f"/{LIST}"):
            raise NotFetched("not-found")
        root = parts.path.rstrip("/").removesuffix(LIST)
        address = urlunsplit((parts.scheme, parts.netloc, f"{root}{kind}/{quote(name, safe='')}", "", ""))
        with self._fetcher.get(address) as body:
            try:
                return next(JsonPage(body).rows(), None)
            except (BrokenPage, IsRoot):
                return None

    def _ask_term(self, term_id: str) -> Mapping[str, Any] | None:
        if self._term_failures >= MOST_FAILURES:
            return None
        try:
            said = self._single("taxonomy_terms", term_id)
        except NotFetched as failed:
            self._term_failures += failed.may_pass
            return None
        return said if isinstance(said, Mapping) else None

    def _find_list(self) -> None:
        """Stay with the address if it gives rows; if not, look for a list below it."""
        if urlsplit(self._address).path.rstrip("/").endswith(f"/{LIST}") or self._gives_rows():
            return
        parts = urlsplit(self._address)
        self._address = urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{LIST}"))

    def _gives_rows(self) -> bool:
        try:
            with self._fetcher.get(paged(self._address, 1)) as body:
                next(JsonPage(body).rows(), None)
        except IsRoot:
            return False
        except (NotFetched, BrokenPage) as failed:
            return failed.code not in NO_LIST
        return True


def paged(address: str, number: int) -> str:
    """Return the address of a page of a list."""
    parts = urlsplit(address)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name not in ("page", "per_page")]
    query = urlencode([*asked, ("page", str(number)), ("per_page", str(ROWS_A_PAGE))])
    return urlunsplit(parts._replace(query=query, fragment=""))


def _refused(read: RowRead, reason: str) -> RowRead:
    return RowRead(read.external_id, None, (*read.faults, Fault("id", reason, True, read.external_id)))
