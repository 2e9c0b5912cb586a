"""Countries and their borders as one coverage: neighbours keep sharing every line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

REGION = (15.0, 8.0, 95.0, 62.0)
CORE = (36.0, 36.0, 56.0, 48.0)
# About 250 m where the map is viewed closely, about 4 km around that.
CORE_DEGREES, OUTER_DEGREES = 0.0025, 0.04
# Square degrees; at 42° N one is about 9,200 km².
CORE_LEAST, OUTER_LEAST = 3 / 9200, 100 / 9200
# Of the source and of the output: about 10 m and 100 m.
FINE_GRID, GRID = 1e-4, 1e-3
# Pairs that claim the same land in the source: whose it is by international recognition.
CONTESTED = {frozenset({"RUS", "UKR"}): "UKR"}
# Borders that are lines of control: the two sides, a box (west, south, east, north), the name.
CONTROL: tuple[tuple[frozenset[str], tuple[float, float, float, float], str], ...] = (
    (frozenset({"UKR", "UKR contested"}), (32.0, 45.0, 37.0, 47.0), "Crimea: administrative line"),
    (frozenset({"IND", "PAK"}), (73.4, 32.7, 78.0, 36.0), "Kashmir: Line of Control"),
    (frozenset({"IND", "CHN"}), (77.0, 32.4, 80.5, 36.0), "Aksai Chin: Line of Actual Control"),
    (frozenset({"ISR", "SYR"}), (35.4, 32.5, 36.2, 33.6), "Golan: ceasefire line of 1974"),
)


@dataclass(frozen=True)
class Ground:
    """Countries by ISO 3166 alpha-3 code, and their borders as (kind, name, line)."""

    countries: Mapping[str, BaseGeometry]
    borders: Sequence[tuple[str, str, BaseGeometry]]


def build(source: Path) -> Ground:
    """Cut countries to the region and simplify them as one.

    Parameters
    ----------
    source
        GeoJSON of ``@geo-maps/countries-land-100m``: EPSG:4326, longitude first, property ``A3``.

    Notes
    -----
    All outlines are noded together into arcs, each of which is simplified once, with a tolerance
    for the core and another for the rest; the faces between the arcs are then given back to the
    countries that they lay in. A face that two countries claim goes to the recognised one.
    """
    claims = _claims(source)
    arcs = _arcs(claims)
    faces = _faces(arcs, claims)
    merged = {code: shapely.union_all(parts) for code, parts in faces.items()}
    borders = list(_borders(merged))
    countries: dict[str, list[BaseGeometry]] = {}
    for code, area in merged.items():
        countries.setdefault(code.removesuffix(" contested"), []).append(area)
    return Ground({code: shapely.union_all(areas) for code, areas in countries.items()}, borders)


def tolerant(lines: Iterable[BaseGeometry], core: float, outer: float) -> list[shapely.LineString]:
    """Simplify lines, finely in the core and coarsely outside it; their ends do not move."""
    box = shapely.box(*CORE)
    originals = np.array(list(lines), dtype=object)
    near = shapely.simplify(shapely.get_parts(shapely.intersection(originals, box)), core)
    far = shapely.simplify(shapely.get_parts(shapely.difference(originals, box)), outer)
    simplified: Sequence[BaseGeometry] = [*near, *far]
    return [line for line in simplified if isinstance(line, shapely.LineString) and line.length > 0]


def _claims(source: Path) -> list[tuple[str, BaseGeometry]]:
    """List the pieces of land in the region that are not too small, each with its claimant."""
    claims: list[tuple[str, BaseGeometry]] = []
    for feature in json.loads(source.read_text(encoding="utf-8"))["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        for part in shapely.get_parts(shape):
            if not _is_large(part.exterior):
                continue
            holes = [ring for ring in part.interiors if _is_large(ring)]
            cut = shapely.clip_by_rect(shapely.Polygon(part.exterior, holes), *REGION)
            claims.extend((feature["properties"]["A3"], piece) for piece in shapely.get_parts(cut))
    return claims


def _is_large(ring: shapely.LinearRing) -> bool:
    near = shapely.box(*CORE).intersects(shapely.box(*ring.bounds))
    return bool(shapely.Polygon(ring).area >= (CORE_LEAST if near else OUTER_LEAST))


def _arcs(claims: Sequence[tuple[str, BaseGeometry]]) -> list[shapely.LineString]:
    outlines = shapely.boundary([area for _, area in claims])
    noded = shapely.line_merge(shapely.union_all(outlines, grid_size=FINE_GRID))
    return tolerant(shapely.get_parts(noded), CORE_DEGREES, OUTER_DEGREES)


def _faces(
    arcs: Sequence[BaseGeometry], claims: Sequence[tuple[str, BaseGeometry]]
) -> dict[str, list[BaseGeometry]]:
    """Group the faces between the arcs by country; ``… contested`` where two claim them."""
    # Lines that were simplified separately may cross: node them again.
    noded = shapely.union_all(list(arcs), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    tree = STRtree([area for _, area in claims])
    by_owner: dict[str, list[BaseGeometry]] = {}
    for face in faces:
        spot = face.representative_point()
        owners = {
            claims[index][0]
            for index in tree.query(spot)
            if shapely.contains_xy(claims[index][1], spot.x, spot.y)
        }
        if len(owners) > 1:
            recognised = CONTESTED.get(frozenset(owners))
            owner = f"{recognised} contested" if recognised else min(owners)
        elif owners:
            (owner,) = owners
        else:
            continue
        by_owner.setdefault(owner, []).append(face)
    return by_owner


def _borders(merged: Mapping[str, BaseGeometry]) -> Iterable[tuple[str, str, BaseGeometry]]:
    for (a, first), (b, second) in combinations(sorted(merged.items()), 2):
        if not shapely.box(*first.bounds).intersects(shapely.box(*second.bounds)):
            continue
        shared = shapely.intersection(shapely.boundary(first), shapely.boundary(second))
        lines = [part for part in shapely.get_parts(shared) if part.geom_type == "LineString"]
        if not lines:
            continue
        line: BaseGeometry = shapely.line_merge(shapely.union_all(lines))
        for pair, box, name in CONTROL:
            if pair == {a, b}:
                area = shapely.box(*box)
                yield "disputed", name, shapely.line_merge(shapely.intersection(line, area))
                line = shapely.difference(line, area)
        if not line.is_empty:
            yield "international", f"{a}–{b}", shapely.line_merge(line)
