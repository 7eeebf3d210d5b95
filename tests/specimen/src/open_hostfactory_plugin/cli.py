"""The `ohfp` command."""

import click


@click.group()
@click.version_option(package_name="open-hostfactory-plugin", prog_name="ohfp")
def main() -> None:
    """Ask a cloud provider for hosts on behalf of IBM Spectrum Symphony."""


@main.command()
def templates() -> None:
    """List the templates that hosts can be requested from."""
    click.echo("no provider is configured, so there are no templates")
