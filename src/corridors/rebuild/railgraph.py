"""The railway graph of ``scgraph_data``: read, cut to a region, its breaks joined."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pyproj import Geod
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Box = tuple[float, float, float, float]

WGS84 = Geod(ellps="WGS84")
EARTH_KM = 6371.0
JOIN_KM = 12.0
# A join across a break costs more than track of its length, so that routes stay on track.
JOIN_COST = 3.0
LONG_CHORD_KM = 50.0
# A long chord costs more than placed track beside it, and is still used where there is none.
LONG_CHORD_COST = 1.1

GRAPH, TRACK, JOIN = 0, 1, 2


class RouteError(ValueError):
    """A leg that the network has no route for, or a node that is too far from it."""


@dataclass(frozen=True)
class Edges:
    """Edges between vertices: length (km), cost, kind, stated error (km)."""

    start: Ints
    end: Ints
    km: Floats
    cost: Floats
    kind: Ints
    error: Floats


def read_graph(module: Path, region: Box) -> tuple[Floats, Edges]:
    """Read the vertices (longitude, latitude) and the edges inside a region.

    Parameters
    ----------
    module
        ``world_railways.py`` of ``scgraph_data`` 2.0.0. It is read as text, because it imports a
        module that newer releases of ``scgraph`` no longer have.
    region
        West, south, east, north in degrees, EPSG:4326.

    Raises
    ------
    RouteError
        If the file does not have the expected lines.
    """
    text = module.read_text(encoding="utf-8")
    graph_text = _line(text, "graph", module)
    nodes_text = _line(text, "nodes", module)
    # Keys of JSON objects are strings, keys of the Python literal are numbers.
    graph = json.loads(re.sub(r"(\d+): ", r'"\1": ', graph_text))
    points = np.array(json.loads(nodes_text), dtype=np.float64)[:, ::-1]
    rows = np.array(
        [(a, int(b), km) for a, ends in enumerate(graph) for b, km in ends.items() if int(b) > a]
    )
    west, south, east, north = region
    inside = (
        (points[:, 0] >= west)
        & (points[:, 0] <= east)
        & (points[:, 1] >= south)
        & (points[:, 1] <= north)
    )
    new_index = np.cumsum(inside) - 1
    start, end = rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64)
    complete = inside[start] & inside[end]
    start, end = new_index[start[complete]], new_index[end[complete]]
    points = points[inside]
    chord = distances_km(points[start], points[end])
    km = np.maximum(rows[complete, 2], chord)
    cost = np.where(chord > LONG_CHORD_KM, km * LONG_CHORD_COST, km)
    kind = np.full(len(km), GRAPH, dtype=np.int64)
    return points, Edges(start, end, km, cost, kind, np.zeros(len(km)))


def _line(text: str, name: str, module: Path) -> str:
    match = re.search(rf"^{name}\s*=\s*(.+)$", text, flags=re.MULTILINE)
    if match is None:
        raise RouteError(f"{module.name}: no line {name}=…; expected scgraph_data 2.0.0")
    return match.group(1)


def joins(points: Floats, edges: Edges) -> Edges:
    """Bridge the breaks of the graph where vertices come within 12 km of each other.

    Two components are joined at their closest pair and at every dead end; so are two dead ends of
    one component.
    """
    size = len(points)
    _, labels = connected_components(cost_matrix(edges, size), directed=False)
    part = labels.astype(np.int64)
    degree = np.bincount(np.concatenate([edges.start, edges.end]), minlength=size)
    tree = cKDTree(unit_vectors(points))
    pairs = tree.query_pairs(JOIN_KM / EARTH_KM, output_type="ndarray").astype(np.int64)
    km = distances_km(points[pairs[:, 0]], points[pairs[:, 1]])
    order = np.argsort(km, kind="stable")
    pairs, km = pairs[order], km[order]
    apart = part[pairs[:, 0]] != part[pairs[:, 1]]
    dead_ends = degree <= 1
    across = np.flatnonzero(apart)
    chosen = [across[_first_of(part[pairs[across]])]]
    for side in (0, 1):
        dead = np.flatnonzero(apart & dead_ends[pairs[:, side]])
        keys = np.column_stack([pairs[dead, side], part[pairs[dead, 1 - side]]])
        chosen.append(dead[_first_of(keys, ordered=True)])
    # A break within one component has a dead end on either side.
    chosen.append(np.flatnonzero(~apart & dead_ends[pairs].all(axis=1)))
    pair_rows = np.unique(np.concatenate(chosen))
    return Edges(
        pairs[pair_rows, 0],
        pairs[pair_rows, 1],
        km[pair_rows],
        km[pair_rows] * JOIN_COST,
        np.full(len(pair_rows), JOIN, dtype=np.int64),
        np.zeros(len(pair_rows)),
    )


def _first_of(keys: Ints, ordered: bool = False) -> Ints:
    """Find the first row of each distinct pair; pairs are unordered by default."""
    rows = keys if ordered else np.sort(keys, axis=1)
    _, first = np.unique(rows, axis=0, return_index=True)
    return np.asarray(first, dtype=np.int64)


def cost_matrix(edges: Edges, size: int) -> csr_matrix[np.float64]:
    """Return the costs as a sparse matrix for SciPy's graph routines."""
    # Sparse matrices drop zeros and add up doubles: keep the cheapest edge of each pair.
    order = np.argsort(edges.cost, kind="stable")
    keys = np.column_stack([edges.start, edges.end])[order]
    first = order[_first_of(keys)]
    cost = np.maximum(edges.cost[first], 1e-6)
    low = np.minimum(edges.start[first], edges.end[first])
    high = np.maximum(edges.start[first], edges.end[first])
    return coo_matrix((cost, (low, high)), shape=(size, size)).tocsr()


def concatenate(first: Edges, second: Edges) -> Edges:
    """Put two sets of edges together."""
    return Edges(
        np.concatenate([first.start, second.start]),
        np.concatenate([first.end, second.end]),
        np.concatenate([first.km, second.km]),
        np.concatenate([first.cost, second.cost]),
        np.concatenate([first.kind, second.kind]),
        np.concatenate([first.error, second.error]),
    )


def unit_vectors(points: Floats) -> Floats:
    """Turn (longitude, latitude) in degrees into points on the unit sphere."""
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def distances_km(a: Floats, b: Floats) -> Floats:
    """Measure geodesic distances (WGS84, kilometres) between rows (longitude, latitude)."""
    _, _, metres = WGS84.inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])
    return np.asarray(metres, dtype=np.float64) / 1000


def length_km(points: Sequence[tuple[float, float]] | Floats) -> float:
    """Measure a line of points (longitude, latitude): geodesic on WGS 84, in kilometres."""
    xs, ys = zip(*points, strict=True)
    return float(WGS84.line_length(xs, ys)) / 1000
