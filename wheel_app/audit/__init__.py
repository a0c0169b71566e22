"""What was done, by whom and when: rows that only grow, chained for each person, each family and the app itself."""

from wheel_app.audit.actions import Verified, erase, erase_family, verify, write, write_each, write_in_each
from wheel_app.audit.queries import (
    abouts_of,
    actions_in,
    erase_texts,
    export,
    has_rows,
    list_rows,
    text_about,
    text_of,
    was_verified,
)
from wheel_app.audit.rules import ACTIONS, SYSTEM, AuditRow, Broken, chain_of_family, chain_of_owner, mark

__all__ = [
    "ACTIONS",
    "SYSTEM",
    "AuditRow",
    "Broken",
    "Verified",
    "abouts_of",
    "actions_in",
    "chain_of_family",
    "chain_of_owner",
    "erase",
    "erase_family",
    "erase_texts",
    "export",
    "has_rows",
    "list_rows",
    "mark",
    "text_about",
    "text_of",
    "verify",
    "was_verified",
    "write",
    "write_each",
    "write_in_each",
]
