"""What the commands share: options, errors in one line, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from corridors import workspace
from corridors.errors import CorridorsError
from corridors.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
paths_argument = click.argument(
    "paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)


def clear(command: Callable[P, R]) -> Callable[P, R]:
    """Turn our own errors into one clear line."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except CorridorsError as error:
            raise click.ClickException(str(error)) from error

    return run


def opened() -> Workspace:
    """Open the workspace and say what could not be used."""
    space = workspace.open_workspace()
    for remark in space.remarks:
        click.echo(remark, err=True)
    for notice in space.notices:
        click.echo(f"Left out: {notice}", err=True)
    return space


def print_json(value: object) -> None:
    """Print JSON as people can read it."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
