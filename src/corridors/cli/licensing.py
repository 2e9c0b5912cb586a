"""The command that lists the licences of the packages Corridors is built on."""

from __future__ import annotations

from dataclasses import asdict

import click

from corridors.cli.commands import json_option, print_json
from corridors.licences import licences


@click.command("licences")
@json_option
def licences_(as_json: bool) -> None:
    """List the packages that Corridors needs, with their versions and licences."""
    packages = licences()
    if as_json:
        print_json([asdict(package) for package in packages])
        return
    for package in packages:
        click.echo(f"{package.name:28} {package.version:14} {package.licence}")
