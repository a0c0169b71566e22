"""The operator's commands."""

from __future__ import annotations

import click
from flask import Flask, current_app

from wheel_app.records import demo, purge
from wheel_app.web.house import House


def init_cli(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(purge_command)
    app.cli.add_command(demo_command)


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
    """Load three made-up people into an empty database."""
    for line in demo.load(current_app.extensions["wheel"], current_app.extensions["wheel_library"]):
        click.echo(line)
