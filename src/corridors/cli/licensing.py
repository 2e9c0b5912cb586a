"""The command that lists the licences of what Corridors is built on."""

from __future__ import annotations

from dataclasses import asdict

import click

from corridors.cli.commands import json_option, print_json
from corridors.licences import licences


@click.command("licences")
@json_option
def licences_(as_json: bool) -> None:
    """List the packages that Corridors needs, with their versions and licences."""
    found = licences()
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        click.echo(f"{one.name:28} {one.version:14} {one.licence}")
