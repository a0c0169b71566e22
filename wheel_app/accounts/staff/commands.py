"""The operator's commands for staff: the first administrator, a lost second factor, running sign-ins."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from wheel_app.accounts.rules import Limits
from wheel_app.accounts.staff.actions import end_visit, end_visits
from wheel_app.accounts.staff.entry import HOURS_BY_OPERATOR, find_by_email, fold_email, is_email, make_setup_code
from wheel_app.accounts.staff.office import KnownEmail, NotFit, make_first
from wheel_app.accounts.staff.queries import Staff
from wheel_app.accounts.staff.visits.queries import OwnVisit, list_visits
from wheel_app.storage import later
from wheel_app.web.forms import tidy
from wheel_app.web.house import House, house

SHOWN = 12


@click.command("first-admin")
@click.option("--organisation", prompt="Organisation", help="Name of the organisation.")
@click.option("--name", prompt="Name of the administrator", help="First name and last name.")
@click.option("--email", prompt="Work email address", help="What they sign in with.")
@with_appcontext
def first_admin(organisation: str, name: str, email: str) -> None:
    """Make an organisation and its first administrator; print a code that lasts one hour."""
    organisation, name, email = tidy(organisation), tidy(name), fold_email(tidy(email))
    if not (organisation and name and is_email(email)):
        raise click.ClickException("An organisation, a name and an email address are needed.")
    try:
        staff = make_first(house().db, organisation=organisation, full_name=name, email=email, at=house().now())
    except KnownEmail:
        raise click.ClickException("Somebody has an account with this address. Try: flask reset-factor") from None
    except NotFit:
        raise click.ClickException("There is an organisation of this name. Its administrators add others.") from None
    _hand_code(staff)


@click.command("reset-factor")
@click.argument("email")
@with_appcontext
def reset_factor(email: str) -> None:
    """Take away every way in of somebody and print a code to set up anew, which lasts one hour."""
    _hand_code(_somebody(email))


def _somebody(email: str) -> Staff:
    keys = find_by_email(house().db, fold_email(tidy(email)))
    if keys is None or not keys.staff.is_active:
        raise click.ClickException("Nobody has an open account with this address.")
    return keys.staff


def _hand_code(staff: Staff) -> None:
    here: House = house()
    code = make_setup_code(
        here.db,
        staff.staff_id,
        hours=HOURS_BY_OPERATOR,
        actor="operator",
        role="operator",
        at=here.now(),
        pepper=here.settings.seal_key.encode(),
    )
    with current_app.test_request_context(base_url=here.settings.base_url):
        click.echo(f"Address: {here.settings.base_url}{current_app.url_for('staff.set_up', _external=False)}")
    click.echo(f"Code:    {code}")
    click.echo("It works once, within one hour. Give it to nobody but them.")


@click.group("sign-ins")
def sign_ins() -> None:
    """Running sign-ins of staff."""


@sign_ins.command("list")
@click.argument("email", required=False)
@with_appcontext
def list_command(email: str | None) -> None:
    """List them all, or those of one address."""
    found = _running(_somebody(email).staff_id if email else None)
    for visit in found:
        waits = " waits" if visit.suspended_until else ""
        click.echo(
            f"{visit.sign_in_id[:SHOWN]} {visit.email} {visit.machine or 'other'}"
            f" since {visit.started_at} last {visit.seen_at}{waits}"
        )
    click.echo(f"Running: {len(found)}")


@sign_ins.command("revoke")
@click.argument("which")
@with_appcontext
def revoke_command(which: str) -> None:
    """End one by the first signs of its id, or all of one address."""
    here = house()
    if "@" in which:
        staff_id = _somebody(which).staff_id
        ended = end_visits(here.db, staff_id, actor="operator", role="operator", at=here.now(), why="revoked")
    else:
        ended = sum(
            _revoke(visit) for visit in _running() if visit.sign_in_id.startswith(which) and len(which) >= SHOWN
        )
    click.echo(f"Ended: {ended}")


def _revoke(visit: OwnVisit) -> bool:
    here = house()
    return end_visit(
        here.db, visit.staff_id, visit.sign_in_id, actor="operator", role="operator", at=here.now(), why="revoked"
    )


def _running(staff_id: str | None = None) -> tuple[OwnVisit, ...]:
    at, limits = house().now(), Limits()
    since, seen_since = later(at, hours=-limits.hours_at_most), later(at, minutes=-limits.minutes_staff)
    return list_visits(house().db, staff_id, at=at, since=since, seen_since=seen_since)


OPERATORS = (first_admin, reset_factor, sign_ins)
