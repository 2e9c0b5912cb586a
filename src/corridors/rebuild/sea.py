"""Ship routes: shortest paths over water, drawn as straight courses between turns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_matrix

from corridors.rebuild.paths import shortest_path

Position = tuple[float, float]
Floats = npt.NDArray[np.float64]
Cell = TypeVar("Cell", bound=np.generic)

KM_PER_DEGREE = 111.195
# Steps to the neighbours of a cell, half of them; the other half are their reverses. Knight's
# moves keep the path within 3 % of the shortest before it is straightened.
MOVES = ((1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (1, 2), (2, -1), (1, -2))
# Water this close to land is passable (for harbours) but costs more, so that courses keep off.
SHY_DEGREES = 0.06
SHY_COST = 1.5
# Near land the course follows the grid's path more closely.
SHORE_SIGHT_KM = 30.0
TURN_KM = 12.0
PULLS = 12
# The stretch from the quay to open water may cross land where the coastline is too coarse for
# the harbour; each such kilometre counts as this many.
APPROACH_KM = 25.0
LAND_COST = 12.0


class SeaRouteError(ValueError):
    """There is no way over water between two ports."""


class Sea:
    """The water of the map, to plot courses on.

    Parameters
    ----------
    land
        The basemap's land, GeoJSON in EPSG:4326. All else is water, so that a course stays on the
        water of the map.
    """

    def __init__(self, land: Path) -> None:
        features = json.loads(land.read_text(encoding="utf-8"))["features"]
        shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
        self._land = shapely.union_all(shapes)

    def route(
        self, start: Position, end: Position, step: float = 0.025, margin: float = 1.5
    ) -> list[Position]:
        """Plot a course from quay to quay.

        Parameters
        ----------
        start, end
            Quays, (longitude, latitude) in degrees, EPSG:4326.
        step
            Spacing of the search grid, degrees.
        margin
            How far the search may leave the box of the two ports, degrees.

        Returns
        -------
        list of (longitude, latitude)
            From quay to quay, over water except for the approach to a quay.

        Raises
        ------
        SeaRouteError
            If no water joins the two within the box.

        Notes
        -----
        Dijkstra's shortest path on a grid with sixteen directions, which is then straightened: from
        each turn the course goes to the farthest point in sight over water.
        """
        xs, ys = (sorted((start[i], end[i])) for i in (0, 1))
        box = (xs[0] - margin, ys[0] - margin, xs[1] + margin, ys[1] + margin)
        water = shapely.difference(shapely.box(*box), shapely.clip_by_rect(self._land, *box))
        cells, path = _grid_path(water, box, step, start, end)
        if not path:
            raise SeaRouteError(f"no water joins {start} and {end} within {box}")
        points = [start, *((float(x), float(y)) for x, y in cells[path]), end]
        return _straighten(points, water)


def _grid_path(
    water: shapely.Geometry,
    box: tuple[float, float, float, float],
    step: float,
    start: Position,
    end: Position,
) -> tuple[Floats, list[int]]:
    # The grid is anchored at whole multiples of the step: the same route from either end.
    columns = np.arange(np.floor(box[0] / step), np.ceil(box[2] / step) + 1) * step
    rows = np.arange(np.floor(box[1] / step), np.ceil(box[3] / step) + 1) * step
    x, y = np.meshgrid(columns, rows)
    shapely.prepare(water)
    wet = shapely.contains_xy(water, x, y)
    shore = shapely.boundary(water)
    near = np.zeros_like(wet)
    shapely.prepare(shore)
    points = shapely.points(x[wet], y[wet])
    near[wet] = shapely.dwithin(points, shore, SHY_DEGREES)
    number = np.full(wet.shape, -1, dtype=np.int64)
    number[wet] = np.arange(int(wet.sum()))
    cells = np.column_stack([x[wet], y[wet]])
    starts, ends, costs = [], [], []
    for right, up in MOVES:
        cell, neighbour = _shifted(number, right, up)
        dear = np.maximum(*_shifted(near, right, up))
        is_water = (cell >= 0) & (neighbour >= 0)
        a, b, dear = cell[is_water], neighbour[is_water], dear[is_water]
        # Only near the shore can a step from water to water cross land.
        steps = shapely.linestrings(np.stack([cells[a[dear]], cells[b[dear]]], axis=1))
        afloat = np.ones(len(a), dtype=np.bool_)
        afloat[dear] = shapely.contains(water, steps)
        starts.append(a[afloat])
        ends.append(b[afloat])
        km = _km(cells[a[afloat]], cells[b[afloat]])
        costs.append(km * np.where(dear[afloat], SHY_COST, 1.0))
    size = len(cells)
    for index, quay in ((size, start), (size + 1, end)):
        reach, cost = _approach(cells, quay, water)
        starts.append(np.full(len(reach), index))
        ends.append(reach)
        costs.append(cost)
    graph = coo_matrix(
        (np.concatenate(costs), (np.concatenate(starts), np.concatenate(ends))),
        shape=(size + 2, size + 2),
    ).tocsr()
    return cells, shortest_path(graph, size, size + 1)[1:-1]


def _shifted(
    grid: npt.NDArray[Cell], right: int, up: int
) -> tuple[npt.NDArray[Cell], npt.NDArray[Cell]]:
    """Pair each cell with the cell a move away from it, as two arrays of one shape."""
    height, width = grid.shape
    low, high = max(0, -up), height - max(0, up)
    return grid[low:high, : width - right], grid[low + up : high + up, right:]


def _approach(
    cells: Floats, quay: Position, water: shapely.Geometry
) -> tuple[npt.NDArray[np.int64], Floats]:
    from_quay = np.broadcast_to(np.array(quay), cells.shape)
    km = _km(cells, from_quay)
    reach = np.flatnonzero(km <= APPROACH_KM)
    lines = shapely.linestrings(np.stack([from_quay[reach], cells[reach]], axis=1))
    dry = shapely.length(shapely.difference(lines, water)) * KM_PER_DEGREE
    return reach, km[reach] + np.asarray(dry) * LAND_COST


def _straighten(points: Sequence[Position], water: shapely.Geometry) -> list[Position]:
    offing = shapely.buffer(water, -SHY_DEGREES)
    shapely.prepare(water)
    shapely.prepare(offing)
    far_out = shapely.contains_xy(offing, np.array(points))

    def in_sight(a: int, b: int) -> bool:
        course = shapely.linestrings([points[a], points[b]])
        if far_out[a] and far_out[b]:
            return bool(shapely.contains(offing, course))
        near = shapely.length(course) * KM_PER_DEGREE <= SHORE_SIGHT_KM
        return bool(near and shapely.contains(water, course))

    # The quays may be on land: the first and the last step are not changed.
    course = [points[0], points[1]]
    index, last = 1, len(points) - 2
    while index < last:
        onward = last
        while onward > index + 1 and not in_sight(index, onward):
            onward -= 1
        course.append(points[onward])
        index = onward
    course.append(points[-1])
    return _round_turns(_tighten(course, water, offing), water)


def _tighten(
    course: Sequence[Position], water: shapely.Geometry, offing: shapely.Geometry
) -> list[Position]:
    """Pull turns that lie well off the shore towards the straight way past them."""
    points = [np.array(point) for point in course]
    for _ in range(PULLS):
        for i in range(2, len(points) - 2):
            before, turn, after = points[i - 1 : i + 2]
            way = after - before
            foot = before + way * float(np.clip((turn - before) @ way / (way @ way), 0, 1))
            for share in (1.0, 0.5, 0.2):
                pulled = turn + share * (foot - turn)
                way_by = shapely.linestrings([before, pulled, after])
                if shapely.contains_xy(offing, *pulled) and shapely.contains(water, way_by):
                    points[i] = pulled
                    break
    return [(float(x), float(y)) for x, y in points]


def _round_turns(course: Sequence[Position], water: shapely.Geometry) -> list[Position]:
    """Turn corners in arcs (quadratic curves) of a few kilometres, where there is water."""
    rounded = [course[0]]
    for before, turn, after in zip(course, course[1:], course[2:], strict=False):
        p, q, r = np.array(before), np.array(turn), np.array(after)
        shares = [
            min(0.5, TURN_KM / KM_PER_DEGREE / max(float(np.hypot(*(end - q))), 1e-9))
            for end in (p, r)
        ]
        first, last = q + (p - q) * shares[0], q + (r - q) * shares[1]
        arc = [
            (1 - t) ** 2 * first + 2 * t * (1 - t) * q + t**2 * last
            for t in (0, 0.25, 0.5, 0.75, 1)
        ]
        if shapely.contains(water, shapely.linestrings(arc)):
            rounded.extend((float(x), float(y)) for x, y in arc)
        else:
            rounded.append(turn)
    return [*rounded, course[-1]]


def _km(a: Floats, b: Floats) -> Floats:
    middle = np.radians((a[:, 1] + b[:, 1]) / 2)
    across = (a[:, 0] - b[:, 0]) * np.cos(middle)
    return np.asarray(np.hypot(across, a[:, 1] - b[:, 1]) * KM_PER_DEGREE, dtype=np.float64)
