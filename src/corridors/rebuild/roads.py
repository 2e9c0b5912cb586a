"""The roads, built from hand-placed facts and the highway graph of ``scgraph_data``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any

from corridors.rebuild.fetch import fetch_pypi
from corridors.rebuild.files import write_text
from corridors.rebuild.highways import Highways, Position, RoadError, Stretch
from corridors.rebuild.lines import as_text, finished
from corridors.rebuild.railgraph import length_km

SCGRAPH_DATA = ("scgraph_data", "2.0.0")
REGION = (40.8, 40.8, 47.2, 43.8)
# About 100 m: the carriageways of a junction become one line.
TOLERANCE_DEGREES = 0.001
# The longest stretch drawn without a vertex; the note names longer straight stretches.
BREAK_KM = 5.0


def build(source: Path, target: Path, cache: Path) -> list[Path]:
    """Write ``roads.geojson``: one MultiLineString feature per road, one line per leg.

    Parameters
    ----------
    source
        Folder with ``roads.json``: nodes, joins and bends of the graph, roads and their legs.
    target
        Folder to write to.
    cache
        Folder for downloaded packages.

    Returns
    -------
    list of Path
        The file written: EPSG:4326, longitude first, four decimals. The same package and the same
        source give the same bytes.

    Raises
    ------
    RoadError
        If a leg cannot be drawn; the note names the leg.
    """
    facts = json.loads((source / "roads.json").read_text(encoding="utf-8"))
    module = fetch_pypi(*SCGRAPH_DATA, cache) / "scgraph_data" / "world_highways.py"
    highways = Highways(module, REGION, facts["joins"])
    features = [_feature(road, facts, highways) for road in facts["roads"]]
    path = target / "roads.geojson"
    write_text(path, as_text("Roads", features))
    return [path]


def _feature(
    road: Mapping[str, Any], facts: Mapping[str, Any], highways: Highways
) -> dict[str, Any]:
    lines, legs = [], []
    for leg in road["legs"]:
        try:
            stretches = list(_stretches(leg, facts, highways))
        except (RoadError, KeyError) as error:
            error.add_note(f"in leg {leg['id']!r} of {road['id']!r}")
            raise
        points = finished(_joined(stretches), TOLERANCE_DEGREES, BREAK_KM)
        lines.append(points)
        legs.append(
            {
                "id": leg["id"],
                "name": leg["name"],
                "mode": "road",
                "status": leg["status"],
                "length_km": round(length_km(points), 1),
                "precision": _precision(leg, stretches),
                "source": leg["source"],
                "owner": leg["owner"],
            }
        )
    properties = {"kind": "road"}
    properties |= {key: value for key, value in road.items() if key not in ("id", "legs")}
    return {
        "type": "Feature",
        "id": road["id"],
        "properties": {**properties, "legs": legs},
        "geometry": {"type": "MultiLineString", "coordinates": lines},
    }


def _stretches(
    leg: Mapping[str, Any], facts: Mapping[str, Any], highways: Highways
) -> Iterator[Stretch]:
    """Draw the parts of a leg one after another: along the graph, or from place to place."""
    nodes = facts["nodes"]
    last = None
    for part in leg["parts"]:
        stops = [_position(nodes[key]["at"]) for key in part["stops"]]
        if last not in (None, stops[0]):
            raise RoadError(f"a part starts at {stops[0]}, the one before it ends at {last}")
        last = stops[-1]
        if part["along"] == "graph":
            for a, b in pairwise(stops):
                for edge in highways.route(a, b):
                    yield _bent(edge, facts["bends"], nodes)
        else:
            yield Stretch(tuple(stops), part["road_km"], _off_km(part["stops"], nodes))


def _bent(edge: Stretch, bends: Sequence[Mapping[str, Any]], nodes: Mapping[str, Any]) -> Stretch:
    """Draw a long edge of the graph through the places that its road passes."""
    ends = edge.points[0], edge.points[-1]
    for bend in bends:
        over = bend["over"]
        between = tuple(_position(end) for end in bend["between"])
        if ends in (between, between[::-1]):
            ordered = over if ends == between else over[::-1]
            places = tuple(_position(nodes[key]["at"]) for key in ordered)
            off = (0.0, *_off_km(ordered, nodes), 0.0)
            return Stretch((ends[0], *places, ends[1]), edge.road_km, off)
    return edge


def _off_km(keys: Sequence[str], nodes: Mapping[str, Any]) -> tuple[float, ...]:
    return tuple(float(nodes[key].get("off_km", 0)) for key in keys)


def _precision(leg: Mapping[str, Any], stretches: Sequence[Stretch]) -> dict[str, Any]:
    steps = [length_km(step) for stretch in stretches for step in pairwise(stretch.points)]
    straight = sum(km for km in steps if km > BREAK_KM)
    along = sum(stretch.road_km for stretch in stretches)
    if all(part["along"] == "graph" for part in leg["parts"]):
        note = f"Follows a simplified graph of the highways; {along:.0f} km along the road."
    else:
        note = f"Drawn from place to place; {along:.3g} km along the road as published."
    if straight:
        note += f" {straight:.0f} km are straight stretches of over {BREAK_KM:g} km each."
    return {
        "level": leg.get("level", "approximate"),
        "km": ceil(max(stretch.bound_km() for stretch in stretches)),
        "note": " ".join(filter(None, (note, leg.get("note")))),
    }


def _joined(stretches: Sequence[Stretch]) -> list[Position]:
    points = list(stretches[0].points)
    for stretch in stretches[1:]:
        points.extend(stretch.points[1:])
    return points


def _position(values: Sequence[float]) -> Position:
    lon, lat = values
    return float(lon), float(lat)
