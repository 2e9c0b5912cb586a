"""PNG made of a picture's SVG, with the fonts of this machine."""

from __future__ import annotations

from functools import cache

import resvg_py

from corridors.errors import ExportError

# Fonts that systems come with; the renderer has no "sans-serif" of its own.
_FACES = (
    *("Helvetica", "Arial", "Segoe UI", "DejaVu Sans", "Liberation Sans", "Noto Sans"),
    *("Roboto", "Ubuntu", "Cantarell", "Open Sans", "FreeSans", "Nimbus Sans", "DejaVu Serif"),
)
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<text y="30" font-size="30" font-family="sans-serif">{}</text></svg>'
)


def png(svg: str) -> bytes:
    """Render an SVG document as PNG, in its own size.

    Raises
    ------
    ExportError
        If this machine has no font of our list, so that all names would be missing.
    """
    return resvg_py.svg_to_bytes(svg_string=svg, sans_serif_family=_face())


@cache
def _face() -> str:
    """Return a font that is installed: one whose letters leave a mark."""
    blank = _rendered(" ", "")
    for face in _FACES:
        if _rendered("X", face) != blank:
            return face
    raise ExportError(
        "no font is installed here, so a PNG would have no names: install one, such as DejaVu "
        "Sans, or take the SVG"
    )


def _rendered(letter: str, face: str) -> bytes:
    return resvg_py.svg_to_bytes(svg_string=_PROBE.format(letter), sans_serif_family=face)
