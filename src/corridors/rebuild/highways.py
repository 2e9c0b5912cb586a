"""The highway graph of ``scgraph_data``: routes, and how far the real road is from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix
from scipy.spatial import cKDTree

from corridors.rebuild.paths import shortest_path
from corridors.rebuild.railgraph import Box, length_km, read_graph

Position = tuple[float, float]

# The graph's positions have three decimals.
ROUNDING_KM = 0.1
VERTEX_DEGREES = 0.0005


class RoadError(ValueError):
    """A leg that the graph has no route for, or whose lengths contradict each other."""


@dataclass(frozen=True)
class Stretch:
    """A piece of road of known length, drawn straight from point to point.

    Attributes
    ----------
    points
        Positions (longitude, latitude), degrees, EPSG:4326.
    road_km
        Length of the road between the first and the last point.
    off_km
        For each point, how far at most the road is from it.
    """

    points: tuple[Position, ...]
    road_km: float
    off_km: tuple[float, ...]

    def bound_km(self) -> float:
        """Bound how far the road lies from the drawn line.

        A road of known length between two points stays within an ellipse about them: about the two
        ends, or about any two neighbouring points if the road is as short as possible on all other
        steps. The lesser of the two bounds is returned.

        Raises
        ------
        RoadError
            If the road would be shorter than the line.
        """
        offs = list(pairwise(self.off_km))
        steps = [length_km(step) for step in pairwise(self.points)]
        least = [max(0.0, km - sum(off)) for km, off in zip(steps, offs, strict=True)]
        spare = self.road_km + ROUNDING_KM - sum(least)
        if spare < 0:
            raise RoadError(
                f"{self.points[0]} – {self.points[-1]}: {self.road_km:g} km of road cannot pass "
                f"places that are {sum(steps):.1f} km apart"
            )
        by_steps = max(
            _half_width(km + spare, km) + max(off) for km, off in zip(least, offs, strict=True)
        )
        ends, off = (self.points[0], self.points[-1]), (self.off_km[0], self.off_km[-1])
        straight = max(0.0, length_km(ends) - sum(off))
        aside = max((_height(*ends, point) for point in self.points[1:-1]), default=0.0)
        return min(by_steps, _half_width(self.road_km + ROUNDING_KM, straight) + max(off) + aside)


class Highways:
    """The highway graph of a region.

    Parameters
    ----------
    module
        ``world_highways.py`` of ``scgraph_data`` 2.0.0.
    region
        West, south, east, north in degrees; the rest of the world is left out.
    joins
        Pairs of vertices to join where the graph is broken.
    """

    def __init__(
        self, module: Path, region: Box, joins: Sequence[Sequence[Sequence[float]]]
    ) -> None:
        self._points, edges = read_graph(module, region)
        self._tree = cKDTree(self._points)
        pairs = [(self._vertex(a), self._vertex(b)) for a, b in joins]
        self._km = {
            (min(a, b), max(a, b)): float(km)
            for a, b, km in sorted(
                zip(edges.start.tolist(), edges.end.tolist(), edges.km.tolist(), strict=True),
                key=lambda edge: -edge[2],
            )
        }
        self._km |= {(min(pair), max(pair)): self._apart_km(*pair) for pair in pairs}
        low, high = np.array(list(self._km)).T
        size = len(self._points)
        # A sparse matrix drops zeros.
        costs = np.maximum(np.array(list(self._km.values())), 1e-6)
        self._costs = coo_matrix((costs, (low, high)), shape=(size, size)).tocsr()

    def route(self, start: Position, end: Position) -> list[Stretch]:
        """Find the shortest route between two vertices (longitude, latitude), edge by edge.

        Raises
        ------
        RoadError
            If a position is not a vertex or nothing joins the two.
        """
        order = shortest_path(self._costs, self._vertex(start), self._vertex(end))
        if len(order) < 2:
            raise RoadError(f"no road joins {start} and {end} in the graph")
        return [
            Stretch((self._at(a), self._at(b)), self._km[min(a, b), max(a, b)], (0.0, 0.0))
            for a, b in pairwise(order)
        ]

    def _vertex(self, position: Sequence[float]) -> int:
        distance, index = self._tree.query(position)
        if distance > VERTEX_DEGREES:
            near = self._at(int(index))
            raise RoadError(f"{tuple(position)} is no vertex of the graph; the nearest is {near}")
        return int(index)

    def _at(self, index: int) -> Position:
        lon, lat = self._points[index]
        return float(lon), float(lat)

    def _apart_km(self, a: int, b: int) -> float:
        return length_km([self._at(a), self._at(b)])


def _half_width(road_km: float, straight_km: float) -> float:
    """Return half the width of the ellipse in which a road stays."""
    return sqrt(max(0.0, road_km**2 - straight_km**2)) / 2


def _height(a: Position, b: Position, point: Position) -> float:
    """Return the distance of a point from the line through two others in km (Heron)."""
    base, *sides = (length_km(pair) for pair in ((a, b), (a, point), (b, point)))
    half = (base + sum(sides)) / 2
    product = half * (half - base) * (half - sides[0]) * (half - sides[1])
    return 2 * sqrt(max(0.0, product)) / base
