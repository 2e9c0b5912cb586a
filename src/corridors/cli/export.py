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
from corridors.errors import CorridorsError, ExportError
from corridors.exporting.formats import FORMATS, Stream, stream
from corridors.exporting.options import as_picture, picture_options
from corridors.exporting.selecting import select
from corridors.exporting.views import VIEWS, Setting, take
from corridors.map.picture.compose import Picture
from corridors.workspace import Workspace

_TITLES = {found.name: found.title for found in FORMATS.values()} | {
    found.name: found.title for found in VIEWS.values()
}
_LIST = "\n".join(f"  {name:12} {title}" for name, title in _TITLES.items())
_HELP = f"""Write links, features or articles in a format of others, or take the page along.

\b
FORMAT is one of:
{_LIST}

Without options everything is written, to the standard output. Words of an article are written
only if you have added its text; into html and brief only with --texts. A brief is of one --feature;
a picture marks it.
"""


@click.command("export", help=_HELP)
@click.argument("name", metavar="FORMAT", required=False, type=click.Choice([*FORMATS, *VIEWS]))
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
    help="With the words of the articles at hand, or without; html and brief go without.",
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
        chosen = (features, articles, layers)
        made = _made(space, name, chosen, picture, texts=texts)
        if output:
            size = write(output, made.pieces, force=force)
            click.echo(f"{output}: {size:,} bytes written", err=True)
        else:
            for piece in made.pieces:
                click.echo(piece, nl=False)
    except CorridorsError as error:
        raise click.ClickException(str(error)) from error


def _made(
    space: Workspace,
    name: str,
    chosen: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]],
    picture: Picture,
    *,
    texts: bool | None,
) -> Stream:
    features, articles, layers = chosen
    now = datetime.now(UTC)
    if name in FORMATS:
        return stream(space.atlas, name, features, articles, layers, now, texts=texts is not False)
    if name != "html" and len(features) > 1:
        raise ExportError(f"{name} is of one feature, not of {len(features)}")
    part = select(space.atlas, features if name == "html" else (), articles, layers)
    made = take(part, name, Setting(space.folder, space.countries, picture, bool(texts), now))
    return Stream(made.name, made.mime, iter([made.content]))


def write(path: Path, pieces: Iterable[bytes], *, force: bool = False) -> int:
    """Write a file whole or not at all.

    Parameters
    ----------
    path
        Where; a link is followed, and what is no regular file (a pipe) is written to directly.
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
