"""Lines along a country's border, offset to one side: railways on a river's bank."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyproj
import shapely
from shapely.geometry import LineString, Point
from shapely.ops import substring

Position = tuple[float, float]

# Tighter bends of the river are smoothed out.
BEND_METRES = 1500.0
JOIN_METRES = 1000.0
SIMPLIFY_METRES = 60.0
MARGIN_DEGREES = 0.3


class BankError(ValueError):
    """A country whose border cannot be followed."""


def country(countries: Path, code: str) -> shapely.Geometry:
    """Read a country's area.

    Parameters
    ----------
    countries
        GeoJSON of ``@geo-maps/countries-land-100m``: EPSG:4326, property ``A3``.
    code
        ISO 3166 alpha-3 code.

    Raises
    ------
    BankError
        If the file has no such country.
    """
    for feature in json.loads(countries.read_text(encoding="utf-8"))["features"]:
        if feature["properties"].get("A3") == code:
            return shapely.geometry.shape(feature["geometry"])
    raise BankError(f"{countries.name}: no country {code!r}")


def along_bank(
    area: shapely.Geometry, start: Position, end: Position, offset_km: float
) -> list[Position]:
    """Draw a smooth line beside a country, never in it.

    Parameters
    ----------
    area
        The country, EPSG:4326, longitude first.
    start, end
        Nodes (longitude, latitude) near its border.
    offset_km
        Least distance kept from the country.

    Returns
    -------
    list of (longitude, latitude)
        From start to end, both included.

    Notes
    -----
    The border is widened by more than the offset and narrowed again (a morphological closing), so
    that the line passes the river's tight bends as a railway does.
    """
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    metric = pyproj.CRS.from_proj4(
        f"+proj=aeqd +lon_0={middle[0]} +lat_0={middle[1]} +datum=WGS84 +units=m"
    )
    into = pyproj.Transformer.from_crs("EPSG:4326", metric, always_xy=True).transform
    back = pyproj.Transformer.from_crs(metric, "EPSG:4326", always_xy=True).transform
    a, b = (Point(into(*node)) for node in (start, end))
    box = LineString([start, end]).buffer(MARGIN_DEGREES).bounds
    near = shapely.transform(
        shapely.clip_by_rect(area, *box), lambda xy: np.column_stack(into(xy[:, 0], xy[:, 1]))
    )
    wide = near.buffer(BEND_METRES + offset_km * 1000).buffer(-BEND_METRES)
    rings = [part for part in shapely.get_parts(shapely.boundary(wide)) if part.length > 0]
    ring = min(rings, key=a.distance)
    along = _shorter_way(ring, ring.project(a), ring.project(b))
    # The nodes are nearer to the river than the line: leave room for a slanted join.
    inner = substring(along, JOIN_METRES, along.length - JOIN_METRES).simplify(SIMPLIFY_METRES)
    return [start, *(_pair(back(x, y)) for x, y in inner.coords), end]


def _shorter_way(ring: LineString, start: float, end: float) -> LineString:
    """Take the part of a closed line between two distances, over its seam if that is shorter."""
    direct = LineString(substring(ring, start, end).coords)
    if direct.length <= ring.length / 2:
        return direct
    low, high = sorted((start, end))
    over = [*substring(ring, high, ring.length).coords, *substring(ring, 0, low).coords[1:]]
    return LineString(over if start > end else over[::-1])


def _pair(values: tuple[float, float]) -> Position:
    return float(values[0]), float(values[1])
