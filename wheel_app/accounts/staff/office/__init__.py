"""Looking after who works here: organisations, teams, accounts, and who is named for what."""

from wheel_app.accounts.staff.office.actions import (
    By,
    KnownEmail,
    LastAdministrator,
    NotFit,
    OwnRole,
    add_member,
    change_member,
    close_member,
    give_setup_code,
    make_first,
    reopen_member,
)
from wheel_app.accounts.staff.office.places import add_team, appoint, change_team, close_team, rename_organisation
from wheel_app.accounts.staff.office.queries import Member, find_member, list_members, list_team_ids
from wheel_app.accounts.staff.office.rules import APPOINTED, ROLES

__all__ = [
    "APPOINTED",
    "ROLES",
    "By",
    "KnownEmail",
    "LastAdministrator",
    "Member",
    "NotFit",
    "OwnRole",
    "add_member",
    "add_team",
    "appoint",
    "change_member",
    "change_team",
    "close_member",
    "close_team",
    "find_member",
    "give_setup_code",
    "list_members",
    "list_team_ids",
    "make_first",
    "rename_organisation",
    "reopen_member",
]
