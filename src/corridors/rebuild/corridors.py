"""The corridors, built from hand-placed facts and from packages that anyone can install."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from corridors.rebuild.files import write_text
from corridors.rebuild.legs import Drawing, Position
from corridors.rebuild.lines import as_text, finished
from corridors.rebuild.railgraph import length_km

CORRIDORS = ("middle", "instc", "tripp")
# About 150 m; finer detail is not visible at the scales of the map.
TOLERANCE_DEGREES = 0.0015
# The longest stretch drawn without a vertex.
BREAK_KM = 48.0
_FROM_LEG = ("id", "name", "mode", "status")
# A leg's properties, and its line.
Drawn = tuple[dict[str, Any], list[Position]]


class BranchError(ValueError):
    """A branch whose legs do not join, or a leg that belongs to no branch."""


def build(source: Path, target: Path, cache: Path) -> list[Path]:
    """Write ``corridors.geojson``: one MultiLineString feature per corridor.

    Parameters
    ----------
    source
        Folder with ``nodes.json``, ``tracks.json`` and a file per corridor: its facts, its branches
        and its legs.
    target
        Folder to write to; its ``basemap/land.geojson`` bounds the sea.
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
    BranchError
        If the legs of a branch do not join.
    """
    nodes = _read(source / "nodes.json")["nodes"]
    tracks = _read(source / "tracks.json")["tracks"]
    corridors = [_read(source / f"{name}.json") for name in CORRIDORS]
    for corridor in corridors:
        _check_branches(corridor)
    drawing = Drawing(nodes, tracks, target / "basemap" / "land.geojson", cache)
    drawn: dict[str, Drawn] = {}
    legs = [leg for corridor in corridors for leg in corridor["legs"]]
    with click.progressbar(legs, label="Drawing legs", item_show_func=_shown) as shown:
        for leg in shown:
            drawn[leg["id"]] = _draw(leg, drawing)
    features = [_feature(corridor, drawn) for corridor in corridors]
    path = target / "corridors.geojson"
    write_text(path, as_text("Corridors", features))
    return [path]


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _shown(leg: Mapping[str, Any] | None) -> str:
    return leg["id"] if leg else ""


def _check_branches(corridor: Mapping[str, Any]) -> None:
    ends = {leg["id"]: (leg["from"], leg["to"]) for leg in corridor["legs"]}
    used: set[str] = set()
    for branch in corridor["branches"]:
        used.update(branch["legs"])
        for leg, following in pairwise(branch["legs"]):
            if ends[leg][1] != ends[following][0]:
                raise BranchError(
                    f"{branch['id']}: {leg} ends at {ends[leg][1]}, "
                    f"but {following} begins at {ends[following][0]}"
                )
    if missing := sorted(ends.keys() - used):
        raise BranchError(f"{corridor['id']}: in no branch: {', '.join(missing)}")


def _draw(leg: Mapping[str, Any], drawing: Drawing) -> Drawn:
    """Draw a leg: return its properties and its line."""
    try:
        line = drawing.line(leg)
    except (ValueError, KeyError) as error:
        error.add_note(f"in leg {leg['id']!r}")
        raise
    points = finished(line.points, TOLERANCE_DEGREES, BREAK_KM)
    written = {key: leg[key] for key in _FROM_LEG}
    written["length_km"] = round(length_km(points))
    if line.track_km is not None:
        written["track_km"] = round(line.track_km)
    written |= {"precision": line.precision, "source": leg["source"]}
    written |= {key: leg[key] for key in ("operator", "owner") if key in leg}
    return written, points


def _feature(corridor: Mapping[str, Any], drawn: Mapping[str, Drawn]) -> dict[str, Any]:
    legs = [drawn[leg["id"]] for leg in corridor["legs"]]
    properties = {"kind": "corridor"}
    properties |= {key: value for key, value in corridor.items() if key not in ("id", "legs")}
    return {
        "type": "Feature",
        "id": corridor["id"],
        "properties": {**properties, "legs": [written for written, _ in legs]},
        "geometry": {"type": "MultiLineString", "coordinates": [line for _, line in legs]},
    }
