"""How each kind of feature looks: colours that the colour-blind can tell apart, shapes, dashes."""

from __future__ import annotations

from collections.abc import Mapping

from corridors.map import glyphs
from corridors.model import Feature, Leg

# Hues of Okabe and Ito, "Color Universal Design" (2008). Those of lines are about equally dark, so
# that each stands out from land and water by day and by night; the greys and the brown are told by
# their shapes.
BLUE, ORANGE, VERMILION, GREEN, PURPLE, SKY, YELLOW = (
    "#0072B2",
    "#E69F00",
    "#E03800",
    "#299479",
    "#BE5CC7",
    "#2B84C0",
    "#F0E442",
)
GREY, BROWN, INK = "#7F7A73", "#A06C40", "#33312E"
_CORRIDORS = {
    "corridor-middle": VERMILION,
    "corridor-instc": GREEN,
    "corridor-tripp": PURPLE,
}
_KINDS = {
    "port": BLUE,
    "exercise": ORANGE,
    "corridor": SKY,
    "power-plant": YELLOW,
    "power-line": "#8F8200",
    "pipeline": BROWN,
    "drilling": BROWN,
    "deposit": BROWN,
    "road": GREY,
    "plant": GREY,
    "zone": GREY,
    "meeting": INK,
    "node": GREY,
}
_DASHES = {"under construction": "9 6", "planned": "1 7", "proposed": "1 7"}
_WIDTHS = {"rail": 4.0, "road": 3.0, "sea": 2.5, "river": 2.5, "power": 2.0, "gas": 2.5}
# Symbols that overlap lie in this order, the first on top.
_ORDER = ("port", "exercise", "drilling", "power-plant", "deposit", "plant", "zone", "meeting")
# Lies below the others, so that both are seen where they share a track.
_UNDERLAY = "corridor-instc"
_UNDERLAY_WIDTH = 6.4


def colour(feature: Feature) -> str:
    """Return the colour of a feature as ``#RRGGBB``."""
    return _CORRIDORS.get(feature.id, _KINDS.get(feature.kind, SKY))


def level(feature: Feature) -> int:
    """Return how far up a symbol lies among those that overlap, in Leaflet's z-index offset."""
    order = _ORDER.index(feature.kind) if feature.kind in _ORDER else len(_ORDER)
    return 100 * (len(_ORDER) - order)


def is_underlay(feature: Feature) -> bool:
    """Say whether a corridor is drawn wide, below those that share its tracks."""
    return feature.id == _UNDERLAY


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
    return glyphs.draw(feature.kind, colour(feature), built=feature.status not in _DASHES)
