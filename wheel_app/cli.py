"""The operator's commands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from wheel_app import audit, clock
from wheel_app.accounts.staff.commands import OPERATORS
from wheel_app.directory.feeds.commands import Refused as FeedRefused
from wheel_app.directory.feeds.commands import read_feed
from wheel_app.directory.postcodes.loading import NoPostcodes, load_postcodes
from wheel_app.records import demo, purge
from wheel_app.records.retention import commands
from wheel_app.web.house import House


def init_cli(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(purge_command)
    app.cli.add_command(demo_command)
    app.cli.add_command(reckon_command)
    app.cli.add_command(audit_verify_command)
    app.cli.add_command(retention_commands)
    app.cli.add_command(load_postcodes_command)
    app.cli.add_command(import_feed_command)
    for command in OPERATORS:
        app.cli.add_command(command)


@click.command("purge")
@with_appcontext
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
@with_appcontext
def demo_command() -> None:
    """Load made-up people, families and staff into an empty database."""
    for line in demo.load(current_app.extensions["wheel"], current_app.extensions["wheel_library"], clock.points()):
        click.echo(line)


@click.command("reckon")
@with_appcontext
def reckon_command() -> None:
    """Reckon for every child when each point before school is due, as after a change of the set."""
    house: House = current_app.extensions["wheel"]
    changed = clock.reckon_all(house.db, clock.points(), at=house.now())
    click.echo(f"Reckoned with “{clock.points().key}”. Different from before: {changed}")


@click.command("audit-verify")
@click.option("--anchor", type=(int, str), help="Number and hash that the command printed before: are they the same?")
@with_appcontext
def audit_verify_command(anchor: tuple[int, str] | None) -> None:
    """Walk the audit's chains; fail and say where when somebody meddled with them."""
    house: House = current_app.extensions["wheel"]
    found = audit.verify(house.db, at=house.now(), kept=anchor)
    click.echo(f"Walked: {found.rows} rows in {found.chains} chains")
    if found.anchor:
        click.echo(f"Anchor: {found.anchor.seq} {found.anchor.row_hash}")
    for broken in found.broken:
        click.echo(f"{broken.what}: {broken.chain} {broken.seq}", err=True)
    if found.broken:
        raise SystemExit(1)


@click.command("import-feed")
@click.argument("feed")
@click.option("--name", help="What to call a feed that is new; without it, its server.")
@with_appcontext
def import_feed_command(feed: str, name: str | None) -> None:
    """Read services from FEED, an address, a file, a folder or the id of a feed; say what was kept and what not."""
    house: House = current_app.extensions["wheel"]
    try:
        for line in read_feed(house.db, feed, name, current_app.extensions["wheel_feeds"].means):
            click.echo(line)
    except FeedRefused as refused:
        raise click.ClickException(str(refused)) from None


@click.command("load-postcodes")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def load_postcodes_command(file: Path) -> None:
    """Load where postcodes are from a CSV file with the columns postcode, latitude and longitude."""
    house: House = current_app.extensions["wheel"]
    try:
        loaded = load_postcodes(house.db, file)
    except NoPostcodes as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"Postcodes: {loaded.points}")
    click.echo(f"Left out: {loaded.left_out}")
    click.echo(f"Places on the map now: {loaded.places}")


retention_commands = AppGroup("retention", help="Legal holds, and what has been kept for its time.")
BY = click.option("--by", required=True, help="The id of the member of staff who does this.")
REASON = click.option("--reason", required=True, help="Why, in a sentence.")


@retention_commands.command("list")
@click.option("--by", help="The id of the member of staff who makes a list; without it nothing is stored.")
def list_retention(by: str | None) -> None:
    """Show what has been kept for its time; with --by make a list of it that a second person can confirm."""
    _say(commands.list_overdue(current_app.extensions["wheel"], current_app.extensions["wheel_keepings"], by))


@retention_commands.command("confirm")
@click.argument("run_id")
@BY
def confirm_retention(run_id: str, by: str) -> None:
    """Confirm a list that somebody else made, and erase what is on it."""
    _say(commands.confirm_list(current_app.extensions["wheel"], current_app.extensions["wheel_keepings"], run_id, by))


@retention_commands.command("hold")
@click.argument("subject")
@BY
@REASON
def hold_retention(subject: str, by: str, reason: str) -> None:
    """Set a legal hold on owner:ID or family:ID; without a SUBJECT of that name, fail."""
    keepings = current_app.extensions["wheel_keepings"]
    _say(commands.hold(current_app.extensions["wheel"], keepings, subject, by, reason))


@retention_commands.command("lift")
@click.argument("hold_id")
@BY
@REASON
def lift_retention(hold_id: str, by: str, reason: str) -> None:
    """Lift a legal hold."""
    _say(commands.lift(current_app.extensions["wheel"], hold_id, by, reason))


@retention_commands.command("holds")
def list_retention_holds() -> None:
    """Show the legal holds that stand."""
    _say(commands.show_holds(current_app.extensions["wheel"]))


def _say(lines: Iterable[str]) -> None:
    try:
        for line in lines:
            click.echo(line)
    except commands.Refused as refused:
        raise click.ClickException(str(refused)) from None
