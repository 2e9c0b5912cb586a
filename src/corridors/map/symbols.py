"""How features look on the map, as Leaflet's options: colours, widths, dashes, symbols."""

from __future__ import annotations

from collections.abc import Mapping

from corridors.map import glyphs
from corridors.model import Feature, Leg

_DASHES = {"under construction": "9 6", "planned": "1 7", "proposed": "1 7"}
_WIDTHS = {"rail": 4.0, "road": 3.0, "sea": 2.5, "river": 2.5, "power": 2.0, "gas": 2.5}
_UNDERLAY_WIDTH = 6.4


def colour(feature: Feature) -> str:
    """Return the colour of a feature as ``#RRGGBB``."""
    return feature.colour or feature.kind.colour


def level(feature: Feature) -> int:
    """Return how far up a symbol lies among those that overlap, in Leaflet's z-index offset."""
    return 100 * feature.kind.rank


def line(colour: str, leg: Leg, *, underlay: bool = False) -> Mapping[str, object]:
    """Return the Leaflet path options of a leg: width for its mode, dash for its status."""
    style: dict[str, object] = {
        "color": colour,
        "weight": _width(leg, underlay),
        "opacity": 1,
        "lineCap": "butt" if leg.status == "under construction" else "round",
        "className": f"leg leg-{leg.mode}",
    }
    if leg.status in _DASHES:
        style["dashArray"] = _DASHES[leg.status]
    return style


def casing(colour: str, leg: Leg, *, underlay: bool = False) -> Mapping[str, object]:
    """Return the path options under a leg: a wide pale band where the line is schematic."""
    if leg.precision.level == "schematic":
        return {"color": colour, "weight": 13, "opacity": 0.25, "className": "casing schematic"}
    width = _width(leg, underlay) + (2.6 if leg.mode == "rail" else 1.6)
    return {"weight": width, "opacity": 0.9, "className": "casing"}


def _width(leg: Leg, underlay: bool) -> float:
    shared = underlay and leg.mode == "rail" and leg.status == "operating"
    return _UNDERLAY_WIDTH if shared else _WIDTHS[leg.mode]


def area(colour: str) -> Mapping[str, object]:
    """Return the path options of an area whose edge is not known exactly."""
    return {
        "color": colour,
        "weight": 1.6,
        "dashArray": "4 4",
        "fillColor": colour,
        "fillOpacity": 0.16,
        "className": "area",
    }


def icon(feature: Feature) -> str:
    """Return the symbol of a feature: SVG without any text from outside."""
    return glyphs.draw(feature.kind.glyph, colour(feature), built=feature.status not in _DASHES)
