"""Routes along railways: the graph, repaired with hand-placed track."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from corridors.rebuild.paths import shortest_path
from corridors.rebuild.railgraph import (
    EARTH_KM,
    JOIN,
    JOIN_KM,
    TRACK,
    Box,
    Edges,
    RouteError,
    concatenate,
    cost_matrix,
    distances_km,
    joins,
    read_graph,
    unit_vectors,
)

Position = tuple[float, float]


# Placed track costs less than its length, so that a route prefers it to a chord beside it.
TRACK_COST = 0.8


@dataclass(frozen=True)
class Track:
    """Railway that is missing in the graph, or is a long chord there.

    Attributes
    ----------
    points
        Positions (longitude, latitude), end to end.
    error_km
        How far the railway may be from them.
    """

    name: str
    points: tuple[Position, ...]
    error_km: float


@dataclass(frozen=True)
class RailPath:
    """A route: its points, and what each step between them is.

    Attributes
    ----------
    points
        Positions (longitude, latitude), degrees, EPSG:4326.
    kinds
        For each step: graph edge, hand-placed track, or join across a break.
    lengths_km
        For each step: the length that the graph states, or else the geodesic length.
    errors_km
        For each step: how far the railway may be from it where a placed track says so; else 0.
    """

    points: tuple[Position, ...]
    kinds: tuple[int, ...]
    lengths_km: tuple[float, ...]
    errors_km: tuple[float, ...]


class RailNetwork:
    """The railway graph of a region, with its breaks joined and tracks added.

    Parameters
    ----------
    module
        ``world_railways.py`` of ``scgraph_data`` 2.0.0.
    region
        West, south, east, north in degrees; the rest of the world is left out.
    tracks
        Placed railway. An end within 12 km of the network moves to its nearest vertex; an end
        with nothing near stays open. Where the two ends are those of one edge of the graph, the
        track replaces it, and takes over its length if that is greater. Tracks are added in order,
        each to the result of the last.

    Notes
    -----
    Breaks of the graph are joined where its ends come within 12 km of each other. Routes are
    shortest paths (Dijkstra).
    """

    def __init__(
        self,
        module: Path,
        region: Box,
        tracks: Sequence[Track],
    ) -> None:
        self._points, edges = read_graph(module, region)
        edges = concatenate(edges, joins(self._points, edges))
        for track in tracks:
            edges = self._with_track(edges, track)
        self._edges = edges
        size = len(self._points)
        self._matrix = cost_matrix(edges, size)
        self._tree = cKDTree(unit_vectors(self._points))

    def nearest(self, position: Position) -> Position:
        """Find the vertex nearest to a position (longitude, latitude), within 12 km.

        Raises
        ------
        RouteError
            If there is none.
        """
        index = self._nearest_index(position)
        return float(self._points[index, 0]), float(self._points[index, 1])

    def route(self, start: Position, end: Position) -> RailPath:
        """Find the shortest path between two positions (longitude, latitude).

        Both must lie within 12 km of a vertex; the path begins and ends at the positions
        themselves.

        Raises
        ------
        RouteError
            If a position is too far from the network or no path joins the two.
        """
        first, last = self._nearest_index(start), self._nearest_index(end)
        order = shortest_path(self._matrix, first, last)
        if not order:
            raise RouteError(f"no railway joins {start} and {end} in the graph")
        points = [(float(x), float(y)) for x, y in self._points[order]]
        kinds, lengths, errors = self._steps(order)
        for position, place in ((start, 0), (end, len(points))):
            neighbour = points[min(place, len(points) - 1)]
            if neighbour != position:
                points.insert(place if place == 0 else len(points), position)
                at = 0 if place == 0 else len(kinds)
                kinds.insert(at, JOIN)
                lengths.insert(at, _distance_km(position, neighbour))
                errors.insert(at, 0.0)
        return RailPath(tuple(points), tuple(kinds), tuple(lengths), tuple(errors))

    def _steps(self, order: list[int]) -> tuple[list[int], list[float], list[float]]:
        kinds: list[int] = []
        lengths: list[float] = []
        errors: list[float] = []
        for a, b in pairwise(order):
            candidates = np.flatnonzero(_between(self._edges, a, b))
            best = int(candidates[np.argmin(self._edges.cost[candidates])])
            kinds.append(int(self._edges.kind[best]))
            lengths.append(float(self._edges.km[best]))
            errors.append(float(self._edges.error[best]))
        return kinds, lengths, errors

    def _nearest_index(self, position: Position) -> int:
        distances, indices = self._tree.query(unit_vectors(np.array([position])))
        distance, index = np.asarray(distances).item(), np.asarray(indices).item()
        if distance * EARTH_KM > JOIN_KM:
            raise RouteError(
                f"{position} is {distance * EARTH_KM:.1f} km from the railway graph; "
                f"at most {JOIN_KM:g} km are joined"
            )
        return index

    def _with_track(self, edges: Edges, track: Track) -> Edges:
        tree = cKDTree(unit_vectors(self._points))
        points = np.array(track.points, dtype=np.float64)
        distances, nearest = tree.query(unit_vectors(points))
        joined = np.zeros(len(points), dtype=np.bool_)
        joined[[0, -1]] = np.asarray(distances)[[0, -1]] * EARTH_KM <= JOIN_KM
        fresh = len(self._points) + np.cumsum(~joined) - 1
        indices = np.where(joined, nearest, fresh).astype(np.int64)
        self._points = np.vstack([self._points, points[~joined]])
        start, end = indices[:-1], indices[1:]
        km = distances_km(self._points[start], self._points[end])
        replaced = _between(edges, int(indices[0]), int(indices[-1]))
        if replaced.any():
            km *= max(float(edges.km[replaced].min()) / float(km.sum()), 1.0)
            edges = Edges(*(part[~replaced] for part in astuple(edges)))
        kind = np.full(len(km), TRACK, dtype=np.int64)
        error = np.full(len(km), track.error_km)
        return concatenate(edges, Edges(start, end, km, km * TRACK_COST, kind, error))


def _between(edges: Edges, a: int, b: int) -> npt.NDArray[np.bool_]:
    forth = (edges.start == a) & (edges.end == b)
    back = (edges.start == b) & (edges.end == a)
    return np.asarray(forth | back, dtype=np.bool_)


def _distance_km(a: Position, b: Position) -> float:
    return float(distances_km(np.array([a]), np.array([b]))[0])
