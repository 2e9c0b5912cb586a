"""Draw the legs of corridors: railways, ship courses, river banks and plain lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import ceil, sqrt
from pathlib import Path
from typing import Any

import shapely

from corridors.rebuild.fetch import fetch_npm, fetch_pypi
from corridors.rebuild.rail import RailNetwork, RailPath, Track
from corridors.rebuild.railgraph import GRAPH, JOIN, TRACK, RouteError, length_km
from corridors.rebuild.riverbank import along_bank, country
from corridors.rebuild.sea import Sea

Position = tuple[float, float]

REGION = (30.0, 24.0, 86.0, 57.0)
# A leg is approximate where less than this share of it follows the railway graph.
NETWORK_SHARE = 0.8
_COURSE = {
    "level": "approximate",
    "km": 25,
    "note": "Shortest course over water, not a charted lane.",
}


@dataclass(frozen=True)
class Line:
    """A leg as drawn.

    Attributes
    ----------
    points
        Positions (longitude, latitude), degrees, EPSG:4326.
    precision
        How exact they are: level, km, note.
    track_km
        Length along the track, bends included; None where no source states it.
    """

    points: list[Position]
    precision: dict[str, Any]
    track_km: float | None = None


class Drawing:
    """Draws legs; its data is fetched at once and read when first needed.

    Parameters
    ----------
    nodes
        Places by name: ``at``, and ``snap`` where they move to the railway.
    tracks
        Railways missing in the graph: ``name``, ``km``, ``points``.
    land
        The basemap's land, GeoJSON in EPSG:4326: ships keep off it.
    cache
        Folder for downloaded packages.
    """

    def __init__(
        self,
        nodes: Mapping[str, Any],
        tracks: Sequence[Mapping[str, Any]],
        land: Path,
        cache: Path,
    ) -> None:
        self._nodes = nodes
        self._tracks = tracks
        self._land = land
        self._railways = fetch_pypi("scgraph_data", "2.0.0", cache)
        self._borders = fetch_npm("@geo-maps/countries-land-100m", "0.6.0", cache)
        self._countries: dict[str, shapely.Geometry] = {}

    @cached_property
    def _rails(self) -> RailNetwork:
        tracks = [
            Track(track["name"], tuple(_position(p) for p in track["points"]), float(track["km"]))
            for track in self._tracks
        ]
        return RailNetwork(_find_file(self._railways, "world_railways.py"), REGION, tracks)

    @cached_property
    def _sea(self) -> Sea:
        return Sea(self._land)

    def _country(self, code: str) -> shapely.Geometry:
        if code not in self._countries:
            self._countries[code] = country(_find_file(self._borders, "map.geo.json"), code)
        return self._countries[code]

    def node(self, name: str) -> Position:
        """Return a node's position (longitude, latitude), on the railway where it is to snap."""
        node = self._nodes[name]
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
            line = Line(stops, {"level": "schematic", "km": None})
        elif drawn == "bank":
            area = self._country(leg["bank"]["country"])
            points = along_bank(area, start, end, leg["bank"]["offset_km"])
            line = Line(points, {"level": "schematic", "km": None})
        elif drawn == "sea":
            courses = [self._sea.route(a, b) for a, b in pairwise(stops)]
            line = Line(_end_to_end(courses), dict(_COURSE))
        else:
            line = _railway([self._rails.route(a, b) for a, b in pairwise(stops)])
        return replace(line, precision=_refined(line.precision, leg.get("precision", {})))


def _refined(computed: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
    """Let the facts override how exact a leg is; their note comes before the computed one."""
    notes = [part["note"] for part in (stated, computed) if "note" in part]
    return {**computed, **stated, "note": " ".join(notes)}


def _railway(paths: Sequence[RailPath]) -> Line:
    points = _end_to_end([path.points for path in paths])
    steps: list[_Step] = []
    for path in paths:
        chords = (length_km(pair) for pair in pairwise(path.points))
        steps.extend(map(_Step, path.kinds, chords, path.lengths_km, path.errors_km))
    total = sum(step.chord for step in steps)
    if total == 0:
        raise RouteError("a leg without length")
    track_km = sum(step.km for step in steps)
    note = f"Follows a simplified graph of the railways; {track_km:.0f} km along the track."
    placed = sum(step.chord for step in steps if step.kind == TRACK)
    joined = sum(step.chord for step in steps if step.kind == JOIN)
    if placed > 1:
        note += f" {placed:.0f} km are placed by towns, stations and by hand."
    if joined > 1:
        note += f" {joined:.0f} km join broken track."
    share = 1 - (placed + joined) / total
    level = "network" if share >= NETWORK_SHARE else "approximate"
    bound = max(1, ceil(max(step.bound for step in steps)))
    return Line(points, {"level": level, "km": bound, "note": note}, track_km)


def _end_to_end(lines: Sequence[Sequence[Position]]) -> list[Position]:
    """Join lines that follow one another."""
    return [*lines[0], *(point for line in lines[1:] for point in line[1:])]


@dataclass(frozen=True)
class _Step:
    """One step of a route: drawn straight over ``chord`` km, ``km`` long by its source."""

    kind: int
    chord: float
    km: float
    error: float

    @property
    def bound(self) -> float:
        """How far the track may be from the drawn line, in kilometres.

        A track of known length between two known ends stays within an ellipse about them. Placed
        track has its stated error; a join across a break may be off by its length.
        """
        if self.kind == GRAPH:
            return sqrt(max(self.km**2 - self.chord**2, 0)) / 2
        return self.error if self.kind == TRACK else self.chord


def _position(values: Sequence[Any]) -> Position:
    """Read longitude and latitude; a point may also have its name and source."""
    return float(values[0]), float(values[1])


def _find_file(folder: Path, name: str) -> Path:
    paths = sorted(folder.rglob(name))
    if not paths:
        raise FileNotFoundError(f"no {name} in {folder}")
    return paths[0]
