"""How each kind of feature looks: colours that the colour-blind can tell apart, shapes, dashes."""

from __future__ import annotations

from collections.abc import Mapping

from corridors.model import Feature, Leg

# Okabe and Ito, "Color Universal Design" (2008).
BLUE, ORANGE, VERMILION, GREEN, PURPLE, SKY = (
    "#0072B2",
    "#E69F00",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
)
_CORRIDORS = {
    "corridor-middle": VERMILION,
    "corridor-instc": GREEN,
    "corridor-tripp": PURPLE,
}
_KINDS = {"port": BLUE, "exercise": ORANGE, "corridor": SKY}
_DASHES = {"under construction": "9 6", "planned": "1 7"}
_WIDTHS = {"rail": 4.0, "road": 3.0, "sea": 2.5}
# Lies below the others, so that both are seen where they share a track.
_UNDERLAY = "corridor-instc"
_UNDERLAY_WIDTH = 6.4

_ANCHOR = (
    '<g fill="none" stroke="{ink}" stroke-width="1.7" stroke-linecap="round">'
    '<circle cx="12" cy="7.6" r="1.6"/><path d="M12 9.2v8M9.4 11.6h5.2M7 13.6c.4 2.6 2.3 3.8 5 3.8'
    's4.6-1.2 5-3.8"/></g>'
)
_ROUND = '<circle cx="12" cy="12" r="10" fill="{fill}" stroke="{edge}" stroke-width="1.8"{dash}/>'
_TARGET = (
    '<path d="M12 1.6 22.4 12 12 22.4 1.6 12z" fill="{fill}" stroke="#fff" stroke-width="1.6"/>'
    '<path d="M12 6.6v10.8M6.6 12h10.8" stroke="#3b2a00" stroke-width="1.4"/>'
    '<circle cx="12" cy="12" r="3.2" fill="none" stroke="#3b2a00" stroke-width="1.4"/>'
)


def colour(feature: Feature) -> str:
    """Return the colour of a feature as ``#RRGGBB``."""
    return _CORRIDORS.get(feature.id, _KINDS.get(feature.kind, SKY))


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
    """Return the symbol of a port or an exercise site: SVG without any text from outside."""
    fill = colour(feature)
    if feature.kind == "exercise":
        return _svg(_TARGET.format(fill=fill))
    if feature.status == "planned":
        ring = _ROUND.format(fill="#fff", edge=fill, dash=' stroke-dasharray="3 2.2"')
        return _svg(ring + _ANCHOR.format(ink=fill))
    return _svg(_ROUND.format(fill=fill, edge="#fff", dash="") + _ANCHOR.format(ink="#fff"))


def _svg(content: str) -> str:
    return f'<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">{content}</svg>'
