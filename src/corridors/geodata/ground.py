"""Check features against the ground: shore, water, countries, lengths, joints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import shapely
from pyproj import Geod
from shapely import Point
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from corridors.checking import Fault, FaultError, load
from corridors.model import Feature, Layer, Leg

_WGS84 = Geod(ellps="WGS84")
SHORE_KM = 2.0  # of a port from the shore
QUAY_KM = 3.0  # over land at the end of a sea leg
COAST_KM = 1.0  # by which the simplified coast may be off
STRAY_KM = 5.0  # a land leg over the sea, or in countries that its corridor does not name
SEA_DEGREES = 10.0  # square degrees, about 90,000 km²; the Caspian has about 40
GAP_KM = 1.0  # between the ends of legs that meet
CHORD_KM = 50.0  # between neighbouring vertices of a railway
LENGTH_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Distance:
    """A measured distance, and the largest that is not a fault."""

    feature: str
    part: str
    what: str
    km: float
    limit: float


class Ground:
    """The land of the basemap, by country.

    Parameters
    ----------
    path
        ``land.geojson`` of the basemap: EPSG:4326, longitude first, property ``iso``.

    Raises
    ------
    FaultError
        If it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        content = load(path)
        try:
            self._countries: Mapping[str, BaseGeometry] = {
                item["properties"]["iso"]: shape(item["geometry"]) for item in content["features"]
            }
        except (KeyError, TypeError, ValueError) as error:
            raise FaultError(
                Fault(path.name, "", "features", repr(error), "countries with iso and a shape")
            ) from error

    @cached_property
    def _land(self) -> BaseGeometry:
        land = shapely.union_all(list(self._countries.values()))
        shapely.prepare(land)
        return land

    @cached_property
    def _sea(self) -> BaseGeometry:
        water = shapely.get_parts(shapely.difference(shapely.envelope(self._land), self._land))
        return shapely.union_all([part for part in water if part.area > SEA_DEGREES])

    def to_shore(self, point: Point) -> float:
        """Return the geodesic distance of a point (longitude, latitude) from the shore, in km."""
        return _distance_km(*nearest_points(point, self._land.boundary))

    def on_land(self, line: BaseGeometry) -> BaseGeometry:
        """Return the parts of a line that lie on land."""
        return shapely.intersection(line, self._land)

    def at_sea(self, line: BaseGeometry) -> BaseGeometry:
        """Return the parts of a line that lie on a sea, not on a lake or a river."""
        return shapely.intersection(line, self._sea)

    def outside(self, line: BaseGeometry, countries: Iterable[str]) -> BaseGeometry:
        """Return the parts of a line that lie on the land of other countries."""
        # Country by country: uniting their shapes first takes a hundred times as long.
        outside = self.on_land(line)
        for country in countries:
            outside = shapely.difference(outside, self._countries.get(country, Point()))
        return outside

    def country_at(self, point: Point) -> str | None:
        """Return the ISO 3166 alpha-2 code of the country that a point lies in."""
        codes = (c for c, area in self._countries.items() if area.contains(point))
        return next(codes, None)

    def crossed(self, line: BaseGeometry, countries: Iterable[str]) -> dict[str, float]:
        """Return how many km of a line lie in each of some countries, in the line's order."""
        crossings = []
        for country in countries:
            inside = shapely.intersection(line, self._countries.get(country, Point()))
            if inside.length:
                points = map(Point, shapely.get_coordinates(inside))
                first = min(float(line.line_locate_point(point)) for point in points)
                crossings.append((first, country, length_km(inside)))
        return {country: km for _, country, km in sorted(crossings)}

    def closest(self, point: Point, countries: Iterable[str], km: float) -> str | None:
        """Return the country closest to a point, or None where none of them is so near."""
        near = {
            c: _distance_km(*nearest_points(point, self._countries[c]))
            for c in countries
            if c in self._countries
        }
        closest = min(near, key=near.__getitem__, default=None)
        return closest if closest and near[closest] <= km else None


def check(layers: Sequence[Layer], ground: Ground) -> tuple[list[Fault], list[Distance]]:
    """Measure all features of all layers.

    Returns
    -------
    list of Fault, list of Distance
        The faults, and all distances that were measured (geodesic, WGS 84).
    """
    faults: list[Fault] = []
    distances: list[Distance] = []
    for layer in layers:
        file = f"{layer.id}.geojson"
        for feature in layer.features:
            faults.extend(_in_its_countries(file, feature, ground))
            measured = list(_measured(feature, ground))
            distances.extend(measured)
            faults.extend(
                Fault(file, d.feature, d.part, f"{d.what} {d.km:.1f} km", f"at most {d.limit:g} km")
                for d in measured
                if d.km > d.limit
            )
    return faults, distances


def length_km(line: BaseGeometry) -> float:
    """Return the geodesic length (WGS 84) of a line in EPSG:4326, in km."""
    return float(_WGS84.geometry_length(line)) / 1000


def _in_its_countries(file: str, feature: Feature, ground: Ground) -> Iterator[Fault]:
    if feature.legs:
        return
    country = ground.country_at(feature.geometry.representative_point())
    if country is not None and country not in feature.countries:
        expected = "one of " + ", ".join(feature.countries)
        yield Fault(file, feature.id, "geometry", f"a place in {country}", expected)


def _measured(feature: Feature, ground: Ground) -> Iterator[Distance]:
    if feature.kind.shore and isinstance(feature.geometry, Point) and not feature.river:
        km = ground.to_shore(feature.geometry)
        yield Distance(feature.id, "geometry", "from the shore", km, SHORE_KM)
    for leg in feature.legs:
        drawn = length_km(leg.geometry)
        off, limit = abs(drawn - leg.length_km), max(1.0, drawn * LENGTH_SHARE)
        yield Distance(feature.id, leg.id, "length off by", off, limit)
        stated = leg.precision.km or 0  # a line may be off by its stated error
        for measure, km, limit in _along(leg, feature.countries, ground):
            yield Distance(feature.id, leg.id, measure, km, limit + stated)
        if leg.mode == "rail":
            yield Distance(feature.id, leg.id, "between vertices", _longest(leg.geometry), CHORD_KM)
    for branch in feature.branches:
        gap = _widest_gap(feature.along(branch))
        yield Distance(feature.id, branch.id, "widest gap", gap, GAP_KM)


def _along(
    leg: Leg, countries: Iterable[str], ground: Ground
) -> Iterator[tuple[str, float, float]]:
    """Measure where a leg must not run, in km, with how much of that is not a fault."""
    if leg.mode == "sea":
        yield "over land", _overland(leg.geometry, ground), COAST_KM
        return
    yield "in other countries", length_km(ground.outside(leg.geometry, countries)), STRAY_KM
    if leg.mode in ("rail", "road", "power"):
        yield "over the sea", length_km(ground.at_sea(leg.geometry)), STRAY_KM


def _overland(line: BaseGeometry, ground: Ground) -> float:
    """Measure the length over land, except for the last kilometres to a quay."""
    quays = [_circle(line.coords[at][0], line.coords[at][1], QUAY_KM) for at in (0, -1)]
    return length_km(shapely.difference(ground.on_land(line), shapely.union_all(quays)))


def _circle(longitude: float, latitude: float, km: float) -> shapely.Polygon:
    bearings = range(0, 360, 10)
    return shapely.Polygon(
        [_WGS84.fwd(longitude, latitude, bearing, km * 1000)[:2] for bearing in bearings]
    )


def _longest(line: BaseGeometry) -> float:
    return max(_distance_km(Point(a), Point(b)) for a, b in pairwise(line.coords))


def _widest_gap(legs: Sequence[Leg]) -> float:
    """Return the widest gap between the legs of a chain; each may be drawn either way."""
    ends = [(Point(leg.geometry.coords[0]), Point(leg.geometry.coords[-1])) for leg in legs]
    # For each direction of the last leg: the widest gap so far, and where the leg ends.
    ways = [(0.0, end) for end in ends[0]]
    for start, end in ends[1:]:
        ways = [
            (min(max(widest, _distance_km(at, near)) for widest, at in ways), far)
            for near, far in ((start, end), (end, start))
        ]
    return min(widest for widest, _ in ways)


def _distance_km(a: BaseGeometry, b: BaseGeometry) -> float:
    (ax, ay), (bx, by) = a.coords[0], b.coords[0]
    return float(_WGS84.inv(ax, ay, bx, by)[2]) / 1000
