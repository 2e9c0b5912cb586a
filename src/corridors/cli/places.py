"""The commands for places of the user's own: suggest, add-place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from corridors import workspace
from corridors.articles.merging import merge
from corridors.articles.parsing import read
from corridors.cli.commands import clear, json_option, opened, print_json
from corridors.errors import LibraryError
from corridors.geodata import dataset
from corridors.library import disk
from corridors.places import drafting, userlayers
from corridors.places.suggesting import Suggestion, suggest
from corridors.places.towns import Town, towns


def _point_kind(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Check a kind when the command runs, as a folder of one's own may define more kinds."""
    kinds = [key for key, kind in dataset.kinds().items() if kind.needs_only_a_point]
    return click.Choice(kinds).convert(value, parameter, context)


@click.command("suggest")
@click.argument("paths", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@json_option
@clear
def suggest_(paths: tuple[Path, ...], as_json: bool) -> None:
    """List names that look like places and are not on the map.

    From the articles of your library, or from FILEs, which are not stored.
    """
    suggestions = _from_files(paths) if paths else opened().suggestions
    if as_json:
        print_json([_row(suggestion) for suggestion in suggestions])
        return
    if not suggestions:
        click.echo("No new place found.")
    for suggestion in suggestions:
        candidates = towns().candidates(suggestion.name)
        where = _town_title(candidates[0]) if candidates else "position not known"
        click.echo(f"{suggestion.name:28} {len(suggestion.mentions):>4}  {where}")


@click.command("add-place")
@click.argument("name")
@click.option("--geonames", type=int, metavar="ID", help="The town that it is.")
@click.option("--at", metavar="LON,LAT", help="Its position in degrees, longitude first.")
@click.option("--km", type=click.FloatRange(0, 20000), help="The possible error of the position.")
@click.option(
    "--kind",
    callback=_point_kind,
    default="place",
    show_default=True,
    help="What it is; an unknown kind lists all kinds.",
)
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another name; repeatable.")
@click.option("--summary", default="", help="What it is, in a sentence.")
@click.option("--layer", default=userlayers.MINE, show_default=True, help="A layer of your own.")
@clear
def add_place(
    name: str,
    geonames: int | None,
    at: str | None,
    km: float | None,
    kind: str,
    aliases: tuple[str, ...],
    summary: str,
    layer: str,
) -> None:
    """Add a place to a layer of your own; it then is on the map and is linked."""
    where = _where(name, geonames, at)
    folder = dataset.default_folder()
    item = drafting.draft(
        name,
        where,
        kind=kind,
        aliases=aliases,
        countries=drafting.countries_at(where, folder / "basemap" / "land.geojson"),
        km=km,
        summary=summary,
    )
    added = userlayers.add(item, layer, workspace.given())
    click.echo(f"{added.feature}: added to {userlayers.default_folder() / layer}.geojson")


def _from_files(paths: tuple[Path, ...]) -> tuple[Suggestion, ...]:
    data = workspace.geodata()
    texts = [text for path in disk.files(paths) for text in read(path)]
    held = [article for article in merge(data.articles, texts) if article.held]
    features = [feature for layer in data.layers for feature in layer.features]
    return suggest(held, features, towns(), tuple(data.countries.values()))


def _where(name: str, geonames: int | None, at: str | None) -> Town | tuple[float, float]:
    if (geonames is None) == (at is None):
        candidates = towns().candidates(name)[:8]
        choices = "".join(f"\n  --geonames {t.geonames}: {_town_title(t)}" for t in candidates)
        raise LibraryError(f"say where {name} lies: --geonames ID or --at LON,LAT{choices}")
    if geonames is not None:
        try:
            return towns()[geonames]
        except KeyError as error:
            raise LibraryError(
                f"no town {geonames} in the offline gazetteer; give its position with --at"
            ) from error
    return drafting.position(at or "")


def _town_title(town: Town) -> str:
    people = f", {town.population:,} inhabitants" if town.population else ""
    return f"{town.name}, {town.country}{people}"


def _row(suggestion: Suggestion) -> Mapping[str, Any]:
    return {
        "name": suggestion.name,
        "count": len(suggestion.mentions),
        "reasons": list(suggestion.reasons),
        "mentions": [
            {"passage": passage, "start": m.start, "end": m.end, "text": m.text}
            for passage, m in suggestion.mentions
        ],
        "candidates": [
            {
                "geonames": town.geonames,
                "name": town.name,
                "country": town.country,
                "population": town.population,
                "longitude": town.longitude,
                "latitude": town.latitude,
            }
            for town in towns().candidates(suggestion.name)
        ],
    }
