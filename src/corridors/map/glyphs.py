"""The symbols of the map as SVG: a shape for each kind, so that none differs by colour alone."""

from __future__ import annotations

from collections.abc import Mapping

from corridors.kinds import Glyph, Shape

_INK = "#33290a"
_EDGE = 'stroke="{edge}" stroke-width="1.6" stroke-linejoin="round"'
_SHAPES: Mapping[Shape, str] = {
    "dot": '<circle cx="12" cy="12" r="5" {paint}/>',
    "round": '<circle cx="12" cy="12" r="10" {paint}/>',
    "square": '<rect x="2.6" y="2.6" width="18.8" height="18.8" rx="3" {paint}/>',
    "diamond": '<path d="M12 1.6 22.4 12 12 22.4 1.6 12z" {paint}/>',
    "hexagon": '<path d="M12 1.8 20.8 6.9v10.2L12 22.2 3.2 17.1V6.9z" {paint}/>',
    "triangle": '<path d="M12 1.8 22.6 21H1.4z" {paint}/>',
    "bubble": (
        '<path d="M4.5 3h15A2.5 2.5 0 0 1 22 5.5v8a2.5 2.5 0 0 1-2.5 2.5H14l-2 5-2-5H4.5'
        'A2.5 2.5 0 0 1 2 13.5v-8A2.5 2.5 0 0 1 4.5 3z" {paint}/>'
    ),
}
_LIGHT = 0.3  # white does not stand out on lighter colours


def draw(glyph: Glyph, fill: str, *, built: bool = True) -> str:
    """Draw a symbol, 24 by 24 pixels.

    Parameters
    ----------
    glyph
        Its shape, and what is drawn on it.
    fill
        Its colour, ``#RRGGBB``.
    built
        False for what does not exist yet: hollow, with a broken edge.

    Returns
    -------
    str
        SVG that refers to nothing outside itself.
    """
    dark = _luminance(fill) > _LIGHT
    if built:
        ink = _INK if dark else "#fff"
        paint = f'fill="{fill}" {_EDGE.format(edge=ink)}'
    else:
        ink = _INK if dark else fill
        paint = f'fill="#fff" stroke="{ink}" stroke-width="1.8" stroke-dasharray="3 2.2"'
    strokes = (
        f'<g fill="none" stroke="{ink}" stroke-width="1.6" stroke-linecap="round" '
        f'stroke-linejoin="round"><path d="{glyph.drawing}"/></g>'
    )
    return (
        '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">'
        f"{_SHAPES[glyph.shape].format(paint=paint)}{strokes}</svg>"
    )


def _luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1, as WCAG 2.2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
