"""What can go wrong in the store, by what it means and not by engine.

Each message is one sentence that an operator can act on.
"""


class StorageError(Exception):
    """Something went wrong in the store."""


class NotAllowed(StorageError):
    """The tables refuse this content: a check, a missing value, a wrong type, or a row that others rest on."""


class NotUnique(NotAllowed):
    """A row with this key is there already."""


class Busy(StorageError):
    """Somebody else was writing for too long; trying again later is right."""


class StorageFull(StorageError):
    """There is no room left on the disk; reading goes on."""


class ReadOnly(StorageError):
    """The database can be read but not written."""


class Unreachable(StorageError):
    """The database server does not answer, or the disk does not give the database file."""


class MissingDatabase(StorageError):
    """There is no database at this address."""


class NotADatabase(StorageError):
    """The file is no SQLite database, or one that is locked with a key."""


class UnfitEngine(StorageError):
    """The engine is too old or set up in a way that would harm what is kept."""


class SchemaTooNew(StorageError):
    """The database was migrated by a newer version of this app."""


class SchemaBehind(StorageError):
    """The database has not been migrated to this version of the app."""
