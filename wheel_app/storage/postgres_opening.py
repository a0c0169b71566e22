"""Opening a PostgreSQL database: whether it may be used at all, and the settings that every connection wears."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import psycopg
from psycopg import sql
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import dict_row
from psycopg.types.numeric import Int4Dumper
from psycopg.types.string import StrDumper

from wheel_app.storage.errors import MissingDatabase, UnfitEngine
from wheel_app.storage.postgres_errors import RAISED, meaning

LEAST_VERSION = 140000
# A writer that waits longer is told so; one that hangs loses its turn.
SETTINGS = "-c lock_timeout=15s -c idle_in_transaction_session_timeout=60s -c synchronous_commit=on"
# In byte order each comes before the next; in the order of a language some do not.
BYTE_ORDER = ("Z", "a b", "a-b", "ab", "zz", "é")
CONNECTION: dict[str, Any] = {
    "autocommit": True,
    "connect_timeout": 3,
    # A server that falls silent, as when a cable is pulled, is noticed as one that hangs up is.
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "row_factory": dict_row,
    "prepare_threshold": 1,
}


class _Flag(Loader):
    """The truth of a comparison as 1 or 0, as SQLite gives it."""

    def load(self, data: Buffer) -> int:
        return int(bytes(data) == b"t")


class _Number(Loader):
    """A sum or a mean as SQLite gives it."""

    def load(self, data: Buffer) -> int | float:
        text = bytes(data).decode()
        return float(text) if "." in text else int(text)


def fit(connection: psycopg.Connection[Any]) -> None:
    """Let values come and go as they do on SQLite, so that one engine's tests speak for the other."""
    adapters = connection.adapters
    adapters.register_dumper(str, StrDumper)
    adapters.register_dumper(int, Int4Dumper)
    adapters.register_dumper(bool, Int4Dumper)
    adapters.register_loader("bool", _Flag)
    adapters.register_loader("numeric", _Number)
    connection.prepared_max = 500


def address(url: str) -> str:
    """Return the address with our own settings in it."""
    options = conninfo_to_dict(url).get("options") or ""
    return make_conninfo(url, options=f"{options} {SETTINGS}".strip(), fallback_application_name="wheel_app")


def check(url: str) -> None:
    """Stop with one sentence unless the database can be used; never makes one."""
    try:
        with psycopg.connect(address(url), **CONNECTION) as connection:
            _check_server(connection)
    except RAISED as error:
        if "FATAL" in str(error) and "does not exist" in str(error) and "database" in str(error):
            raise MissingDatabase(f"{meaning(error)} To make it: python run.py migrate.") from None
        raise meaning(error) from None


def make(url: str) -> None:
    """Make an empty database in byte order, unless it is there."""
    name = conninfo_to_dict(url).get("dbname") or "postgres"
    try:
        with psycopg.connect(make_conninfo(address(url), dbname="postgres"), **CONNECTION) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
                connection.execute(_making(str(name), connection.info.server_version))
    except psycopg.errors.DuplicateDatabase:
        return  # somebody else made it at the same moment
    except RAISED as error:
        raise meaning(error) from None


def _making(name: str, version: int) -> sql.Composed:
    provider = sql.SQL(" LOCALE_PROVIDER libc" if version >= 150000 else "")
    words = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'{}")
    return words.format(sql.Identifier(name), provider)


def _check_server(connection: psycopg.Connection[Any]) -> None:
    if connection.info.server_version < LEAST_VERSION:
        raise UnfitEngine("This PostgreSQL is older than 14; install a newer one.")
    if connection.info.parameter_status("server_encoding") != "UTF8":
        raise UnfitEngine("The database does not store UTF-8; make one with ENCODING 'UTF8'.")
    pairs = [sql.SQL("{} < {}").format(sql.Literal(low), sql.Literal(high)) for low, high in pairwise(BYTE_ORDER)]
    found = connection.execute(sql.SQL("SELECT {} AS ordered").format(sql.SQL(" AND ").join(pairs))).fetchone()
    check_order(bool(found and found["ordered"]))


def check_order(is_byte_order: bool) -> None:
    """Raise UnfitEngine when the database sorts by a language."""
    if not is_byte_order:
        raise UnfitEngine(
            "The database sorts by a language; make one with TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C',"
            " as docs/storage.md shows."
        )
