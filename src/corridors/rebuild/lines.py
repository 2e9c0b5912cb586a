"""Write layers of lines: simplified, rounded, with one row per property and leg."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from shapely.geometry import LineString

from corridors.rebuild.legs import Position
from corridors.rebuild.railgraph import length_km

_LISTED = ("names", "actors", "dates", "provenance", "branches", "legs")


def finished(points: Sequence[Position], tolerance: float, longest_km: float) -> list[Position]:
    """Simplify a line, break its long stretches and round it to four decimals.

    Parameters
    ----------
    points
        Positions (longitude, latitude) in degrees, EPSG:4326.
    tolerance
        How far the simplified line may be off, degrees.
    longest_km
        The longest stretch without a vertex.
    """
    simple = [(x, y) for x, y in LineString(points).simplify(tolerance).coords]
    vertices: list[Position] = []
    for a, b in pairwise(simple):
        pieces = int(length_km([a, b]) // longest_km) + 1
        vertices.extend(
            (a[0] + (b[0] - a[0]) * i / pieces, a[1] + (b[1] - a[1]) * i / pieces)
            for i in range(pieces)
        )
    vertices.append(simple[-1])
    return [(round(x, 4), round(y, 4)) for x, y in vertices]


def as_text(title: str, features: Sequence[Mapping[str, Any]]) -> str:
    """Write GeoJSON with one row per property, leg and line of geometry."""
    blocks = []
    for feature in features:
        properties = ",\n    ".join(
            f"{json.dumps(key)}: {_value(key, value)}"
            for key, value in feature["properties"].items()
        )
        lines = _rows(
            [json.dumps(line, separators=(",", ":")) for line in feature["geometry"]["coordinates"]]
        )
        blocks.append(
            f'  {{"type": "Feature", "id": {json.dumps(feature["id"])},\n'
            f'   "properties": {{\n    {properties}\n   }},\n'
            f'   "geometry": {{"type": "MultiLineString", "coordinates": {lines}}}}}'
        )
    start = f'{{"type": "FeatureCollection", "title": {json.dumps(title)}, "features": [\n'
    return start + ",\n".join(blocks) + "\n]}\n"


def _value(key: str, value: Any) -> str:  # noqa: ANN401 - any JSON value
    if key in _LISTED:
        return _rows([json.dumps(item, ensure_ascii=False) for item in value])
    return json.dumps(value, ensure_ascii=False)


def _rows(rows: Sequence[str]) -> str:
    return "[\n      " + ",\n      ".join(rows) + "\n    ]"
