"""The corridors, built from hand-placed facts and from packages that anyone can install."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from shapely.geometry import LineString

from corridors.rebuild.drawing import Drawing, Position, length_km

# About 150 m; what is finer is not seen at the scales of the map.
TOLERANCE_DEGREES = 0.0015
# Longest stretch drawn without a vertex.
BREAK_KM = 48.0


def build(source: Path, target: Path, cache: Path) -> list[Path]:
    """Write ``corridors.geojson``: one MultiLineString feature a corridor.

    Parameters
    ----------
    source
        Folder with ``corridors.json``: nodes, tracks, corridors and their legs.
    target
        Folder to write to.
    cache
        Folder for downloaded packages.

    Returns
    -------
    list of Path
        The file written: EPSG:4326, longitude first, four decimals. The same packages and the
        same source give the same bytes.

    Raises
    ------
    RouteError, SeaRouteError, BankError
        If a leg cannot be drawn; the note names the leg.
    """
    facts = json.loads((source / "corridors.json").read_text(encoding="utf-8"))
    drawing = Drawing(facts, cache)
    features = [_feature(corridor, drawing) for corridor in facts["corridors"]]
    path = target / "corridors.geojson"
    path.write_text(_as_text(features), encoding="utf-8")
    return [path]


def _feature(corridor: Mapping[str, Any], drawing: Drawing) -> dict[str, Any]:
    lines, legs = [], []
    for leg in corridor["legs"]:
        try:
            line = drawing.line(leg)
        except (ValueError, KeyError) as error:
            error.add_note(f"in leg {leg['id']!r} of {corridor['id']!r}")
            raise
        points = _finished(line.points)
        lines.append(points)
        kept = {key: leg[key] for key in ("id", "name", "mode", "status", "branch")}
        operator = {"operator": leg["operator"]} if "operator" in leg else {}
        legs.append(
            {
                **kept,
                "length_km": round(length_km(points)),
                "precision": line.precision,
                "source": leg["source"],
                **operator,
            }
        )
    properties = {"kind": "corridor"}
    properties |= {key: value for key, value in corridor.items() if key not in ("id", "legs")}
    return {
        "type": "Feature",
        "id": corridor["id"],
        "properties": {**properties, "legs": legs},
        "geometry": {"type": "MultiLineString", "coordinates": lines},
    }


def _finished(points: Sequence[Position]) -> list[Position]:
    """Simplified, long stretches broken, four decimals."""
    simple = [(x, y) for x, y in LineString(points).simplify(TOLERANCE_DEGREES).coords]
    done: list[Position] = []
    for a, b in pairwise(simple):
        pieces = int(length_km([a, b]) // BREAK_KM) + 1
        done.extend(
            (a[0] + (b[0] - a[0]) * i / pieces, a[1] + (b[1] - a[1]) * i / pieces)
            for i in range(pieces)
        )
    done.append(simple[-1])
    return [(round(x, 4), round(y, 4)) for x, y in done]


def _as_text(features: Sequence[Mapping[str, Any]]) -> str:
    """GeoJSON with a property a line, a leg a line and a line of geometry a line."""
    blocks = []
    for feature in features:
        properties = [
            _listed(key, value) if key in ("names", "provenance", "legs") else _pair(key, value)
            for key, value in feature["properties"].items()
        ]
        lines = ",\n      ".join(
            json.dumps(line, separators=(",", ":")) for line in feature["geometry"]["coordinates"]
        )
        blocks.append(
            f'  {{"type": "Feature", "id": {json.dumps(feature["id"])},\n'
            '   "properties": {\n    ' + ",\n    ".join(properties) + "\n   },\n"
            '   "geometry": {"type": "MultiLineString", "coordinates": [\n      '
            + lines
            + "\n   ]}}"
        )
    start = '{"type": "FeatureCollection", "title": "Corridors", "features": [\n'
    return start + ",\n".join(blocks) + "\n]}\n"


def _pair(key: str, value: object) -> str:
    return f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"


def _listed(key: str, values: Sequence[object]) -> str:
    rows = ",\n      ".join(json.dumps(value, ensure_ascii=False) for value in values)
    return f"{json.dumps(key)}: [\n      {rows}\n    ]"
