"""The command ``corridors export``."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

import click

from corridors.cli.commands import opened
from corridors.errors import CorridorsError, ExportError
from corridors.exporting.formats import FORMATS, export

_LIST = "\n".join(f"  {found.name:12} {found.title}" for found in FORMATS.values())
_HELP = f"""Write links, features or articles in a format of others.

\b
FORMAT is one of:
{_LIST}

Without options everything is written, to the standard output. Words of an article are written
only if you have added its text.
"""


@click.command("export", help=_HELP)
@click.argument("name", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option("--feature", "features", multiple=True, metavar="ID", help="Only this; repeatable.")
@click.option("--article", "articles", multiple=True, metavar="ID", help="Only this; repeatable.")
@click.option("--layer", "layers", multiple=True, metavar="LAYER", help="Only this; repeatable.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file; it must not exist yet.",
)
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def export_(
    name: str,
    features: tuple[str, ...],
    articles: tuple[str, ...],
    layers: tuple[str, ...],
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Read the workspace and write one format of it."""
    try:
        if output and not force:
            _refuse(output)
        space = opened()
        made = export(space.atlas, name, features, articles, layers, datetime.now(UTC))
        if output:
            write(output, made.content, force=force)
            click.echo(f"{output}: {len(made.content):,} bytes written", err=True)
        else:
            click.echo(made.content, nl=False)
    except CorridorsError as error:
        raise click.ClickException(str(error)) from error


def write(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file whole or not at all.

    Parameters
    ----------
    path
        Where; a link is followed, and what is no regular file (a pipe) is written to directly.
    content
        The bytes.
    force
        Whether a file that exists may be replaced.

    Raises
    ------
    ExportError
        If the file exists and may not be replaced, or cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            _place(temporary, target, force=force)
        finally:
            temporary.unlink(missing_ok=True)
    except FileExistsError as error:
        raise ExportError(f"{path}: exists already (--force replaces it)") from error
    except OSError as error:
        raise ExportError(f"{path}: cannot be written: {error.strerror}") from error


def _place(temporary: Path, target: Path, *, force: bool) -> None:
    """Give the finished file its name; a link fails where the name is taken, a rename does not."""
    if force or not hasattr(os, "link"):
        if not force:
            _refuse(target)
        temporary.replace(target)
        return
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        _refuse(target)
        temporary.replace(target)


def _refuse(path: Path) -> None:
    if path.is_file():
        raise ExportError(f"{path}: exists already (--force replaces it)")
