"""The operator's commands."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from wheel_app import audit
from wheel_app.records import demo, purge
from wheel_app.web.house import House


def init_cli(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(purge_command)
    app.cli.add_command(demo_command)
    app.cli.add_command(audit_verify_command)


@click.command("purge")
def purge_command() -> None:
    """Erase everyone whose time is over."""
    house: House = current_app.extensions["wheel"]
    gone = purge(
        house.db,
        current_app.extensions["wheel_erasers"],
        at=house.now(),
        purge_hours=house.settings.purge_hours,
        most=100_000,
    )
    click.echo(f"Erased: {gone}")


@click.command("demo")
def demo_command() -> None:
    """Load four made-up people into an empty database."""
    for line in demo.load(current_app.extensions["wheel"], current_app.extensions["wheel_library"]):
        click.echo(line)


@click.command("audit-verify")
@with_appcontext
def audit_verify_command() -> None:
    """Walk the audit's chains; fail and say where when somebody meddled with them."""
    house: House = current_app.extensions["wheel"]
    found = audit.verify(house.db, at=house.now())
    click.echo(f"Walked: {found.rows} rows in {found.chains} chains")
    if found.anchor:
        click.echo(f"Anchor: {found.anchor.seq} {found.anchor.row_hash}")
    for broken in found.broken:
        click.echo(f"{broken.what}: {broken.chain} {broken.seq}", err=True)
    if found.broken:
        raise SystemExit(1)
