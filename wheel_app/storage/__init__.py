"""What is kept, on SQLite or on PostgreSQL: one way to ask, one way to write, and the tables themselves."""

from wheel_app.storage.csv_tables import (
    EXTRAS,
    Cells,
    JoinedTables,
    TableBroken,
    columns_of,
    encoding_of,
    read_table,
)
from wheel_app.storage.database import Database, Row, Value
from wheel_app.storage.errors import (
    Busy,
    MissingDatabase,
    NotADatabase,
    NotAllowed,
    NotUnique,
    ReadOnly,
    SchemaBehind,
    SchemaTooNew,
    StorageError,
    StorageFull,
    UnfitEngine,
    Unreachable,
)
from wheel_app.storage.ids import new_id
from wheel_app.storage.migrate import check_schema, migrate
from wheel_app.storage.only_grows import list_guarded
from wheel_app.storage.opening import connect, create
from wheel_app.storage.times import from_utc_text, later, utc_text

__all__ = [
    "EXTRAS",
    "Busy",
    "Cells",
    "Database",
    "JoinedTables",
    "MissingDatabase",
    "NotADatabase",
    "NotAllowed",
    "NotUnique",
    "ReadOnly",
    "Row",
    "SchemaBehind",
    "SchemaTooNew",
    "StorageError",
    "StorageFull",
    "TableBroken",
    "UnfitEngine",
    "Unreachable",
    "Value",
    "check_schema",
    "columns_of",
    "connect",
    "create",
    "encoding_of",
    "from_utc_text",
    "later",
    "list_guarded",
    "migrate",
    "new_id",
    "read_table",
    "utc_text",
]
