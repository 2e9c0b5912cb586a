"""The basemap that comes with Corridors, read as shapes and drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import shapely
from shapely.geometry import shape as as_shape
from shapely.geometry.base import BaseGeometry

from corridors.errors import ExportError
from corridors.map.picture.projection import View
from corridors.map.picture.svg import path, tag

# From bottom to top.
_LAYERS = ("land", "lakes", "rivers", "railways", "borders")
_EDGE = 30  # pixels drawn beyond the picture, so that no outline runs along its edge
_SMOOTH = 0.4  # pixels by which a line may be off


@dataclass(frozen=True, slots=True)
class Place:
    """A named place of the basemap; the lower its ``rank``, the earlier it is shown."""

    name: str
    kind: str
    rank: float
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Basemap:
    """Shapes by layer, each with its kind, and the named places."""

    layers: Mapping[str, Sequence[tuple[str, BaseGeometry]]] = field(default_factory=dict)
    places: Sequence[Place] = ()


def read(folder: Path) -> Basemap:
    """Read a folder of basemap files; one that is missing is left out.

    Raises
    ------
    ExportError
        If a file is broken.
    """
    layers = {
        name: [(kind or "plain", geometry) for kind, geometry in _features(folder, name)]
        for name in _LAYERS
    }
    places = [
        Place(fields["name"], fields["kind"], float(fields["rank"]), *geometry.coords[0])
        for fields, geometry in _items(folder, "labels")
    ]
    return Basemap(layers, places)


def draw(basemap: Basemap, view: View, colours: Mapping[str, str]) -> str:
    """Draw the basemap: land, water, railways, rivers, borders."""
    return "".join(
        tag(
            "path",
            d=line,
            fill={"land": colours["land"], "lakes": colours["water"]}.get(name, "none"),
            **_stroke(name, kind, colours),
        )
        for name, shapes in basemap.layers.items()
        for kind in dict.fromkeys(kind for kind, _ in shapes)
        if (line := "".join(path(clip(shape, view)) for key, shape in shapes if key == kind))
    )


def clip(geometry: BaseGeometry, view: View) -> BaseGeometry:
    """Return the part of a shape that a picture shows, in pixels, without invisible detail."""
    west, south, east, north = (-_EDGE, -_EDGE, view.width + _EDGE, view.height + _EDGE)
    pixels = shapely.simplify(view.project(geometry), _SMOOTH, preserve_topology=False)
    return shapely.clip_by_rect(pixels, west, south, east, north)


def _stroke(name: str, kind: str, colours: Mapping[str, str]) -> dict[str, object]:
    if name in ("land", "lakes"):
        return {"stroke": colours["shore"], "stroke_width": 0.7}
    if name == "rivers":
        return {"stroke": colours["river"], "stroke_width": 1}
    if name == "railways":
        return {"stroke": colours["rail"], "stroke_width": 0.8}
    dashes = "3 3" if kind == "disputed" else None
    return {
        "stroke": colours["border"],
        "stroke_width": 0.9,
        "stroke_opacity": 0.75,
        "stroke_dasharray": dashes,
    }


def _features(folder: Path, name: str) -> Iterator[tuple[str | None, BaseGeometry]]:
    for properties, geometry in _items(folder, name):
        yield properties.get("kind"), geometry


def _items(folder: Path, name: str) -> Iterator[tuple[dict[str, str], BaseGeometry]]:
    file = folder / f"{name}.geojson"
    if not file.exists():
        return
    try:
        for item in json.loads(file.read_text(encoding="utf-8"))["features"]:
            yield item["properties"], as_shape(item["geometry"])
    except (OSError, ValueError, KeyError, TypeError, shapely.errors.ShapelyError) as error:
        raise ExportError(f"{file}: cannot be read as a basemap ({error})") from error
