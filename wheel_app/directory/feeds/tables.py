"""Feeds that come as files: the standard's own tables in a folder, or one plain table with a line for each service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from wheel_app.directory.categories import category_key, subjects_of
from wheel_app.directory.feeds import standard
from wheel_app.directory.feeds.checking import MOST_PARTS
from wheel_app.directory.feeds.json_pages import BrokenPage
from wheel_app.directory.feeds.plain_table import PLAIN, number_in, plain_service
from wheel_app.directory.feeds.reading import id_of, read_service
from wheel_app.directory.feeds.rules import Fault, KeptFault, Paging, RowRead
from wheel_app.directory.feeds.standard import Table
from wheel_app.directory.feeds.terms import TermBook
from wheel_app.storage import EXTRAS, Cells, JoinedTables, TableBroken, columns_of, encoding_of, read_table

Said = dict[str, Any]
SERVICES = "services.csv"
LINE = "line"
# Each table of the standard that something hangs on: its files, and the columns by which its rows are found.
JOINED: Mapping[str, tuple[tuple[str, ...], Table, tuple[str, ...]]] = {
    "organizations": (("organizations.csv",), standard.ORGANIZATION, ("id",)),
    "schedules": (("schedules.csv", "schedule.csv"), standard.SCHEDULE, ("service_id",)),
    "service_at_locations": (
        ("service_at_locations.csv", "service_at_location.csv"),
        standard.SERVICE_AT_LOCATION,
        ("service_id",),
    ),
    "locations": (("locations.csv",), standard.LOCATION, ("id",)),
    "addresses": (("addresses.csv", "address.csv"), standard.ADDRESS, ("location_id",)),
    "accessibility": (("accessibility.csv",), standard.ACCESSIBILITY, ("location_id",)),
    "languages": (("languages.csv",), standard.LANGUAGE, ("service_id",)),
    "cost_options": (("cost_options.csv",), standard.COST, ("service_id",)),
    "service_areas": (("service_areas.csv",), standard.AREA, ("service_id",)),
    "contacts": (("contacts.csv",), standard.CONTACT, ("service_id",)),
    "phones": (("phones.csv",), standard.PHONE, ("contact_id", "service_id")),
    "attributes": (("attributes.csv", "attribute.csv"), standard.ATTRIBUTE, ("link_id",)),
    "taxonomy_terms": (("taxonomy_terms.csv",), standard.TERM, ("id",)),
}
OF_SERVICE = ("schedules", "languages", "cost_options", "service_areas", "contacts", "phones")


class TableSource:
    """A feed in files. Use it in a `with`; it has one page."""

    def __init__(self, path: Path, *, feed_id: str, today: str) -> None:
        self._feed_id, self._today = feed_id, today
        self._terms = TermBook(category_key, subjects_of, lambda term_id: None)
        self._tables = JoinedTables()
        self._is_plain = not path.is_dir()
        self._file = path if self._is_plain else path / SERVICES
        self._folder = path
        self._told: list[KeptFault] = []
        self.paging = Paging(1, 1, True)

    def __enter__(self) -> TableSource:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Throw away what was joined."""
        self._tables.__exit__(kind, error, at)

    def page(self, number: int) -> TableSource:
        """Return the one page."""
        return self

    def close(self) -> None:
        """Do nothing: it is closed at the end of the run."""

    def rows(self) -> Iterator[object]:
        """Give a service for each line; raise BrokenPage where a file is no table, or says nothing of services."""
        try:
            self._begin()
            for number, row in enumerate(read_table(self._file), 2):
                said = self._from_plain(row, number) if self._is_plain else self._from_tables(row)
                yield said | {EXTRAS: EXTRAS in row}
        except TableBroken:
            raise BrokenPage("broken-table") from None

    def read(self, row: object) -> RowRead:
        """Return what a row says."""
        said = row if isinstance(row, dict) else {}
        line = said.pop(LINE, "")
        if said.pop(EXTRAS, False):
            return RowRead(id_of(said), None, (Fault(line, "odd-columns", True),))
        read = read_service(row, self._terms, feed_id=self._feed_id, today=self._today)
        if not line:
            return read
        at = tuple(Fault(f"{line}: {one.where}", one.reason, one.is_refusal, one.value) for one in read.faults)
        return RowRead(read.external_id, read.facts, at)

    def told(self) -> list[KeptFault]:
        """Return what was found wrong with the files."""
        told, self._told = self._told, []
        return told

    def _begin(self) -> None:
        columns = columns_of(self._file)
        if not {"id", "name"} <= set(columns):
            raise BrokenPage("not-a-table")
        if encoding_of(self._file) != "utf-8-sig":
            self._warn(self._file.name, "other-encoding")
        known = PLAIN if self._is_plain else standard.SERVICE.kinds.keys()
        for name in columns:
            if name not in known:
                self._warn(f"{self._file.name}: {name}", "unknown-column")
        if not self._is_plain:
            self._join()

    def _warn(self, where: str, reason: str) -> None:
        self._told.append(KeptFault(0, "", Fault(where, reason)))

    def _join(self) -> None:
        for table, (names, shape, keys) in JOINED.items():
            columns = sorted({*shape.kinds, *keys})
            path = next((self._folder / name for name in names if (self._folder / name).is_file()), None)
            if path is not None:
                self._tables.add(table, read_table(path), columns, keys=keys)

    def _from_tables(self, row: Cells) -> Said:
        service_id = row.get("id", "")
        said = _typed(row, standard.SERVICE)
        said |= {name: self._all(name, "service_id", service_id) for name in OF_SERVICE}
        for contact in said["contacts"]:
            contact["phones"] = self._all("phones", "contact_id", contact.get("id", ""))
        said["organization"] = self._one("organizations", row.get("organization_id", ""))
        said["service_at_locations"] = [
            self._at(one) for one in self._all("service_at_locations", "service_id", service_id)
        ]
        said["attributes"] = self._all("attributes", "link_id", service_id)
        for attribute in said["attributes"]:
            attribute["taxonomy_term"] = self._one("taxonomy_terms", attribute.get("taxonomy_term_id", ""))
        return said

    def _at(self, row: Said) -> Said:
        location = self._one("locations", row.get("location_id", ""))
        if location is not None:
            location["addresses"] = self._all("addresses", "location_id", location.get("id", ""))
            location["accessibility"] = self._all("accessibility", "location_id", location.get("id", ""))
        return {**row, "location": location}

    def _all(self, table: str, key: str, value: str) -> list[Said]:
        if not value:
            return []
        return [_typed(row, JOINED[table][1]) for row in self._tables.find(table, key, value, most=MOST_PARTS + 1)]

    def _one(self, table: str, value: str) -> Said | None:
        return next(iter(self._all(table, "id", value)), None)

    def _from_plain(self, row: Cells, number: int) -> Said:
        return {**_typed(row, standard.SERVICE), **plain_service(row, self._feed_id), LINE: f"line {number}"}


def _typed(row: Cells, table: Table) -> Said:
    """Return the cells of a row that its table knows, numbers as numbers; what is none stays as it was typed."""
    said: Said = {}
    for name, kind in table.kinds.items():
        if name in row:
            said[name] = number_in(row[name]) if kind == "number" else row[name]
    return said
