"""With whom somebody can share: only those they have to do with, by name."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext

from wheel_app.accounts import Named, SignIn, names_here
from wheel_app.consent import SAFEGUARDING, Grant
from wheel_app.people import workers_of_owner
from wheel_app.storage import Database


def candidates_of(db: Database, sign_in: SignIn, grants: Iterable[Grant]) -> tuple[Named, ...]:
    """Return whom a person may choose.

    The worker who handed the device over and their teams, the team of the hub whose device this is, the coordinator
    and the teams of the families they have joined, and whoever can see something of theirs already.
    """
    known = [(one.to.kind, one.to.id) for one in grants if one.how != SAFEGUARDING]
    also = dict.fromkeys([*workers_of_owner(db, str(sign_in.owner_id)), *known])
    found = names_here(db, handed_by=sign_in.handed_by, device_id=sign_in.device_id, also=list(also))
    return tuple(one for one in found if one.is_open)


def said(named: Named) -> str:
    """Return how a list of the staff’s says who it is: the name and the organisation."""
    return gettext("%(name)s, %(organisation)s", name=named.name, organisation=named.organisation)


def code_of(named: Named) -> str:
    """Return how a form names somebody."""
    return f"{named.kind}:{named.id}"
