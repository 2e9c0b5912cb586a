"""The command ``corridors export``."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from corridors.cli.commands import opened
from corridors.cli.picture_options import as_picture, picture_options
from corridors.errors import CorridorsError, ExportError
from corridors.exporting.export_format import Setting
from corridors.exporting.registry import EXPORTS, stream

_LIST = "\n".join(f"  {name:13} {format_.title}" for name, format_ in EXPORTS.items())
_WITHOUT = " and ".join(
    name
    for name, format_ in EXPORTS.items()
    if "texts" in format_.options and not format_.texts_by_default
)
_HELP = f"""Write links, features or articles in a common format, or the page as a file.

\b
FORMAT is one of:
{_LIST}

Without options everything is written, to the standard output. Words of an article are written
only if you have added its text; into {_WITHOUT} only with --texts. A brief describes one
--feature; a picture marks it.
"""


@click.command("export", help=_HELP)
@click.argument("name", metavar="FORMAT", required=False, type=click.Choice([*EXPORTS]))
@click.option("--html", "as_html", is_flag=True, help="The same as the format html.")
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
@click.option(
    "--texts/--no-texts",
    default=None,
    help=f"With the words of the articles at hand, or without; {_WITHOUT} leave them out.",
)
@picture_options
def export_(
    name: str | None,
    features: tuple[str, ...],
    articles: tuple[str, ...],
    layers: tuple[str, ...],
    output: Path | None,
    *,
    as_html: bool,
    force: bool,
    texts: bool | None,
    **seen: Any,  # noqa: ANN401 - the options of a picture, each of its own type
) -> None:
    """Read the workspace and write one format of it."""
    name = name or ("html" if as_html else None)
    if name is None or (as_html and name != "html"):
        raise click.UsageError("Name one FORMAT.")
    try:
        if output and not force:
            _refuse(output)
        space = opened()
        picture = as_picture(space.atlas, features, **seen)
        with_texts = EXPORTS[name].texts_by_default if texts is None else texts
        now = datetime.now(UTC)
        setting = Setting(space.folder, space.countries, picture, with_texts, now)
        file = stream(space.atlas, name, setting, features, articles, layers)
        if output:
            size = write(output, file.pieces, force=force)
            click.echo(f"{output}: {size:,} bytes written", err=True)
        else:
            for piece in file.pieces:
                click.echo(piece, nl=False)
    except CorridorsError as error:
        raise click.ClickException(str(error)) from error


def write(path: Path, pieces: Iterable[bytes], *, force: bool = False) -> int:
    """Write a file completely or not at all.

    Parameters
    ----------
    path
        Where to write; links are followed, and anything but a regular file is written to directly.
    pieces
        Its content.
    force
        Whether a file that exists may be replaced.

    Returns
    -------
    int
        How many bytes were written.

    Raises
    ------
    ExportError
        If the file exists and may not be replaced, or cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as file:
                return sum(map(file.write, pieces))
        temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            with temporary.open("xb") as file:
                size = sum(map(file.write, pieces))
                file.flush()
                os.fsync(file.fileno())
            _place(temporary, target, force=force)
            return size
        finally:
            temporary.unlink(missing_ok=True)
    except FileExistsError as error:
        raise ExportError(f"{path}: exists already (--force replaces it)") from error
    except OSError as error:
        raise ExportError(f"{path}: cannot be written: {error.strerror}") from error


def _place(temporary: Path, target: Path, *, force: bool) -> None:
    """Give the finished file its name; unlike a rename, a link fails where the name is taken."""
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
