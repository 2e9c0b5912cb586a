"""One picture of the map, with its title, legend, scale and attribution, as SVG."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from math import log2

from corridors.atlas import Atlas
from corridors.errors import ExportError
from corridors.map.contract import ATTRIBUTION, HOME
from corridors.map.picture import basemap as ground
from corridors.map.picture import drawing, furniture, labels
from corridors.map.picture.basemap import Basemap
from corridors.map.picture.drawing import Seen
from corridors.map.picture.palette import Theme, palette
from corridors.map.picture.projection import TILE, View, fit
from corridors.map.picture.svg import tag, words
from corridors.map.sizes import SIZES
from corridors.model import Feature

TITLE = "Corridors"
LEAST, MOST = 240, 4000  # pixels


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture shows, and how: size in pixels, view, switches, colours.

    Without a ``spot`` (latitude, longitude, zoom) it shows all of the chosen feature or branch, or
    the region where none is chosen. ``frame`` is the size of the map on which the spot was
    seen: the picture shows as much ground. ``titled`` says whether a title stands above.
    """

    width: int = 1600
    height: int = 1000
    spot: tuple[float, float, float] | None = None
    frame: tuple[int, int] | None = None
    seen: Seen = field(default_factory=Seen)
    theme: Theme = "light"
    title: str | None = None
    titled: bool = True


def draw(
    atlas: Atlas, basemap: Basemap, picture: Picture, generated: datetime | None = None
) -> str:
    """Draw a picture of an atlas.

    Parameters
    ----------
    atlas, basemap
        What to draw.
    picture
        How.
    generated
        The date to give in the attribution.

    Returns
    -------
    str
        An SVG document that loads nothing from outside.

    Raises
    ------
    ExportError
        If the size cannot be drawn, or there is no such feature.
    """
    colours, seen = palette(picture.theme), picture.seen
    view = view_of(atlas, picture)
    features = drawing.in_sight(atlas, seen, view)
    passages = {feature.id: atlas.count_to(feature.id) for feature in features}
    chosen = atlas.features[seen.feature] if seen.feature else None
    name = picture.title or (chosen.name if chosen else TITLE)
    pieces = [
        furniture.attribution(view, _attribution(generated), colours),
        furniture.scale(view, colours),
    ]
    if picture.titled:
        pieces.append(furniture.title(view, name, _note(seen, chosen), colours))
    legs = [leg for f in features for leg in drawing.legs_in_sight(f, seen, view)]
    legend = furniture.legend(view, atlas.layers, features, legs, colours)
    pieces += [legend] if legend else []
    names = [
        *labels.of_features(features, passages, view),
        *labels.of_places(basemap.places, view),
    ]
    occupied = [piece.box for piece in pieces] + _symbols(features, passages, view)
    placed = labels.place(names, occupied, view, seen.feature)
    size = {"width": view.width, "height": view.height}
    return tag(
        "svg",
        tag("title", words(name)),
        tag("rect", **size, fill=colours["water"]),
        tag("g", ground.draw(basemap, view, colours), class_="basemap"),
        tag("g", drawing.draw(features, seen, passages, view, colours), class_="features"),
        tag("g", *labels.draw(placed, colours, seen.feature), class_="labels"),
        *(piece.svg for piece in pieces),
        xmlns="http://www.w3.org/2000/svg",
        **size,
        viewBox=f"0 0 {view.width} {view.height}",
        role="img",
        font_family=labels.FONT,
    )


def view_of(atlas: Atlas, picture: Picture) -> View:
    """Return the view of a picture.

    Raises
    ------
    ExportError
        If the size cannot be drawn, or there is no such feature.
    """
    width, height = picture.width, picture.height
    if not (LEAST <= width <= MOST and LEAST <= height <= MOST):
        raise ExportError(f"a picture of {width}x{height} pixels (from {LEAST} to {MOST} will do)")
    if picture.seen.feature and picture.seen.feature not in atlas.features:
        ids = ", ".join(atlas.features)
        raise ExportError(f"no feature {picture.seen.feature!r} (there are: {ids})")
    if picture.spot:
        latitude, longitude, zoom = picture.spot
        return View(latitude, longitude, zoom + _closer(picture), width, height)
    chosen = atlas.features.get(picture.seen.feature or "")
    if chosen:
        point = chosen.geometry.geom_type == "Point"
        room = 60 + (furniture.BAND if picture.titled else 0)
        bounds = _bounds(chosen, picture.seen.branch)
        if point:
            return fit(bounds, width, height, room, SIZES.close)
        # The legend stands on the left: show the chosen feature beside it.
        aside = min(200, width // 4)
        view = fit(bounds, width - aside, height, room, SIZES.close + 1)
        west = aside / 2 * 360 / (TILE * 2**view.zoom)
        return replace(view, width=width, longitude=view.longitude - west)
    (south, west), (north, east) = HOME
    return fit((west, south, east, north), width, height)


def _bounds(feature: Feature, branch: str | None) -> tuple[float, float, float, float]:
    own = [leg for b in feature.branches if b.id == branch for leg in feature.along(b)]
    shapes = [leg.geometry for leg in own] or [feature.geometry]
    west, south, east, north = zip(*(shape.bounds for shape in shapes), strict=True)
    return min(west), min(south), max(east), max(north)


def _closer(picture: Picture) -> float:
    """Return how far to zoom in to show as much as the map in the picture's frame."""
    if not picture.frame:
        return 0
    sizes = zip((picture.width, picture.height), picture.frame, strict=True)
    return log2(min(size / max(1, frame) for size, frame in sizes))


def _attribution(generated: datetime | None) -> str:
    day = f" Made with Corridors on {generated:%Y-%m-%d}." if generated else ""
    return f"{ATTRIBUTION}.{day}"


def _note(seen: Seen, chosen: Feature | None) -> str:
    """Say which part of the atlas is shown."""
    branches = chosen.branches if chosen else ()
    branch = next((b.name for b in branches if b.id == seen.branch), None)
    actors = ", ".join(seen.filter.actors)
    window = " to ".join(filter(None, (seen.filter.start, seen.filter.end)))
    parts = (branch, actors and f"only: {actors}", window)
    return "; ".join(part for part in parts if part)


def _symbols(features: list[Feature], passages: dict[str, int], view: View) -> list[labels.Box]:
    """Return the boxes of symbols, which no name may cover."""
    boxes = []
    for feature in features:
        if not feature.legs:
            x, y = drawing.spot(feature, view)
            dot = feature.kind.glyph.shape == "dot"
            half = SIZES.dot if dot else drawing.half(feature, passages, view)
            boxes.append(labels.Box(x - half, y - half, 2 * half, 2 * half))
    return boxes
