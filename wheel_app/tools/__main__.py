"""Checking and publishing tools from the command line.

It is not one of the app's own commands: the app does not start while a tool is wrong or not published.
"""

from pathlib import Path

import click

from wheel_app.tools.faults import ToolError
from wheel_app.tools.loader import load_tools
from wheel_app.tools.publishing import publish as publish_tools

_AREA = click.argument("area", required=False, type=click.Path(file_okay=False, exists=True, path_type=Path))


@click.group()
def main() -> None:
    """Check and publish the tools of an area's folder, or those of the app itself."""


@main.command()
@_AREA
def check(area: Path | None) -> None:
    """Say every mistake in the tool files, help lines, languages, points, recordings and catalogues."""
    try:
        library = load_tools(area, with_unpublished=True)
    except ToolError as error:
        raise click.ClickException(f"\n{error}") from None
    names = ", ".join(f"{tool.id} {tool.version}" for tool in library.tools)
    click.echo(f"Nothing to mend. Tools: {names}")


@main.command()
@_AREA
def publish(area: Path | None) -> None:
    """Freeze every tool that is not published yet."""
    try:
        names = publish_tools(area)
    except ToolError as error:
        raise click.ClickException(f"\n{error}") from None
    click.echo(f"Published: {', '.join(names) or 'nothing new'}")


if __name__ == "__main__":
    main(prog_name="python -m wheel_app.tools")
