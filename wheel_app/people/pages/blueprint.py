"""What all pages of a family have in common: who may see it, that the look is written down, and a quiet title."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, Response, abort, current_app
from flask_login import current_user

from wheel_app.accounts import Staff
from wheel_app.people.care.actions import OnLookIn
from wheel_app.people.families.rules import Family, Sight
from wheel_app.people.families.seeing import look_at_family
from wheel_app.people.hooks import Hooks
from wheel_app.people.loss.queries import list_silences
from wheel_app.people.loss.wording import short_name, spoken_name
from wheel_app.web import current_db, now, page

bp = Blueprint("people", __name__)
for name in (short_name, spoken_name):
    bp.app_template_global()(name)


@dataclass(frozen=True)
class Opened:
    """A family that is open to whoever asks, and why."""

    family: Family
    sight: Sight

    @property
    def family_id(self) -> str:
        """The family’s id."""
        return self.family.family_id


def staff() -> Staff:
    """Return who asks."""
    return cast(Staff, current_user.staff)


def hooks() -> Hooks:
    """Return what this room asks of the rooms above it."""
    return cast(Hooks, current_app.extensions["wheel_people_hooks"])


def on_look_in() -> OnLookIn:
    """Return what puts a look-in onto somebody’s list."""
    return hooks().on_look_in


def tell_of_household(opened: Opened) -> None:
    """Say, in the transaction of the change, that others may have a say now in who sees the family’s page."""
    hooks().on_household(current_db(), opened.family_id, by=staff(), at=now())


def open_family(
    family_id: uuid.UUID, code: str, *, about: uuid.UUID | None = None, to_change: bool = False, with_work: bool = False
) -> Opened:
    """Return a family that whoever asks may see; else 404, the same for one that there is not.

    The look is written down with the page’s `code`. `to_change` and `with_work` ask for a sight that goes as far.
    """
    db, member_id = current_db(), str(about) if about else None
    sight = look_at_family(db, staff(), str(family_id), at=now(), page=code, about=member_id)
    family = sight.family if sight else None
    if sight is None or family is None:
        abort(404)
    if (to_change and not sight.may_change) or (with_work and not sight.with_work):
        abort(404)
    return Opened(family, sight)


def today() -> str:
    """Return the day as an ISO date."""
    return now()[:10]


def family_page(template: str, opened: Opened, *, status: int = 200, **values: Any) -> Response:
    """Render a page of a family; whom it lost stands first on each."""
    losses = list_silences(current_db(), opened.family_id)
    return page(
        template,
        status=status,
        family=opened.family,
        sight=opened.sight,
        today=today(),
        losses=losses,
        **values,
    )
