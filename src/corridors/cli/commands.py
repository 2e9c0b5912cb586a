"""Shared by the commands: options, errors in one line, JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, Self, TypeVar

import click

from corridors import workspace
from corridors.errors import CorridorsError
from corridors.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")
_FEW = 20  # articles that are read and linked too fast for a progress bar

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


class Bar:
    """A progress bar on the terminal, from the first reported step to the last."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._stage = ""
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def show(self, stage: str, done: int, total: int) -> None:
        """Show the progress, unless there is no terminal or little to do."""
        if total < _FEW or not sys.stderr.isatty():
            return
        if stage != self._stage:
            self._stack.close()
            bar = click.progressbar(length=total, label=stage, file=sys.stderr, show_pos=True)
            self._bar, self._stage = self._stack.enter_context(bar), stage
        self._bar.update(done - self._bar.pos)


def opened() -> Workspace:
    """Open the workspace and report what could not be used."""
    with Bar() as bar:
        space = workspace.open_workspace(progress=bar.show)
    for remark in space.remarks:
        click.echo(remark, err=True)
    for notice in space.notices:
        click.echo(f"Left out: {notice}", err=True)
    return space


def print_json(value: object) -> None:
    """Print indented JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
