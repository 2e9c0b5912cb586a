"""The symbols of the map as SVG: one shape a kind, so that none is told by its colour alone."""

from __future__ import annotations

_INK = "#33290a"
_EDGE = 'stroke="{edge}" stroke-width="1.6" stroke-linejoin="round"'
_ROUND = '<circle cx="12" cy="12" r="10" {paint}/>'
_SQUARE = '<rect x="2.6" y="2.6" width="18.8" height="18.8" rx="3" {paint}/>'
_DIAMOND = '<path d="M12 1.6 22.4 12 12 22.4 1.6 12z" {paint}/>'
_HEXAGON = '<path d="M12 1.8 20.8 6.9v10.2L12 22.2 3.2 17.1V6.9z" {paint}/>'
_TRIANGLE = '<path d="M12 1.8 22.6 21H1.4z" {paint}/>'
_BUBBLE = (
    '<path d="M4.5 3h15A2.5 2.5 0 0 1 22 5.5v8a2.5 2.5 0 0 1-2.5 2.5H14l-2 5-2-5H4.5'
    'A2.5 2.5 0 0 1 2 13.5v-8A2.5 2.5 0 0 1 4.5 3z" {paint}/>'
)
_DOT = '<circle cx="12" cy="12" r="5" {paint}/>'

_ANCHOR = (
    '<circle cx="12" cy="7.6" r="1.6"/><path d="M12 9.2v8M9.4 11.6h5.2M7 13.6c.4 2.6 2.3 3.8 5 3.8'
    's4.6-1.2 5-3.8"/>'
)
_CROSSHAIR = '<path d="M12 6.6v10.8M6.6 12h10.8"/><circle cx="12" cy="12" r="3.2"/>'
_BOLT = '<path d="M13.2 5.5 8 13h3.6l-.8 5.5L16 11h-3.6z"/>'
_DERRICK = '<path d="M12 8.5 8.7 18M12 8.5 15.3 18M10.3 14h3.4M7.5 18h9"/>'
_CRYSTAL = '<path d="M8.5 9.5 12 6.5l3.5 3-3.5 8zM8.5 9.5h7M12 17.5V9.5"/>'
_CHIMNEY = '<path d="M6.5 17.5v-6l4 2.5v-2.5l4 2.5V6.5h3v11z"/>'
_GATE = '<path d="M7 17V8.5h10V17M7 12.5h10M12 8.5V17"/>'
_TABLE = '<path d="M7 8h10M7 11.2h6.5"/>'

# Kind: shape, drawing on it, whether drawing and edge are dark, as on a light colour.
_KINDS: dict[str, tuple[str, str, bool]] = {
    "port": (_ROUND, _ANCHOR, False),
    "exercise": (_DIAMOND, _CROSSHAIR, True),
    "power-plant": (_SQUARE, _BOLT, True),
    "drilling": (_TRIANGLE, _DERRICK, False),
    "deposit": (_HEXAGON, _CRYSTAL, False),
    "plant": (_SQUARE, _CHIMNEY, False),
    "zone": (_SQUARE, _GATE, False),
    "meeting": (_BUBBLE, _TABLE, False),
}
_OTHER = (_DOT, "", False)


def draw(kind: str, fill: str, *, built: bool = True) -> str:
    """Draw the symbol of a kind, 24 by 24 pixels.

    Parameters
    ----------
    kind
        The kind of a feature; one without a symbol of its own is a dot.
    fill
        Its colour, ``#RRGGBB``.
    built
        False for what does not exist yet: hollow, with a broken edge.

    Returns
    -------
    str
        SVG that names nothing from outside.
    """
    shape, drawing, dark = _KINDS.get(kind, _OTHER)
    if built:
        ink = _INK if dark else "#fff"
        paint = f'fill="{fill}" {_EDGE.format(edge=ink)}'
    else:
        ink = _INK if dark else fill
        paint = f'fill="#fff" stroke="{ink}" stroke-width="1.8" stroke-dasharray="3 2.2"'
    strokes = (
        f'<g fill="none" stroke="{ink}" stroke-width="1.6" stroke-linecap="round" '
        f'stroke-linejoin="round">{drawing}</g>'
    )
    return (
        '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">'
        f"{shape.format(paint=paint)}{strokes}</svg>"
    )
